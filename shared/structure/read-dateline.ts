import { type Credit, HEAD_LINES } from './credit'
import { findDates, type WrittenDate } from './dates'
import type { Draft } from './draft'
import { datesOnLine, type SourceDate, withoutDates, yearFrom } from './find-dates-of-source'
import { type Line, type Span, within } from './lines'
import { readNames } from './names'
import { agencies, outletWord } from './tables/outlets'

/** What the opening of a report tells: where, when and by whom it was written. */
export type Dateline = {
  readonly line: Line
  readonly agency: Credit<string> | null
  readonly authors: Credit<string[]> | null
  readonly date: SourceDate | null
}

/** Longest opening of a report. */
const OPENING = 80
const end = /[)）]?\s*(?:[-–—]{1,2}|:)\s|[电讯電訊](?:\s*[（(][^）)]{1,30}[）)])?|\)\s/

/** “OSLO, March 3 (Reuters) - …”, “新华社奥斯陆3月3日电（记者…）”: where, when and by whom a report was written. */
export function readDateline(draft: Draft, title: Line | null): Dateline | null {
  const line = draft.lines
    .slice(0, HEAD_LINES + 1)
    .find(
      ({ index, words, text }) =>
        index > (title?.index ?? -1) && draft.isBody(index) && words >= 12 && openingOf(text) !== null,
    )
  const opening = line === undefined ? null : openingOf(line.text)
  if (line === undefined || opening === null) return null
  // Everything above is the head of the text.
  if (
    draft.lines
      .slice((title?.index ?? -1) + 1, line.index)
      .some((one) => draft.isBody(one.index) && one.words > 60)
  )
    return null
  const evidence = within(line, 0, opening.words.trimEnd().length)
  const reporter = /[（(](?:记者|記者)\s*([\p{Script=Han}\s、]{2,20})[）)]/u.exec(opening.words)
  const authors = reporter === null ? null : readNames(reporter[1] ?? '', true)
  return {
    line,
    agency: opening.agency === null ? null : { value: opening.agency, rule: 'dateline', evidence },
    authors: authors === null ? null : { value: authors, rule: 'dateline', evidence },
    date: opening.date === null ? null : datelineDate(draft, line, opening.date, evidence),
  }
}

type Opening = { readonly words: string; readonly agency: string | null; readonly date: WrittenDate | null }

/** A place, a date and an agency, as far as they are told; null where a sentence begins at once. */
function openingOf(text: string): Opening | null {
  const start = text.slice(0, OPENING)
  // Most lines have none of the signs that end one.
  const match = /[-–—:)电讯電訊]/.test(start) ? end.exec(start) : null
  if (match === null || /[“"«„]/.test(start.slice(0, match.index))) return null
  const behind = /^[\p{L} ]{2,20}[.\s]/u.exec(start.slice(match.index + match[0].length))?.[0] ?? ''
  const words = start.slice(0, match.index + match[0].length)
  const named = Object.keys(agencies).find(
    (name) => words.includes(`(${name})`) || words.startsWith(name) || behind.replace(/[.\s]+$/, '') === name,
  )
  const [date = null] = findDates(words)
  // Places have capitals; a word without one begins a sentence.
  const rest = withoutDates(
    named === undefined ? words : words.replace(named, ' '),
    date === null ? [] : findDates(words),
  )
  const isPlace = !/(?<![\p{L}’'])\p{Ll}/u.test(rest) && rest.split(/\s+/).length <= 6
  const isCapital =
    rest !== '' && !/\p{Ll}/u.test(rest) && match[0].trim().endsWith(':') && !/\p{Script=Han}/u.test(rest)
  const isTold = named !== undefined || date !== null || isCapital
  return isTold && (isPlace || /\p{Script=Han}/u.test(words))
    ? { words, agency: named === undefined ? null : (agencies[named] ?? named), date }
    : null
}

function datelineDate(draft: Draft, line: Line, date: WrittenDate, evidence: Span): SourceDate | null {
  const [found] = datesOnLine(
    { ...line, text: line.text.slice(date.start, date.end), start: line.start + date.start },
    yearFrom(draft.lines),
  )
  return found === undefined
    ? null
    : { ...found, rule: found.rule === 'date line' ? 'dateline' : found.rule, evidence }
}

/** Agencies say “told The Associated Press” of themselves; so they wrote it where a picture is theirs too. */
export function findAgency(draft: Draft, title: Line | null): Credit<string> | null {
  const { lines } = draft
  for (const caption of lines.slice(0, 12)) {
    if (draft.part(caption.index) !== 'caption') continue
    const credit = /\(([\p{L}][\p{L} ]{1,30}?)(?: Photo)?\)$/u.exec(caption.text)?.[1]
    const name =
      credit === undefined ? undefined : (agencies[credit] ?? (outletWord.test(credit) ? credit : undefined))
    if (name === undefined) continue
    const said = new RegExp(`told (?:the )?${name}(?!\\p{L})`, 'iu')
    for (const line of lines.slice(title?.index ?? 0, 40)) {
      const match = draft.isBody(line.index) ? said.exec(line.text) : null
      if (match !== null)
        return {
          value: name,
          rule: 'agency’s own words',
          evidence: within(line, match.index, match.index + match[0].length),
          support: { start: caption.start, end: caption.end },
        }
    }
  }
  return null
}
