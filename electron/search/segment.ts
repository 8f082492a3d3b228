import { crc32 } from 'node:zlib'
import type { SourceId } from '../../shared/model/ids'
import type { SourceKind } from '../../shared/model/source'
import type { Note, Sheet } from '../../shared/search/sheet'

/** How many bytes a character takes: most texts have characters of one byte only, and take half the room. */
type Width = 1 | 2

/** Where the text of a sheet lies in the file of texts. */
export type Place = { readonly offset: number; readonly width: Width }

/** What is known of a sheet beside its words. */
export type SheetHead =
  | {
      readonly of: 'text'
      readonly source: SourceId
      /** Version and overlay that the sheet was made from. */
      readonly key: string
      readonly version: number
      readonly visible: number
      readonly place: Place
    }
  | {
      readonly of: 'side'
      readonly source: SourceId
      /** The state of its folders for which all this is true. */
      readonly stamp: string
      /** The sheet of its text. */
      readonly text: string
      readonly kind: SourceKind
      readonly date: string | null
      readonly place: Place
    }

/** A sheet as it is kept, with what filters ask of its annotations. */
export type SheetRecord = {
  readonly head: SheetHead
  readonly sheet: Sheet
  readonly notes: () => readonly Note[]
}

/** A head as it is written: with the width and length of its words, and how many numbers and notes belong to it. */
type Entry = readonly [head: SheetHead, width: Width, words: number, lines: number, notes: number]

/** Size of the rest, its checksum, then the sizes of entries, lines, notes and words of one byte a character. */
export const PREFIX = 24

/**
 * Sheets that were kept together. All of their words lie in two strings, one for each width, of which the words of a sheet are a part:
 * reading thousands of sheets copies a few long stretches of memory.
 */
export function encodeSegment(records: readonly SheetRecord[]): Buffer {
  const entries: Entry[] = []
  const lines: Buffer[] = []
  const notes: Buffer[] = []
  const words: Record<Width, Buffer[]> = { 1: [], 2: [] }
  for (const { head, sheet, notes: read } of records) {
    const width = widthOf(sheet.words)
    const note = Buffer.from(JSON.stringify(read()))
    entries.push([head, width, sheet.words.length, sheet.lines.length, note.length])
    const { buffer, byteOffset, byteLength } = sheet.lines
    lines.push(Buffer.from(buffer, byteOffset, byteLength))
    notes.push(note)
    words[width].push(bytesOf(sheet.words, width))
  }
  const parts = [[Buffer.from(JSON.stringify(entries))], lines, notes, words[1], words[2]].map((part) =>
    Buffer.concat(part),
  )
  const rest = Buffer.concat(parts)
  const prefix = Buffer.alloc(PREFIX)
  const numbers = [rest.length, crc32(rest), ...parts.slice(0, 4).map(({ length }) => length)]
  for (const [index, number] of numbers.entries()) prefix.writeUInt32LE(number, 4 * index)
  return Buffer.concat([prefix, rest])
}

/** How many bytes follow a prefix. */
export function sizeOfRest(prefix: Buffer): number {
  return prefix.readUInt32LE(0)
}

/** The sheets again; null when these are not the bytes that were written. What is answered shares no memory with them. */
export function decodeSegment(prefix: Buffer, rest: Buffer): SheetRecord[] | null {
  if (crc32(rest) !== prefix.readUInt32LE(4)) return null
  let at = 0
  const [entryBytes, lineBytes, noteBytes, narrowBytes] = [2, 3, 4, 5].map((index) => {
    const part = rest.subarray(at, at + prefix.readUInt32LE(4 * index))
    at += part.length
    return part
  })
  if (entryBytes === undefined || lineBytes === undefined) return null
  if (noteBytes === undefined || narrowBytes === undefined) return null
  const lines = new Int32Array(Uint8Array.from(lineBytes).buffer)
  const notes = Buffer.from(noteBytes)
  const words = {
    1: textOf(narrowBytes, 0, narrowBytes.length, 1),
    2: textOf(rest, at, rest.length, 2),
  }
  const next = { lines: 0, notes: 0, 1: 0, 2: 0 }
  // The checksum says that it is what we wrote.
  const entries = JSON.parse(entryBytes.toString()) as readonly Entry[]
  return entries.map(([head, width, length, lineCount, noteLength]) => {
    const from = { lines: next.lines, notes: next.notes, words: next[width] }
    next.lines += lineCount
    next.notes += noteLength
    next[width] += length
    let parsed: readonly Note[] | null = null
    return {
      head,
      sheet: {
        words: words[width].slice(from.words, from.words + length),
        lines: lines.subarray(from.lines, from.lines + lineCount),
      },
      // As true as the entries. Most are never asked for.
      notes: () =>
        (parsed ??= JSON.parse(
          notes.toString('utf8', from.notes, from.notes + noteLength),
        ) as readonly Note[]),
    }
  })
}

export function widthOf(text: string): Width {
  return /^[\0-\xff]*$/.test(text) ? 1 : 2
}

export function bytesOf(text: string, width: number): Buffer {
  return Buffer.from(text, width === 1 ? 'latin1' : 'utf16le')
}

export function textOf(bytes: Buffer, from: number, to: number, width: number): string {
  return bytes.toString(width === 1 ? 'latin1' : 'utf16le', from, to)
}
