import { type Credit, type Ends, tellAsCredit } from './credit'
import { findDates } from './dates'
import type { Draft } from './draft'
import { endsSentence } from './lines'
import { isOutletName, isRole, readNames } from './names'
import { bylineWords } from './tables/labels'
import { agencies } from './tables/outlets'

/** Who wrote a text, by the lines that say so; they are told as lines of the page. */
export function findAuthors(ends: Ends): Credit<string[]> | null {
  const { draft, head, tail, title } = ends
  for (const line of [...head, ...tail]) {
    if (line.index === title?.index || draft.part(line.index) === 'caption') continue
    const lead = bylineWords.exec(line.text)
    const isShift = /\((?:now|earlier|before|until|after|jetzt|zuvor)\b[^)]*\)/i.test(line.text)
    const names =
      lead !== null
        ? readNames(withoutOutlet(line.text.slice(lead[0].length)).names, true)
        : isShift
          ? readNames(line.text, true)
          : null
    if (names === null) continue
    tellAsCredit(draft, line)
    return { value: names, rule: lead === null ? 'names in shifts' : 'byline', evidence: line }
  }
  return readBareNames(ends) ?? readReporters(ends)
}

/** Names alone on a line between the headline and a date, which may have an office between them. */
function readBareNames({ draft, head, title }: Ends): Credit<string[]> | null {
  for (const line of head) {
    if (title === null || line.index <= title.index || line.words > 20 || endsSentence(line.text)) continue
    const hasDate = findDates(line.text).length > 0
    // A line of the page is no name, unless a date stands on it too.
    const part = draft.part(line.index)
    if (part === 'caption' || (part === 'frame' && !hasDate)) continue
    const signed = withoutOutlet(line.text)
    const names = readNames(signed.names, false)
    const office = draft.lines[line.index + 1]
    const isOffice =
      office !== undefined && office.words <= 8 && !endsSentence(office.text) && isRole(office.text)
    const isBesideDate =
      hasDate ||
      signed.isOfAgency ||
      isDate(draft, line.index - 1) ||
      isDate(draft, line.index + 1) ||
      (isOffice && isDate(draft, line.index + 2))
    if (names === null || !isBesideDate || names.some((name) => isTalkedOf(draft, name))) continue
    tellAsCredit(draft, line)
    if (isOffice) tellAsCredit(draft, office)
    return { value: names, rule: 'names beside the date', evidence: line }
  }
  return null
}

/** “Ada Byrne, Coastal Press” is a name and whom she writes for. */
function withoutOutlet(text: string): { readonly names: string; readonly isOfAgency: boolean } {
  const [, names, last] = /^(.+?)\s*[,،]\s*([^,،|]+)$/u.exec(text) ?? []
  if (names === undefined || last === undefined || !isOutletName(last))
    return { names: text, isOfAgency: false }
  return { names, isOfAgency: Object.hasOwn(agencies, last) }
}

/** Places beside a date are talked of in the text; those who wrote it are not. */
function isTalkedOf(draft: Draft, name: string): boolean {
  return draft.lines.some(
    ({ index, text, words }) => words >= 12 && draft.isBody(index) && text.includes(name),
  )
}

/** A line of the page with a date on it. */
function isDate(draft: Draft, index: number): boolean {
  return draft.part(index) === 'frame' && findDates(draft.lines[index]?.text ?? '').length > 0
}

/** “Reporting by Ada Byrne in Oslo; Editing by Tom Ellis”, as agencies end. */
function readReporters({ draft, tail }: Ends): Credit<string[]> | null {
  for (const line of tail) {
    const match = /^\(?(?:additional )?reporting by ([^;.)]+)/i.exec(line.text)
    const names = match === null ? null : readNames(match[1] ?? '', true)
    if (names === null) continue
    tellAsCredit(draft, line)
    return { value: names, rule: 'reporting by', evidence: line }
  }
  return null
}
