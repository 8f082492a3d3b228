import type { ImportOutcome } from '../../shared/contract/intake'
import {
  type Annotation,
  type AnnotationBody,
  type AnnotationKind,
  annotationKinds,
  startBody,
} from '../../shared/model/annotation'
import { EntryName } from '../../shared/model/codebook'
import { type Books, differences, entriesOf, keyOf } from '../../shared/model/edit-codebook'
import type { ForeignAnnotation } from '../../shared/model/foreign-annotation'
import type { CodeId, SourceId } from '../../shared/model/ids'
import type { AnnotationFile } from '../../shared/model/notebook'
import type { Source } from '../../shared/model/source'
import { Timestamp } from '../../shared/model/time'
import type { Parsed } from '../intake/parser-answer'
import { expectDifferences, grownBooks, turnedRound } from './change-books'
import { EditStep, presenceStep } from './history'
import { type PlacedAnnotation, placeAnnotations } from './place-annotations'
import { recordStep, type SessionContext } from './session-context'

type Annotations = Extract<Parsed, { what: 'annotations' }>
type Outcome = Extract<ImportOutcome, { what: 'annotations' }>
type NotFound = Outcome['notFound'][number]
type OnWords = {
  readonly given: ForeignAnnotation
  readonly place: Extract<PlacedAnnotation, { what: 'words' }>
}
type OnText = { readonly given: ForeignAnnotation; readonly source: SourceId }

/** A figure writes down what it says, and has no room for more. */
const LONGEST_FIGURE = 10_000
const MOST_CODES = 1000
const LONGEST_MEMO = 100_000

/**
 * Makes annotations of those that were made in another program, where their words stand. A note on a whole page is added to
 * the memo of its text. One that was made before, from the same kind of file, on the same words and at the same moment,
 * is known and not made again. One step to undo; what is not found is listed with the reason.
 */
export async function importAnnotations(
  context: SessionContext,
  name: string,
  { annotations, format, notices }: Annotations,
  batch: string | undefined,
): Promise<{ readonly outcome: Outcome; readonly notices: readonly string[] }> {
  const placed = await placeAnnotations(context, annotations)
  const onWords: OnWords[] = []
  const onTexts: OnText[] = []
  const notFound: NotFound[] = []
  for (const [nth, given] of annotations.entries()) {
    const place = placed[nth]
    if (place?.what === 'words') onWords.push({ given, place })
    else if (place?.what === 'text') onTexts.push({ given, source: place.source })
    else notFound.push(missing(given, place?.why ?? ''))
  }

  // What belongs together is one step, also for a file that is imported by itself.
  const step = { label: `import ${name}`, batch: batch ?? context.newId('s') }
  const fresh = await withoutKnown(context, onWords, format)
  if (fresh.length > 0) await makeAnnotations(context, step, fresh, format)
  const noted = await addToMemos(context, step, onTexts)
  const sources = [...fresh.map(({ place }) => place.source), ...noted.added.map(({ source }) => source)]
  return {
    outcome: {
      what: 'annotations',
      exact: fresh.filter(({ place }) => place.isExact).length,
      approximate: fresh.filter(({ place }) => !place.isExact).length,
      known: onWords.length - fresh.length + noted.known,
      sources: [...new Set(sources)],
      notFound: [...notFound, ...noted.notFound],
    },
    notices: [...notices, ...noticesOn(noted.added.length)],
  }
}

function missing({ exact, note, tags, title, fileName, url }: ForeignAnnotation, why: string): NotFound {
  return { quote: exact ?? '', note, tags, on: title ?? fileName ?? url ?? '', why }
}

function noticesOn(notes: number): string[] {
  if (notes === 0) return []
  return [
    notes === 1
      ? 'A note on a whole page was added to the memo of its text.'
      : `${notes} notes on whole pages were added to the memos of their texts.`,
  ]
}

/** Without those that are there already. As often as one stands in the file, so often it may be there. */
async function withoutKnown(
  { annotations }: SessionContext,
  given: readonly OnWords[],
  format: string,
): Promise<OnWords[]> {
  const there = new Map<string, number>()
  for (const source of new Set(given.map(({ place }) => place.source)))
    for (const { target, origin, created } of await annotations.of(source)) {
      const [range] = target.ranges
      if (origin.kind !== 'import' || origin.from !== format || range === undefined) continue
      const key = signOf(source, target.version, range.position, created)
      there.set(key, (there.get(key) ?? 0) + 1)
    }
  return given.filter(({ given: { created }, place }) => {
    const key = signOf(place.source, place.version, place.range.position, momentOf(created))
    const left = there.get(key) ?? 0
    there.set(key, left - 1)
    return left <= 0
  })
}

function signOf(
  source: SourceId,
  version: number,
  { start, end }: { readonly start: number; readonly end: number },
  created: string | null,
): string {
  return `${source} ${version} ${start} ${end} ${created}`
}

/** A moment as this notebook writes it; null for one that is not told, or not as one can tell. */
function momentOf(written: string | null): Timestamp | null {
  const time = Date.parse(written ?? '')
  return Number.isNaN(time) ? null : (Timestamp.safeParse(new Date(time).toISOString()).data ?? null)
}

type StepName = { readonly label: string; readonly batch: string }

async function makeAnnotations(
  context: SessionContext,
  { label, batch }: StepName,
  given: readonly OnWords[],
  format: string,
): Promise<void> {
  const { now, newId } = context
  const imported = now()
  const codes = await codesFor(
    context,
    given.flatMap(({ given: { tags } }) => codeNames(tags)),
  )
  const made = given.map(({ given: { created, note, tags }, place }): Annotation => {
    const { source, version, range } = place
    return {
      id: newId('a'),
      revision: 1,
      target: { source, version, ranges: [range] },
      body: bodyFor(tags, range.quote.exact),
      codes: [...new Set(codeNames(tags).flatMap((tag) => codes.idOf(tag) ?? []))].slice(0, MOST_CODES),
      memo: note,
      created: momentOf(created) ?? imported,
      modified: imported,
      origin: { kind: 'import', from: format },
    }
  })
  const sources = [...new Set(made.map(({ target }) => target.source))]
  const ids = new Set<string>(made.map(({ id }) => id))
  const { before, after } = await change(context, sources, (file) => file, codes.addTo, made)
  const entries = differences(before, after)
  const undo = () =>
    change(
      context,
      sources,
      (file) => intoTrash(file, ids, now()),
      (books) => expectDifferences(books, turnedRound(entries)),
    )
  const redo = () =>
    change(
      context,
      sources,
      (file) => outOfTrash(file, ids),
      (books) => expectDifferences(books, entries),
    )
  await recordStep(context, presenceStep(label, { undo, redo }), null, batch)
}

async function change(
  { store, annotations, publish }: SessionContext,
  sources: readonly SourceId[],
  edit: (file: AnnotationFile) => AnnotationFile,
  editBooks: (books: Books) => Books,
  more: readonly Annotation[] = [],
) {
  const changed = await store.changeFilesWithBooks(sources, {
    change: edit,
    more,
    books: (books) => grownBooks(books, editBooks(books)),
  })
  annotations.keep(changed.annotations)
  for (const source of sources) publish({ kind: 'annotations', source })
  if (changed.books.after !== changed.books.before) publish({ kind: 'codebook' })
  publish({ kind: 'library' })
  return changed.books
}

function intoTrash(file: AnnotationFile, ids: ReadonlySet<string>, deleted: string): AnnotationFile {
  const gone = file.annotations.filter(({ id }) => ids.has(id))
  if (gone.length === 0) return file
  return {
    ...file,
    annotations: file.annotations.filter(({ id }) => !ids.has(id)),
    trash: [...file.trash, ...gone.map((annotation) => ({ deleted, annotation }))],
  }
}

function outOfTrash(file: AnnotationFile, ids: ReadonlySet<string>): AnnotationFile {
  const back = file.trash.filter(({ annotation }) => ids.has(annotation.id))
  if (back.length === 0) return file
  return {
    ...file,
    annotations: [...file.annotations, ...back.map(({ annotation }) => annotation)],
    trash: file.trash.filter(({ annotation }) => !ids.has(annotation.id)),
  }
}

/** A tag that names a kind says what the annotation is; any other is a code. */
function kindIn(tags: readonly string[]): AnnotationKind | null {
  return annotationKinds.find((kind) => tags.some((tag) => keyOf(tag) === kind)) ?? null
}

function bodyFor(tags: readonly string[], excerpt: string): AnnotationBody {
  const kind = kindIn(tags) ?? 'claim'
  return startBody(kind === 'figure' && excerpt.length > LONGEST_FIGURE ? 'claim' : kind, excerpt)
}

function codeNames(tags: readonly string[]): string[] {
  return tags.filter(
    (tag) => EntryName.safeParse(tag).success && !annotationKinds.some((kind) => keyOf(tag) === kind),
  )
}

/** The codes that go by these names, and what makes those that are not there. */
async function codesFor({ store, newId }: SessionContext, names: readonly string[]) {
  const ids = new Map<string, CodeId>()
  const there = names.length === 0 ? [] : entriesOf(await store.readBooks())
  for (const entry of there) if (entry.kind === 'code') ids.set(keyOf(entry.name), entry.id)
  const made = new Map<CodeId, string>()
  for (const name of names) {
    const key = keyOf(name)
    if (ids.has(key)) continue
    const id = newId('c')
    ids.set(key, id)
    made.set(id, name.trim())
  }
  return {
    idOf: (name: string) => ids.get(keyOf(name)),
    addTo: (books: Books): Books => {
      if (made.size === 0) return books
      const codes = Array.from(made, ([id, name]) => ({
        id,
        name,
        description: '',
        parent: null,
        colour: null,
        gone: null,
      }))
      return { ...books, codebook: { ...books.codebook, codes: [...books.codebook.codes, ...codes] } }
    },
  }
}

/** Adds notes on whole pages to the memos of their texts, each once. */
async function addToMemos(
  context: SessionContext,
  { label, batch }: StepName,
  notes: readonly OnText[],
): Promise<{ added: OnText[]; known: number; notFound: NotFound[] }> {
  const added: OnText[] = []
  const notFound: NotFound[] = []
  for (const source of new Set(notes.map((note) => note.source))) {
    const { before, after } = await context.store.changeSource(source, (seen) => {
      let { memo } = seen
      for (const note of notes.filter((one) => one.source === source)) {
        const words = memoOf(note.given)
        if (memo.includes(words)) continue
        const longer = memo === '' ? words : `${memo}\n\n${words}`
        if (longer.length > LONGEST_MEMO) {
          notFound.push(missing(note.given, 'It is a note on the whole text, whose memo has no room for it.'))
          continue
        }
        memo = longer
        added.push(note)
      }
      return memo === seen.memo ? seen : { ...seen, memo, revision: seen.revision + 1 }
    })
    if (after === before) continue
    changed(context, source)
    const step = new EditStep<Source>(label, null, before, after, async (edit) => {
      await context.store.changeSource(source, edit)
      changed(context, source)
    })
    await recordStep(context, step, null, batch)
  }
  return { added, known: notes.length - added.length - notFound.length, notFound }
}

function memoOf({ note, tags }: ForeignAnnotation): string {
  return [note, ...(tags.length === 0 ? [] : [`Tags: ${tags.join(', ')}`])].filter(Boolean).join('\n\n')
}

function changed({ publish }: SessionContext, source: SourceId): void {
  publish({ kind: 'source', source })
  publish({ kind: 'library' })
}
