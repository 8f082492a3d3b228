import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gunzip, gunzipSync, gzip, gzipSync } from 'node:zlib'
import { isTemporary, writeNew } from '../durable-file'
import { makeFolder, renamePatiently, syncFolder } from '../durable-folder'
import { errorCode, type FileSystem, orAbsent, readWhole } from '../file-system'
import { FILES_AT_ONCE, inParallel } from '../in-parallel'

/**
 * Bytes by their SHA-256. Each lies, packed by gzip, in `<its first two digits>/<sha256>.<length of the file>`, so that a file
 * that was cut short shows without being read.
 */
export class ObjectStore {
  /** What lies in each of the folders: the names of objects, and how long their files are to be. */
  readonly #folders = new Map<string, Promise<Map<string, number>>>()
  readonly #unsynced = new Set<string>()
  /** The folders of which it is known that they are there. */
  readonly #there = new Set<string>()
  #isMade: Promise<unknown> | null = null
  #isLookedAt = false

  constructor(
    private readonly fs: FileSystem,
    private readonly folder: string,
  ) {}

  /** True when the object is there, as far as one can tell without reading it. */
  async has(sha256: string): Promise<boolean> {
    return (await this.#names(sha256.slice(0, 2))).has(sha256)
  }

  /** The bytes of an object; null when it is not there, not whole, or not to be read. */
  async read(sha256: string): Promise<Uint8Array | null> {
    // Whatever it was, another place may have it.
    return this.readOrFail(sha256).catch(() => null)
  }

  /** As `read`, but fails when the disk does not say whether the object is whole. */
  async readOrFail(sha256: string): Promise<Uint8Array | null> {
    const length = (await this.#names(sha256.slice(0, 2))).get(sha256)
    if (length === undefined) return null
    const found = await readWhole(this.fs, this.#path(sha256, length))
    if (found === null) return null
    const bytes = await unpacked(found).catch(() => null)
    return bytes !== null && (await sha256Of(bytes)) === sha256 ? bytes : null
  }

  /** Keep bytes. They last once `sync` has resolved. */
  async add(sha256: string, bytes: Uint8Array): Promise<void> {
    const share = sha256.slice(0, 2)
    const names = await this.#names(share)
    if (names.has(sha256)) return
    this.#isMade ??= makeFolder(this.fs, this.folder).catch((error: unknown) => {
      this.#isMade = null
      throw error
    })
    await this.#isMade
    const folder = join(this.folder, share)
    const temporary = join(folder, `.${sha256}.${randomBytes(6).toString('hex')}.tmp`)
    const packed = await packedFrom(bytes)
    await this.#ensureFolder(folder)
    await writeNew(this.fs, temporary, packed)
    try {
      await renamePatiently(this.fs, temporary, this.#path(sha256, packed.length))
    } catch (error) {
      await this.fs.unlink(temporary).catch(() => undefined)
      throw error
    }
    names.set(sha256, packed.length)
    this.#unsynced.add(folder)
  }

  /** Make what was added last. */
  async sync(): Promise<void> {
    const folders = [...this.#unsynced]
    await inParallel(folders, FILES_AT_ONCE, (folder) => syncFolder(this.fs, folder))
    for (const folder of folders) this.#unsynced.delete(folder)
  }

  /**
   * To be called before a backup is made. When it is the first one, the objects whose files have another length than they
   * should are forgotten, so that they are kept anew, and the others are made to last: who added them may have died.
   */
  async prepare(): Promise<void> {
    if (this.#isLookedAt) return
    for (const share of await this.#shares()) {
      const names = await this.#names(share)
      this.#unsynced.add(join(this.folder, share)).add(this.folder)
      await inParallel([...names], FILES_AT_ONCE, async ([sha256, length]) => {
        const stamp = await this.fs.stamp(this.#path(sha256, length)).catch(() => null)
        if (stamp?.size !== BigInt(length)) names.delete(sha256)
      })
    }
    this.#isLookedAt = true
  }

  /** Somebody else may have changed what lies here, so it is looked at anew. */
  forget(): void {
    this.#folders.clear()
    this.#unsynced.clear()
    this.#there.clear()
    this.#isMade = null
    this.#isLookedAt = false
  }

  /** Take away an object that is not whole or that nobody needs. */
  async remove(sha256: string): Promise<void> {
    const names = await this.#names(sha256.slice(0, 2))
    const length = names.get(sha256)
    names.delete(sha256)
    if (length !== undefined) await orAbsent(this.fs.unlink(this.#path(sha256, length)))
  }

  /**
   * Take away all objects but those that are `needed`, and what a process that was killed has left, until it is too late for
   * that. Answers how many.
   */
  async sweep(needed: ReadonlySet<string>, isLate: () => boolean): Promise<number> {
    let swept = 0
    for (const share of await this.#shares()) {
      if (isLate()) break
      const folder = join(this.folder, share)
      const names = await this.#names(share)
      for (const name of (await orAbsent(this.fs.readdir(folder))) ?? []) {
        const [, sha256 = '', length] = objectFile.exec(name) ?? []
        // One whose file could not be looked at is not known here, and may be whole even so.
        const isReplaced = names.has(sha256) && names.get(sha256) !== Number(length)
        const isSpare = sha256 !== '' && (!needed.has(sha256) || isReplaced)
        if (!isSpare && !isTemporary(name)) continue
        if (!needed.has(sha256)) names.delete(sha256)
        await orAbsent(this.fs.unlink(join(folder, name)))
        swept += 1
      }
      await nextTurn()
    }
    return swept
  }

  async #shares(): Promise<string[]> {
    const names = (await orAbsent(this.fs.readdir(this.folder))) ?? []
    return names.filter((name) => /^[0-9a-f]{2}$/.test(name))
  }

  #names(share: string): Promise<Map<string, number>> {
    const known = this.#folders.get(share)
    if (known !== undefined) return known
    const reading = this.#readNames(share)
    this.#folders.set(share, reading)
    // A failure is that of this caller only.
    reading.catch(() => this.#folders.delete(share))
    return reading
  }

  async #readNames(share: string): Promise<Map<string, number>> {
    const names = (await orAbsent(this.fs.readdir(join(this.folder, share)))) ?? []
    return new Map(
      names.flatMap((name) => {
        const [, sha256, length] = objectFile.exec(name) ?? []
        return sha256 === undefined ? [] : [[sha256, Number(length)]]
      }),
    )
  }

  async #ensureFolder(folder: string): Promise<void> {
    if (this.#there.has(folder)) return
    try {
      await this.fs.mkdir(folder)
      this.#unsynced.add(this.folder)
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error
    }
    this.#there.add(folder)
  }

  #path(sha256: string, length: number): string {
    return join(this.folder, sha256.slice(0, 2), `${sha256}.${length}`)
  }
}

const objectFile = /^([0-9a-f]{64})\.([1-9][0-9]*)$/
/** Originals are at most 50 MB, documents smaller. What claims to be larger is not one of ours. */
const LARGEST = 2 ** 29

const pack = promisify(gzip)
const unpack = promisify<Uint8Array, typeof unpacking, Buffer>(gunzip)
const unpacking = { maxOutputLength: LARGEST, chunkSize: 2 ** 14 }

/** To hand a document this small to another thread would take longer than to pack it. */
const SMALL = 16_384

async function packedFrom(bytes: Uint8Array): Promise<Uint8Array> {
  return bytes.length <= SMALL ? gzipSync(bytes) : pack(bytes, { level: await levelFor(bytes) })
}

async function unpacked(bytes: Uint8Array): Promise<Uint8Array> {
  // Its end says how long it becomes: in one piece of that length it takes half of the time that it takes otherwise.
  const length =
    bytes.length < 4 ? 0 : Buffer.from(bytes.buffer, bytes.byteOffset).readUInt32LE(bytes.length - 4)
  const options = { ...unpacking, chunkSize: Math.max(64, Math.min(length + 1, 2 ** 20)) }
  return bytes.length <= SMALL ? gunzipSync(bytes, options) : unpack(bytes, options)
}

/** Articles in PDF, DOCX or EPUB are packed already; to try again would only take time. */
async function levelFor(bytes: Uint8Array): Promise<number> {
  if (bytes.length <= SAMPLE) return 6
  const sample = bytes.subarray(bytes.length >> 1, (bytes.length >> 1) + SAMPLE)
  return (await pack(sample, { level: 1 })).length > 0.9 * sample.length ? 0 : 3
}
const SAMPLE = 32_768

/** The SHA-256 of bytes. It never holds up the process for longer than a few milliseconds. */
export async function sha256Of(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256')
  for (let start = 0; start < bytes.length; start += SLICE) {
    if (start > 0) await nextTurn()
    hash.update(bytes.subarray(start, start + SLICE))
  }
  return hash.digest('hex')
}
const SLICE = 2 ** 22
