import { createHash } from 'node:crypto'
import type { WantedSource } from '../../../electron/store/change-sources'
import { sampleSource } from '../../../electron/store/testing/samples'
import { projectText } from '../../../shared/anchoring/text-projection'
import type { Annotation } from '../../../shared/model/annotation'
import type { AnnotationId } from '../../../shared/model/ids'
import { currentVersion, type Source } from '../../../shared/model/source'
import type { Version } from '../../../shared/model/version'
import type { Effect } from '../model'
import { type Desk, entry, into, type Kind, type Made } from './desk'

export const changesOfSources: readonly Kind[] = [
  ['add source', addSource, 3],
  ['change source', changeSource, 3],
  ['trash source', trashSource, 2],
  ['restore source', restoreSource, 2],
  ['add version', addVersion, 3],
  ['take back version', takeBackVersion, 1],
  ['split source', splitSource, 2],
  ['trash and change together', trashTogether, 1],
  ['restore together', restoreTogether, 1],
]

/** All have the same first text, so that an annotation fits into any of them. */
function newSource({ ports }: Desk): { readonly arriving: Arriving; readonly effect: Effect } {
  const { source, version, original } = sampleSource(ports)
  return {
    arriving: { source, version, original },
    effect: [
      entry(`place ${source.id}`, 'library'),
      entry(`source ${source.id}`, source),
      entry(`version ${source.id} 1`, version),
      entry(`original ${source.id} 1`, Buffer.from(original.bytes).toString()),
    ],
  }
}
type Arriving = ReturnType<typeof sampleSource>

/** Possible in any notebook. */
export function addSource(desk: Desk): Made {
  const { arriving, effect } = newSource(desk)
  const { source, version, original } = arriving
  return { effect, make: (store) => store.addSource(source, version, original) }
}

function changeSource(desk: Desk): Made | null {
  const source = desk.some(desk.sources())
  if (source === null) return null
  const status = desk.random.pick(['unread', 'reading', 'read'] as const)
  const after: Source = { ...source, revision: source.revision + 1, status, memo: desk.memo() }
  return {
    effect: [entry(`source ${source.id}`, after)],
    make: (store) => store.changeSource(source.id, into(source, after)),
  }
}

function trashSource(desk: Desk): Made | null {
  const source = desk.some(desk.sources())
  // Without sources there would be little left to do.
  if (source === null || desk.sources().length < 2) return null
  return {
    effect: [entry(`place ${source.id}`, 'trash')],
    make: (store) => store.trashSource(source.id),
  }
}

function restoreSource(desk: Desk): Made | null {
  const source = desk.some(desk.sources('trash'))
  if (source === null) return null
  return {
    effect: [entry(`place ${source.id}`, 'library')],
    make: (store) => store.restoreSource(source.id),
  }
}

/** A change of the annotations of sources that are changed: what each becomes. */
function becoming(changed: ReadonlyMap<AnnotationId, Annotation>) {
  return (annotation: Annotation): Annotation => changed.get(annotation.id) ?? annotation
}

function wanted(
  source: Source,
  place: WantedSource['in'],
  arrives: WantedSource['arrives'] = null,
): WantedSource {
  return { source, in: place, arrives }
}

/** A text that says more than the one before: the annotations go over to it. */
function addVersion(desk: Desk): Made | null {
  const source = desk.some(desk.sources())
  if (source === null) return null
  const last = currentVersion(source)
  const number = last.number + 1
  const before = desk.version(source.id, last.number)
  const text = `Later the board said more (${desk.ports.now()}).`
  const block: Version['blocks'][number] = {
    id: `b${before.blocks.length + 1}`,
    kind: 'paragraph',
    text,
    level: null,
    marks: [],
  }
  const blocks = [...before.blocks, block]
  const bytes = Buffer.from(`${blocks.map((one) => one.text).join('\n')}\n`)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const original = { ...before.original, bytes: bytes.length, sha256 }
  const created = desk.ports.now()
  const version: Version = { ...before, number, created, original, blocks }
  const characters = projectText(blocks).text.length
  const after: Source = {
    ...source,
    revision: source.revision + 1,
    versions: [...source.versions, { number, created, original, characters }],
  }
  const moved = new Map(
    desk
      .annotationsOf(source.id)
      .map((one) => [
        one.id,
        { ...one, revision: one.revision + 1, target: { ...one.target, version: number } },
      ]),
  )
  return {
    effect: [
      entry(`source ${source.id}`, after),
      entry(`version ${source.id} ${number}`, version),
      entry(`original ${source.id} ${number}`, bytes.toString()),
      ...[...moved.values()].map((one) => entry(`annotation ${one.id}`, one)),
    ],
    make: (store) =>
      store.changeSources([source.id], async () => ({
        sources: [wanted(after, 'library', { version, original: { bytes, extension: 'txt' } })],
        annotation: becoming(moved),
      })),
  }
}

function takeBackVersion(desk: Desk): Made | null {
  const source = desk.some(desk.sources().filter(({ versions }) => versions.length > 1))
  if (source === null) return null
  const { number } = currentVersion(source)
  const after: Source = {
    ...source,
    revision: source.revision + 1,
    versions: source.versions.slice(0, -1),
  }
  const { number: before } = currentVersion(after)
  // What was marked in the part that only the newer text has would have no place; the samples mark the first part.
  const moved = new Map(
    desk
      .annotationsOf(source.id)
      .map((one) => [
        one.id,
        { ...one, revision: one.revision + 1, target: { ...one.target, version: before } },
      ]),
  )
  return {
    effect: [
      entry(`source ${source.id}`, after),
      [`version ${source.id} ${number}`, null],
      [`original ${source.id} ${number}`, null],
      ...[...moved.values()].map((one) => entry(`annotation ${one.id}`, one)),
    ],
    make: (store) =>
      store.changeSources([source.id], async () => ({
        sources: [wanted(after, 'library')],
        annotation: becoming(moved),
      })),
  }
}

/** A new source comes and takes some of the annotations of another one over. */
function splitSource(desk: Desk): Made | null {
  const source = desk.some(desk.sources())
  if (source === null) return null
  const { arriving, effect } = newSource(desk)
  const after: Source = { ...source, revision: source.revision + 1, memo: desk.memo() }
  const its = desk.annotationsOf(source.id).filter(() => desk.random.oneIn(2))
  const moved = new Map(
    its.map((one) => [
      one.id,
      {
        ...one,
        revision: one.revision + 1,
        target: { ...one.target, source: arriving.source.id, version: 1 },
      },
    ]),
  )
  return {
    effect: [
      ...effect,
      entry(`source ${source.id}`, after),
      ...[...moved.values()].map((one) => entry(`annotation ${one.id}`, one)),
    ],
    make: (store) =>
      store.changeSources([source.id], async () => ({
        sources: [wanted(after, 'library'), wanted(arriving.source, 'library', arriving)],
        annotation: becoming(moved),
      })),
  }
}

/** A source goes to the trash, and another one is changed, as one change. */
function trashTogether(desk: Desk): Made | null {
  const [going, staying] = desk.random.oneIn(2) ? desk.sources() : desk.sources().toReversed()
  if (going === undefined || staying === undefined) return null
  const after: Source = { ...staying, revision: staying.revision + 1, memo: desk.memo() }
  return {
    effect: [entry(`place ${going.id}`, 'trash'), entry(`source ${staying.id}`, after)],
    make: (store) =>
      store.changeSources([going.id, staying.id], async () => ({
        sources: [wanted(going, 'trash'), wanted(after, 'library')],
        annotation: (same) => same,
      })),
  }
}

function restoreTogether(desk: Desk): Made | null {
  const coming = desk.some(desk.sources('trash'))
  const staying = desk.some(desk.sources())
  if (coming === null || staying === null) return null
  const after: Source = { ...staying, revision: staying.revision + 1, memo: desk.memo() }
  return {
    effect: [entry(`place ${coming.id}`, 'library'), entry(`source ${staying.id}`, after)],
    make: (store) =>
      store.changeSources([coming.id, staying.id], async (now) => {
        // As it was found, so that it counts as unchanged.
        const found = now.find(({ source }) => source.id === coming.id)?.source ?? coming
        return { sources: [wanted(found, 'library'), wanted(after, 'library')], annotation: (same) => same }
      }),
  }
}
