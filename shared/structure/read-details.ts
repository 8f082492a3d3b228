import type { Inference, SourceDetails } from '../model/source'
import { findDates, partialDate } from './dates'
import type { Draft } from './draft'
import { datesOnLine, type SourceDate } from './find-dates-of-source'
import type { Layout } from './layout'
import { type Line, type Span, within } from './lines'
import { digestTitle, documentWords } from './tables/headings'
import { isRightToLeft } from './tell-language'
import { nameOf, nameOfFile, unknownDetails } from './unknown-details'

type Asked = {
  readonly version: number
  readonly told: Partial<SourceDetails>
  readonly fileName: string
  readonly language: string | null
}

type Details = Pick<
  { details: SourceDetails; inferences: Inference[]; notices: string[] },
  'details' | 'inferences' | 'notices'
>

/** The details that the layout of a text tells, without those that were told already, each with the words that tell it. */
export function readDetails(layout: Layout, { version, told, fileName, language }: Asked): Details {
  const { draft, title, credits } = layout
  const details: SourceDetails = { ...unknownDetails, title: nameOfFile(fileName), ...told }
  const inferences: Inference[] = []
  const infer = <Field extends Inference['field']>(
    field: Field,
    found: { value: SourceDetails[Field]; rule: string; evidence: Span | null; support?: Span } | null,
  ) => {
    if (found === null || Object.hasOwn(told, field)) return
    details[field] = found.value
    const { rule, evidence, support } = found
    inferences.push({
      field,
      rule,
      evidence: evidence === null ? null : { version, start: evidence.start, end: evidence.end },
      ...(support && { support: { version, start: support.start, end: support.end } }),
    })
  }
  infer(
    'title',
    title === null
      ? { value: details.title, rule: 'file-name', evidence: null }
      : { value: nameOf(title.line.text) ?? details.title, rule: title.rule, evidence: title.line },
  )
  infer('outlet', credits.outlet)
  infer('via', credits.via)
  infer('authors', credits.authors)
  for (const field of ['published', 'updated'] as const) {
    const dates = credits.dates.filter((one) => one.field === field)
    const best = dates.find(({ date }) => date !== null) ?? dates[0]
    infer(field, best === undefined ? null : { ...best, value: best.date })
  }
  const opening = draft.lines
    .slice(0, 40)
    .map(({ text }) => text)
    .join('\n')
  const sample = draft.lines.find(({ words, index }) => words >= 8 && draft.isBody(index)) ?? draft.lines[0]
  infer(
    'language',
    language === null || sample === undefined
      ? null
      : { value: language, rule: 'script and small words', evidence: sample },
  )
  if (sample !== undefined && isRightToLeft(opening))
    infer('direction', { value: 'rtl', rule: 'script', evidence: sample })
  infer('kind', kindOf(layout))
  return { details, inferences, notices: noticesOf(layout, details) }
}

function kindOf({
  draft,
  title,
  credits,
  live,
  posts,
}: Layout): { value: SourceDetails['kind']; rule: string; evidence: Span } | null {
  const head = draft.lines.slice(0, 12).filter(({ words }) => words <= 40)
  for (const line of head)
    for (const words of documentWords) {
      const match = words.exec(line.text)
      if (match !== null)
        return {
          value: 'document',
          rule: 'document',
          evidence: within(line, match.index, match.index + match[0].length),
        }
    }
  if (live !== null && isThread(posts)) return { value: 'document', rule: 'thread', evidence: live }
  if (live !== null && posts.length > 1) return { value: 'live-blog', rule: 'live blog', evidence: live }
  if (credits.agency !== null)
    return { value: 'wire', rule: credits.agency.rule, evidence: credits.agency.evidence }
  const digest = title === null ? null : digestTitle.exec(title.line.text)
  if (title !== null && digest !== null)
    return {
      value: 'summary',
      rule: 'digest',
      evidence: within(title.line, digest.index, digest.index + digest[0].length),
    }
  return null
}

/** Posts that each bear a date of their own are those of a thread, which goes on for days. */
function isThread(posts: Layout['posts']): boolean {
  const days = posts.flatMap(({ time }) =>
    findDates(time ?? '')
      .slice(0, 1)
      .flatMap((date) => partialDate(date) ?? []),
  )
  return days.length === posts.length && new Set(days).size > 1
}

function noticesOf({ draft, credits, posts }: Layout, { published, updated }: SourceDetails): string[] {
  const undated = credits.dates.filter(
    ({ date, field }) => date === null && (field === 'published' ? published : updated) === null,
  )
  const words = (span: Span) => textAt(draft.lines, span)
  return [
    ...[...undated, ...undatedBehind(draft)]
      .slice(0, 3)
      .map(({ evidence, rule }) =>
        rule === 'date without a year'
          ? `“${words(evidence)}” tells no year.`
          : `“${words(evidence)}” does not tell a day.`,
      ),
    ...orderOf(posts.flatMap(({ time }) => time ?? [])),
  ]
}

/** Under the headline of a second article may stand when it was changed, in words that tell no day. */
function undatedBehind(draft: Draft): SourceDate[] {
  const first = draft.lines.findIndex(({ index }) => draft.part(index) === 'unrelated')
  if (first === -1) return []
  return draft.lines
    .slice(first, first + 8)
    .flatMap((line) => datesOnLine(line, () => null))
    .filter(({ rule }) => rule === 'time without a date')
}

function textAt(lines: readonly Line[], { start, end }: Span): string {
  const line = lines.find((one) => one.start <= start && start < one.end)
  return line === undefined ? '' : line.text.slice(start - line.start, end - line.start)
}

/** Which way the posts run, where their times of day tell. */
function orderOf(times: readonly string[]): string[] {
  const minutes = times.flatMap((time) => {
    const match = /^(\d{1,2})[.:h](\d{2})(?!.*[ap]\.?m)/i.exec(time)
    return match === null ? [] : [Number(match[1]) * 60 + Number(match[2])]
  })
  const steps = minutes.slice(1).map((minute, at) => Math.sign(minute - (minutes[at] ?? 0)))
  if (steps.length < 2) return []
  if (steps.every((step) => step <= 0)) return ['The posts run from the newest to the oldest.']
  return steps.every((step) => step >= 0) ? ['The posts run from the oldest to the newest.'] : []
}
