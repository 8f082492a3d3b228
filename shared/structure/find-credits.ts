import { type Credit, type Ends, HEAD_LINES, TAIL_LINES } from './credit'
import type { Draft } from './draft'
import { findAuthors } from './find-authors'
import { datesOnLine, type SourceDate, yearFrom } from './find-dates-of-source'
import { findOutlet } from './find-outlet'
import { findVia } from './find-via'
import { endsSentence, isParagraph, type Line } from './lines'
import { findAgency, readDateline } from './read-dateline'

/** Who wrote a text, who put it out and when. */
export type Credits = {
  readonly outlet: Credit<string> | null
  readonly via: Credit<string> | null
  readonly authors: Credit<string[]> | null
  readonly dates: readonly SourceDate[]
  /** The agency that wrote it; null where none did. */
  readonly agency: Credit<string> | null
}

/** Read who wrote a text and when from the lines around its headline and at its end, and tell them as lines of the page. */
export function findCredits(draft: Draft, title: Line | null): Credits {
  const head = headOf(draft, title)
  const tail = tailOf(draft, head.at(-1)?.index ?? -1)
  const ends: Ends = { draft, head, tail, title }
  const dates = readDates(ends)
  const authors = findAuthors(ends)
  const dateline = readDateline(draft, title)
  const printed = findOutlet(ends)
  const agency = dateline?.agency ?? (printed === null ? findAgency(draft, title) : null)
  tellSectionNames(draft, title)
  tellLead(draft, title, dateline?.line ?? null)
  const isDated = dates.some(({ field, date }) => field === 'published' && date !== null)
  return {
    outlet: agency ?? printed,
    // What an agency wrote, the outlet of the page republished.
    via: findVia(draft) ?? (agency === null || printed?.value === agency.value ? null : printed),
    authors: authors ?? dateline?.authors ?? null,
    dates: isDated || !dateline?.date ? dates : [...dates, dateline.date],
    agency,
  }
}

/** A sentence between the headline and the paragraph that begins with where it was written is the standfirst. */
function tellLead(draft: Draft, title: Line | null, first: Line | null): void {
  if (title === null || first === null) return
  const between = draft.lines.slice(title.index + 1, first.index).filter(({ index }) => draft.isBody(index))
  const [lead] = between
  if (between.length === 1 && lead !== undefined && lead.words <= 60 && endsSentence(lead.text))
    draft.tell('standfirst', lead.index)
}

/** The lines down to the second paragraph behind the headline. */
function headOf(draft: Draft, title: Line | null): readonly Line[] {
  const { lines } = draft
  let paragraphs = 0
  for (const line of lines.slice(0, HEAD_LINES)) {
    if (line.index > (title?.index ?? -1) && draft.isBody(line.index) && isParagraph(line)) paragraphs += 1
    if (paragraphs === 2 || draft.part(line.index) === 'unrelated') return lines.slice(0, line.index)
  }
  return lines.slice(0, HEAD_LINES)
}

/** The last lines, as long as none of them is longer than a byline. */
function tailOf(draft: Draft, behind: number): readonly Line[] {
  const { lines } = draft
  return lines
    .slice(Math.max(behind + 1, lines.length - TAIL_LINES))
    .filter(({ words, index }) => words <= 30 && draft.part(index) !== 'unrelated')
}

function readDates({ draft, head, tail }: Ends): SourceDate[] {
  const yearOf = yearFrom(draft.lines)
  const onLines = (lines: readonly Line[], needsLabel: boolean) =>
    lines.flatMap((line) => {
      const found = datesOnLine(line, yearOf).filter(({ rule }) => !needsLabel || rule !== 'date line')
      if (draft.part(line.index) === 'caption') return []
      if (found.length > 0 && (endsSentence(line.text) ? line.words <= 12 : true)) {
        draft.tell('frame', line.index)
        return found
      }
      return []
    })
  const early = onLines(head, false)
  return early.some(({ date }) => date !== null) ? early : [...early, ...onLines(tail, true)]
}

/** Fewest lines in a row that are a menu, and the most words of each. */
const MENU_LINES = 2
const MENU_WORDS = 2

/**
 * Between the name of the outlet and the headline, and between the lines told, one or two words name a section of the page.
 * Where nothing above the headline was told, several such lines in a row are its menu.
 */
function tellSectionNames(draft: Draft, title: Line | null): void {
  const above = draft.lines.slice(0, title?.index ?? 0)
  const first = above.findIndex(({ index }) => draft.part(index) === 'frame')
  const isShort = ({ index, words, text }: Line, most: number) =>
    draft.isBody(index) && words <= most && !endsSentence(text)
  const menu = above.slice(above.findLastIndex((line) => !isShort(line, MENU_WORDS)) + 1)
  const sections =
    first !== -1
      ? above.slice(first).filter((line) => isShort(line, 4))
      : menu.length >= MENU_LINES
        ? menu
        : []
  for (const { index } of sections) draft.tell('frame', index)
}
