import { createHash, randomBytes } from 'node:crypto'
import { basename, join } from 'node:path'
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { Failure } from '../../../shared/contract/failure'
import { Notebook } from '../../../shared/model/notebook'
import { isChangePending } from '../change-together'
import { documentName } from '../document-name'
import { documentSchema } from '../document-schemas'
import { type FileSystem, isAbsent, orAbsent } from '../file-system'
import { FILES_AT_ONCE, inParallel } from '../in-parallel'
import { withoutLeftBehind } from '../left-behind'
import { stampFolder } from '../source-stamps'
import { type KeptFile, KeptFolder, objectsFor, type Root, type Shelf } from './backup-documents'
import type { ReadFiles } from './read-files'
import type { Targets } from './targets'

/** All of a notebook at one moment, in objects. What it remembers of them makes the next one cost only what changed. */
export type Snapshot = {
  /** The object that leads to all others. */
  readonly root: string
  readonly notebook: Pick<Notebook, 'id' | 'title'> | null
  readonly sources: number
  readonly annotations: number
  readonly briefs: number
  readonly documents: readonly KeptFile[]
  readonly shelves: ReadonlyMap<string, KnownShelf>
}

export type KnownShelf = { readonly sha256: string; readonly folders: ReadonlyMap<string, KnownFolder> }

type KnownFolder = {
  readonly stamp: string
  readonly annotations: number
  /** The objects it needs in the notebook's own folder, and in a place that is complete. */
  readonly everywhere: readonly string[]
  readonly complete: readonly string[]
}

/** What is remembered of a shelf. */
export function knownShelf(sha256: string, { folders }: Shelf): KnownShelf {
  const known = folders.map(({ place, stamp, files }): [string, KnownFolder] => [
    place,
    {
      stamp,
      annotations: files.reduce((sum, { annotations = 0 }) => sum + annotations, 0),
      everywhere: objectsFor(files, false),
      complete: objectsFor(files, true),
    },
  ])
  return { sha256, folders: new Map(known) }
}

export type Progress = { readonly done: number; readonly of: number }

export type SnapshotPorts = {
  readonly fs: FileSystem
  readonly notebook: string
  readonly targets: Targets
  readonly files: ReadFiles
  /** A shelf of an earlier backup; null when it cannot be read. */
  readonly readShelf: (sha256: string) => Promise<Shelf | null>
  /** True when it is too late to go on. */
  readonly isLate: () => boolean
  /** Told how many sources were looked at, of so many. */
  readonly onProgress: (progress: Progress) => void
  /** Runs a job while no change of several documents is being made; null where nobody makes any. */
  readonly hold: (<Value>(job: () => Promise<Value>) => Promise<Value>) | null
}

/**
 * Put all of the notebook as it is at this moment into objects, but for what is as in the snapshot `before`. Every document in
 * it is whole; of a change of several documents it has all or nothing, since it is taken again when one came in between.
 */
export async function takeSnapshot(ports: SnapshotPorts, before: Snapshot | null): Promise<Snapshot> {
  let latest = before
  const attempt = async (held: boolean): Promise<Snapshot | null> => {
    // The more often something came in between, the less there is left to read.
    for (let tries = 0; tries < 4; tries += 1) {
      const taken = await takeOnce(ports, latest, held)
      latest = taken.snapshot ?? latest
      if (taken.isSteady) return taken.snapshot
    }
    return null
  }
  const { hold } = ports
  const taken = (await attempt(false)) ?? (hold === null ? null : await hold(() => attempt(true)))
  if (taken !== null) return taken
  throw new Failure(
    'unavailable',
    'No backup was made, since the notebook was being changed all the time or a change of it is unfinished; the next one is made by itself.',
  )
}

/** What the disk says that the time is, and whether folders of it show that something in them changed. */
async function lookAtClock({ fs, notebook }: SnapshotPorts): Promise<{ time: bigint; folderTells: boolean }> {
  const folder = join(notebook, 'backups')
  const root = await fs.stamp(notebook)
  for (let tries = 0; ; tries += 1) {
    const before = await fs.stamp(folder)
    const time = await timeOnDisk(fs, folder)
    const after = await fs.stamp(folder)
    const folderTells = after.modified !== before.modified
    // Until the clock of the disk has gone on, another change of the folder could not be told from the last one.
    if ((folderTells && isOver(root.modified, time)) || tries === 3) return { time, folderTells }
    await pause(10)
  }
}

/** When a file is changed that is changed at this moment. */
async function timeOnDisk(fs: FileSystem, folder: string): Promise<bigint> {
  const path = join(folder, `.clock.${randomBytes(6).toString('hex')}.tmp`)
  const file = await fs.open(path, 'new')
  try {
    return (await file.stamp()).modified
  } finally {
    await file.close()
    await fs.unlink(path)
  }
}

/** True when no change from `now` on could bear the time `then`. A clock that was set back may have left a later one. */
function isOver(then: bigint | number, now: bigint | number): boolean {
  return then < now || Number(then) > Number(now) + HOUR_NS
}
const HOUR_NS = 3_600_000_000_000

/** What shows that documents were changed together, or a source moved, since it was looked at. */
async function lookForChanges({ fs, notebook }: SnapshotPorts): Promise<{
  readonly root: bigint
  readonly trash: readonly string[]
  readonly pending: boolean
}> {
  const root = await fs.stamp(notebook)
  const pending = await isChangePending(fs, notebook)
  const trash = (await orAbsent(fs.readdir(join(notebook, 'trash')))) ?? []
  return { root: root.modified, trash: trash.toSorted(), pending }
}

type Taken = { readonly snapshot: Snapshot | null; readonly isSteady: boolean }

async function takeOnce(ports: SnapshotPorts, before: Snapshot | null, held: boolean): Promise<Taken> {
  const { fs, notebook } = ports
  const { time, folderTells } = await lookAtClock(ports)
  // Where folders do not tell, nothing but the turn of all changes does.
  if (!folderTells && !held && ports.hold !== null) return { snapshot: null, isSteady: false }
  const first = await lookForChanges(ports)
  try {
    const snapshot = await readAll(ports, before, { time, folderTells, trash: first.trash })
    const last = await lookForChanges(ports)
    const isSteady =
      !first.pending &&
      !last.pending &&
      (held || !folderTells || first.root === last.root) &&
      first.trash.join() === last.trash.join()
    return { snapshot, isSteady }
  } catch (error) {
    // What was listed a moment ago is not there any more: it was moved.
    if (isAbsent(error) && (await orAbsent(fs.stamp(notebook))) !== null)
      return { snapshot: null, isSteady: false }
    throw error
  }
}

type Moment = { readonly time: bigint; readonly folderTells: boolean; readonly trash: readonly string[] }

async function readAll(ports: SnapshotPorts, before: Snapshot | null, moment: Moment): Promise<Snapshot> {
  const { fs, notebook, targets } = ports
  const sources = (await orAbsent(fs.readdir(join(notebook, 'sources')))) ?? []
  const places = new Map<string, string[]>()
  let sorted = 0
  for (const place of [
    ...sources.map((id) => `sources/${id}`),
    ...moment.trash.map((name) => `trash/${name}`),
  ]) {
    if (isFolderOfSource(place)) {
      const key = shelfOf(idIn(place))
      const its = places.get(key)
      if (its === undefined) places.set(key, [place])
      else its.push(place)
    }
    // There may be very many.
    sorted += 1
    if (sorted % 500 === 0) await nextTurn()
  }
  // A source that is nowhere any more was not deleted by us, so it stays in the backups.
  for (const key of before?.shelves.keys() ?? []) if (!places.has(key)) places.set(key, [])

  const shelves = new Map<string, KnownShelf>()
  const of = [...places.values()].reduce((sum, its) => sum + its.length, 0)
  let done = 0
  for (const key of [...places.keys()].toSorted()) {
    ports.onProgress({ done, of })
    if (ports.isLate())
      throw new Failure(
        'unavailable',
        'No backup was made, since the notebook was being closed; one is made the next time.',
      )
    const its = places.get(key) ?? []
    const shelf = await readShelf(ports, its, before?.shelves.get(key) ?? null, moment)
    done += its.length
    if (shelf !== null) shelves.set(key, shelf)
  }
  const documents = await readDocuments(ports, before?.documents ?? [], moment)
  const root: Root = {
    documents: documents.map(({ kept }) => kept),
    shelves: [...shelves].map(([key, { sha256 }]) => [key, sha256]),
  }
  const held = documents.find(({ kept }) => kept.path === 'notebook.json')?.document
  const itself = Itself.safeParse(held)
  const inLibrary = [...shelves.values()].flatMap(({ folders }) =>
    [...folders].flatMap(([place, folder]) => (place.startsWith('sources/') ? [folder] : [])),
  )
  return {
    root: await targets.add(Buffer.from(JSON.stringify(root))),
    notebook: itself.success ? itself.data : (before?.notebook ?? null),
    sources: inLibrary.length,
    annotations: inLibrary.reduce((sum, { annotations }) => sum + annotations, 0),
    briefs: root.documents.filter(({ path }) => path.startsWith('briefs/')).length,
    documents: root.documents,
    shelves,
  }
}

/** What a backup says of its notebook, whatever else that knows. */
const Itself = z.object({ id: Notebook.shape.id, title: Notebook.shape.title })

/** Null when nothing is on it. */
async function readShelf(
  ports: SnapshotPorts,
  places: readonly string[],
  known: KnownShelf | null,
  { time, folderTells }: Moment,
): Promise<KnownShelf | null> {
  const { fs, notebook, targets, files } = ports
  const stamps = await inParallel(places, FILES_AT_ONCE, async (place) => {
    const stamp = folderTells ? await stampFolder(fs, join(notebook, place)) : null
    return stamp !== null && newestIn(stamp).every((part) => isOver(part, Number(time))) ? stamp : ''
  })
  const ids = new Set(places.map(idIn))
  const gone = [...(known?.folders.keys() ?? [])].filter(
    (place) => place.startsWith('sources/') && !ids.has(idIn(place)),
  )
  const isSame = async (place: string, index: number) => {
    const folder = known?.folders.get(place)
    if (folder === undefined || folder.stamp === '' || folder.stamp !== stamps[index]) return false
    return !(await targets.lackAny(folder.everywhere, folder.complete))
  }
  const same = await Promise.all(places.map(isSame))
  if (
    known !== null &&
    same.every(Boolean) &&
    known.folders.size === places.length + gone.length &&
    !(await targets.lackAny([known.sha256], [known.sha256]))
  )
    return known

  const old = known === null ? null : await ports.readShelf(known.sha256)
  const numbered = places.map((place, index) => ({ place, index }))
  const folders = await inParallel(numbered, FILES_AT_ONCE, async ({ place, index }) => {
    const stamp = stamps[index] ?? ''
    const kept = old?.folders.find((folder) => folder.place === place) ?? null
    if (kept !== null && same[index] === true) return kept
    // One that was moved is what it was where it lay.
    const earlier = kept ?? old?.folders.find((folder) => idIn(folder.place) === idIn(place)) ?? null
    const read = await files.ofFolder(place, earlier?.files ?? [])
    return { place, stamp: read.isAsThere ? stamp : '', files: read.files }
  })
  const lost = (old?.folders ?? []).filter(({ place }) => gone.includes(place))
  const shelf: Shelf = {
    folders: [...folders, ...lost.map((folder): KeptFolder => ({ ...folder, stamp: '' }))].toSorted(byPlace),
  }
  if (shelf.folders.length === 0) return null
  return knownShelf(await targets.add(Buffer.from(JSON.stringify(shelf))), shelf)
}

/** The documents of the notebook that belong to no source, and what they hold as far as it was read now. */
async function readDocuments(
  { fs, notebook, files }: SnapshotPorts,
  before: readonly KeptFile[],
  { trash }: Moment,
): Promise<{ kept: KeptFile; document: unknown }[]> {
  const names = await fs.readdir(notebook)
  const briefs = (await orAbsent(fs.readdir(join(notebook, 'briefs')))) ?? []
  const both = [...briefs, ...trash]
  const found = [
    ...names,
    ...withoutLeftBehind(briefs, both).map((name) => `briefs/${name}`),
    ...withoutLeftBehind(trash, both).map((name) => `trash/${name}`),
  ]
    // Where only the last generation is left, the document is missing.
    .map((path) => path.replace(/\.previous$/, ''))
    .filter(isDocument)
  const inTrash = new Set(found.filter((path) => path.startsWith('trash/')).map(documentName))
  const missing = before
    .map(({ path }) => path)
    .filter((path) => !path.startsWith('trash/') && !inTrash.has(path))
  const paths = [...new Set([...found, ...missing])].toSorted()
  const read = await inParallel(paths, FILES_AT_ONCE, (path) => {
    const earlier = before.find((one) => one.path === path)
    return files.document(path, {
      from: '',
      earlier: earlier ?? before.find((one) => documentName(one.path) === documentName(path)) ?? null,
      inline: false,
    })
  })
  return read.filter((one) => one !== null)
}

/** True for the path of a document that is not of a source. */
function isDocument(path: string): boolean {
  const name = documentName(path)
  return !name.startsWith('sources/') && documentSchema(name) !== null
}

/** Sources are spread over 256 shelves whatever their ids look like. */
export function shelfOf(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 2)
}

/** The id of the source whose folder this is. */
export function idIn(place: string): string {
  return basename(place).split('.')[0] ?? ''
}

function isFolderOfSource(place: string): boolean {
  return KeptFolder.shape.place.safeParse(place).success
}

/** The times in a stamp. */
function newestIn(stamp: string): number[] {
  return stamp.split('.').map((part) => Number.parseInt(part, 36))
}

function byPlace(one: KeptFolder, two: KeptFolder): number {
  return one.place < two.place ? -1 : one.place > two.place ? 1 : 0
}
