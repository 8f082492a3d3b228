import type { Block } from '../model/version'
import { findDates } from './dates'
import type { Draft } from './draft'
import { withoutDates } from './find-dates-of-source'
import { endsSentence, type Line, type Span, within } from './lines'
import { announcesParts, eventVerb, liveTitle, saysLive, summaryHeading } from './tables/headings'
import { relativeTime } from './tables/labels'

/** One post of a live blog: the lines from its first to its last. */
export type Post = {
  readonly from: number
  readonly to: number
  readonly heading: Block['id'] | null
  /** As the text writes it. */
  readonly time: string | null
  readonly updated: boolean
  readonly evidence: Span
}

/** From so many times of day on lines of their own, a text is told post by post. */
const ENOUGH_TIMES = 3

const clock =
  /^(?:\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?|\d{1,2}h\d{2})(?:\s*(?:Uhr|\(?[A-Z]{2,5}(?:[+-]\d{1,2})?\)?))?$/i

/** Whether a line says nothing but when a post was written, and what of it is the time. */
export function timeOfLine({ text, words }: Pick<Line, 'text' | 'words'>): string | null {
  if (words > 9 || text.length > 60 || !/\d/.test(text)) return null
  if (clock.test(text)) return text
  const bare = relativeTime.exec(text)
  if (bare !== null && bare[0].length === text.length) return text
  const dates = findDates(text)
  const written = /\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s*[A-Z]{2,4}T?)?(?![\p{L}\d])/iu.exec(
    text.slice(dates.at(-1)?.end ?? 0),
  )
  const isAll = dates.length > 0 && written !== null && withoutDates(text, dates) === ''
  return isAll ? text : null
}

const updatedLine =
  /^(?:updated|aktualisiert|mis à jour|actualizado|обновлено|оновлено|تحديث|更新)(?:\s+(?:at|um|à|a las|в|о)?\s*\d{1,2}[:.h]\d{2}.{0,12})?$/i

/** Tell the lines that are the time of a post or say that it was changed; whether the text is a live blog, by which words. */
export function tellPostLines(draft: Draft, title: Line | null, isTold: boolean): Span | null {
  const { lines } = draft
  const updates = lines.filter(
    ({ index, text, words }) => words <= 6 && updatedLine.test(text) && index > (title?.index ?? 0),
  )
  const times = lines.filter(
    (line) => timeOfLine(line) !== null && (draft.isBody(line.index) || draft.part(line.index) === 'frame'),
  )
  const live = isLiveBy(draft, title, updates, times, isTold)
  if (live === null) return null
  for (const { index } of updates) if (draft.part(index) !== 'unrelated') draft.tell('updated', index)
  const inPosts = times.filter(({ index }) => index > (title?.index ?? -1))
  if (inPosts.length >= ENOUGH_TIMES) for (const { index } of inPosts) draft.tell('time', index)
  return live
}

function isLiveBy(
  { lines }: Draft,
  title: Line | null,
  updates: readonly Line[],
  times: readonly Line[],
  isTold: boolean,
): Span | null {
  const named = [...(title === null ? [] : [title]), ...lines.slice(0, 6)].find(
    ({ text, words }) => words <= 35 && liveTitle.test(text),
  )
  const [first] = times
  if (named !== undefined) {
    const match = liveTitle.exec(named.text)
    return within(named, match?.index ?? 0, (match?.index ?? 0) + (match?.[0].length ?? named.text.length))
  }
  const said = lines.slice(0, 20).find(({ text }) => saysLive(text))
  if (said !== undefined) return said
  if (updates.length >= ENOUGH_TIMES && updates[0] !== undefined) return updates[0]
  if (isTold) return lines[0] ?? null
  const isBusy = times.length >= ENOUGH_TIMES && times.length >= lines.length / 15
  return isBusy && first !== undefined ? first : null
}

/** The posts of a live blog whose headings, times and changes were told. Its title begins none. */
export function findPosts(draft: Draft, title: Line | null): { posts: Post[]; subheads: number[] } {
  const { lines } = draft
  const start = Math.max(title?.index ?? -1, -1) + 1
  const hasTimes = lines.some(({ index }) => draft.part(index) === 'time')
  const { starts, subheads } = hasTimes ? startsAtTimes(draft, start) : startsAtHeadings(draft, start)
  const posts = starts.flatMap((from, place): Post[] => {
    let to = (starts[place + 1] ?? lines.length) - 1
    while (to > from && (isOutside(draft, to) || draft.part(to) === 'frame' || draft.part(to) === 'caption'))
      to -= 1
    // A post ends where another text begins, or a recap.
    for (let at = from; at <= to; at += 1) if (isOutside(draft, at)) to = at - 1
    return to < from ? [] : [postOf(draft, from, to)]
  })
  return { posts, subheads }
}

function isOutside(draft: Draft, index: number): boolean {
  const part = draft.part(index)
  return part === 'unrelated' || part === 'summary'
}

function postOf(draft: Draft, from: number, to: number): Post {
  const own = draft.lines.slice(from, to + 1)
  // The heading stands before the time or right behind it.
  const heading = own.slice(0, 3).find(({ index }) => draft.part(index) === 'heading')
  const time = own.slice(0, 3).find(({ index }) => draft.part(index) === 'time')
  const updated = own.find(({ index }) => draft.part(index) === 'updated')
  const { start = 0, end = 0 } = time ?? heading ?? own[0] ?? {}
  return {
    from,
    to,
    heading: heading?.id ?? null,
    time: time === undefined ? null : time.text,
    updated: updated !== undefined,
    evidence: { start, end },
  }
}

type Starts = { readonly starts: number[]; readonly subheads: number[] }

/** A post begins at its time, or at its heading where the headings stand over the times. */
function startsAtTimes(draft: Draft, start: number): Starts {
  const times = draft.lines.filter(({ index }) => index >= start && draft.part(index) === 'time')
  const isHeading = (index: number) => draft.part(index) === 'heading'
  const over = times.filter(({ index }) => isHeading(index - 1)).length
  const under = times.filter(({ index }) => isHeading(index + 1)).length
  // In a thread, the name of whoever wrote it stands over the time.
  const named = times.filter(({ index }) => isNameAt(draft, index - 1) && index - 1 >= start)
  const isThread = named.length >= times.length * 0.8
  const starts = times.map(({ index }) => {
    const isAbove = isThread ? isNameAt(draft, index - 1) : over > under && isHeading(index - 1)
    return isAbove && index > start ? index - 1 : index
  })
  const first = new Set(starts.flatMap((at) => [at, at + 1]))
  const subheads = draft.lines.flatMap(({ index }) =>
    index > (starts[0] ?? 0) && isHeading(index) && !first.has(index) ? [index] : [],
  )
  return { starts, subheads }
}

/** A word or two on a line of their own. */
function isNameAt({ lines }: Draft, index: number): boolean {
  const { text = '', words = 0 } = lines[index] ?? {}
  return words > 0 && words <= 3 && text.length <= 40 && !endsSentence(text)
}

/** Without times, a post begins at its heading or behind the line that says the one above was changed. */
function startsAtHeadings(draft: Draft, start: number): Starts {
  const { lines } = draft
  const starts: number[] = []
  const subheads: number[] = []
  let parts: 'none' | 'questions' | 'all' = 'none'
  const updates = lines.filter(({ index }) => draft.part(index) === 'updated')
  // “Updated” ends a post, unless it stands under the headings.
  const isEnd =
    updates.filter(({ index }) => draft.part(index - 1) === 'heading').length <= updates.length / 2
  for (const { index, text } of lines) {
    if (index < start) continue
    const part = draft.part(index)
    const isAfterUpdate = isEnd && draft.part(index - 1) === 'updated' && starts.length > 0
    if (part === 'summary') parts = 'none'
    if (part === 'heading') {
      // A recap is none of the posts.
      const isRecap = summaryHeading.test(text)
      if (!isRecap && isPartOf(text, parts, draft.part(index - 1) === 'heading')) {
        subheads.push(index)
        continue
      }
      starts.push(index)
      parts = isRecap ? 'none' : partsUnder(draft, index)
    } else if (part === null && isAfterUpdate) {
      starts.push(index)
      parts = 'none'
    }
  }
  return { starts, subheads }
}

/** Whether an explainer begins at a heading: a question, and what follows it leads to parts. */
function partsUnder({ lines }: Draft, index: number): 'none' | 'questions' | 'all' {
  if (!/[?？]$/.test(lines[index]?.text ?? '')) return 'none'
  return lines.slice(index + 1, index + 4).some(({ text, words }) => words > 6 && announcesParts.test(text))
    ? 'all'
    : 'questions'
}

/** A heading under an explainer: a question, or words without the verb by which news is told. */
function isPartOf(text: string, parts: 'none' | 'questions' | 'all', isRightUnder: boolean): boolean {
  if (parts === 'none') return false
  if (/[?？]$/.test(text)) return true
  return parts === 'all' && !isRightUnder && !eventVerb.test(text) && !text.includes(':')
}
