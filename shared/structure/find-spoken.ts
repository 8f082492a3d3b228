import { findSayings } from '../detection/attribution/find-sayings'
import { speechOf } from '../detection/attribution/tables/speech'
import { markSpokenLines } from '../detection/quotes/mark-spoken-lines'
import { readLine } from '../detection/text/lines'
import type { Draft } from './draft'
import type { Line, Span } from './lines'

/** Lines that are speech without quotation marks, and the words above that say whose. */
export type Spoken = {
  readonly from: number
  readonly to: number
  /** As the text names them; null where it does not. */
  readonly speaker: string | null
  readonly evidence: Span
}

/** A word that stands for a name says nothing without it. */
const pronoun =
  /^(?:he|she|it|they|him|her|them|we|i|you|who|er|sie|es|il|elle|on|ils|elles|él|ella|ellos|він|вона|вони|он|она|они|他|她|هو|هي)$/i

/** As many lines as one speech runs over at most. */
const LONGEST = 8

/** Find quotations printed as paragraphs of their own, without their marks: “Ruiz replied:” stands above. */
export function findSpoken(draft: Draft, text: string, language: string): Spoken[] {
  const { lines } = draft
  const speech = speechOf(language)
  const found: Spoken[] = []
  let next = 0
  for (const above of lines) {
    if (above.index < next || !draft.isBody(above.index) || !leadsOn(above)) continue
    const window = windowBelow(draft, above)
    const read = window.map((line) => readLine(text, line.index, line, lines[line.index + 1]?.text ?? ''))
    const spoken = markSpokenLines(text, lines, read, speech)
    const run = spoken.slice(1).findIndex((line) => line.spoken === null)
    const count = run === -1 ? spoken.length - 1 : run
    const last = window[count]
    if (count === 0 || last === undefined) continue
    next = last.index + 1
    found.push({ from: above.index + 1, to: last.index, ...speakerIn(text, read[0], above, speech) })
  }
  return found
}

/** A line that ends in a colon, or a quotation that was left without its full stop. */
function leadsOn({ text, kind }: Line): boolean {
  return kind === 'paragraph' && (text.endsWith(':') || (text.startsWith('“') && /[\p{L}\p{N}]$/u.test(text)))
}

/** The line and those below, as far as they are of the article. */
function windowBelow(draft: Draft, above: Line): Line[] {
  const window = [above]
  for (let at = above.index + 1; draft.isBody(at) && window.length <= LONGEST; at += 1) {
    const line = draft.lines[at]
    if (line !== undefined) window.push(line)
  }
  return window
}

/** Who says it: the subject of the last verb of saying above, with the words from there to the verb. */
function speakerIn(
  text: string,
  read: ReturnType<typeof readLine> | undefined,
  above: Line,
  speech: ReturnType<typeof speechOf>,
): Pick<Spoken, 'speaker' | 'evidence'> {
  const items = read?.sentences.at(-1)?.items ?? []
  const sayings = findSayings(items, speech)
  const saying = sayings.findLast(({ subject }) => subject !== null) ?? sayings.at(-1)
  const from = items[saying?.subject?.from ?? saying?.verb ?? 0]
  const to = items[(saying?.subject?.next ?? 0) - 1]
  const verb = items[saying?.verb ?? 0]
  if (saying === undefined || from === undefined || verb === undefined)
    return { speaker: null, evidence: above }
  const named = saying.subject === null || to === undefined ? null : text.slice(from.start, to.end)
  const speaker = named === null || pronoun.test(named) ? null : named
  return { speaker, evidence: { start: Math.min(from.start, verb.start), end: above.end } }
}
