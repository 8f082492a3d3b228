import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Adapter } from 'lowdb'
import { Failure } from '../../shared/contract/failure'
import type { StagedChange } from './change-together'
import { ChangedOutside } from './changed-outside'
import { notRead } from './disk-failure'
import { encodeJson, openEnvelope } from './document-codec'
import { documentName } from './document-name'
import { previousOf, stageDurably, writeOnceMade } from './durable-file'
import { type FileStamp, orAbsent, readWithStamp, sameStamp } from './file-system'
import type { Home } from './home'
import { jsonOf, jsonOnce, rememberEntries } from './json-of'
import { type DocumentFile, type Generation, isKeptForUs, readState, stateIn } from './read-state'
import type { Mended } from './repair'
import { waysBack } from './ways-back'

/** The file of a document held against what we last read or wrote. */
type Look =
  | { readonly status: 'ours' }
  /** It is gone (`why` is null) or damaged, so that what we know of it is all there is. */
  | { readonly status: 'lost'; readonly why: string | null }
  | { readonly status: 'theirs'; readonly sequence: number }

/** What was found, and the stamp of the very file that was looked at; null when there was none. */
type Seen = { readonly found: Look; readonly stamp: FileStamp | null }

/** A last generation that is whole. */
type Previous = Generation & { readonly stamp: FileStamp; readonly bytes: Uint8Array }

/** A state that no window saw; its document is null where this version cannot read it. */
type Unseen<T> = {
  readonly sequence: number
  readonly bytes: Uint8Array
  readonly document: T | null
}

type Next = {
  readonly bytes: Uint8Array
  readonly generation: Generation
  /** False where the file is damaged: the last good generation is worth more. */
  readonly keepPrevious: boolean
  /** To be called when nothing is left to do but to put the document in place: see `writeDurably`. */
  readonly lastLook: () => Promise<boolean>
  /** To be called when the document was written. */
  readonly written: () => void
  /** The file as it was found. */
  readonly stamp: FileStamp | null
}

/**
 * Lets lowdb keep one document in one file. A write is on the disk when it resolves. Where somebody else changed the file
 * since it was last read or written, both are kept and the write is refused; a file that is damaged or gone is mended.
 */
export class DurableAdapter<T extends object> implements Adapter<T | null> {
  readonly #path: string
  /** What the file held when we last read or wrote it; null when it was not there. */
  #last: (Generation & { readonly stamp: FileStamp | null }) | null = null
  /** Of all states that were seen: what goes on from an earlier one that another program put back is later than they are. */
  #highest = 0
  /**
   * A write that failed may have left its bytes in place, and so may a change of several documents that is not finished. They
   * are ours, so they are not a change by others.
   */
  #attempted: Generation | null = null
  #newer: Failure | null = null
  /** True when the last state is one that was saved here. */
  #wrote = false
  #doubted = false
  /** The last generation as it was held against the document, or as a save left it; null when nothing is known of it. */
  #generation: { readonly stamp: FileStamp | null; readonly sha256: string | null } | null = null

  /** `isOptional` says that the file need not be there. */
  constructor(
    private readonly home: Home,
    private readonly file: DocumentFile<T>,
    private readonly isOptional: boolean,
  ) {
    this.#path = join(home.folder, file.name)
  }

  /** True when the state that is known was saved here, and not only read. */
  get wrote(): boolean {
    return this.#wrote
  }

  /** Which state it is that was read or saved last; null when there was none. */
  get sequence(): number | null {
    return this.#last?.sequence ?? null
  }

  /** Why the document cannot be written although it could be read: a later version wrote it. */
  get newer(): Failure | null {
    return this.#newer
  }

  /**
   * To be called when there is reason to think that an optional file that is not there was there once: then backups are asked,
   * too, the next time it is read. That takes too long to be done for each file that is begun.
   */
  doubt(): void {
    this.#doubted = true
  }

  /** Null when the file is not there, and never was as far as one can tell. */
  async read(): Promise<T | null> {
    this.#newer = null
    this.#wrote = false
    // From here on the file holds what is found in it now: what was tried before that may lie beside it, as a copy.
    this.#attempted = null
    const found = await readState(this.home, this.file)
    if (found?.status === 'newer') {
      this.#newer = found.failure
      if (found.document === null) throw found.failure
      return found.document
    }
    if (found?.status === 'whole') {
      this.home.repair?.noteWhole(this.file.name)
      return this.#learn(found)
    }
    const isExpected = found !== null || !this.isOptional || this.#doubted || (await this.#hasPrevious())
    this.#doubted = false
    const mended = isExpected ? await this.home.repair?.mend(this.file) : null
    if (mended !== null && mended !== undefined) return this.#learn(mended)
    this.#last = null
    if (found !== null) throw this.#damaged(found.why)
    if (await this.#hasPrevious()) throw this.#damaged('it is missing')
    return null
  }

  async write(value: T | null): Promise<void> {
    if (value === null) throw new Error('a document is never written as null')
    const isFirst = !this.#wrote
    const { stamp, made } = await writeOnceMade(this.home.fs, this.#path, async () => {
      const next = await this.#next(value, isFirst ? jsonOnce : jsonOf)
      this.#attempted = next.generation
      return next
    })
    this.#settle(made.generation, stamp, made.written)
    // The one who waits for this change does not wait for what makes the next one faster.
    if (isFirst) setImmediate(rememberEntries, value)
  }

  /** Lay the value beside the file. Nothing may be written until that is in place and settled, or given up. */
  async stage(value: T): Promise<Required<StagedChange>> {
    // Of very many documents, nothing is remembered for the next time.
    const next = await this.#next(value, jsonOnce)
    const { bytes, generation, keepPrevious, lastLook, written, stamp } = next
    const staged = await stageDurably(this.home.fs, this.#path, bytes, { keepPrevious })
    const makeRoom = async () => {
      await this.#makeRoom(stamp)
      this.#attempted = generation
    }
    return { ...staged, lastLook, makeRoom, settle: () => this.#settle(generation, staged.stamp, written) }
  }

  /**
   * Look at the file itself. True when it holds `value`, which was read or saved last, or when that was put back because the
   * file was damaged or gone; false when another program changed it, so that it has to be read again.
   */
  async isStill(value: T): Promise<boolean> {
    if (this.#newer !== null) return false
    const { found } = await this.#look()
    if (found.status === 'lost') await this.write(value)
    if (found.status !== 'theirs') return true
    const sequence = this.#last?.sequence ?? 0
    // What goes on from a state that we only read holds that state; otherwise ours is lost unless we keep it.
    if (this.#wrote || found.sequence <= sequence)
      await this.home.repair?.keepBoth(this.file.name, this.#encode(value, sequence, jsonOf).bytes)
    return false
  }

  /**
   * To be called before the document is written, since that replaces its last good generation. Where that is no earlier state
   * than the document, which holds `value`, another program put the document back while nobody looked; where it is not what
   * was left there, another program was still writing in the file when it was replaced. What it holds is kept as a copy.
   * Answers that; null when all is as it should be, or when it cannot be read.
   */
  async keepLater(value: T): Promise<T | null> {
    const { repair } = this.home
    const last = this.#last
    if (last === null || repair === null || isKeptForUs(this.file.name)) return null
    const left = this.#generation
    if (left !== null && isSame(await this.#stampOfPrevious(), left.stamp)) return null
    const found = await this.#readPrevious()
    // A process that was killed in mid-save leaves the document as its own last generation.
    const isKnown = found === null || found.sha256 === last.sha256 || found.sha256 === left?.sha256
    const isLater = found !== null && !isKnown && found.sequence >= last.sequence
    const isBeside = found !== null && !isKnown && found.stamp.inode === left?.stamp?.inode
    const unseen = isBeside ? this.#opened(found) : isLater ? await this.#laterOf(found) : null
    if (unseen !== null && !isDeepStrictEqual(unseen.document, value))
      await repair.keepLater(this.file.name, unseen.bytes, isBeside ? 'when it was saved' : 'before')
    this.#highest = Math.max(this.#highest, unseen?.sequence ?? 0)
    this.#generation = { stamp: found?.stamp ?? null, sha256: found?.sha256 ?? null }
    return unseen?.document ?? null
  }

  #opened(found: Previous): Unseen<T> {
    const state = stateIn(this.file, found.bytes)
    return { ...found, document: state.status === 'whole' ? state.document : null }
  }

  /** A backup may hold a state that is later still than the one in the last generation. */
  async #laterOf(found: Previous): Promise<Unseen<T>> {
    const newest = (await this.home.repair?.lastKnown(this.file)) ?? null
    return newest !== null && newest.sequence >= found.sequence ? newest : { ...found, document: null }
  }

  /** The last generation, where it is whole; null where there is none, or where the disk does not give it back: then there is nothing to keep. */
  async #readPrevious(): Promise<Previous | null> {
    const found = await readWithStamp(this.home.fs, previousOf(this.#path)).catch(() => null)
    const envelope = found === null ? null : openEnvelope(found.bytes, documentName(this.file.name))
    return found === null || envelope === null || envelope.status === 'damaged'
      ? null
      : { ...found, sequence: envelope.sequence, sha256: envelope.sha256 }
  }

  #stampOfPrevious(): Promise<FileStamp | null> {
    return this.home.fs.stamp(previousOf(this.#path)).catch(() => null)
  }

  /** The next generation of the document; refused when the file holds what we have not seen. */
  async #next(value: T, write: (value: T) => Uint8Array[]): Promise<Next> {
    if (this.#newer !== null) throw this.#newer
    const looking = this.#glance()
    // Encoding takes the processor and looking at the file takes the disk, so they run side by side. The first may
    // throw before the second is awaited, hence the handler.
    looking.catch(() => undefined)
    const next = this.#encode(value, this.#highest + 1, write)
    const { found, stamp } = await looking
    const lastLook = () => this.#lookOnceMore(stamp, next.bytes)
    if (found.status === 'theirs') throw await this.#refusal(next.bytes)
    if (found.status === 'ours')
      return { ...next, keepPrevious: true, lastLook, written: () => undefined, stamp }
    const { repair } = this.home
    if (repair === null) throw this.#damaged(found.why ?? 'it is missing')
    const written = await repair.makeWay(this.file.name, found.why)
    return { ...next, keepPrevious: false, lastLook, written, stamp }
  }

  /**
   * What came while the next generation was written is not overwritten either: refused where it is whole, kept where it is not.
   * False when the file is damaged since it was `seen`.
   */
  async #lookOnceMore(seen: FileStamp | null, ours: Uint8Array): Promise<boolean> {
    const { found, stamp } = await this.#glance()
    this.#expectPrevious(stamp, seen)
    if (isSame(stamp, seen) || found.status === 'ours') return true
    const { repair } = this.home
    if (found.status === 'theirs' || repair === null) throw await this.#refusal(ours)
    if (found.why !== null) (await repair.makeWay(this.file.name, found.why))()
    return false
  }

  /** The file is the last generation by now: what others write in it after this, they write there. */
  #expectPrevious(stamp: FileStamp | null, seen: FileStamp | null): void {
    this.#generation = isSame(stamp, seen) ? { stamp, sha256: this.#last?.sha256 ?? null } : null
  }

  /** When the change is certain to be made, what came since the file was `seen` is kept aside. */
  async #makeRoom(seen: FileStamp | null): Promise<void> {
    const { found, stamp } = await this.#glance()
    this.#expectPrevious(stamp, seen)
    if (stamp === null || isSame(stamp, seen) || found.status === 'ours') return
    const why = 'another program wrote in it just when it was saved'
    ;(await this.home.repair?.makeWay(this.file.name, why))?.()
  }

  #learn({ document, sequence, sha256, stamp }: Mended<T>): T {
    this.#last = { sequence, sha256, stamp }
    this.#highest = Math.max(this.#highest, sequence)
    return document
  }

  #encode(value: T, sequence: number, write: (value: T) => Uint8Array[]) {
    const name = documentName(this.file.name)
    const { bytes, sha256 } = encodeJson({ name, sequence, json: write(value) })
    return { bytes, generation: { sequence, sha256 } }
  }

  #settle(generation: Generation, stamp: FileStamp, written: () => void): void {
    this.#last = { ...generation, stamp }
    this.#highest = generation.sequence
    this.#attempted = null
    this.#wrote = true
    written()
  }

  /** As `#look`, without reading a file that is as we left it. */
  async #glance(): Promise<Seen> {
    let stamp: FileStamp | null
    try {
      stamp = await orAbsent(this.home.fs.stamp(this.#path))
    } catch (error) {
      throw notRead(error, this.#path)
    }
    const last = this.#last?.stamp ?? null
    const isKnown = stamp !== null && last !== null && sameStamp(stamp, last)
    return isKnown ? { found: { status: 'ours' }, stamp } : this.#look()
  }

  /** With the stamp of what was read: between a stamp that is taken before and the reading, others may write. */
  async #look(): Promise<Seen> {
    const read = await readState(this.home, this.file)
    const stamp = read?.stamp ?? null
    if (read?.status === 'whole') this.home.repair?.noteWhole(this.file.name)
    // The same bytes under another stamp are known by that from now on: the next look is a glance, and nothing comes in its midst.
    if (read?.status === 'whole' && this.#last?.sha256 === read.sha256) this.#last = { ...this.#last, stamp }
    return { found: this.#judge(read), stamp }
  }

  #judge(found: Awaited<ReturnType<typeof readState<T>>>): Look {
    if (found === null) return this.#last === null ? { status: 'ours' } : { status: 'lost', why: null }
    if (found.status === 'damaged') return { status: 'lost', why: found.why }
    if (found.status === 'newer') return { status: 'theirs', sequence: Number.POSITIVE_INFINITY }
    // A sync tool may write the same bytes anew: another stamp, but nothing unseen in it.
    const isOurs = [this.#last, this.#attempted].some(
      (ours) => ours !== null && ours.sequence === found.sequence && ours.sha256 === found.sha256,
    )
    return isOurs ? { status: 'ours' } : { status: 'theirs', sequence: found.sequence }
  }

  /** The refusal to write over what another program wrote, once ours lies beside it. */
  async #refusal(ours: Uint8Array): Promise<ChangedOutside> {
    const { name } = this.file
    const copy = await this.home.repair?.keepBoth(name, ours)
    const kept =
      copy === undefined
        ? 'nothing was overwritten; close the notebook and open it again to go on from what is there now'
        : `what you see from now on is what that program wrote, while your change is kept beside it as ${copy}; compare the two under Notebook health`
    return new ChangedOutside(
      `${name} was changed by another program after Sourcebook had read it, so your change was not made in it: ${kept}.`,
    )
  }

  async #hasPrevious(): Promise<boolean> {
    try {
      return (await orAbsent(this.home.fs.stamp(previousOf(this.#path)))) !== null
    } catch (error) {
      throw notRead(error, this.#path)
    }
  }

  #damaged(why: string): Failure {
    const message = `${this.file.name} is damaged: ${why}. It was left as it is, since no earlier state of it is known. ${waysBack(this.file.name)}`
    return new Failure('damaged', message)
  }
}

function isSame(one: FileStamp | null, two: FileStamp | null): boolean {
  return one === null || two === null ? one === two : sameStamp(one, two)
}
