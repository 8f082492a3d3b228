import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import type { Fault } from '../../shared/model/health'
import { FORMAT } from '../../shared/model/notebook'
import { asNewest } from './as-newest'
import { keepAside, makeFoldersTo } from './aside'
import type { Backups } from './backups/backups'
import { ChangedOutside } from './changed-outside'
import { DiskError, notSaved } from './disk-failure'
import { encodeDocument, openEnvelope } from './document-codec'
import { documentName } from './document-name'
import { previousOf, writeDurably, writeNew } from './durable-file'
import { syncFolder } from './durable-folder'
import { fileInWords } from './file-in-words'
import { errorCode, type FileStamp, type FileSystem, orAbsent, readWithStamp, sameStamp } from './file-system'
import { isOfVersion } from './incoming'
import { isGone } from './is-gone'
import { Queue } from './queue'
import { A_FOLDER, type DocumentFile, readState, type State, stateIn } from './read-state'
import { waysBack } from './ways-back'

export type RepairPorts = {
  readonly fs: FileSystem
  readonly folder: string
  /** False where another program may be the writer: then nothing is moved, and a good state is only read. */
  readonly writes: boolean
  readonly backups: Pick<Backups, 'statesOf' | 'unchanging'>
  readonly now: () => string
  /** Told what was met and what became of it. */
  readonly note: (fault: Fault) => void
}

/** A good state of a document, and the file that holds it; without a stamp it is in memory only. */
export type Mended<T> = State<T> & { readonly stamp: FileStamp | null }

/** A good state that is known, its file, and when a backup was made of it; null for the last generation. */
type Known<T> = State<T> & {
  readonly bytes: Uint8Array
  readonly made: string | null
  /** What the others that are known hold. */
  readonly others: readonly T[]
}

/** Puts the newest good state of a document in its place when that is damaged or gone, and keeps what others put there. */
export class Repair {
  /** Who finds the same damage at the same time finds it mended. */
  readonly #queue = new Queue()
  /** What was told of files that cannot be mended now, so that it is told once, and taken back once they are whole. */
  readonly #told = new Map<string, Fault>()
  #listener: (name: string) => void = () => undefined

  constructor(private readonly ports: RepairPorts) {}

  /** Calls `listener` with the path of each document that is no longer what was last read or saved. */
  onReplaced(listener: (name: string) => void): void {
    this.#listener = listener
  }

  /**
   * The newest good state of a document that is damaged or missing: its last generation, or one that a backup holds. It is in
   * its place again, and what was found lies aside. Null when no good state is known; then nothing was changed.
   */
  mend<T>(file: DocumentFile<T>): Promise<Mended<T> | null> {
    return this.#queue.run(() => this.#mendNow(file))
  }

  /** The newest good state of a document that is known beside its file; nothing is changed. */
  lastKnown<T>(file: DocumentFile<T>): Promise<(State<T> & { readonly bytes: Uint8Array }) | null> {
    return this.#queue.run(() => this.#newestGood(file))
  }

  /** To be called when a document was read and is whole: what was told of it before is over. */
  noteWhole(name: string): void {
    const told = this.#told.get(name)
    if (told === undefined) return
    this.#told.delete(name)
    this.ports.note({ ...told, message: `${fileInWords(name)} is there again and whole.`, mended: true })
  }

  async #mendNow<T>(file: DocumentFile<T>): Promise<Mended<T> | null> {
    const found = await readState(this.ports, file)
    if (found?.status === 'whole') return found
    if (found?.status === 'newer') return null
    if (found === null && (await this.#isElsewhere(file.name))) return null
    const best = await this.#newestGood(file)
    if (best === null) {
      // That nothing lies there may be as it should be: who asks knows.
      if (found !== null) this.#noteLost(file.name, found.why)
      return null
    }
    const reach = reachOf(file.name, best, found?.bytes ?? null)
    const fault = { kind: found === null ? ('missing' as const) : ('damaged' as const), file: file.name }
    const what = `${fileInWords(file.name)} ${found === null ? 'was missing' : `was damaged (${found.why})`}`
    const { sequence, sha256, others } = best
    const seen = { states: others, lost: !reach.isSame }
    const document = asNewest(documentName(file.name), best.document, seen)
    if (!this.ports.writes) {
      const message = `${what}; it is shown ${reach.words}, and is put right when the notebook is opened for writing.`
      this.#noteOnce({ ...fault, message, mended: false, keptAs: null })
      return { document, sequence, sha256, stamp: null }
    }
    try {
      const keptAs = await this.#makeRoom(file.name, found !== null)
      const isMoved = found === null || found.why === A_FOLDER
      const mended = await this.#putBack(
        file,
        { ...best, document },
        { sequence: reach.sequence, seen: isMoved ? null : found.stamp },
      )
      const kept = keptAs === null ? '' : `; what was found lies in ${keptAs}`
      const message = `${what}, and was put back ${reach.words}${kept}.`
      this.#told.delete(file.name)
      this.ports.note({ ...fault, message, mended: true, keptAs })
      this.#listener(file.name)
      return mended
    } catch (error) {
      if (error instanceof ChangedOutside) return this.#mendNow(file)
      const message = `${what}; it is shown ${reach.words}, but could not be put back (${diskCode(error)}), which is tried again.`
      // Where all is gone it is not this file that is to be told of.
      if (!(await isGone(this.ports.fs, this.ports.folder)))
        this.#noteOnce({ ...fault, message, mended: false, keptAs: null })
      return { document, sequence, sha256, stamp: null }
    }
  }

  /**
   * Bytes of the file `name` that never change and have this checksum, from a backup. They are in their place again, if the
   * disk takes them. Null when no backup has them.
   */
  mendOriginal(name: string, sha256: string): Promise<Uint8Array | null> {
    return this.#queue.run(async () => {
      const { backups, writes } = this.ports
      const bytes = await backups.unchanging(documentName(name), sha256).catch(() => null)
      if (bytes === null || createHash('sha256').update(bytes).digest('hex') !== sha256) return null
      if (!writes || (await this.#isElsewhere(name))) return bytes
      try {
        await this.#replaceOriginal(name, bytes, 'from a backup')
      } catch (error) {
        if (!(error instanceof ChangedOutside)) diskCode(error)
      }
      return bytes
    })
  }

  /**
   * Bytes of a file that never changes, which somebody brought again, are in its place; what lay there lies aside. Throws a
   * Failure when the disk does not take them: then nothing was changed.
   */
  putBack(name: string, bytes: Uint8Array): Promise<void> {
    return this.#queue.run(async () => {
      await this.#replaceOriginal(name, bytes, 'from the file that was imported again').catch(
        (error: unknown) => {
          throw notSaved(error, join(this.ports.folder, name))
        },
      )
      this.#listener(name)
    })
  }

  async #replaceOriginal(name: string, bytes: Uint8Array, from: string): Promise<void> {
    const { fs, folder, note } = this.ports
    const path = join(folder, name)
    const before = await orAbsent(fs.stamp(path))
    const there = before !== null
    const keptAs = await this.#makeRoom(name, there)
    // A folder went, while a file stays until it is replaced.
    const seen = await orAbsent(fs.stamp(path))
    if (seen !== null && (before === null || !sameStamp(seen, before))) throw cameMeanwhile(name)
    await writeDurably(fs, path, bytes, { keepPrevious: false, lastLook: this.#lastLook(name, seen) })
    const met = name.endsWith('.json') ? 'was damaged' : 'was not the one that was imported any more'
    const what = `${fileInWords(name)} ${there ? met : 'was missing'}`
    const message = `${what}, and was put back ${from}${keptAs === null ? '' : `; what was found lies in ${keptAs}`}.`
    const kind = name.endsWith('.json') ? 'damaged' : 'original-changed'
    this.#told.delete(name)
    note({ kind: there ? kind : 'missing', file: name, message, mended: true, keptAs })
  }

  /**
   * To be called before a document is written anew from memory because its file is damaged (`why`) or gone (null). What is to
   * be called once it is written tells of it.
   */
  async makeWay(name: string, why: string | null): Promise<() => void> {
    // Where all is gone it is the disk that is: nothing is written in its place.
    const isThere = await orAbsent(this.ports.fs.stamp(join(this.ports.folder, 'notebook.json')))
    if ((isThere === null && name !== 'notebook.json') || (why === null && (await this.#isElsewhere(name))))
      throw notSaved(new DiskError('ENOENT', 'the notebook is gone'), join(this.ports.folder, name))
    const keptAs = await this.#makeRoom(name, why !== null)
    const met = why === null ? 'was deleted by another program' : `was damaged (${why})`
    const kept = keptAs === null ? '' : ` What was found lies in ${keptAs}.`
    const message = `${fileInWords(name)} ${met} while the notebook was open, and was written again with all that had been saved in it.${kept}`
    const kind = why === null ? 'missing' : 'damaged'
    return () => {
      this.#told.delete(name)
      this.ports.note({ kind, file: name, message, mended: true, keptAs })
    }
  }

  /**
   * Lay our state of a document beside the file that another program changed, which stays as it is. Answers where ours lies.
   */
  async keepBoth(name: string, bytes: Uint8Array): Promise<string> {
    const copy = await this.#writeCopy(name, bytes)
    const message = `${fileInWords(name)} was changed by another program while the notebook was open; what that program wrote is shown from now on, and what you had lies beside it as ${copy}. Compare the two and choose one of them.`
    this.ports.note({ kind: 'conflict-copy', file: name, message, mended: false, keptAs: copy })
    this.#listener(name)
    return copy
  }

  /**
   * Lay a state of a document beside it that nobody has seen: it is later than the one which another program put in its place
   * `before`, or another program wrote it just `when it was saved`.
   */
  async keepLater(name: string, bytes: Uint8Array, came: 'before' | 'when it was saved'): Promise<void> {
    const copy = await this.#writeCopy(name, bytes)
    const what =
      came === 'before'
        ? `was in an earlier state than one that was saved, so another program may have put it back while the notebook was closed; it was left as it is, and the later state lies beside it as ${copy}`
        : `was changed by another program just when it was saved; what you saved stays, and what that program wrote lies beside it as ${copy}`
    const message = `${fileInWords(name)} ${what}. Compare the two and choose one of them.`
    const kind = came === 'before' ? 'older' : 'conflict-copy'
    this.ports.note({ kind, file: name, message, mended: false, keptAs: copy })
    this.#listener(name)
  }

  async #writeCopy(name: string, bytes: Uint8Array): Promise<string> {
    const { fs, folder, now } = this.ports
    const stem = name.replace(/\.json$/, `.conflict-${now().replaceAll(':', '-')}`)
    try {
      const copy = await this.#writeFirstFree(stem, bytes)
      await syncFolder(fs, dirname(join(folder, copy)))
      return copy
    } catch (error) {
      throw notSaved(error, join(folder, name))
    }
  }

  async #writeFirstFree(stem: string, bytes: Uint8Array): Promise<string> {
    for (let nth = 1; ; nth += 1) {
      const copy = `${stem}${nth === 1 ? '' : `-${nth}`}.json`
      try {
        await writeNew(this.ports.fs, join(this.ports.folder, copy), bytes)
        return copy
      } catch (error) {
        if (errorCode(error) !== 'EEXIST') throw error
      }
    }
  }

  async #newestGood<T>(file: DocumentFile<T>): Promise<Known<T> | null> {
    const { fs, folder, backups } = this.ports
    const good: Omit<Known<T>, 'others'>[] = []
    const consider = (bytes: Uint8Array, made: string | null): boolean => {
      const state = stateIn(file, bytes)
      if (state.status === 'whole') good.push({ ...state, bytes, made })
      return state.status === 'whole'
    }
    const newest = (): Known<T> | null => {
      const [first, ...others] = good.toSorted((one, two) => two.sequence - one.sequence)
      return first === undefined ? null : { ...first, others: others.map(({ document }) => document) }
    }
    // Whatever keeps us from looking somewhere, another place may have it.
    const name = documentName(file.name)
    if (isOfVersion(file.name)) {
      const bytes = await backups.unchanging(name).catch(() => null)
      if (bytes !== null) consider(bytes, null)
      return newest()
    }
    const generation = await readWithStamp(fs, previousOf(join(folder, file.name))).catch(() => null)
    if (generation !== null) consider(generation.bytes, null)
    for (const { bytes, made } of await backups.statesOf(name).catch(() => []))
      if (consider(bytes, made)) break
    return newest()
  }

  /** True when a source or a brief that is not where it was lies somewhere else: it was moved, and nothing is missing. */
  async #isElsewhere(name: string): Promise<boolean> {
    const { fs, folder } = this.ports
    const [, shelf, id] = /^(sources|briefs)\/([sb]-[^/.]+)/.exec(documentName(name)) ?? []
    if (id === undefined) return false
    const isThere = async (path: string) => (await orAbsent(fs.stamp(join(folder, path)))) !== null
    const ending = shelf === 'briefs' ? '.json' : ''
    const own = shelf === 'briefs' ? name : name.split('/').slice(0, 2).join('/')
    if (await isThere(own)) return false
    const trash = (await orAbsent(fs.readdir(join(folder, 'trash')))) ?? []
    const inTrash = trash.some((one) => one.startsWith(id) && one.endsWith(ending) && `trash/${one}` !== own)
    return inTrash || (own.startsWith('trash/') && (await isThere(`${shelf}/${id}${ending}`)))
  }

  /** Keep what is in the way, if anything is; answers where. */
  async #makeRoom(name: string, there: boolean): Promise<string | null> {
    if (there) return keepAside(this.ports, name, this.ports.now())
    await makeFoldersTo(this.ports.fs, this.ports.folder, name)
    return null
  }

  async #putBack<T>(
    { name }: DocumentFile<T>,
    { document, bytes, ...known }: Known<T>,
    { sequence, seen }: { readonly sequence: number; readonly seen: FileStamp | null },
  ): Promise<Mended<T>> {
    const { fs, folder } = this.ports
    // A version never changes, so it comes back byte for byte. So does what says that all of the notebook is of an earlier format.
    const { sequence: its, sha256 } = known
    const envelope = openEnvelope(bytes, documentName(name))
    const isEarlier = name === 'notebook.json' && envelope.status === 'ok' && envelope.format < FORMAT
    const next =
      isOfVersion(name) || isEarlier
        ? { bytes, sequence: its, sha256 }
        : { ...encodeDocument({ name: documentName(name), sequence, document }), sequence }
    const path = join(folder, name)
    // The last generation stays: until the new file is in place it may be all there is.
    const lastLook = this.#lastLook(name, seen)
    const stamp = await writeDurably(fs, path, next.bytes, { keepPrevious: false, lastLook })
    return { document, sequence: next.sequence, sha256: next.sha256, stamp }
  }

  /** Refuses to replace a file that is not as it was seen any more. */
  #lastLook(name: string, seen: FileStamp | null): () => Promise<true> {
    return async () => {
      const now = await orAbsent(this.ports.fs.stamp(join(this.ports.folder, name)))
      if (now === null ? seen === null : seen !== null && sameStamp(now, seen)) return true
      throw cameMeanwhile(name)
    }
  }

  #noteLost(file: string, why: string): void {
    const message = `${fileInWords(file)} is damaged (${why}), and no good state of it is known; nothing was changed. ${waysBack(file)}`
    this.#noteOnce({ kind: 'damaged', file, message, mended: false, keptAs: null })
  }

  #noteOnce(fault: Fault): void {
    if (this.#told.has(fault.file)) return
    this.#told.set(fault.file, fault)
    this.ports.note(fault)
  }
}

/**
 * How far a good state reaches, as it ends “it was put back …”, whether that is all that was saved, and the sequence number that
 * makes it the newest of all.
 */
function reachOf(
  name: string,
  { sequence, sha256, made }: Pick<Known<unknown>, 'sequence' | 'sha256' | 'made'>,
  found: Uint8Array | null,
): { readonly words: string; readonly isSame: boolean; readonly sequence: number } {
  // What is left of its head may say that the damaged state was this very one.
  const isSame =
    found !== null && Buffer.from(found.subarray(0, 400)).toString('latin1').includes(`"sha256":"${sha256}"`)
  if (isSame) return { words: 'as it was last saved', isSame, sequence: sequence + 1 }
  // Of a version there is no other state.
  if (isOfVersion(name)) return { words: 'as it was', isSame, sequence }
  // The state that was lost bore the next number, or a later one.
  if (made === null) return { words: 'as it was before its last change', isSame, sequence: sequence + 2 }
  return { words: asInBackup(made), isSame, sequence: sequence + 2 }
}

/** How far what a backup holds reaches, as it ends “it was put back …”; `made` is the moment of that backup. */
export function asInBackup(made: string): string {
  return `as it was in the backup of ${made.slice(0, 16).replace('T', ' ')} UTC`
}

/** What the disk answered. An error that no disk gave is thrown. */
function diskCode(error: unknown): string {
  const code = errorCode(error) ?? (error instanceof Error ? errorCode(error.cause) : null)
  if (code === null) throw error
  return code
}

function cameMeanwhile(name: string): ChangedOutside {
  return new ChangedOutside(
    `${fileInWords(name)} was written by another program just then, so that it was left as it is; try again.`,
  )
}
