import { findDates } from './dates'
import type { Draft } from './draft'
import { datesOnLine, type SourceDate, withoutDates, yearFrom } from './find-dates-of-source'
import { endsSentence, isParagraph, type Line, type Span, within } from './lines'
import { isPersonName, outletName, readNames } from './names'
import { bylineWords, sourceWords } from './tables/labels'
import { agencies, aggregators, outletWord } from './tables/outlets'

/** A value that the text tells, by which rule and with which words. */
export type Credit<Value> = {
  readonly value: Value
  readonly rule: string
  readonly evidence: Span
  readonly support?: Span
}

/** Who wrote a text, who put it out and when. */
export type Credits = {
  readonly outlet: Credit<string> | null
  readonly via: Credit<string> | null
  readonly authors: Credit<string[]> | null
  readonly dates: readonly SourceDate[]
  /** Whether an agency wrote it. */
  readonly isWire: boolean
}

/** How far down the lines go that say who wrote a text and when. */
const HEAD_LINES = 20
const TAIL_LINES = 15

/** Read who wrote a text and when from the lines around its headline and at its end, and tell them as lines of the page. */
export function findCredits(draft: Draft, title: Line | null): Credits {
  const { lines } = draft
  const head = headOf(draft, title)
  const tail = tailOf(draft, head.at(-1)?.index ?? -1)
  const dates = readDates(draft, head, tail)
  const authors = readAuthors(draft, head, tail, title)
  const dateline = readDateline(draft, title)
  const outlet = readOutlet(draft, head, tail, title) ?? dateline?.outlet ?? wroteIt(draft, title)
  const fromDateline = dates.some(({ field, date }) => field === 'published' && date !== null)
    ? null
    : dateline?.date
  tellSectionNames(draft, title)
  return {
    outlet,
    via: readVia(lines, draft),
    authors: authors ?? dateline?.authors ?? null,
    dates: fromDateline == null ? dates : [...dates, fromDateline],
    isWire: dateline?.outlet != null || outlet?.rule === 'agency’s own words',
  }
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

function readDates(draft: Draft, head: readonly Line[], tail: readonly Line[]): SourceDate[] {
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

function readAuthors(
  draft: Draft,
  head: readonly Line[],
  tail: readonly Line[],
  title: Line | null,
): Credit<string[]> | null {
  for (const line of [...head, ...tail]) {
    if (line.index === title?.index || draft.part(line.index) === 'caption') continue
    const lead = bylineWords.exec(line.text)
    const isShift = /\((?:now|earlier|before|until|after|jetzt|zuvor)\b[^)]*\)/i.test(line.text)
    const names =
      lead !== null
        ? readNames(line.text.slice(lead[0].length), true)
        : isShift
          ? readNames(line.text, true)
          : null
    if (names === null) continue
    tellAsCredit(draft, line)
    return { value: names, rule: lead === null ? 'names in shifts' : 'byline', evidence: line }
  }
  return readBareNames(draft, head, title) ?? readReporters(draft, tail)
}

/** Names alone on a line between the headline and a date, or before an office. */
function readBareNames(draft: Draft, head: readonly Line[], title: Line | null): Credit<string[]> | null {
  for (const line of head) {
    if (title === null || line.index <= title.index || line.words > 20 || endsSentence(line.text)) continue
    const dates = findDates(line.text)
    // A line of the page is no name, unless a date stands on it too.
    if (draft.part(line.index) === 'caption' || (draft.part(line.index) === 'frame' && dates.length === 0))
      continue
    const names = readNames(line.text, false)
    const below = draft.lines[line.index + 1]
    const isBesideDate =
      dates.length > 0 ||
      (below !== undefined && draft.part(below.index) === 'frame' && findDates(below.text).length > 0) ||
      (draft.part(line.index - 1) === 'frame' &&
        findDates(draft.lines[line.index - 1]?.text ?? '').length > 0)
    if (names === null || !isBesideDate) continue
    tellAsCredit(draft, line)
    return { value: names, rule: 'names beside the date', evidence: line }
  }
  return null
}

/** “Reporting by Ada Byrne in Oslo; Editing by Tom Ellis”, as agencies end. */
function readReporters(draft: Draft, tail: readonly Line[]): Credit<string[]> | null {
  for (const line of tail) {
    const match = /^\(?(?:additional )?reporting by ([^;.)]+)/i.exec(line.text)
    const names = match === null ? null : readNames(match[1] ?? '', true)
    if (names === null) continue
    tellAsCredit(draft, line)
    return { value: names, rule: 'reporting by', evidence: line }
  }
  return null
}

function tellAsCredit(draft: Draft, line: Line): void {
  if (draft.isBody(line.index)) draft.tell('frame', line.index)
}

function readOutlet(
  draft: Draft,
  head: readonly Line[],
  tail: readonly Line[],
  title: Line | null,
): Credit<string> | null {
  return (
    sourceLine(draft, [...head, ...tail]) ??
    firstPrinted(draft) ??
    masthead(draft, head, title) ??
    besideByline(draft, head, title) ??
    copyright(draft) ??
    reportedBy(draft) ??
    sender(draft)
  )
}

/** “Source: Coastal Press”. */
function sourceLine(draft: Draft, lines: readonly Line[]): Credit<string> | null {
  for (const line of lines) {
    const lead = sourceWords.exec(line.text.replace(/^.*(?=来源[:：])/u, ''))
    if (lead === null || line.words > 20) continue
    const begin = line.text.search(/来源[:：]/u)
    const words = line.text.slice((begin === -1 ? 0 : begin) + lead[0].length)
    const value = outletName(words.split(/\s{2,}|[|·•,，]|\s(?=\d)|\s(?=\p{Script=Han}{2,4}[:：])/u)[0] ?? '')
    if (value === null || /^https?:/.test(value)) continue
    tellAsCredit(draft, line)
    return { value, rule: 'source line', evidence: line }
  }
  return null
}

/** “This article was first published by the Courier.” */
function firstPrinted({ lines }: Draft): Credit<string> | null {
  for (const line of edges(lines)) {
    const match =
      /\b(?:this (?:article|story|text|piece)|it) (?:was )?(?:first|originally) (?:published|appeared|ran) (?:by|in|on|at) (?:the )?(\p{Lu}[\p{L}’' .-]{1,50}?)(?=[.,;]| and | under | on \d|$)/iu.exec(
        line.text,
      )
    const value = match === null ? null : outletName(match[1] ?? '')
    if (match !== null && value !== null)
      return {
        value,
        rule: 'first published by',
        evidence: within(line, match.index, match.index + match[0].length),
      }
  }
  return null
}

/** The lines at both ends of a text. */
function edges(lines: readonly Line[]): readonly Line[] {
  return lines.length <= HEAD_LINES + TAIL_LINES
    ? lines
    : [...lines.slice(0, HEAD_LINES), ...lines.slice(-TAIL_LINES)]
}

/** The name of the outlet over the headline, alone on its line: printed twice, with a word that only outlets have, or said again at the end. */
function masthead(draft: Draft, head: readonly Line[], title: Line | null): Credit<string> | null {
  const above = head.filter(({ index, words }) => index < (title?.index ?? 3) && words <= 8)
  const texts = above.map(({ text }) => text)
  for (const line of above) {
    const { text, index, words } = line
    if (draft.part(index) === 'frame' || draft.part(index) === 'caption' || endsSentence(text)) continue
    const isTwice = texts.indexOf(text) !== texts.lastIndexOf(text) && !isPersonName(text, false)
    const name = outletName(text.split(/\s*[|·•]\s*/)[0] ?? '')
    const isOutlet = name !== null && (outletWord.test(name) || Object.hasOwn(agencies, name))
    const isSigned = name !== null && words >= 2 && isSaidAtEnd(draft, name, index)
    if (name === null || !/^[\p{Lu}\p{Lo}\d]/u.test(name) || !(isTwice || isOutlet || isSigned)) continue
    tellAsCredit(draft, line)
    return {
      value: name,
      rule: isTwice ? 'name over the headline, twice' : 'name over the headline',
      evidence: line,
    }
  }
  return null
}

function isSaidAtEnd({ lines }: Draft, name: string, index: number): boolean {
  return lines
    .slice(Math.max(index + 1, lines.length - TAIL_LINES))
    .some(({ text }) => /^(?:©|copyright|about)/i.test(text) && text.includes(name))
}

/** “Ada Byrne | Coastal Press | 3 March 2026”, “By Ada Byrne, Coastal Press”. */
function besideByline(draft: Draft, head: readonly Line[], title: Line | null): Credit<string> | null {
  for (const line of head) {
    if (line.words > 25 || line.index === title?.index || draft.part(line.index) !== 'frame') continue
    const dates = findDates(line.text)
    const parts = line.text.split(/\s*[|·•]\s*|\s+[-–—]\s+|,\s+/)
    for (const part of parts) {
      const words = withoutDates(part, dates.length === 0 ? [] : findDates(part)).replace(bylineWords, '')
      const isNamed = outletWord.test(words) || Object.hasOwn(agencies, words)
      if (!isNamed || !/^\p{Lu}/u.test(words) || words.split(/\s+/).length > 6 || parts.length < 2) continue
      const value = outletName(words)
      if (value !== null) return { value, rule: 'name beside the byline', evidence: line }
    }
  }
  return null
}

/** “© 2025 Coastal Press. All rights reserved.” */
function copyright({ lines }: Draft): Credit<string> | null {
  for (const line of lines.slice(-TAIL_LINES)) {
    const match =
      /^(?:©|\(c\)|copyright(?: ©)?)\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?,?\s*)?(?:by )?([^.,|©\d]{2,60})/i.exec(
        line.text,
      )
    const value = match === null ? null : outletName((match[1] ?? '').trim())
    if (value !== null && /^[\p{Lu}\p{Lo}]/u.test(value) && !/^all rights/i.test(value))
      return { value, rule: 'copyright', evidence: line }
  }
  return null
}

/** “This is reported by the Courier with reference to CNN”: so an outlet speaks of itself. */
function reportedBy({ lines }: Draft): Credit<string> | null {
  const forms = [
    /(?:^|[.!?…”"]\s+)(?:This|It|That) (?:is|was) reported by (\p{Lu}[\p{L}’' .-]{1,50}?),? (?:with reference to|citing)\b/u,
    /(?:^|[.!?…”"»]\s+)Про це (?:повідомляє|пише|інформує|передає) (?:кореспондент )?([\p{L}’' .-]{2,50}?),? (?:з|із|зі) посиланням на/u,
    /(?:^|[.!?…”"»]\s+)Об этом (?:сообщает|пишет|информирует|передает|передаёт) ([\p{L}’' .-]{2,50}?),? со ссылкой на/u,
  ]
  for (const line of lines.slice(0, 12))
    for (const form of forms) {
      const match = form.exec(line.text)
      const value = match === null ? null : outletName(match[1] ?? '')
      if (match === null || value === null || Object.hasOwn(agencies, value)) continue
      const start = match.index + match[0].search(/\p{Lu}/u)
      return {
        value,
        rule: 'reported by, with reference to',
        evidence: within(line, start, match.index + match[0].length),
      }
    }
  return null
}

/** Who sends a release says at its end what it is: “About the Harbour Board”. */
function sender(draft: Draft): Credit<string> | null {
  const { lines } = draft
  if (
    !lines
      .slice(0, 6)
      .some(({ text }) => /^(?:for immediate release|(?:press|news|media) release)/i.test(text))
  )
    return null
  const about = lines.findLast(({ text, words }) => words <= 10 && /^About (?:the )?\p{Lu}/u.test(text))
  const value =
    about === undefined ? null : outletName(about.text.replace(/^About (?:the )?/, '').replace(/:$/, ''))
  return about === undefined || value === null
    ? null
    : { value, rule: 'sender of the release', evidence: about }
}

/** Agencies say “told The Associated Press” of themselves; so they wrote it where a picture is theirs too. */
function wroteIt(draft: Draft, title: Line | null): Credit<string> | null {
  const { lines } = draft
  for (const caption of lines.slice(0, 12)) {
    const short =
      draft.part(caption.index) === 'caption'
        ? /\(([A-Z]{2,4}|Reuters)(?: Photo)?\)$/.exec(caption.text)?.[1]
        : undefined
    const full = short === undefined ? undefined : agencies[short]
    if (full === undefined) continue
    for (const line of lines.slice(title?.index ?? 0, 40)) {
      const at = line.text.indexOf(`told ${full}`)
      if (at !== -1 && draft.isBody(line.index))
        return {
          value: full,
          rule: 'agency’s own words',
          evidence: within(line, at, at + full.length + 5),
          support: caption,
        }
    }
  }
  return null
}

type Dateline = { outlet: Credit<string> | null; authors: Credit<string[]> | null; date: SourceDate | null }

/** “OSLO, March 3 (Reuters) - …”, “新华社奥斯陆3月3日电（记者…）”: where, when and by whom a report was written. */
function readDateline(draft: Draft, title: Line | null): Dateline | null {
  const first = draft.lines.find(
    (line) => line.index > (title?.index ?? -1) && draft.isBody(line.index) && isParagraph(line),
  )
  if (first === undefined || first.index > HEAD_LINES) return null
  const opening = first.text.slice(0, 100)
  const end = /[)）]?\s*(?:[-–—]{1,2}|:)\s|[电讯電訊](?:[（(][^）)]{1,30}[）)])?|\)\s/.exec(opening)
  if (end === null) return null
  const words = opening.slice(0, end.index + end[0].length)
  if (/[“"«]/.test(words)) return null
  const agency = Object.keys(agencies).find(
    (name) =>
      words.includes(`(${name})`) ||
      words.includes(`/ ${name}`) ||
      (/\p{Script=Han}/u.test(name) && words.startsWith(name)) ||
      new RegExp(`[-–—] ${name}[.\\s]`, 'u').test(first.text.slice(0, 80)),
  )
  const [date] = findDates(words)
  // Before the date stands a place in capitals or of one or two words.
  const isPlace =
    date !== undefined &&
    /^[^\p{Ll}]*$|^(?:\p{Lu}[\p{L}.’'-]*[\s,.(]*){1,4}$|^\p{Script=Han}{0,10}$/u.test(
      words.slice(0, date.start),
    )
  const reporter = /[（(](?:记者|記者)\s*([\p{Script=Han}\s、]{2,20})[）)]/u.exec(words)
  const authors = reporter === null ? null : readNames(reporter[1] ?? '', true)
  const evidence = within(first, 0, words.trimEnd().length)
  return {
    outlet: agency === undefined ? null : { value: agencies[agency] ?? agency, rule: 'dateline', evidence },
    authors: authors === null ? null : { value: authors, rule: 'dateline', evidence },
    date: date === undefined || !isPlace ? null : datelineDate(draft, first, date, evidence),
  }
}

function datelineDate(
  draft: Draft,
  line: Line,
  date: ReturnType<typeof findDates>[number],
  evidence: Span,
): SourceDate | null {
  const [found] = datesOnLine(
    { ...line, text: line.text.slice(date.start, date.end), start: line.start + date.start },
    yearFrom(draft.lines),
  )
  return found === undefined
    ? null
    : { ...found, rule: found.rule === 'date line' ? 'dateline' : found.rule, evidence }
}

/** Who shows the article of another: a service that names itself in the frame. */
function readVia(lines: readonly Line[], draft: Draft): Credit<string> | null {
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

/** Between the name of the outlet and the headline, and between the lines told, one or two words name a section of the page. */
function tellSectionNames(draft: Draft, title: Line | null): void {
  const above = draft.lines.slice(0, title?.index ?? 0)
  const first = above.findIndex(({ index }) => draft.part(index) === 'frame')
  if (first === -1) return
  for (const line of above.slice(first))
    if (draft.isBody(line.index) && line.words <= 4 && !endsSentence(line.text))
      draft.tell('frame', line.index)
}
