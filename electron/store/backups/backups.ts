import { dirname, join } from 'node:path'
import { Failure } from '../../../shared/contract/failure'
import type { Backup, BackupCause } from '../../../shared/model/health'
import type { Later } from '../catalogue-writer'
import { makeFolder } from '../durable-folder'
import { type FileSystem, orAbsent } from '../file-system'
import { FILES_AT_ONCE, inParallel } from '../in-parallel'
import { expectThere } from '../is-gone'
import type { Lock } from '../lock'
import { Queue } from '../queue'
import { Slices } from '../slices'
import type { Manifest } from './backup-documents'
import { lockPlace, makePlace } from './enter-place'
import { type KnownState, statesIn, unchangingIn } from './known-states'
import { type LostOfBackup, lossesIn } from './losses'
import { backupOf, type Manifests, Place } from './place'
import { BackupReader, nameOfFile } from './read-backups'
import { ReadFiles } from './read-files'
import { type KnownShelf, knownShelf, type Progress, type Snapshot, takeSnapshot } from './take-snapshot'
import { notBackedUp, Targets } from './targets'
import { Thinning } from './thinning'
import { type BackupCheck, verifyPlaces } from './verify-places'

/** What a backup says of one file of the notebook: which document it is, which state of it, and at which path it lay. */
export type KnownFile = {
  readonly name: string
  readonly sequence: number | null
  readonly sha256: string
  readonly at: string
}

export type BackupPorts = {
  readonly fs: FileSystem
  /** The folder of the notebook. */
  readonly notebook: string
  /** A folder elsewhere, in which whole backups of this notebook are kept, too; null for none. It is made if absent. */
  readonly outside: string | null
  readonly now: () => string
  /** When to make a backup after a change. */
  readonly later: Later
  /** Told when a backup was made (null), or why one could not be. */
  readonly onBackup: (failure: unknown) => void
  /**
   * Runs a job while no change of several documents is being made. Asked for only where a backup could not be taken between
   * two of them. To be left out where nobody changes the notebook.
   */
  readonly hold?: <Value>(job: () => Promise<Value>) => Promise<Value>
  /** False where somebody else is the writer by now, who makes the backups. To be left out where nobody else can be. */
  readonly isOurs?: () => Promise<boolean>
}

/** Some ten seconds after a change. It does not keep a process running. */
export const afterChange: Later = (job) => {
  const timer = setTimeout(job, 10_000).unref()
  return () => clearTimeout(timer)
}

const MINUTE_MS = 60_000
/** Who closes a notebook is not to wait for longer than this. */
const LONGEST_FINISH_MS = 8_000
/** To look whether any of so many sources changed since another process made a backup takes a time that one notices. */
const LARGE = 500
/** So long after a backup the next one is not yet made at a closing that would take such a time for it. */
const JUST_NOW_MS = 5 * MINUTE_MS
/** So long after a backup that one of the places did not get it is tried there again, though nothing has changed. */
const OWED_MS = 10 * MINUTE_MS
const NOT_OURS = 'No backup was made: the notebook is open elsewhere by now, where the next one is made.'
/** The name of an empty file among the backups: the last change is in none of them. */
const DUE = 'due'

/**
 * The backups of a notebook. What they hold lies in objects that are found by their SHA-256, and is shared by all of them; a
 * backup is listed only when all of it is on the disk. Only the writer of the notebook makes any.
 */
export class Backups {
  #places: readonly Place[]
  #reader: BackupReader
  /** Backups are made one after another, and nothing is swept meanwhile. */
  readonly #queue = new Queue()
  #targets = new Targets([])
  readonly #files: ReadFiles
  #last: Snapshot | null = null
  readonly #thinning = new Map<Place, Thinning>()
  /** The number of the newest backup that we left in a place, by which we see whether somebody else was there since. */
  readonly #left = new Map<Place, number>()
  #cancel: (() => void) | null = null
  /** When the first change after the last backup was, and whether there was one since the pause was begun. */
  #changed: { readonly since: string; isRecent: boolean } | null = null
  #made: string | null = null
  /** Whether a place did not get the last backup. */
  #isOwed = false
  /** Whether the process before has left a backup to this one; asked when this one has begun. */
  #isDue: Promise<boolean> = Promise.resolve(false)
  #finished = false
  /** When a backup that is not made by then is given up; what it wrote serves the next one. */
  #deadline = Number.POSITIVE_INFINITY
  readonly #isLate = () => performance.now() > this.#deadline

  constructor(private readonly ports: BackupPorts) {
    const { fs, notebook, outside } = ports
    this.#places = placesOf(fs, { notebook, outside })
    this.#reader = new BackupReader(fs, this.#places, notebook)
    this.#files = new ReadFiles(fs, notebook, () => this.#targets)
  }

  /** To be told after every change. A backup is made when nothing has happened for a while. */
  noteChange(): void {
    if (this.#finished) return
    this.#changed ??= { since: this.ports.now(), isRecent: true }
    this.#changed.isRecent = true
    this.#plan()
  }

  /**
   * To be told when the notebook is open for writing. Where the process before has left its last backup to this one, or may
   * have died before it made one (`afterCrash`), one is made as after a change.
   */
  resume(afterCrash: boolean): void {
    const { fs, notebook } = this.ports
    this.#isDue = orAbsent(fs.stamp(join(notebook, 'backups', DUE))).then(
      (stamp) => {
        if (afterCrash || stamp !== null) this.noteChange()
        return stamp !== null
      },
      () => false,
    )
  }

  /** From now on backups are also made in this folder outside of the notebook, or only in the notebook. */
  setOutside(outside: string | null): Promise<void> {
    return this.#queue.run(async () => {
      const { fs, notebook } = this.ports
      this.#places = placesOf(fs, { notebook, outside })
      this.#reader = new BackupReader(fs, this.#places, notebook)
      this.#thinning.clear()
      this.#left.clear()
      this.#isOwed = outside !== null
      this.#made = null
      this.#plan()
    })
  }

  /** Makes a backup now; `onProgress` is told how many sources were looked at, of so many. */
  make(cause: BackupCause, onProgress: (progress: Progress) => void = () => undefined): Promise<Backup> {
    return this.#queue.run(async () => {
      const changed = this.#changed
      this.#changed = null
      try {
        const { backup, failures } = await this.#make(cause, onProgress)
        this.#made = this.ports.now()
        this.#isOwed = failures.length > 0
        this.ports.onBackup(failures[0] ?? null)
        await this.#noteDue(false)
        if (this.#isOwed) this.#plan()
        return backup
      } catch (error) {
        const failure = notBackedUp(error, join(this.ports.notebook, 'backups'))
        this.#changed ??= changed
        this.ports.onBackup(failure)
        throw failure
      }
    })
  }

  /** Those in both places, newest first. */
  list(): Promise<readonly Backup[]> {
    return listIn(this.#places)
  }

  /** Those of which not everything can be brought back: see `lossesIn`. */
  losses(): Promise<readonly LostOfBackup[]> {
    return this.#queue.run(() => lossesIn(this.#places, this.#reader))
  }

  /**
   * The states of a document that backups hold, that of the newest backup first. Where another program put an earlier state
   * back and work went on from there, it is not the one with the highest sequence number.
   */
  async statesOf(name: string): Promise<readonly KnownState[]> {
    return statesIn(this.#reader, await this.#ownManifests(), name)
  }

  /**
   * The bytes of a file that never changes (the blocks or the original of a version), those with the checksum `wanted` where
   * it is known; null when no backup holds them.
   */
  async unchanging(name: string, wanted: string | null = null): Promise<Uint8Array | null> {
    return unchangingIn(this.#reader, await this.#ownManifests(), name, wanted)
  }

  /** The files that the newest backup names, for whoever looks whether one is missing or older than it was. */
  async newest(): Promise<readonly KnownFile[]> {
    for (const { root } of await this.#ownManifests()) {
      const files = await this.#reader.files(root)
      if (files === null) continue
      const known: KnownFile[] = []
      // There may be very many.
      await new Slices().each(files, (file) => {
        const { sequence, sha256, at } = file
        known.push({ name: nameOfFile(file), sequence, sha256, at })
      })
      return known
    }
    return []
  }

  /** Where the documents lay that are of no source, as the newest backup has it. Of a large notebook this is less to read than `newest`. */
  async newestDocuments(): Promise<readonly string[]> {
    for (const { root } of await this.#ownManifests()) {
      const read = await this.#reader.root(root)
      if (read !== null) return read.documents.map(({ path }) => path)
    }
    return []
  }

  /**
   * Makes a last backup if anything changed, and makes none any more. Where that takes very long, as with the first one of a
   * large notebook, it is left to the next process that opens it for writing. So it is with a large notebook of which another process made one a few minutes
   * ago: who makes one change after another on the command line is not to wait each time until all of it was looked at.
   */
  async finish(): Promise<void> {
    await this.#isDue
    this.#finished = true
    this.#cancel?.()
    this.#deadline = performance.now() + LONGEST_FINISH_MS
    await this.#queue.run(async () => undefined)
    if ((this.#changed === null && !this.#isOwed) || !(await this.#isOurs())) return
    const isLeft = this.#last === null && (await this.#isLargeAndRecent())
    // Why it could not be made was told, and must not keep a notebook from closing.
    if (!isLeft) await this.make('regular').catch(() => undefined)
    if (this.#changed !== null) await this.#noteDue(true)
  }

  /** Say to the next process whether the last change is in no backup. Where that cannot be said, its first change makes one. */
  async #noteDue(isDue: boolean): Promise<void> {
    if ((await this.#isDue) === isDue) return
    this.#isDue = Promise.resolve(isDue)
    const { fs, notebook } = this.ports
    const path = join(notebook, 'backups', DUE)
    const noting = isDue ? makeEmpty(fs, path) : orAbsent(fs.unlink(path))
    await noting.catch(() => undefined)
  }

  /** Whether a backup of a large notebook was made a few minutes ago. A clock that was set back tells nothing. */
  async #isLargeAndRecent(): Promise<boolean> {
    const [newest] = await this.#ownManifests()
    if (newest === undefined || newest.sources < LARGE) return false
    return Math.abs(Date.parse(this.ports.now()) - Date.parse(newest.made)) < JUST_NOW_MS
  }

  /**
   * Reads every object that a backup names, and makes whole again what can be: see `verifyPlaces`. A place in which another
   * program makes a backup at this moment is left to the next look. It ends early where nobody waits for it any more.
   */
  verifyBackups(signal?: AbortSignal, doubted: ReadonlySet<string> = new Set()): Promise<BackupCheck> {
    return this.#queue.run(async () => {
      const locks: Lock[] = []
      const places: Place[] = []
      try {
        for (const place of this.#places) {
          try {
            await this.#enter(place, locks)
          } catch (error) {
            if (error instanceof Failure && error.reason === 'held') continue
            // Where nothing can be written nobody sweeps anything, and it can be read all the same.
          }
          places.push(place)
        }
        const isOver = () => this.#finished || signal?.aborted === true
        return await verifyPlaces(places, this.#reader, { isOver, doubted })
      } finally {
        for (const lock of locks) await lock.release()
      }
    })
  }

  /** Not more often than once a minute, and while someone works not before a minute has passed since the first change. */
  #plan(): void {
    if (this.#finished || this.#cancel !== null) return
    if (this.#changed !== null) this.#changed.isRecent = false
    this.#cancel = this.ports.later(() => {
      this.#cancel = null
      if (this.#finished || (this.#changed === null && !this.#isOwed)) return
      if (this.#isTime()) {
        this.make('regular')
          .catch(() => undefined)
          // A change may have come while it was made, or it failed.
          .finally(() => this.#changed !== null && this.#plan())
      } else this.#plan()
    })
  }

  async #isOurs(): Promise<boolean> {
    return (await this.ports.isOurs?.()) ?? true
  }

  #isTime(): boolean {
    const changed = this.#changed
    if (changed === null) return this.#hasPassed(OWED_MS, this.#made)
    if (!this.#hasPassed(MINUTE_MS, this.#made)) return false
    return !changed.isRecent || this.#hasPassed(MINUTE_MS, changed.since)
  }

  /** A clock that was set back tells nothing, and nobody is to wait for ten years. */
  #hasPassed(time: number, since: string | null): boolean {
    const passed = since === null ? time : Date.parse(this.ports.now()) - Date.parse(since)
    return passed >= time || passed < 0
  }

  async #make(
    cause: BackupCause,
    onProgress: (progress: Progress) => void,
  ): Promise<{ backup: Backup; failures: readonly unknown[] }> {
    const { fs, notebook, hold = null } = this.ports
    // No backup of what is left in memory, and no folder in the place of one that was deleted.
    await expectThere(fs, notebook)
    if (!(await this.#isOurs())) throw new Failure('held', NOT_OURS)
    const targets = new Targets(this.#places)
    this.#targets = targets
    const locks: Lock[] = []
    try {
      const known = new Map<Place, Manifests>()
      await targets.inEach(async (place) => {
        await makePlace(fs, place, notebook)
        known.set(place, await this.#enter(place, locks))
        await place.objects.prepare()
      })
      const before = this.#last ?? (await this.#recall())
      const readShelf = (sha256: string) => this.#reader.shelf(sha256)
      const files = this.#files
      const isLate = this.#isLate
      const ports = { fs, notebook, targets, files, readShelf, isLate, onProgress, hold }
      const snapshot = await takeSnapshot(ports, before)
      this.#last = snapshot

      const { root, sources, annotations, briefs } = snapshot
      const made = targets.places[0]?.kind ?? 'notebook'
      const newest = targets.places.map((place) => this.#ownIn(place, known.get(place) ?? noManifests)[0])
      const [first] = newest
      // Nothing became another: the newest backup says it all.
      if (cause === 'regular' && first !== undefined && newest.every((one) => one?.root === root))
        return { backup: backupOf(first, made), failures: targets.failures }

      const manifest: Manifest = {
        number: await this.#nextNumber(),
        cause,
        made: this.ports.now(),
        notebook: snapshot.notebook,
        folder: notebook,
        sources,
        annotations,
        briefs,
        root,
      }
      await targets.write(manifest)
      for (const place of targets.places) this.#left.set(place, manifest.number)
      // That something which is not needed could not be removed is no reason to doubt the backup.
      await targets.inEach((place) => this.#thinOut(place)).catch(() => undefined)
      return { backup: backupOf(manifest, made), failures: targets.failures }
    } finally {
      for (const lock of locks) await lock.release()
    }
  }

  /** Also in a place that failed there may be a number that is taken. */
  async #nextNumber(): Promise<number> {
    const all = await Promise.all(this.#places.map((place) => place.manifests().catch(() => noManifests)))
    return Math.max(0, ...all.map(newestOf)) + 1
  }

  /** Keep others out of a place until its lock is released, and see what they did there. */
  async #enter(place: Place, locks: Lock[]): Promise<Manifests> {
    // Copies of the notebook's folder share it, and may be open at the same time.
    if (place.isComplete) locks.push(await lockPlace(this.ports.fs, place, this.ports.now))
    const manifests = await place.manifests()
    const newest = newestOf(manifests)
    // Whoever made one there, or took all away, may have swept what we remember of its objects.
    if (newest === 0 || newest !== this.#left.get(place)) place.objects.forget()
    this.#left.set(place, newest)
    return manifests
  }

  /** What the newest backup says, so that only what has changed since is read. */
  async #recall(): Promise<Snapshot | null> {
    for (const manifest of await this.#ownManifests()) {
      const root = await this.#reader.root(manifest.root)
      if (root === null) continue
      const shelves = new Map<string, KnownShelf>()
      await inParallel(root.shelves, FILES_AT_ONCE, async ([key, sha256]) => {
        const shelf = await this.#reader.shelf(sha256)
        if (shelf !== null) shelves.set(key, knownShelf(sha256, shelf))
      })
      const { sources, annotations, briefs, notebook } = manifest
      return {
        root: manifest.root,
        notebook,
        sources,
        annotations,
        briefs,
        documents: root.documents,
        shelves,
      }
    }
    return null
  }

  async #thinOut(place: Place): Promise<void> {
    const thinning = this.#thinning.get(place) ?? new Thinning(place, this.#isLate)
    this.#thinning.set(place, thinning)
    await thinning.thinOut(this.#reader, this.#finished)
  }

  /**
   * The backups of this very notebook, newest first. One that lies in both places counts as that inside, which tells that it is
   * of this notebook also where its folder was moved since.
   */
  async #ownManifests(): Promise<Manifest[]> {
    const ours: Manifest[] = []
    for (const place of this.#places)
      for (const manifest of this.#ownIn(place, await place.manifests().catch(() => noManifests))) {
        const { number, root } = manifest
        if (!ours.some((one) => one.number === number && one.root === root)) ours.push(manifest)
      }
    return ours.toSorted((one, two) => two.number - one.number)
  }

  /**
   * Of the backups in a place those of this very notebook. A copy of its folder makes its own in the same place outside, and
   * what was written there is not an earlier state of what lies here.
   */
  #ownIn(place: Place, { whole }: Manifests): readonly Manifest[] {
    return place.isComplete ? whole.filter(({ folder }) => folder === this.ports.notebook) : whole
  }
}

const noManifests: Manifests = { whole: [], unreadable: [], uncertain: [] }

async function makeEmpty(fs: FileSystem, path: string): Promise<void> {
  await makeFolder(fs, dirname(path))
  const file = await fs.open(path, 'new')
  await file.close()
}

/** The highest number that any backup bears; 0 where there is none. */
function newestOf({ whole, unreadable }: Manifests): number {
  return Math.max(0, ...whole.map(({ number }) => number), ...unreadable)
}

/** Where the backups of a notebook lie: in its own folder, and in a folder outside of it. */
export type Places = { readonly notebook: string | null; readonly outside: string | null }

/** The backups in these places, newest first. */
export function listBackups(fs: FileSystem, places: Places): Promise<readonly Backup[]> {
  return listIn(placesOf(fs, places))
}

async function listIn(places: readonly Place[]): Promise<readonly Backup[]> {
  const all = await Promise.all(
    places.map(async (place) => {
      const { whole } = await place.manifests().catch(() => noManifests)
      return whole.map((manifest) => backupOf(manifest, place.kind))
    }),
  )
  return all.flat().toSorted((one, two) => two.number - one.number)
}

/** The places in which to look, the notebook's own first. */
export function placesOf(fs: FileSystem, { notebook, outside }: Places): Place[] {
  return [
    ...(notebook === null ? [] : [new Place(fs, 'notebook', join(notebook, 'backups'))]),
    ...(outside === null ? [] : [new Place(fs, 'outside', outside)]),
  ]
}
