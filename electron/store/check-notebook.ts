import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Failure } from '../../shared/contract/failure'
import type { Fault } from '../../shared/model/health'
import { BriefId, SourceId } from '../../shared/model/ids'
import type { KnownFile } from './backups/backups'
import type { SourcePlace } from './check-source'
import { type KnownInSource, type LookAtUnits, looker, ROOT_DOCUMENTS, type Unit } from './check-unit'
import { titleOf } from './conflict-copies'
import type { CopyName } from './copy-name'
import { notRead } from './disk-failure'
import { documentName } from './document-name'
import { fileOfTitle } from './file-in-words'
import { type FileSystem, orAbsent } from './file-system'
import { FILES_AT_ONCE, inParallel } from './in-parallel'
import { withoutLeftBehind } from './left-behind'
import { type Found, Look, OR_IMPORT } from './look'
import { Slices } from './slices'

export type CheckPorts = {
  readonly fs: FileSystem
  /** The folder of the notebook. */
  readonly notebook: string
  /** Runs `job` while nobody changes anything of that source; at once where there is no store. */
  readonly inTurn: <Value>(source: SourceId, job: () => Promise<Value>) => Promise<Value>
  /** The files that the newest backup names; none where there are no backups. */
  readonly newest: () => Promise<readonly KnownFile[]>
  /**
   * Puts a good state of a file in its place, and says so; null, or a Failure, when there is none. Absent where nothing may be
   * changed.
   */
  readonly mend?: (file: string) => Promise<Fault | null>
  /** Whether a backup has a file that never changes, given its path; absent where that is not known. */
  readonly hasBackup?: (file: string) => Promise<boolean>
  /** Looks at everything for the first time, many units at once, such as in another process; it is done here if absent. */
  readonly lookAt?: LookAtUnits
  /** Looks at the backups themselves, too; `doubted` are the files of the notebook that were not found whole. */
  readonly checkBackups?: (
    signal: AbortSignal | undefined,
    doubted: ReadonlySet<string>,
  ) => Promise<Pick<Look, 'faults' | 'files' | 'bytes'>>
}

export type CheckOptions = {
  /** Told how many sources, briefs and lists were looked at, and how many there are. */
  readonly onProgress?: (progress: { readonly done: number; readonly of: number }) => void
  /** Ends the look; what was found until then is answered. */
  readonly signal?: AbortSignal
  /** How many are looked at at once. */
  readonly atOnce?: number
  /** Waited for after each of them. */
  readonly rest?: () => Promise<void>
}

/** What a look at every file of a notebook found. */
export type NotebookCheck = {
  readonly faults: readonly Fault[]
  /** How many files were read, and how many bytes. */
  readonly files: number
  readonly bytes: number
  /** Copies that other programs, or Sourcebook itself, laid beside documents; each is among the faults, too. */
  readonly copies: readonly CopyName[]
  /** Temporary files that a process which died left behind; they harm nobody and are swept at an opening. */
  readonly strays: number
  /** Files and folders that are no part of a notebook. They are left alone. */
  readonly unknown: number
  readonly stopped: boolean
}

/** So long after a fault outside of sources was seen, a change that was under way is over. */
const SETTLED_MS = 100

/**
 * Look at every file of a notebook, whoever is its writer. What is found is looked at again when nobody is changing it, so that
 * a change under way is no fault; what is whole costs nobody a wait. Sources follow each other, so that memory does not grow
 * with the notebook.
 */
export async function checkNotebook(ports: CheckPorts, options: CheckOptions = {}): Promise<NotebookCheck> {
  const { onProgress, signal, atOnce = FILES_AT_ONCE, rest } = options
  const { mend, checkBackups } = ports
  const known = await knownBy(await ports.newest())
  const all = new Look()
  const units = await unitsOf(ports, all, known)
  const here = looker(ports.fs, ports.notebook)
  const stopped = () => signal?.aborted === true
  let done = 0
  const lookAt = async (some: readonly Unit[]) => {
    if (stopped()) return
    const first = await (ports.lookAt ?? here)(some)
    for (const [nth, found] of first.entries()) {
      const unit = some[nth]
      if (unit === undefined || stopped()) return
      all.add(found.faults.length === 0 ? found : await lookAgain(ports, unit, here))
      done += 1
      onProgress?.({ done, of: units.length })
      await rest?.()
    }
  }
  if (ports.lookAt === undefined) await inParallel(units, atOnce, (unit) => lookAt([unit]))
  else await inParallel(chunksOf(units, UNITS_AT_ONCE), LANES, lookAt)
  if (!stopped()) await findMissing(ports, all, known)
  if (!stopped() && checkBackups !== undefined) {
    const { faults, files, bytes } = await checkBackups(signal, all.toMend)
    all.faults.push(...faults)
    all.files += files
    all.bytes += bytes
  }
  const left = mend === undefined || stopped() ? all.faults : await mended(all, mend)
  const faults = await inParallel(left, FILES_AT_ONCE, (fault) => withWayBack(fault, ports))
  const place = { fs: ports.fs, folder: ports.notebook }
  const copies = await inParallel(all.copies, FILES_AT_ONCE, async (copy) =>
    faultOfCopy(copy, await titleOf(place, copy.of)),
  )
  return {
    faults: [...faults, ...copies],
    files: all.files,
    bytes: all.bytes,
    copies: all.copies,
    strays: await countStrays(ports, all.temporary),
    unknown: all.unknown,
    stopped: stopped(),
  }
}

/** Looks at what seems to be wrong again, while nobody changes it. */
async function lookAgain({ inTurn }: CheckPorts, unit: Unit, lookAt: LookAtUnits): Promise<Found> {
  const again = async () => {
    const [found] = await lookAt([unit])
    return found ?? new Look()
  }
  if (unit.kind === 'source') return inTurn(unit.place.id, again)
  await pause(SETTLED_MS)
  return again()
}

/** So many are sent to another process in one go; while it looks at some, the next ones are on their way. */
const UNITS_AT_ONCE = 24
const LANES = 2

function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, nth) =>
    items.slice(nth * size, (nth + 1) * size),
  )
}

/** What the newest backup knows: the number of each document, and the files of each source. */
type Known = {
  readonly sequences: ReadonlyMap<string, number>
  readonly sources: ReadonlyMap<string, readonly KnownInSource[]>
  /** The path at which each brief lay. */
  readonly briefs: ReadonlyMap<string, string>
}

async function knownBy(files: readonly KnownFile[]): Promise<Known> {
  const sequences = new Map<string, number>()
  const sources = new Map<string, KnownInSource[]>()
  const briefs = new Map<string, string>()
  await new Slices().each(files, ({ name, sequence, at }) => {
    if (sequence !== null) sequences.set(name, sequence)
    const [, source, file] = /^sources\/([^/]+)\/(.+)$/.exec(name) ?? []
    const brief = /^briefs\/([^/]+)\.json$/.exec(name)?.[1]
    if (brief !== undefined) briefs.set(brief, at)
    if (source === undefined || file === undefined) return
    const its = sources.get(source)
    if (its === undefined) sources.set(source, [{ file, sequence }])
    else its.push({ file, sequence })
  })
  return { sequences, sources, briefs }
}

/** All that there is to look at. What lies in the folders and is no part of a notebook is told to `all`. */
async function unitsOf(ports: CheckPorts, all: Look, known: Known): Promise<Unit[]> {
  const [root, sources, briefs, trash] = await Promise.all(
    ['', 'sources', 'briefs', 'trash'].map((folder) => list(ports, folder)),
  )
  const units: Unit[] = []
  const addDocument = (path: string) =>
    units.push({ kind: 'document', path, sequence: known.sequences.get(documentName(path)) ?? null })
  const has = new Set(root)
  for (const name of root ?? []) if (!isOfRoot(name)) all.other(name)
  for (const name of ROOT_DOCUMENTS)
    if (has.has(name) || has.has(`${name}.previous`) || !OPTIONAL.has(name) || known.sequences.has(name))
      addDocument(name)

  const places = [...placesIn('sources', sources ?? [], all), ...placesIn('trash', trash ?? [], all)]
  for (const place of places) units.push({ kind: 'source', place, known: known.sources.get(place.id) ?? [] })
  const both = [...(briefs ?? []), ...(trash ?? [])]
  const briefsOf = (folder: 'briefs' | 'trash', names: readonly string[] = []) =>
    briefsIn(folder, withoutLeftBehind(names, both), all)
  for (const path of [...briefsOf('briefs', briefs), ...briefsOf('trash', trash)]) addDocument(path)
  return units
}

/** They are written when there is something to say. */
const OPTIONAL: ReadonlySet<string> = new Set(['views.json', 'health.json'])

function isOfRoot(name: string): boolean {
  const document = name.replace(/\.previous$/, '')
  return (
    ROOT_DOCUMENTS.includes(document) ||
    /^(catalogue\.json|redo\.json|lock(\..+)?|sources|briefs|trash|backups|aside)$/.test(document)
  )
}

function* placesIn(folder: 'sources' | 'trash', names: readonly string[], all: Look): Iterable<SourcePlace> {
  for (const name of names) {
    const id = SourceId.safeParse(folder === 'sources' ? name : (TRASHED.exec(name)?.[1] ?? ''))
    if (id.success) yield { id: id.data, folder: `${folder}/${name}` }
    else if (folder === 'sources') all.other(`${folder}/${name}`)
  }
}
const TRASHED = /^([sb]-[^./ ]+)(?:\.\d{4}-[0-9T.-]+Z)?$/

function* briefsIn(folder: 'briefs' | 'trash', names: readonly string[], all: Look): Iterable<string> {
  const documents = new Set<string>()
  for (const name of names) {
    const stem = /^(.+)\.json(?:\.previous)?$/.exec(name)?.[1] ?? ''
    const id = folder === 'briefs' ? stem : (TRASHED.exec(stem)?.[1] ?? '')
    if (BriefId.safeParse(id).success) documents.add(`${folder}/${stem}.json`)
    else if (folder === 'briefs' || !SourceId.safeParse(TRASHED.exec(name)?.[1]).success)
      all.other(`${folder}/${name}`)
  }
  yield* documents
}

async function list({ fs, notebook }: CheckPorts, folder: string): Promise<readonly string[]> {
  const path = join(notebook, folder)
  try {
    return (await orAbsent(fs.readdir(path))) ?? []
  } catch (error) {
    throw notRead(error, path)
  }
}

/** Sources and briefs that the newest backup knows are in their place or in the trash. */
async function findMissing(ports: CheckPorts, all: Look, known: Known): Promise<void> {
  const isGone = async (id: string, place: string) => {
    if ((await orAbsent(ports.fs.stamp(join(ports.notebook, place)))) !== null) return false
    return !(await list(ports, 'trash')).some((name) => name.startsWith(id))
  }
  // First all at once; one that is not there may be on its way, which its turn waits for.
  const [sources, briefs, trash] = await Promise.all(
    ['sources', 'briefs', 'trash'].map((folder) => list(ports, folder)),
  )
  const there = new Set([
    ...(sources ?? []),
    ...[...(briefs ?? []), ...(trash ?? [])].map((name) => name.split('.')[0]),
  ])
  for (const id of known.sources.keys()) {
    if (there.has(id)) continue
    const source = SourceId.safeParse(id)
    if (!source.success) continue
    const place = `sources/${id}`
    if (!(await ports.inTurn(source.data, () => isGone(id, place)))) continue
    all.report(
      'missing',
      place,
      `The folder of a source (${place}) is missing, though the newest backup has it; nothing else was changed: restore it from that backup.`,
    )
    all.toMend.add(place)
  }
  for (const [id, place] of known.briefs) {
    if (there.has(id) || !(await isGone(id, place))) continue
    all.missing(place)
  }
}

/** A file that was mended is told once, by whoever mended it. */
async function mended(all: Look, mend: NonNullable<CheckPorts['mend']>): Promise<readonly Fault[]> {
  const put = new Map<string, Fault>()
  for (const file of all.toMend) {
    const fault = await mend(file).catch(toldAsFound)
    if (fault !== null) put.set(file, fault)
  }
  return [...put.values(), ...all.faults.filter(({ file }) => !put.has(file))]
}

/** What cannot be mended stays a fault, and is no reason not to mend the others. */
function toldAsFound(error: unknown): null {
  if (error instanceof Failure) return null
  throw error
}

/** A fault of a file that no backup has says so, and that only whoever has that file can bring it back. */
async function withWayBack(fault: Fault, { hasBackup }: CheckPorts): Promise<Fault> {
  const { file, message, mended } = fault
  if (mended || hasBackup === undefined || !message.includes(OR_IMPORT) || (await hasBackup(file)))
    return fault
  return { ...fault, message: message.replace(OR_IMPORT, '; no backup has it: ') }
}

/** The path of the copy stands at the end, where `withoutPaths` looks for it. */
function faultOfCopy({ file, of, by }: CopyName, title: string | null): Fault {
  const message = `${fileOfTitle(of, title)} has a second copy, which ${by} laid beside it; both are kept, and only the notebook’s own is read: compare the two and choose one of them. The copy is “${file}”.`
  return { kind: 'conflict-copy', file, message, mended: false, keptAs: null }
}

/** A temporary file that is still there at the end was not in use. */
async function countStrays({ fs, notebook }: CheckPorts, temporary: readonly string[]): Promise<number> {
  const there = await inParallel(temporary, FILES_AT_ONCE, async (file) =>
    orAbsent(fs.stamp(join(notebook, file))).catch(() => null),
  )
  return there.filter((stamp) => stamp !== null).length
}
