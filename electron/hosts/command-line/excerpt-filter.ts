import type { Output } from '../../../shared/contract/calls'
import { Failure } from '../../../shared/contract/failure'
import { Stance } from '../../../shared/model/annotation'
import type { EntryKind } from '../../../shared/model/codebook'
import { entriesOf, entryNamed } from '../../../shared/model/edit-codebook'
import { anyExcerpt, Completeness, type ExcerptFilter } from '../../../shared/model/excerpts'
import { ActorId, CodeId, IssueId, MeasureId, type SourceId } from '../../../shared/model/ids'
import { PartialDate } from '../../../shared/model/time'
import type { Call, Command, Typed } from './commands'
import { findSource } from './source-commands'
import { checked, textOf, textsOf } from './typed-values'

const many = { type: 'string', multiple: true } as const

/** What every command on excerpts can be narrowed by. */
export const filterOptions = {
  text: { type: 'string' },
  source: many,
  outlet: many,
  actor: many,
  issue: many,
  measure: many,
  code: many,
  stance: many,
  from: { type: 'string' },
  to: { type: 'string' },
  status: { type: 'string' },
} as const satisfies Command['options']

export const FILTER_USAGE =
  '[--text WORDS] [--source S]... [--outlet O]... [--actor A]... [--issue I]... [--measure M]... [--code C]... [--stance supports|opposes|conditional|ambiguous|mixed]... [--from DATE] [--to DATE] [--status complete|open]'

/** Checks what was typed, and gives what makes a filter of it once the names can be looked up. An empty name means none. */
export function plannedFilter(typed: Typed): (call: Call) => Promise<ExcerptFilter> {
  const status = textOf(typed, 'status')
  const fixed = {
    ...anyExcerpt,
    text: textOf(typed, 'text') ?? '',
    stances: textsOf(typed, 'stance').map((stance) =>
      orNone(stance, () => checked(Stance, stance, `--stance takes one of ${Stance.options.join(', ')}`)),
    ),
    from: dateOf(typed, 'from'),
    to: dateOf(typed, 'to'),
    status: status === null ? null : checked(Completeness, status, '--status takes complete or open'),
  }
  return async (call) => {
    const books = await call('codebook.get', {})
    const sources: SourceId[] = []
    for (const named of textsOf(typed, 'source')) sources.push(await findSource(named, call))
    const ids = <Id>(kind: EntryKind, schema: { parse(id: string): Id }) =>
      textsOf(typed, kind).map((name) => orNone(name, () => schema.parse(entryId(books, kind, name))))
    return {
      ...fixed,
      sources,
      outlets: textsOf(typed, 'outlet').map((outlet) => orNone(outlet, () => outlet)),
      actors: ids('actor', ActorId),
      issues: ids('issue', IssueId),
      measures: ids('measure', MeasureId),
      codes: ids('code', CodeId),
    }
  }
}

function orNone<Value>(typed: string, value: () => Value): Value | null {
  return typed.trim() === '' ? null : value()
}

function dateOf(typed: Typed, option: 'from' | 'to'): PartialDate | null {
  const date = textOf(typed, option)
  return date === null
    ? null
    : checked(PartialDate, date, `--${option} takes a date as 2025, 2025-02 or 2025-02-26`)
}

function entryId(books: Output<'codebook.get'>, kind: EntryKind, name: string): string {
  const entries = entriesOf(books)
  const entry = entries.find(({ id }) => id === name) ?? entryNamed(entries, kind, name)
  if (entry?.kind === kind) return entry.id
  const known = entries.filter((each) => each.kind === kind).map((each) => `“${each.name}”`)
  const list = known.length === 0 ? 'there is none yet' : `there is ${known.slice(0, 10).join(', ')}`
  throw new Failure(
    'not-found',
    `There is no ${kind} “${name}”: ${list}${known.length > 10 ? ' and more' : ''}.`,
  )
}
