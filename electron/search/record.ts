import { crc32 } from 'node:zlib'
import { z } from 'zod'
import { SourceId } from '../../shared/model/ids'
import { SourceKind } from '../../shared/model/source'
import type { Sheet } from '../../shared/search/sheet'

/** Where the text of a sheet lies in the file of texts: from which byte on, and how many bytes a character takes. */
const Place = z.strictObject({ offset: z.int().min(0), width: z.union([z.literal(1), z.literal(2)]) })
export type Place = z.infer<typeof Place>

/** What is known of a sheet beside its words. */
export const SheetHead = z.discriminatedUnion('of', [
  z.strictObject({
    of: z.literal('text'),
    source: SourceId,
    /** Version and overlay that the sheet was made from. */
    key: z.string(),
    version: z.int(),
    visible: z.int(),
    place: Place,
  }),
  z.strictObject({
    of: z.literal('side'),
    source: SourceId,
    /** The state of its folders for which all this is true. */
    stamp: z.string(),
    /** The sheet of its text. */
    text: z.string(),
    kind: SourceKind,
    date: z.string().nullable(),
    place: Place,
  }),
])
export type SheetHead = z.infer<typeof SheetHead>

/** A sheet as it is kept. `notes` is the JSON of what filters ask of annotations. */
export type SheetRecord = { readonly head: SheetHead; readonly sheet: Sheet; readonly notes: string }

/** Size of the rest, its checksum, sizes of head, notes and lines, and how many bytes a character of the words takes. */
const PREFIX = 24

export function encodeRecord({ head, sheet, notes }: SheetRecord): Buffer {
  const width = widthOf(sheet.words)
  const { buffer, byteOffset, byteLength } = sheet.lines
  const parts = [
    Buffer.from(JSON.stringify(head)),
    Buffer.from(notes),
    Buffer.from(buffer, byteOffset, byteLength),
    bytesOf(sheet.words, width),
  ]
  const rest = Buffer.concat(parts)
  const prefix = Buffer.alloc(PREFIX)
  const numbers = [rest.length, crc32(rest), ...parts.slice(0, 3).map(({ length }) => length), width]
  for (const [index, number] of numbers.entries()) prefix.writeUInt32LE(number, 4 * index)
  return Buffer.concat([prefix, rest])
}

/** The records one after another, up to the first that is not whole: what follows that cannot be told apart. */
export function decodeRecords(bytes: Buffer, from: number): { records: SheetRecord[]; whole: boolean } {
  const records: SheetRecord[] = []
  for (let at = from; at < bytes.length; ) {
    const record = at + PREFIX <= bytes.length ? decodeRecord(bytes, at) : null
    if (record === null) return { records, whole: false }
    records.push(record)
    at += PREFIX + bytes.readUInt32LE(at)
  }
  return { records, whole: true }
}

function decodeRecord(bytes: Buffer, at: number): SheetRecord | null {
  const number = (index: number) => bytes.readUInt32LE(at + 4 * index)
  const start = at + PREFIX
  const end = start + number(0)
  if (end > bytes.length || crc32(bytes.subarray(start, end)) !== number(1)) return null
  const notes = start + number(2)
  const lines = notes + number(3)
  const words = lines + number(4)
  // The checksum says that it is what we wrote.
  const head = JSON.parse(bytes.toString('utf8', start, notes)) as SheetHead
  return {
    head,
    notes: bytes.toString('utf8', notes, lines),
    sheet: {
      lines: new Int32Array(Uint8Array.from(bytes.subarray(lines, words)).buffer),
      words: textOf(bytes, words, end, number(5)),
    },
  }
}

/** Most texts have characters of one byte only, and take half the room. */
export function widthOf(text: string): Place['width'] {
  return /^[\0-\xff]*$/.test(text) ? 1 : 2
}

export function bytesOf(text: string, width: number): Buffer {
  return Buffer.from(text, width === 1 ? 'latin1' : 'utf16le')
}

export function textOf(bytes: Buffer, from: number, to: number, width: number): string {
  return bytes.toString(width === 1 ? 'latin1' : 'utf16le', from, to)
}
