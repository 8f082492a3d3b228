import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { Failure } from '../../../shared/contract/failure'
import type { Annotation } from '../../../shared/model/annotation'
import { noViews } from '../../../shared/model/excerpts'
import { AnnotationFile, type Links } from '../../../shared/model/notebook'
import { asNewest } from '../as-newest'
import { keepAside, makeFoldersTo, moveAside } from '../aside'
import { dropCatalogue } from '../catalogue-file'
import {
  changeTogether,
  type FolderMove,
  finishChange,
  RECORD,
  type StagedChange,
  UnfinishedChange,
} from '../change-together'
import { decodeDocument, encodeDocument } from '../document-codec'
import { documentName } from '../document-name'
import { documentSchema } from '../document-schemas'
import { previousOf, stageDurably, writeNew } from '../durable-file'
import { syncFolder } from '../durable-folder'
import { type FileSystem, orAbsent, readWithStamp } from '../file-system'
import { HealthLog } from '../health-record'
import { FILES_AT_ONCE, inParallel } from '../in-parallel'
import { dropIncoming, isOfVersion } from '../incoming'
import { migrated } from '../migrations'
import type { StorePorts } from '../notebook-store'
import { readAs } from '../read-as'
import type { RepairPorts } from '../repair'
import { trashName } from '../trash-folder'
import { KeptFolder } from './backup-documents'
import { Backups, type Places } from './backups'
import { type Lost, lossesOf } from './loss-words'
import { sha256Of } from './object-store'
import { type FileOfBackup, nameOfFile } from './read-backups'
import { documentIn, type OpenBackup, openBackup, type WhichBackup } from './restore'
import { idIn, shelfOf } from './take-snapshot'
import { unlessBackedUp } from './targets'
import { whyRefused } from './why-refused'

/**
 * Put a notebook back into the state of a backup: all of it, or nothing. Where a part is enough (`partly`), what of the backup
 * is whole; what is lost of it stays as it is in the notebook, which remembers that, and is answered. What was added since
 * goes to the trash, what was deleted comes back; the present state is backed up before, and nothing is done where that
 * fails. What the notebook knows about its health stays. To be called with the lock of the notebook and while no store has
 * it open. After an `UnfinishedChange` opening the notebook finishes it; after any other failure all is as it was.
 */
export async function restoreInPlace(
  fs: FileSystem,
  notebook: string,
  { outside }: Pick<Places, 'outside'>,
  which: WhichBackup,
  { now }: Pick<StorePorts, 'now' | 'newId'>,
  { partly = false }: { readonly partly?: boolean } = {},
): Promise<readonly Lost[]> {
  const place = { fs, folder: notebook }
  await finishChange(fs, notebook, {
    spoilt: async () => void (await moveAside(place, RECORD, now())),
    keepTheirs: async (file) => void (await keepAside(place, file, now())),
  })
  const backup = await openBackup(fs, { notebook, outside }, which, { partly })
  const lost = await lossesOf(backup)
  const backups = new Backups({
    fs,
    notebook,
    outside,
    now,
    later: () => () => undefined,
    onBackup: () => undefined,
  })
  await expectSameNotebook(fs, notebook, backup)
  // What is damaged among the backups goes, so that the next one keeps the present state of it.
  if (lost.length > 0) await backups.verifyBackups()
  await backups.make('before-restore').catch((error: unknown) => {
    throw unlessBackedUp(error, 'Nothing was put back')
  })
  const newest = new Map((await backups.newest()).map(({ name, sequence }) => [name, sequence ?? 0]))
  const change = new Restoring(fs, notebook, backup, newest, now())
  try {
    await change.plan()
    await dropCatalogue(fs, notebook)
    await changeTogether(fs, notebook, change.stages, change.moves)
  } catch (error) {
    // One that is noted down is still needed.
    if (error instanceof UnfinishedChange) throw error
    for (const folder of change.assembled) await dropIncoming(fs, notebook, folder)
    throw notPutBack(error, notebook)
  }
  // So that what is damaged from now on is mended as it is now, and not as it was before.
  await backups.make('regular').catch(() => undefined)
  const gone = lost.filter(({ file }) => backup.gone.files.has(file))
  if (gone.length > 0) await remember(place, gone, backups, now)
  return lost
}

/** A person is told of what is lost until it is there again. */
async function remember(
  place: Pick<RepairPorts, 'fs' | 'folder'>,
  lost: readonly Lost[],
  backups: Backups,
  now: () => string,
): Promise<void> {
  const health = new HealthLog({ ...place, writes: true, backups, now, onHealth: () => undefined })
  for (const { file, message } of lost.slice(0, MOST_REMEMBERED))
    health.note({ kind: 'missing', file, message, mended: false, keptAs: null })
  await health.finish()
}

/** The notebook remembers some hundred incidents, and others are not to be forgotten for these. */
const MOST_REMEMBERED = 100

/** What a failed file operation means for whoever wanted it; an error that no disk gave is returned as it is. */
function notPutBack(error: unknown, notebook: string): unknown {
  const refusal = whyRefused(error)
  if (refusal === null) return error
  const { reason, why, advice } = refusal
  const message = `Nothing was put back in ${notebook} because ${why}; ${advice}, and try again. The notebook is as it was before.`
  return new Failure(reason, message, { cause: error })
}

async function expectSameNotebook(fs: FileSystem, notebook: string, { manifest }: OpenBackup): Promise<void> {
  const found = await readWithStamp(fs, join(notebook, 'notebook.json'))
  const decoded = found === null ? null : decodeDocument(found.bytes, 'notebook.json')
  const document = decoded?.status === 'ok' ? decoded.document : null
  const id = typeof document === 'object' && document !== null && 'id' in document ? document.id : null
  if (id === null || manifest.notebook === null || id === manifest.notebook.id) return
  throw new Failure(
    'conflict',
    `Backup ${manifest.number} is one of another notebook (“${manifest.notebook.title}”), so nothing was changed; make a copy of it instead.`,
  )
}

/** What has to be changed for a notebook to become what it was. */
class Restoring {
  readonly stages: (() => Promise<StagedChange | null>)[] = []
  readonly moves: FolderMove[] = []
  /** Folders of sources that lie where nobody looks until they are moved. */
  readonly assembled: string[] = []
  /** The sources that have lost a file, or all of them. */
  readonly #hurt: ReadonlySet<string>

  constructor(
    private readonly fs: FileSystem,
    private readonly notebook: string,
    private readonly backup: OpenBackup,
    /** The highest sequence number of each document that a backup knows. */
    private readonly newest: ReadonlyMap<string, number>,
    private readonly now: string,
  ) {
    this.#hurt = new Set([...backup.gone.files].map((at) => idIn(at.split('/')[1] ?? '')))
  }

  async plan(): Promise<void> {
    for (const name of ['sources/', 'briefs/', 'trash/']) await makeFoldersTo(this.fs, this.notebook, name)
    const folders = new Map<string, FileOfBackup[]>()
    const single: FileOfBackup[] = []
    for (const file of this.backup.files) {
      const place = file.at.split('/').slice(0, 2).join('/')
      const its = folders.get(place)
      if (its !== undefined) its.push(file)
      else if (isFolderOfSource(place)) folders.set(place, [file])
      else single.push(file)
    }
    await this.#planSources(folders)
    await this.#planBriefs(single.filter(({ at }) => at.includes('/')))
    await this.#planLists(single.filter(({ at }) => !at.includes('/')))
  }

  async #planSources(wanted: ReadonlyMap<string, readonly FileOfBackup[]>): Promise<void> {
    const there = [
      ...(await this.#names('sources')).map((name) => `sources/${name}`),
      ...(await this.#names('trash')).map((name) => `trash/${name}`),
    ].filter(isFolderOfSource)
    const takeOne = placesToTake(there, [...wanted.keys()], idIn)
    await inParallel([...wanted], FILES_AT_ONCE, async ([place, files]) => {
      const here = takeOne(place)
      if (here === undefined) {
        this.moves.push({ from: await this.#assemble(place, files), to: place })
        return
      }
      await this.#planWithin(here, files, place)
      if (here !== place) this.moves.push({ from: here, to: place })
    })
    const ids = new Set([...wanted.keys()].map(idIn))
    const added = there.filter((place) => !ids.has(idIn(place)) && !this.#isUnknown(place))
    if (added.length > 0) await this.#planAdded(added, [...wanted.values()].flat())
  }

  /** Sources that were not there go to the trash, without the annotations that they got from others: those have them again. */
  async #planAdded(added: readonly string[], files: readonly FileOfBackup[]): Promise<void> {
    const taken = new Set<string>()
    const lists = files.filter(({ at }) => isAnnotations(at))
    await inParallel(lists, FILES_AT_ONCE, async (file) => {
      const listed = AnnotationFile.safeParse(documentIn(file, await this.backup.read(file)))
      for (const { id } of listed.success ? allIn(listed.data) : []) taken.add(id)
    })
    for (const place of added) {
      for (const name of await this.#names(`${place}/annotations`))
        if (isAnnotations(`${place}/annotations/${name}`))
          await this.#planWithout(taken, `${place}/annotations/${name}`)
      if (place.startsWith('sources/'))
        this.moves.push({ from: place, to: `trash/${trashName(idIn(place), this.now)}` })
    }
  }

  async #planWithout(taken: ReadonlySet<string>, path: string): Promise<void> {
    const { fs, notebook } = this
    const name = documentName(path)
    const found = await readWithStamp(fs, join(notebook, path))
    const decoded = found === null ? null : decodeDocument(found.bytes, name)
    if (decoded?.status !== 'ok') return
    const { document, fault } = readAs(AnnotationFile, migrated(name, decoded.format, decoded.document))
    if (fault !== null || !allIn(document).some(({ id }) => taken.has(id))) return
    const left: AnnotationFile = {
      ...document,
      annotations: document.annotations.filter(({ id }) => !taken.has(id)),
      trash: document.trash.filter(({ annotation }) => !taken.has(annotation.id)),
    }
    const sequence = decoded.sequence + 1
    this.#stage(path, async () => encodeDocument({ name, sequence, document: left }).bytes, true)
  }

  /** A source that is there, though it may lie elsewhere than it did. */
  async #planWithin(here: string, files: readonly FileOfBackup[], place: string): Promise<void> {
    const paths = new Set<string>()
    for (const file of files) {
      const path = file.at.slice(place.length + 1)
      paths.add(path)
      await this.#planFile(`${here}/${path}`, file)
    }
    for (const name of await this.#names(`${here}/annotations`)) {
      const path = `annotations/${name}`
      if (isAnnotations(`${here}/${path}`) && !paths.has(path) && !this.#isGone(`${place}/${path}`))
        await this.#planEmpty(`${here}/${path}`, noAnnotations)
    }
    if (!paths.has('links.json') && !this.#isGone(`${place}/links.json`))
      await this.#planEmpty(`${here}/links.json`, noLinks)
  }

  /** A source that is nowhere any more is put together anew. Answers where. */
  async #assemble(place: string, files: readonly FileOfBackup[]): Promise<string> {
    const { fs, notebook } = this
    const folder = `sources/.incoming-${randomBytes(8).toString('hex')}`
    this.assembled.push(folder)
    const folders = new Set<string>()
    for (const file of files) {
      const path = `${folder}/${file.at.slice(place.length + 1)}`
      const bytes = await this.backup.read(file)
      await makeFoldersTo(fs, notebook, path)
      folders.add(dirname(path))
      const written = isOfVersion(path) ? bytes : this.#encode(file, documentIn(file, bytes), null)
      await writeNew(fs, join(notebook, path), written)
    }
    for (const one of folders) await syncFolder(fs, join(notebook, one))
    return folder
  }

  async #planBriefs(wanted: readonly FileOfBackup[]): Promise<void> {
    const there = [
      ...(await this.#names('briefs')).map((name) => `briefs/${name}`),
      ...(await this.#names('trash')).map((name) => `trash/${name}`),
    ].filter(
      (path) => /^(briefs|trash)\/b-[^/]+\.json$/.test(path) && documentName(path).startsWith('briefs/'),
    )
    const takeOne = placesToTake(
      there,
      wanted.map(({ at }) => at),
      documentName,
    )
    for (const file of wanted) {
      const here = takeOne(file.at)
      const changes = await this.#planFile(here ?? file.at, file)
      if (here !== undefined && here !== file.at) await this.#moveBrief(here, file.at, changes)
    }
    const names = new Set([...wanted.map(nameOfFile), ...[...this.backup.gone.files].map(documentName)])
    for (const path of there) {
      if (!path.startsWith('briefs/') || names.has(path)) continue
      const id = path.slice('briefs/'.length, -'.json'.length)
      await this.#moveBrief(path, `trash/${trashName(id, this.now)}.json`, false)
    }
  }

  /** With its last generation, which it gets when it `changes`: left behind, that would look like a brief that lost its file. */
  async #moveBrief(from: string, to: string, changes: boolean): Promise<void> {
    if (await this.#isThere(previousOf(to)))
      await moveAside({ fs: this.fs, folder: this.notebook }, previousOf(to), this.now)
    if (changes || (await this.#isThere(previousOf(from))))
      this.moves.push({ from: previousOf(from), to: previousOf(to) })
    this.moves.push({ from, to })
  }

  /** What a notebook has one of. What went wrong with it is no part of its state. */
  async #planLists(wanted: readonly FileOfBackup[]): Promise<void> {
    for (const file of wanted) if (file.at !== 'health.json') await this.#planFile(file.at, file)
    if (!wanted.some(({ at }) => at === 'views.json') && !this.#isGone('views.json'))
      await this.#planEmpty('views.json', noViews)
  }

  /** True for a file that the backup had and that cannot be brought back: what the notebook has there stays. */
  #isGone(at: string): boolean {
    return this.backup.gone.files.has(at)
  }

  /** True for a source of which nobody knows whether the backup had it, or of which nothing comes back. */
  #isUnknown(place: string): boolean {
    const id = idIn(place)
    return this.backup.gone.shelves.has(shelfOf(id)) || this.#hurt.has(id)
  }

  /** Whether the file at `path` has to become another for it to be that of the backup; then that is planned. */
  async #planFile(path: string, file: FileOfBackup): Promise<boolean> {
    const { fs, notebook } = this
    const found = await readWithStamp(fs, join(notebook, path))
    if (found !== null && (await sha256Of(found.bytes)) === file.sha256) return false
    if (isOfVersion(path)) {
      if (found !== null) await this.#keepAside(path)
      this.#stage(path, async () => this.backup.read(file), false)
      return true
    }
    const present = found === null ? null : presentIn(nameOfFile(file), found.bytes)
    const wanted = documentIn(file, await this.backup.read(file))
    if (present !== null && isDeepStrictEqual(present.document, wanted)) return false
    if (found !== null && present === null) await this.#keepAside(path)
    this.#stage(
      path,
      async () => this.#encode(file, documentIn(file, await this.backup.read(file)), present),
      true,
    )
    return true
  }

  /** A document that was not there has to hold nothing. */
  async #planEmpty(path: string, empty: object): Promise<void> {
    const { fs, notebook } = this
    const name = documentName(path)
    const found = await readWithStamp(fs, join(notebook, path))
    if (found === null) return
    const present = presentIn(name, found.bytes)
    if (present !== null && isDeepStrictEqual(present.document, empty)) return
    if (present === null) await this.#keepAside(path)
    const sequence = Math.max(present?.sequence ?? 0, this.newest.get(name) ?? 0) + 1
    const document = renewed(name, empty, present)
    this.#stage(path, async () => encodeDocument({ name, sequence, document }).bytes, true)
  }

  #stage(path: string, bytes: () => Promise<Uint8Array>, keepPrevious: boolean): void {
    const { fs, notebook } = this
    this.stages.push(async () => {
      await makeFoldersTo(fs, notebook, path)
      const staged = await stageDurably(fs, join(notebook, path), await bytes(), { keepPrevious })
      return { ...staged, settle: () => undefined }
    })
  }

  /** No state that was saved, and none that a window saw, bears a higher number, so that this one is the newest. */
  #encode(file: FileOfBackup, document: unknown, present: Present | null): Uint8Array {
    const name = nameOfFile(file)
    const highest = Math.max(present?.sequence ?? 0, file.sequence ?? 0, this.newest.get(name) ?? 0)
    return encodeDocument({ name, sequence: highest + 1, document: renewed(name, document, present) }).bytes
  }

  /** What is damaged is in no backup, and nothing is ever deleted. */
  async #keepAside(path: string): Promise<void> {
    await keepAside({ fs: this.fs, folder: this.notebook }, path, this.now)
  }

  async #isThere(path: string): Promise<boolean> {
    return (await orAbsent(this.fs.stamp(join(this.notebook, path)))) !== null
  }

  async #names(folder: string): Promise<string[]> {
    return (await orAbsent(this.fs.readdir(join(this.notebook, folder)))) ?? []
  }
}

/**
 * Which of the places that are `there` becomes each of those that are `wanted`: the same one, or else one that nobody wants of
 * what bears the same id. None is taken twice, though a sync tool may have left a thing both in its place and in the trash.
 */
function placesToTake(
  there: readonly string[],
  wanted: readonly string[],
  id: (place: string) => string,
): (place: string) => string | undefined {
  const same = new Set(there)
  const asked = new Set(wanted)
  const spare = there.filter((place) => !asked.has(place))
  return (place) => {
    if (same.has(place)) return place
    const index = spare.findIndex((one) => id(one) === id(place))
    return index === -1 ? undefined : spare.splice(index, 1)[0]
  }
}

/** What lies in the place of a document that is put back. */
type Present = { readonly sequence: number; readonly document: unknown }

/** Null where it is not whole. */
function presentIn(name: string, bytes: Uint8Array): Present | null {
  const decoded = decodeDocument(bytes, name)
  if (decoded.status !== 'ok') return null
  const { sequence, format, document } = decoded
  return { sequence, document: migrated(name, format, document) }
}

/**
 * A document as the newest state of what windows have seen of it. One that this version does not know is left as it is. An
 * annotation that lies elsewhere now may have been changed there.
 */
function renewed(name: string, document: unknown, present: Present | null): unknown {
  const schema = documentSchema(name)?.schema
  if (schema === undefined || readAs(schema, document).fault !== null) return document
  const seen = present === null ? null : readAs(schema, present.document).document
  const lost = seen === null || (isAnnotations(name) && isMoved(document, seen))
  return asNewest(name, document, { states: [seen], lost })
}

/** Whether a file of annotations `seen` holds one less than it is to hold. */
function isMoved(wanted: unknown, seen: unknown): boolean {
  const [then, now] = [wanted, seen].map((file) => {
    const { document } = readAs(AnnotationFile, file)
    return document === null ? [] : allIn(document).map(({ id }) => id)
  })
  const there = new Set(now)
  return then?.some((id) => !there.has(id)) === true
}

const noAnnotations: AnnotationFile = { annotations: [], trash: [] }
const noLinks: Links = { revision: 1, links: [] }

function isFolderOfSource(place: string): boolean {
  return KeptFolder.shape.place.safeParse(place).success
}

function isAnnotations(path: string): boolean {
  return /\/annotations\/[1-9][0-9]{0,5}\.json$/.test(path)
}

function allIn({ annotations, trash }: AnnotationFile): readonly Annotation[] {
  return [...annotations, ...trash.map(({ annotation }) => annotation)]
}
