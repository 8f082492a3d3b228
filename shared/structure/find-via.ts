import type { Credit } from './credit'
import type { Draft } from './draft'
import { edges } from './find-outlet'
import { outletName } from './names'
import { aggregators } from './tables/outlets'

/** Who shows the article of another: a service that names itself in the frame. */
export function findVia(draft: Draft): Credit<string> | null {
  const { lines } = draft
  for (const line of lines) {
    if (draft.part(line.index) !== 'frame' || line.words > 25) continue
    const named =
      /\b(?:top stories|read (?:more|this|on)|more stories|stories|continue reading|open|view) (?:on|in|at) ([\p{L}][\p{L} .]{1,20}?)(?: right now| today| app|[.!]?$)/iu.exec(
        line.text,
      )
    const name = named?.[1]?.trim()
    if (name !== undefined && aggregators.has(name))
      return { value: name, rule: 'name of the service', evidence: line }
    if (aggregators.has(line.text)) return { value: line.text, rule: 'name of the service', evidence: line }
  }
  const line = edges(lines).find(
    ({ text, words }) =>
      words <= 30 && /\b(?:republished|reprinted|syndicated) (?:by|on) (?:the )?\p{Lu}/u.test(text),
  )
  const match =
    line === undefined
      ? null
      : /\b(?:republished|reprinted|syndicated) (?:by|on) (?:the )?(\p{Lu}[\p{L}’' -]{1,40}?)(?=[.,;]| with | under |$)/u.exec(
          line.text,
        )
  const value = match === null ? null : outletName(match[1] ?? '')
  return line === undefined || value === null ? null : { value, rule: 'republished by', evidence: line }
}
