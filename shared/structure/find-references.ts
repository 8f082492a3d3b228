import type { Draft } from './draft'
import type { Post } from './find-posts'
import { type Line, type Span, within } from './lines'

/** Words that point to a post of the same text, and the first line of that post; null when this copy has none such. */
export type PostReference = {
  readonly line: Line
  readonly words: Span
  readonly time: string
  readonly post: Line | null
}

const time = '(\\d{1,2}[.:h]\\d{2}(?:\\s?[ap]\\.?m\\.?)?)'
const forms: readonly RegExp[] = [
  `\\(?\\b(?:see|in|from)\\s+(?:(?:the|our|my|this|that|an?)\\s+)?(?:earlier\\s+|previous\\s+)?(?:posts?|entry|update)\\s+(?:(?:at|from|of)\\s+)?${time}\\)?`,
  `\\(?\\b(?:see|in|from)\\s+(?:(?:the|our|my)\\s+)?(?:earlier\\s+)?${time}(?:\\s?[A-Z]{2,4})?\\s+(?:post|entry|update)\\b\\)?`,
  `\\(?\\bsee\\s+(?:at\\s+)?${time}\\)`,
  `\\(?\\bsiehe\\s+(?:auch\\s+)?(?:den\\s+)?(?:Eintrag|Beitrag|Meldung)\\s+(?:von|um)?\\s*${time}(?:\\s+Uhr)?\\)?`,
  `\\(?\\bvoir\\s+(?:le\\s+|notre\\s+)?(?:post|publication|message)\\s+(?:de\\s+|à\\s+)?${time}\\)?`,
  `\\(?(?:см\\.|дивіться|див\\.)\\s+(?:пост|запись|повідомлення|допис)\\s+(?:в|от|о|за)?\\s*${time}\\)?`,
].map((source) => new RegExp(source, 'giu'))

/** Find where the text points to its own posts by their time. */
export function findReferences(draft: Draft, posts: readonly Post[]): PostReference[] {
  const byTime = new Map<string, number>()
  for (const { time: written, from } of posts) {
    const key = written === null ? null : minuteOf(written)
    if (key !== null && !byTime.has(key)) byTime.set(key, from)
  }
  return draft.lines.flatMap((line) => {
    const part = draft.part(line.index)
    if (part === 'frame' || part === 'unrelated' || !/\d[.:h]\d\d/.test(line.text)) return []
    return forms.flatMap((form) =>
      [...line.text.matchAll(form)].map((match): PostReference => {
        const written = match[1] ?? ''
        const from = byTime.get(minuteOf(written) ?? '')
        return {
          line,
          words: within(line, match.index, match.index + match[0].length),
          time: written,
          post: from === undefined ? null : (draft.lines[from] ?? null),
        }
      }),
    )
  })
}

/** A time of day as hours and minutes from midnight; null where none is written. */
function minuteOf(written: string): string | null {
  const match = /(\d{1,2})[.:h](\d{2})(?:\s?([ap])\.?m)?/i.exec(written)
  if (match === null) return null
  const [, hours = '', minutes = '', half] = match
  const hour =
    half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  return `${hour}:${minutes}`
}
