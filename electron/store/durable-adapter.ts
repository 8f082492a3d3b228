import { join } from 'node:path'
import type { Adapter } from 'lowdb'
import type { z } from 'zod'
import { Failure } from '../../shared/contract/failure'
import { FORMAT } from '../../shared/model/notebook'
import type { StagedChange } from './change-together'
import { notRead } from './disk-failure'
import { decodeDocument, encodeJson } from './document-codec'
import { documentName } from './document-name'
import { previousOf, stageDurably, writeDurably } from './durable-file'
import { type FileStamp, type FileSystem, orAbsent, readWithStamp, sameStamp } from './file-system'
import { jsonOf } from './json-of'
import { migrated } from './migrations'
import { readAs } from './read-as'

/** Which generation of a document it is. */
type Generation = { readonly sequence: number; readonly sha256: string }

/** The file of a document: its path inside the notebook is what messages name. */
export type DocumentFile<T> = {
  readonly folder: string
  readonly name: string
  /** A field that came later than the format has a default: what it holds in documents written before. */
  readonly schema: z.ZodType<T>
}

/**
 * Lets lowdb keep one document in one file. A write is on the disk when it resolves; it is refused when somebody
 * else changed the file since it was last read or written. A damaged file is reported and left as it is.
 */
export class DurableAdapter<T extends object> implements Adapter<T | null> {
  readonly #path: string
  /** What the file held when we last read or wrote it; null when it was not there. */
  #last: (Generation & { readonly stamp: FileStamp }) | null = null
  /** A write that failed may have left its bytes in place. They are ours, so they are not a change by others. */
  #attempted: Generation | null = null
  #newer: Failure | null = null

  constructor(
    private readonly fs: FileSystem,
    private readonly file: DocumentFile<T>,
  ) {
    this.#path = join(file.folder, file.name)
  }

  /** Why the document cannot be written although it could be read: a later version wrote it. */
  get newer(): Failure | null {
    return this.#newer
  }

  /** Null when the file is not there and never was. */
  async read(): Promise<T | null> {
    this.#newer = null
    try {
      const found = await readWithStamp(this.fs, this.#path)
      if (found !== null) return await this.#accept(found)
      this.#last = null
      if (await this.#hasPrevious()) throw await this.#damaged('it is missing')
      return null
    } catch (error) {
      throw notRead(error, this.#path)
    }
  }

  async write(value: T | null): Promise<void> {
    if (value === null) throw new Error('a document is never written as null')
    const { bytes, generation } = await this.#encode(value, jsonOf)
    this.#attempted = generation
    const stamp = await writeDurably(this.fs, this.#path, bytes)
    this.#last = { ...generation, stamp }
    this.#attempted = null
  }

  /** Lay the value beside the file. Nothing may be written until that is in place and settled, or given up. */
  async stage(value: T): Promise<StagedChange> {
    // Of very many documents, nothing is remembered for the next time.
    const { bytes, generation } = await this.#encode(value, JSON.stringify)
    const staged = await stageDurably(this.fs, this.#path, bytes)
    const settle = () => {
      this.#last = { ...generation, stamp: staged.stamp }
    }
    return { ...staged, settle }
  }

  /** The next generation of the document; refused when the file is not as we know it. */
  async #encode(
    value: T,
    write: (value: T) => string,
  ): Promise<{ bytes: Uint8Array; generation: Generation }> {
    if (this.#newer !== null) throw this.#newer
    const untouched = this.#expectUntouched()
    // Encoding takes the processor and looking at the file takes the disk, so they run side by side. The first may
    // throw before the second is awaited, hence the handler.
    untouched.catch(() => undefined)
    const sequence = (this.#last?.sequence ?? 0) + 1
    const { bytes, sha256 } = encodeJson({ name: documentName(this.file.name), sequence, json: write(value) })
    await untouched
    return { bytes, generation: { sequence, sha256 } }
  }

  async #accept({ bytes, stamp }: { bytes: Uint8Array; stamp: FileStamp }): Promise<T> {
    const name = documentName(this.file.name)
    const decoded = decodeDocument(bytes, name)
    if (decoded.status === 'damaged') throw await this.#damaged(decoded.why)
    const { document, fault } = readAs(
      this.file.schema,
      decoded.status === 'ok' ? migrated(name, decoded.format, decoded.document) : decoded.document,
    )
    if (decoded.status === 'newer-format') {
      this.#newer = newerFormat(this.file.name, decoded.format)
      if (fault !== null) throw this.#newer
    } else {
      if (fault !== null) throw await this.#damaged(fault)
      this.#last = { sequence: decoded.sequence, sha256: decoded.sha256, stamp }
    }
    return document
  }

  async #expectUntouched(): Promise<void> {
    let now: FileStamp | null
    try {
      now = await orAbsent(this.fs.stamp(this.#path))
      if (now === null && this.#last === null) return
      if (now !== null && this.#last !== null && sameStamp(now, this.#last.stamp)) return
      if (now !== null && (await this.#isOurs())) return
    } catch (error) {
      throw notRead(error, this.#path)
    }
    const what = now === null ? 'deleted' : 'changed'
    throw new Failure(
      'changed-outside',
      `${this.file.name} was ${what} by another program after Sourcebook had read it, so this change was not saved and nothing was overwritten; close the notebook and open it again to go on from what is there now.`,
    )
  }

  /** A sync tool may write the same bytes anew: another stamp, but nothing unseen in it. */
  async #isOurs(): Promise<boolean> {
    const found = await readWithStamp(this.fs, this.#path)
    const decoded = found === null ? null : decodeDocument(found.bytes, documentName(this.file.name))
    if (decoded?.status !== 'ok') return false
    return [this.#last, this.#attempted].some(
      (ours) => ours !== null && ours.sequence === decoded.sequence && ours.sha256 === decoded.sha256,
    )
  }

  async #hasPrevious(): Promise<boolean> {
    return (await orAbsent(this.fs.stamp(previousOf(this.#path)))) !== null
  }

  async #damaged(why: string): Promise<Failure> {
    const { name } = this.file
    const advice = (await this.#hasPrevious())
      ? `its last good generation lies beside it as ${previousOf(name)}`
      : 'restore it from a copy of the notebook'
    return new Failure('damaged', `${name} is damaged: ${why}. The file was left as it is; ${advice}.`)
  }
}

/** The refusal to change what a later version wrote. */
function newerFormat(name: string, format: number): Failure {
  return new Failure(
    'newer-format',
    `${name} was saved by a newer version of Sourcebook (format ${format}, this one knows ${FORMAT}), so it can only be read; update the app to change it.`,
  )
}
