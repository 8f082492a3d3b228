import { type Annotation, type AnnotationBody, excerptOf, type Target } from '../model/annotation'
import { dateOf } from '../model/arrange-library'
import type { EntryId } from '../model/codebook'
import type { ResolveId } from '../model/edit-codebook'
import type { ExcerptFilter } from '../model/excerpts'
import { fold } from '../model/fold'
import type { ActorId } from '../model/ids'
import type { SourceSummary } from '../model/notebook'
import { firstDay, lastDay } from './days'
import { isComplete } from './is-complete'

/** An annotation with its source, null where that cannot be read, and the words it is found by. */
export type IndexedExcerpt = {
  readonly annotation: Annotation
  readonly source: SourceSummary | null
  readonly words: string
}

/** Excerpt, statement and memo of each as one looks for them. Folding is slow, so that each wording is folded once. */
export function wordsOf(annotations: readonly Annotation[]): string[] {
  const unknown = annotations.filter((annotation) => knownWords(annotation) === null)
  const words = foldAll(unknown.map(wordingOf))
  for (const [index, { target, body, memo }] of unknown.entries())
    folded.set(target, { statement: statementOf(body), memo, words: words[index] ?? '' })
  return annotations.map((annotation) => knownWords(annotation) ?? fold(wordingOf(annotation)))
}

type Folded = { readonly statement: string | null; readonly memo: string; readonly words: string }

// By target, which an annotation keeps when it is changed in other ways or the codebook is.
const folded = new WeakMap<Target, Folded>()

function knownWords({ target, body, memo }: Annotation): string | null {
  const known = folded.get(target)
  return known?.memo === memo && known.statement === statementOf(body) ? known.words : null
}

function wordingOf({ target, body, memo }: Annotation): string {
  return [excerptOf(target), statementOf(body) ?? '', memo].join(' ')
}

function statementOf(body: AnnotationBody): string | null {
  return body.kind === 'claim' ? body.statement : null
}

const TEXTS_AT_ONCE = 500
// Folds to itself, and no text of a person has it.
const BETWEEN = '\u0001'

/** As `fold` of each: what folding a text costs besides its length is spent on many at once. */
function foldAll(texts: readonly string[]): string[] {
  const all: string[] = []
  for (let from = 0; from < texts.length; from += TEXTS_AT_ONCE) {
    const some = texts.slice(from, from + TEXTS_AT_ONCE)
    const parts = fold(some.join(BETWEEN)).split(BETWEEN)
    all.push(...(parts.length === some.length ? parts : some.map(fold)))
  }
  return all
}

/** The filter with entries that were merged read as those they were merged into; one that is gone lets nothing pass. */
export function filterToday(filter: ExcerptFilter, resolve: ResolveId): ExcerptFilter {
  const today = <Id extends EntryId>(ids: readonly (Id | null)[]) =>
    ids.map((id) => (id === null ? null : (resolve(id) ?? id)))
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
    ...oneOf(filter.issues, ({ annotation: { body } }) => (body.kind === 'figure' ? undefined : body.issue)),
    ...oneOf(filter.measures, ({ annotation: { body } }) =>
      body.kind === 'figure' ? body.measure : undefined,
    ),
    ...oneOf(filter.stances, ({ annotation: { body } }) =>
      body.kind === 'position' ? body.stance : undefined,
    ),
    ...anyOf(filter.actors, ({ annotation: { body } }, isWanted) => namesActor(body, isWanted)),
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
  const isAny = () => true
  return [(excerpt) => names(excerpt, isWanted) || (set.has(null) && !names(excerpt, isAny))]
}

function namesActor(body: AnnotationBody, isWanted: (actor: ActorId) => boolean): boolean {
  return (
    (body.kind === 'position' && body.actor !== null && isWanted(body.actor)) ||
    body.attribution.some(({ actor }) => actor !== null && isWanted(actor))
  )
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
  return [({ words }) => wanted.every((word) => words.includes(word))]
}
