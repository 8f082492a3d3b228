import { isUtf8 } from 'node:buffer'
import { crc32, inflateRawSync } from 'node:zlib'
import {
  type Entry,
  fromRandomAccessReaderPromise,
  getFileNameLowLevel,
  RandomAccessReader,
  type ZipFile,
} from 'yauzl'
import { Failure } from '../../../shared/contract/failure'
import { locked } from '../locked'

/** A file in an archive. Its name is only compared and shown; nothing is ever written to a place of that name. */
export type ZipEntry = {
  readonly name: string
  /** Why its bytes are not to be had; null when they are. */
  readonly trouble: 'link' | 'name' | 'encrypted' | 'compression' | null
}

export type ZipLimits = {
  /** How many files the archive may list. */
  readonly entries: number
  /** How many bytes may be unpacked of it in all. */
  readonly bytes: number
}

/** What is unpacked of a document or a book at most; pictures, fonts and the like are not. */
export const documentLimits: ZipLimits = { entries: 2000, bytes: 64 * 1024 * 1024 }

/** Bytes of their own, that keep nothing else in memory. */
type Bytes = Uint8Array<ArrayBuffer>

export type Zip = {
  /** The files of the archive, each under a name of its own, without folders and what systems add by themselves. */
  readonly entries: readonly ZipEntry[]
  /**
   * The bytes of a file, unpacked and counted; null when they are more than `most`. Throws a Failure when they are not
   * what the archive says of them, or when more comes of the archive than may.
   */
  readonly read: (entry: ZipEntry, most?: number) => Bytes | null
  /** The same files under other limits, of which nothing was unpacked yet. Throws a Failure when they are too many. */
  readonly within: (limits: ZipLimits) => Zip
}

/** So many bytes come of one at most. Text that people write stays below 20. */
const MOST_RATIO = 200
/** A small file that says the same over and over is no danger. */
const RATIO_FLOOR = 1024 * 1024
/** How a packed file is marked; 0 is one that is put in as it is. */
const DEFLATED = 8
/** For each file, programs may list a folder and a file of their own. */
const LISTED_PER_FILE = 3

/**
 * Open the zip archive that was named `name`: list its files, no two of which share a name or a byte. No size that it
 * tells is believed. Throws a Failure that names the archive and the reason.
 */
export async function openZip(name: string, bytes: Uint8Array, limits: ZipLimits): Promise<Zip> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return limitZip(name, buffer, await listPlaces(name, buffer, limits), limits)
}

function limitZip(name: string, buffer: Buffer, listing: Listing, limits: ZipLimits): Zip {
  const { places, listed } = listing
  if (isTooMany(places.size, listed, limits)) throw tooMany(name, limits)
  let left = limits.bytes
  return {
    entries: [...places.keys()],
    read(asked, most = limits.bytes) {
      const place = places.get(asked)
      if (place === undefined || asked.trouble !== null)
        throw new Error(`${asked.name} is not to be read from ${name}`)
      const unpacked = unpack(name, buffer, place, Math.min(most, left))
      // What was given up at its limit was unpacked up to there.
      left -= unpacked?.length ?? Math.min(most, left)
      if (unpacked === null && left === 0) throw tooMuch(name, limits)
      return unpacked
    },
    within: (others) => limitZip(name, buffer, listing, others),
  }
}

function isTooMany(files: number, listed: number, { entries }: ZipLimits): boolean {
  return files > entries || listed > entries * LISTED_PER_FILE
}

/** Where the packed bytes of a file lie. */
type Place = { readonly entry: Entry; readonly start: number; readonly end: number }

/** The files of an archive, and how much it lists in all. */
type Listing = { readonly places: ReadonlyMap<ZipEntry, Place>; readonly listed: number }

async function listPlaces(name: string, buffer: Buffer, limits: ZipLimits): Promise<Listing> {
  const places = new Map<ZipEntry, Place>()
  const names = new Set<string>()
  let listed = 0
  try {
    const zip = await openBuffer(buffer)
    for await (const entry of zip.eachEntry()) {
      listed += 1
      if (isTooMany(names.size, listed, limits)) throw tooMany(name, limits)
      const listedName = nameOfEntry(entry)
      if (!listedName.endsWith('/') && !isFromSystem(listedName)) {
        if (names.has(listedName)) throw unsafe(name, `it holds “${shown(listedName)}” twice`)
        names.add(listedName)
        const place = await placeOf(zip, entry)
        places.set({ name: shown(listedName), trouble: troubleOf(listedName, entry) }, place)
      }
      // To ask for one more than there are takes a turn of the event loop.
      if (listed === zip.entryCount) break
    }
  } catch (error) {
    if (error instanceof Failure) throw error
    if (error instanceof Error && error.message.includes('encrypt')) throw locked(name)
    throw damaged(name, error)
  }
  refuseOverlaps(name, [...places.values()])
  return { places, listed }
}

async function placeOf(zip: ZipFile, entry: Entry): Promise<Place> {
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true })
  return { entry, start: entry.relativeOffsetOfLocalHeader, end: fileDataStart + entry.compressedSize }
}

function openBuffer(buffer: Buffer): Promise<ZipFile> {
  // A name or a size that is odd is a matter of one file; yauzl would refuse the archive for it.
  const options = { decodeStrings: false, validateEntrySizes: false, lazyEntries: true, autoClose: false }
  return fromRandomAccessReaderPromise(new BytesReader(buffer), buffer.length, options)
}

/** Hands out bytes at once. The reader of yauzl for a buffer lets the event loop turn three times for each file listed. */
class BytesReader extends RandomAccessReader {
  readonly #bytes: Buffer

  constructor(bytes: Buffer) {
    super()
    this.#bytes = bytes
  }

  override read(
    into: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null, read: number) => void,
  ): void {
    done(null, this.#bytes.copy(into, offset, Math.min(position, this.#bytes.length), position + length))
  }
}

/** Most programs say when a name is UTF-8. Some write it without saying so; the old code page is hardly ever valid UTF-8. */
function nameOfEntry({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  const flag = isUtf8(fileNameRaw) ? generalPurposeBitFlag | 0x800 : generalPurposeBitFlag
  return getFileNameLowLevel(flag, fileNameRaw, extraFields, false)
}

/** Files that macOS and Windows put beside those of a person. */
function isFromSystem(name: string): boolean {
  return /^__MACOSX\/|(?:^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini)$/i.test(name)
}

const LONGEST_NAME = 1000

/** The name as it can be shown: control characters become visible, and nothing is longer than a name has use for. */
function shown(name: string): string {
  const visible = name.replaceAll(/[\u0000-\u001f]/g, (sign) =>
    String.fromCharCode(0x2400 + sign.charCodeAt(0)),
  )
  return visible.toWellFormed().slice(0, LONGEST_NAME) || '(no name)'
}

function troubleOf(name: string, entry: Entry): ZipEntry['trouble'] {
  const FILE_TYPE = 0o170000
  const type = (entry.externalFileAttributes >>> 16) & FILE_TYPE
  // Links, devices and pipes, as Unix marks them; 0 is no mark and 0o100000 a file.
  if (type !== 0 && type !== 0o100000) return 'link'
  const isOdd =
    name === '' ||
    name.length > LONGEST_NAME ||
    /[\u0000-\u001f]|^\/|^[a-z]:|(?:^|\/)\.\.(?:\/|$)/i.test(name)
  if (isOdd) return 'name'
  if (entry.isEncrypted()) return 'encrypted'
  return entry.canDecodeFileData() ? null : 'compression'
}

function refuseOverlaps(name: string, places: readonly Place[]): void {
  const sorted = places.toSorted((one, other) => one.start - other.start)
  const overlaps = sorted.some(({ start }, index) => start < (sorted[index - 1]?.end ?? 0))
  if (overlaps) throw unsafe(name, 'its files share the same bytes')
}

/** The bytes of a file; null when they are more than `most`. */
function unpack(name: string, buffer: Buffer, { entry, start, end }: Place, most: number): Bytes | null {
  const packed = buffer.subarray(end - entry.compressedSize, end)
  const ratioLimit = Math.max(RATIO_FLOOR, packed.length * MOST_RATIO)
  const unpacked =
    entry.compressionMethod === DEFLATED
      ? inflate(name, packed, { most: Math.min(most, ratioLimit), likely: entry.uncompressedSize })
      : new Uint8Array(packed)
  if (unpacked === null && ratioLimit <= most)
    throw unsafe(name, 'it unpacks to far more than text ever does')
  if (unpacked === null || unpacked.length > most) return null
  // The checksum comes first: bytes that were damaged on their way hardly ever unpack to as many as were packed.
  if (crc32(unpacked) !== entry.crc32) throw damaged(name, new Error(`the checksum at ${start} is wrong`))
  if (unpacked.length !== entry.uncompressedSize) throw unsafe(name, 'its files are not as large as it says')
  return unpacked
}

/** How much memory is taken at a time while a file is unpacked. What is less may lie in memory that is shared. */
const LEAST_STEP = 4096
const MOST_STEP = 1024 * 1024

/** What comes of packed bytes; null when it is more than `most`. What the archive says of its length only saves steps. */
function inflate(
  name: string,
  packed: Uint8Array,
  { most, likely }: { readonly most: number; readonly likely: number },
): Bytes | null {
  const chunkSize = Math.min(Math.max(likely + 1, LEAST_STEP), MOST_STEP)
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(most, 1), chunkSize })
  } catch (error) {
    if (error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return null
    throw damaged(name, error)
  }
}

/** The refusal of an archive that is built as no program builds one. */
export function unsafe(name: string, why: string): Failure {
  const advice = 'If you trust it, open it with another program, save what is in it and import that.'
  return new Failure('unsafe-archive', `“${name}” was not unpacked: ${why}. ${advice}`)
}

/** The refusal of an archive or document that does not hold what it should. */
export function damaged(name: string, cause?: unknown): Failure {
  const advice = 'Copy or download it again, or open it in its own program and save it anew.'
  return new Failure('unreadable', `“${name}” is damaged or was cut off. ${advice}`, { cause })
}

function tooMany(name: string, { entries }: ZipLimits): Failure {
  return unsafe(name, `it holds more than ${entries.toLocaleString('en')} files`)
}

function tooMuch(name: string, { bytes }: ZipLimits): Failure {
  return unsafe(name, `more than ${bytes / 1024 / 1024} MB come out of it`)
}
