import { type Annotation, excerptOf } from '../model/annotation'
import { fold } from '../model/fold'
import type { SourceId } from '../model/ids'
import type { SourceSummary } from '../model/notebook'

/** An annotation with its source, null where that cannot be read. */
export type IndexedExcerpt = { readonly annotation: Annotation; readonly source: SourceSummary | null }

// An annotation never changes: what was changed is another one. So each is indexed and folded once.
const indexed = new WeakMap<Annotation, IndexedExcerpt>()
const folded = new WeakMap<Annotation, string>()

/** The annotations with what they are filtered by. */
export function indexExcerpts(
  annotations: readonly Annotation[],
  sources: ReadonlyMap<SourceId, SourceSummary>,
): IndexedExcerpt[] {
  return annotations.map((annotation) => {
    const source = sources.get(annotation.target.source) ?? null
    const known = indexed.get(annotation)
    if (known?.source === source) return known
    const excerpt = { annotation, source }
    indexed.set(annotation, excerpt)
    return excerpt
  })
}

/** The words that an annotation is found by: excerpt, statement and memo as one looks for them. */
export function wordsOf(annotation: Annotation): string {
  const known = folded.get(annotation)
  if (known !== undefined) return known
  foldWords([annotation])
  return folded.get(annotation) ?? ''
}

/** Fold the words of these, which takes far less time for many at once; false when it was done before. */
export function foldWords(annotations: readonly Annotation[]): boolean {
  const unknown = annotations.filter((annotation) => !folded.has(annotation))
  const words = foldAll(unknown.map(wordingOf))
  for (const [index, annotation] of unknown.entries()) folded.set(annotation, words[index] ?? '')
  return unknown.length > 0
}

function wordingOf({ target, body, memo }: Annotation): string {
  const statement = body.kind === 'claim' ? body.statement : null
  return [excerptOf(target), statement ?? '', memo].join(' ')
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
