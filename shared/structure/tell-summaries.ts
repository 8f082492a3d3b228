import { findDates } from './dates'
import type { Draft } from './draft'
import { endsSentence, isParagraph, type Line } from './lines'
import { saysLive, summaryHeading } from './tables/headings'

/** How far down the lines go that lead into a text. */
const HEAD_LINES = 15

/** Tell what sums the text up: a line over the headline, points and a standfirst under it, and recaps with a heading of their own. */
export function tellSummaries(draft: Draft, title: Line | null): void {
  tellRecaps(draft)
  if (title !== null) tellStandfirst(draft, title)
}

function tellStandfirst(draft: Draft, title: Line): void {
  const { lines } = draft
  const above = lines[title.index - 1]
  if (
    above !== undefined &&
    title.index <= 3 &&
    draft.isBody(above.index) &&
    above.words >= 12 &&
    endsSentence(above.text)
  )
    draft.tell('standfirst', above.index)
  const body = lines.findIndex(
    ({ index, kind, text }) =>
      index > title.index && draft.isBody(index) && kind === 'paragraph' && text.length > 120,
  )
  for (let at = title.index + 1; at < Math.min(body === -1 ? 0 : body, HEAD_LINES); at += 1) {
    // Points under a heading of their own belong to that.
    if (isSubhead(draft, at, title)) break
    const isPoint = lines[at]?.kind === 'list-item' || /^[•‣◦▪●]\s/.test(lines[at]?.text ?? '')
    if (draft.isBody(at) && isPoint && !draft.isBody(at - 1)) draft.tell('standfirst', at)
  }
  const lead = lines.find(({ index }) => index > title.index && draft.isBody(index))
  if (lead === undefined || lead.index > HEAD_LINES || lead.kind !== 'paragraph') return
  const below = draft.nextOfText(lead.index + 1)
  if (below !== null && draft.isBody(below.index) && isLedBy(lead, below))
    draft.tell('standfirst', lead.index)
  else if (isOverByline(draft, lead)) draft.tell('standfirst', lead.index)
}

/** A heading that is no copy of the headline. */
function isSubhead(draft: Draft, index: number, title: Line): boolean {
  const line = draft.lines[index]
  const isHeading = line?.kind === 'heading' || draft.part(index) === 'heading'
  return isHeading && line?.text !== title.text
}

/** A sentence or two right under the headline and right over the lines that say who wrote it and when. */
function isOverByline(draft: Draft, { index, words, text }: Line): boolean {
  const { lines } = draft
  if (
    words < 6 ||
    words > 60 ||
    !endsSentence(text) ||
    lines.slice(0, index).some((line) => draft.isBody(line.index))
  )
    return false
  const below = draft.part(index + 1) === 'frame' || draft.part(index + 1) === 'caption'
  const isBare = lines.slice(0, index).every((line) => draft.part(line.index) !== 'frame' || line.words <= 6)
  return (
    below && isBare && lines.slice(index + 1).some((line) => draft.isBody(line.index) && isParagraph(line))
  )
}

/** A standfirst says in fewer words what the paragraph under it begins with. */
function isLedBy(above: Line, below: Line): boolean {
  const [short, long] = [above.numbers, below.numbers]
  if (short.length < 12 || short.length >= long.length) return false
  const said = new Set(long)
  return (
    short.slice(0, 4).every((word, at) => word === long[at]) &&
    short.filter((word) => said.has(word)).length >= short.length * 0.5
  )
}

/** From a heading that announces a recap to the next heading, time or change of a post. */
function tellRecaps(draft: Draft): void {
  for (const line of draft.lines) {
    const part = draft.part(line.index)
    if (part === 'heading' && summaryHeading.test(line.text)) {
      // The time of a recap stands above it.
      const from = draft.part(line.index - 1) === 'time' ? line.index - 1 : line.index
      draft.tell('summary', from, endOfRecap(draft, line.index + 1), { evidence: line })
    } else if (part === 'frame' && line.index < HEAD_LINES && endsInSummaryHeading(line.text)) {
      const last = endOfLead(draft, line.index + 1)
      if (last > line.index) draft.tell('summary', line.index + 1, last, { evidence: line })
    }
  }
}

/** A line of dates that was copied together with the heading behind it. */
function endsInSummaryHeading(text: string): boolean {
  const last = findDates(text).at(-1)
  return last !== undefined && summaryHeading.test(text.slice(last.end).trim())
}

/** The last line of a recap: of points their last; of short lines the last before a paragraph. */
function endOfRecap(draft: Draft, start: number): number {
  const { lines } = draft
  let next = start
  for (; draft.isBody(next); next += 1) {
    const above = lines.slice(start, next)
    const line = lines[next]
    if (line === undefined) break
    if (line.kind !== 'list-item' && above.at(-1)?.kind === 'list-item') break
    const isLong = line.kind !== 'list-item' && line.words >= 25
    if (isLong && above.length > 0 && above.every(({ words }) => words < 20)) break
  }
  return next - 1
}

/** As many paragraphs as what is worth knowing takes at most. */
const MOST_LEAD = 4

/** The last line of what stands over a text that says of itself what it is. */
function endOfLead(draft: Draft, start: number): number {
  let next = start
  while (draft.isBody(next) && next < start + MOST_LEAD && !saysLive(draft.lines[next]?.text ?? '')) next += 1
  return next - 1
}
