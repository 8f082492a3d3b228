import { describeRange } from '../../shared/anchoring/describe-range'
import { findQuote } from '../../shared/anchoring/find-quote'
import { projectText } from '../../shared/anchoring/text-projection'
import type { GivenBody, Input } from '../../shared/contract/calls'
import type { Handlers } from '../../shared/contract/dispatch'
import { inWords } from '../../shared/contract/dispatch'
import { Failure } from '../../shared/contract/failure'
import {
  type Annotation,
  AnnotationBody,
  type AnnotationKind,
  excerptOf,
  startBody,
  type Target,
} from '../../shared/model/annotation'
import { assertNever } from '../../shared/model/assert-never'
import type { EntryId, EntryKind } from '../../shared/model/codebook'
import {
  type Books,
  differences,
  type EntryDifference,
  entriesNamedBy,
  type ResolveId,
  resolved,
} from '../../shared/model/edit-codebook'
import type { AnnotationId, SourceId } from '../../shared/model/ids'
import { inPlaceOf } from '../../shared/model/in-place-of'
import { nameAnnotationEdit } from '../../shared/model/name-annotation-edit'
import { shortened } from '../../shared/model/shortened'
import { LONGEST_FIGURE, withTarget } from '../../shared/versions/carry-annotation'
import { expectDifferences, grownBooks, turnedRound } from './change-books'
import { type PlannedEntries, planEntries } from './entries-to-make'
import { type ChangeDocument, EditStep, moveFields, type Presence, presenceStep, type Step } from './history'
import { expectRevision, isSame, recordStep, type SessionContext } from './session-context'

type AnnotationCalls = Pick<
  Handlers,
  'annotation.list' | 'annotation.create' | 'annotation.update' | 'annotation.remove'
>

/** What the calls on annotations do. */
export function annotationCalls(context: SessionContext): AnnotationCalls {
  const { store, annotations: all, now, newId } = context
  return {
    'annotation.list': async ({ source, kind }) => {
      const annotations = source === null ? await all.all() : await all.of(source)
      return annotations.filter(({ body }) => kind === null || body.kind === kind)
    },

    'annotation.create': async (input) => {
      const target = await describeTarget(context, input)
      const moment = now()
      const annotation: Annotation = {
        id: newId('a'),
        revision: 1,
        target,
        body: completeBody(input.body, excerptOf(target)),
        codes: input.codes ?? [],
        memo: input.memo ?? '',
        created: moment,
        modified: moment,
        origin: { kind: 'hand' },
      }
      await expectEntries(context, entriesNamedBy(annotation))
      await store.addAnnotation(annotation)
      tellOfAnnotations(context, input.source)
      const { remove, restore } = presenceOfAnnotation(context, input.source, annotation.id)
      const step = presenceStep(`tag ${annotation.body.kind}`, { undo: remove, redo: restore })
      await recordStep(context, step, { source: input.source, annotation: annotation.id })
      return all.asRead(annotation)
    },

    'annotation.update': async ({ source, annotation, revision, memo, ranges, make = [], ...given }) => {
      const target =
        ranges === undefined
          ? null
          : await describeTarget(context, {
              source,
              version: (await store.readAnnotation(source, annotation)).target.version,
              place: { by: 'position', ranges },
            })
      const resolve = await all.resolver()
      const stored = await store.readAnnotation(source, annotation)
      const entries = await planEntries(context, make)
      const { body, codes } = withIds(given, stored, entries)
      const named = entriesNamedBy({ ...stored, body: body ?? stored.body, codes: codes ?? stored.codes })
      const known = entriesNamedBy(stored)
      await expectEntries(
        context,
        named.filter((id) => !known.includes(id) && !entries.isNew(id)),
      )
      const edit = (seen: Annotation) => {
        expectRevision('annotation', seen, revision)
        if (body !== undefined && body.kind !== seen.body.kind) {
          throw new Failure(
            'invalid-input',
            `A ${seen.body.kind} cannot become a ${body.kind}: delete it and tag the words anew.`,
          )
        }
        const shown = resolved(seen, resolve)
        const wished = body === undefined ? shown.body : inPlaceOf(AnnotationBody, shown.body, body)
        const edited = {
          ...seen,
          body: keepUntouched(wished, shown.body, seen.body),
          ...keepUntouched({ codes: codes ?? shown.codes }, { codes: shown.codes }, { codes: seen.codes }),
          memo: memo ?? seen.memo,
        }
        const wanted = target === null ? edited : moveTo(target, edited)
        return isSame(seen, wanted) ? seen : { ...wanted, modified: now(), revision: seen.revision + 1 }
      }
      const place = { source, annotation }
      if (named.some(entries.isNew)) {
        const { after, step } = await changeWithEntries(
          context,
          place,
          (books) => entries.addTo(books, named),
          edit,
        )
        await recordStep(context, step, place)
        return all.asRead(after)
      }
      const { before, after } = await store.changeAnnotation(source, annotation, edit)
      if (after === before) return all.asRead(after)
      tellOfAnnotations(context, source)
      const { label, typing } = nameAnnotationEdit(before, after)
      const step = new EditStep(label, typing, before, after, changeAnnotationBy(context, source, annotation))
      await recordStep(context, step, place)
      return all.asRead(after)
    },

    'annotation.remove': async ({ source, annotation }) => {
      const { remove, restore } = presenceOfAnnotation(context, source, annotation)
      const kind = await remove()
      const step = presenceStep(`delete ${kind}`, { undo: restore, redo: remove })
      await recordStep(context, step, { source, annotation })
      return {}
    },
  }
}

type Given = Pick<Input<'annotation.update'>, 'body' | 'codes'>

/** What is given, with the ids of entries that are made along with it as they will be. */
function withIds({ body, codes }: Given, stored: Annotation, { idOf }: PlannedEntries): Given {
  // An entry that is made is of the kind that its id names.
  const today = resolved(
    { ...stored, body: body ?? stored.body, codes: codes ?? stored.codes },
    idOf as ResolveId,
  )
  return { body: body && today.body, codes: codes && [...today.codes] }
}

/** Make entries and change the annotation that names them: one change of the disk, and one step. */
async function changeWithEntries(
  context: SessionContext,
  { source, annotation }: { readonly source: SourceId; readonly annotation: AnnotationId },
  addTo: (books: Books) => Books,
  edit: (seen: Annotation) => Annotation,
): Promise<{ readonly after: Annotation; readonly step: Step }> {
  const make = async (changeList: (books: Books) => Books, change: (seen: Annotation) => Annotation) => {
    const made = await context.store.changeWithBooks(
      source,
      annotation,
      (books) => grownBooks(books, changeList(books)),
      change,
    )
    context.publish({ kind: 'codebook' })
    tellOfAnnotations(context, source)
    return made
  }
  const { books, annotation: annotated } = await make(addTo, edit)
  const { before, after } = annotated
  const differing = differences(books.before, books.after)
  const move = (entries: readonly EntryDifference[], from: Annotation, to: Annotation) =>
    make(
      (now) => expectDifferences(now, entries),
      (current) => ({ ...moveFields(current, from, to), modified: context.now() }),
    )
  const step = presenceStep(nameAnnotationEdit(before, after).label, {
    undo: () => move(turnedRound(differing), after, before),
    redo: () => move(differing, before, after),
  })
  return { after, step }
}

/** Tells the windows that annotations of a source are others. */
export function tellOfAnnotations({ publish }: SessionContext, source: SourceId): void {
  publish({ kind: 'annotations', source })
  publish({ kind: 'library' })
}

/** The two ways of an annotation: into the trash of its source and out of it. */
export function presenceOfAnnotation(
  context: SessionContext,
  source: SourceId,
  annotation: AnnotationId,
): Presence<AnnotationKind> {
  return {
    remove: async () => {
      const { body } = await context.store.trashAnnotation(source, annotation)
      tellOfAnnotations(context, source)
      return body.kind
    },
    restore: async () => {
      const { body } = await context.store.restoreAnnotation(source, annotation)
      tellOfAnnotations(context, source)
      return body.kind
    },
  }
}

const kindsByPrefix: Readonly<Record<string, EntryKind>> = { p: 'actor', i: 'issue', m: 'measure', c: 'code' }

/** Refuse ids that mean nothing: an annotation names entries of the codebook that are there, or were merged into such. */
export async function expectEntries(
  { store, annotations }: SessionContext,
  ids: readonly EntryId[],
): Promise<void> {
  if (ids.length === 0) return
  // Where the codebook cannot be read, that is what to say.
  await store.readBooks()
  const resolve = await annotations.resolver()
  const missing = ids.find((id) => resolve(id) === null)
  if (missing === undefined) return
  const kind = kindsByPrefix[missing.slice(0, 1)] ?? 'entry'
  throw new Failure('not-found', `There is no ${kind} ${missing} in the codebook; it may have been removed.`)
}

/**
 * The fields as given, but where they are as they were shown there stays what is stored: a merged or removed entry that
 * nobody touched, so that undoing the merge brings it back.
 */
function keepUntouched<Fields extends object>(given: Fields, shown: Fields, stored: Fields): Fields {
  const seen = new Map<string, unknown>(Object.entries(shown))
  const touched = Object.entries(given).filter(([name, value]) => !isSame([value], [seen.get(name)]))
  // Each field is one of the given or of the stored, which are of one type.
  return { ...stored, ...(Object.fromEntries(touched) as Partial<Fields>) }
}

/** Changes one annotation for a step that is taken back or done again. */
export function changeAnnotationBy(
  context: SessionContext,
  source: SourceId,
  annotation: AnnotationId,
): ChangeDocument<Annotation> {
  return async (edit) => {
    await context.store.changeAnnotation(source, annotation, (current) => ({
      ...edit(current),
      modified: context.now(),
    }))
    tellOfAnnotations(context, source)
  }
}

/** The start body of the kind with what the caller knows already. */
function completeBody(given: GivenBody, excerpt: string): AnnotationBody {
  const asWritten = given.kind === 'figure' ? (given.asWritten ?? excerpt) : null
  if (asWritten === excerpt) expectFigureLength(excerpt)
  const body = AnnotationBody.safeParse({ ...startBody(given.kind, excerpt), ...given })
  if (!body.success)
    throw new Failure('invalid-input', `The ${given.kind} was refused: ${inWords(body.error)}.`)
  return body.data
}

function expectFigureLength({ length }: string): void {
  if (length <= LONGEST_FIGURE) return
  const found = `The passage has ${length.toLocaleString('en')} characters`
  throw new Failure(
    'invalid-input',
    `${found}; a figure has at most 10,000: select the number and the words around it.`,
  )
}

/** What a place in a version is about: its words, and where they stand. Throws a Failure where there are none. */
export async function describeTarget(
  { store }: SessionContext,
  { source, version, place }: Pick<Input<'annotation.create'>, 'source' | 'version' | 'place'>,
): Promise<Target> {
  const { text } = projectText((await store.readVersion(source, version)).blocks)
  const ranges = place.by === 'position' ? inOrder(place.ranges) : [quoted(text, place)]
  return { source, version, ranges: ranges.map(({ start, end }) => described(text, start, end)) }
}

/** The annotation with its passages elsewhere in its version: whoever puts them there has decided where it stands. */
function moveTo(target: Target, annotation: Annotation): Annotation {
  const { carried, body } = annotation
  if (body.kind === 'figure' && body.asWritten === excerptOf(annotation.target))
    expectFigureLength(excerptOf(target))
  return {
    ...withTarget(annotation, target),
    ...(carried !== undefined && carried.status !== 'orphaned' && { carried: { ...carried, settled: true } }),
  }
}

type Stretch = { readonly start: number; readonly end: number }

function inOrder(ranges: readonly Stretch[]): Stretch[] {
  const ordered = ranges.toSorted((a, b) => a.start - b.start)
  if (ordered.some(({ start }, index) => index > 0 && start < (ordered[index - 1]?.end ?? 0))) {
    throw new Failure('invalid-input', 'The passages of one annotation overlap: join them into one range.')
  }
  return ordered
}

function quoted(text: string, quote: { exact: string; prefix: string; suffix: string }): Stretch {
  const match = findQuote(text, quote)
  switch (match.status) {
    case 'found':
      return match
    case 'missing':
      throw new Failure(
        'quote-missing',
        `The source does not say “${shortened(quote.exact)}” in these words: copy them from its text.`,
      )
    case 'ambiguous':
      throw new Failure(
        'quote-ambiguous',
        `The source says “${shortened(quote.exact)}” ${match.count} times: add the words before it as prefix or behind it as suffix.`,
      )
    default:
      return assertNever(match)
  }
}

function described(text: string, start: number, end: number) {
  if (text.slice(start, end).trim() === '') {
    throw new Failure(
      'invalid-input',
      `There are no words from ${start} to ${end}: the text has ${text.length} characters.`,
    )
  }
  try {
    return describeRange(text, start, end)
  } catch (error) {
    if (error instanceof RangeError)
      throw new Failure('invalid-input', `The passage was refused: ${error.message}.`)
    throw error
  }
}
