import { type Credit, type Ends, HEAD_LINES, TAIL_LINES, tellAsCredit } from './credit'
import { findDates } from './dates'
import type { Draft } from './draft'
import { withoutDates } from './find-dates-of-source'
import { endsSentence, type Line, within } from './lines'
import { isOutletLine, isOutletName, isPersonName, outletName } from './names'
import { bylineWords, sourceWords } from './tables/labels'
import { agencies, bodyStart } from './tables/outlets'

/** Who put a text out, by the lines that say so; they are told as lines of the page. */
export function findOutlet({ draft, head, tail, title }: Ends): Credit<string> | null {
  const source = sourceLine(draft, [...head, ...tail])
  // Where those who wrote it name an outlet, an agency is only where some of it is from.
  const isAgency = source !== null && Object.hasOwn(agencies, source.value)
  return (
    (isAgency ? besideByline(draft, head, title) : null) ??
    source ??
    firstPrinted(draft) ??
    masthead(draft, head, title) ??
    besideByline(draft, head, title) ??
    underByline(draft, head) ??
    copyright(draft) ??
    reportedBy(draft) ??
    sender(draft)
  )
}

/** “Source: Coastal Press”. */
function sourceLine(draft: Draft, lines: readonly Line[]): Credit<string> | null {
  for (const line of lines) {
    const begin = Math.max(line.text.lastIndexOf('来源:'), line.text.lastIndexOf('来源：'), 0)
    const lead = sourceWords.exec(line.text.slice(begin))
    if (lead === null || line.words > 20) continue
    const words = line.text.slice(begin + lead[0].length)
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
    if (!/first|originally/i.test(line.text)) continue
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
export function edges(lines: readonly Line[]): readonly Line[] {
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
    const isOutlet = name !== null && (isOutletName(name) || bodyStart.test(name))
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

/** An outlet that goes by its address: “courier.example”. */
const siteName = /^[\p{L}\d-]{2,}(?:\.[\p{L}\d-]+)*\.[a-z]{2,8}$/u

/** “Ada Byrne | Coastal Press | 3 March 2026”, “By Ada Byrne, Coastal Press”. */
function besideByline(draft: Draft, head: readonly Line[], title: Line | null): Credit<string> | null {
  for (const line of head) {
    if (line.words > 25 || line.index === title?.index || draft.part(line.index) !== 'frame') continue
    const parts = line.text.split(/\s*[|·•]\s*|\s+[-–—]\s+|,\s+/)
    if (parts.length < 2) continue
    const dates = findDates(line.text)
    const isLed = bylineWords.test(line.text)
    for (const part of parts) {
      const words = withoutDates(part, dates.length === 0 ? [] : findDates(part)).replace(bylineWords, '')
      const isSite = isLed && siteName.test(words)
      const isNamed = isOutletName(words) && (/^\p{Lu}/u.test(words) || Object.hasOwn(agencies, words))
      if ((!isSite && !isNamed) || words.split(/\s+/).length > 6) continue
      const value = outletName(words)
      if (value !== null) return { value, rule: 'name beside the byline', evidence: line }
    }
  }
  return null
}

/** The name of the outlet alone on the line under “By Ada Byrne”. */
function underByline(draft: Draft, head: readonly Line[]): Credit<string> | null {
  for (const line of head) {
    const above = draft.lines[line.index - 1]
    if (above === undefined || draft.part(above.index) !== 'frame' || !bylineWords.test(above.text)) continue
    const value = draft.isBody(line.index) ? outletName(line.text) : null
    const isOutlet = isOutletLine(line.text) && isOutletName(line.text)
    if (value === null || !(isOutlet || isSaidAtEnd(draft, value, line.index))) continue
    tellAsCredit(draft, line)
    return { value, rule: 'name under the byline', evidence: line }
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

/** How an outlet says that it reports, each with words that are found out sooner. */
const reportForms: readonly (readonly [needed: string, form: RegExp])[] = [
  [
    ' reported by ',
    /(?:^|[.!?…”"]\s+)(?:This|It|That) (?:is|was) reported by (\p{Lu}[\p{L}’' .-]{1,50}?),? (?:with reference to|citing)\b/u,
  ],
  [
    'Про це ',
    /(?:^|[.!?…”"»]\s+)Про це (?:повідомляє|пише|інформує|передає) (?:кореспондент )?([\p{L}’' .-]{2,50}?),? (?:з|із|зі) посиланням на/u,
  ],
  [
    'Об этом ',
    /(?:^|[.!?…”"»]\s+)Об этом (?:сообщает|пишет|информирует|передает|передаёт) ([\p{L}’' .-]{2,50}?),? со ссылкой на/u,
  ],
]

/** “This is reported by the Courier with reference to CNN”: so an outlet speaks of itself. */
function reportedBy({ lines }: Draft): Credit<string> | null {
  for (const line of lines.slice(0, 12))
    for (const [needed, form] of reportForms) {
      const match = line.text.includes(needed) ? form.exec(line.text) : null
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
