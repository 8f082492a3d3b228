import { dateOf } from '../model/arrange-library'
import type { EntryId } from '../model/codebook'
import type { ResolveId } from '../model/edit-codebook'
import type { ExcerptFilter } from '../model/excerpts'
import { fold } from '../model/fold'
import { speakerIn } from '../model/speaker'
import { firstDay, lastDay } from './days'
import { type IndexedExcerpt, wordsOf } from './excerpt-index'
import { isComplete } from './is-complete'

/** The filter with entries that were merged read as those they were merged into; one that is gone lets nothing pass. */
export function filterToday(filter: ExcerptFilter, resolve: ResolveId): ExcerptFilter {
  const today = <Id extends EntryId>(ids: readonly (Id | null)[]) => [
    ...new Set(ids.map((id) => (id === null ? null : (resolve(id) ?? id)))),
  ]
  return {
    ...filter,
    actors: today(filter.actors),
    issues: today(filter.issues),
    measures: today(filter.measures),
    codes: today(filter.codes),
  }
}

type Test = (excerpt: IndexedExcerpt) => boolean

/** What lets those excerpts pass that the filter means. */
export function passing(filter: ExcerptFilter): Test {
  const tests: Test[] = [
    ...oneOf(filter.kinds, ({ annotation: { body } }) => body.kind),
    ...oneOf(filter.sources, ({ annotation: { target } }) => target.source),
    ...oneOf(filter.outlets, ({ source }) => source?.outlet ?? null),
    ...oneOf(filter.actors, ({ annotation: { body } }) => speakerIn(body).actor),
    ...oneOf(filter.issues, ({ annotation: { body } }) => (body.kind === 'figure' ? undefined : body.issue)),
    ...oneOf(filter.measures, ({ annotation: { body } }) =>
      body.kind === 'figure' ? body.measure : undefined,
    ),
    ...oneOf(filter.stances, ({ annotation: { body } }) =>
      body.kind === 'position' ? body.stance : undefined,
    ),
    ...anyOf(filter.codes, ({ annotation }, isWanted) => annotation.codes.some(isWanted)),
    ...betweenDays(filter),
    ...withStatus(filter),
    // Last, since it takes longest.
    ...withWords(filter),
  ]
  return (excerpt) => tests.every((test) => test(excerpt))
}

/** `undefined` is said of a kind that cannot have one. */
function oneOf<Value>(
  wanted: readonly Value[],
  valueOf: (excerpt: IndexedExcerpt) => Value | undefined,
): Test[] {
  if (wanted.length === 0) return []
  const set = new Set<Value | undefined>(wanted)
  return [(excerpt) => set.has(valueOf(excerpt))]
}

/** `names` says whether an excerpt names one of those that are asked for. */
function anyOf<Value>(
  wanted: readonly (Value | null)[],
  names: (excerpt: IndexedExcerpt, isWanted: (value: Value) => boolean) => boolean,
): Test[] {
  if (wanted.length === 0) return []
  const set = new Set(wanted)
  const isWanted = (value: Value) => set.has(value)
  return [(excerpt) => names(excerpt, isWanted) || (set.has(null) && !names(excerpt, () => true))]
}

function betweenDays({ from, to }: ExcerptFilter): Test[] {
  if (from === null && to === null) return []
  const first = from === null ? '' : firstDay(from)
  const last = to === null ? '9999-12-31' : lastDay(to)
  return [
    ({ source }) => {
      const date = source === null ? null : dateOf(source)
      return date !== null && lastDay(date) >= first && firstDay(date) <= last
    },
  ]
}

function withStatus({ status }: ExcerptFilter): Test[] {
  if (status === null) return []
  return [({ annotation }) => isComplete(annotation.body) === (status === 'complete')]
}

function withWords({ text }: ExcerptFilter): Test[] {
  const wanted = fold(text)
    .split(/\s+/)
    .filter((word) => word !== '')
  if (wanted.length === 0) return []
  return [
    ({ annotation }) => {
      const words = wordsOf(annotation)
      return wanted.every((word) => words.includes(word))
    },
  ]
}
