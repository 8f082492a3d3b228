import { randomBytes } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { type FileHandle, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type OpenFile, realFileSystem } from '../store/file-system'
import {
  bytesOf,
  decodeSegment,
  encodeSegment,
  type Place,
  PREFIX,
  type SheetRecord,
  sizeOfRest,
  textOf,
  widthOf,
} from './segment'

/** A text, be it in memory or in a file. */
export type Plain = { slice(start: number, end: number): string }

/** A sheet that was kept, with the text it was made from. */
export type KeptSheet = { readonly record: SheetRecord; readonly plain: Plain }

/** A sheet to be kept. Once it is, `moved` is told where its text lies. */
export type NewSheet = {
  readonly record: Omit<SheetRecord, 'head'>
  readonly head: (place: Place) => SheetRecord['head']
  readonly plain: string
  readonly moved: (plain: Plain) => void
}

// Changes when sheets are made in another way, or kept in other cases: those that were kept then count for nothing.
const MAGIC = Buffer.from('Sourcebook search 4\n')

/**
 * What is kept for searching, in pairs of files: words, which are all read at the start, and texts, of which a few characters are
 * read for a snippet. Every process writes a pair of its own and never to another, so that several may be at work. Nothing
 * in them is waited for or fsynced: what is lost or damaged is made anew.
 */
export class CacheFiles {
  #mine: { readonly words: OpenFile; readonly texts: OpenFile; readonly read: number } | null = null
  #written = 0
  /** The disk took no more. Searching goes on without keeping anything. */
  #refused = false
  readonly #open: number[] = []

  constructor(private readonly folder: string) {}

  /** All that was kept, the oldest first, the names of the pairs, and of those from which nothing can be had. */
  async load(): Promise<{
    readonly sheets: KeptSheet[]
    readonly pairs: string[]
    readonly useless: string[]
    readonly bytes: number
  }> {
    const names = await readdir(this.folder).catch(() => [])
    const found = names.filter((name) => name.endsWith('.words')).toSorted((a, b) => (a < b ? -1 : 1))
    const pairs: string[] = []
    const useless: string[] = []
    const sheets: KeptSheet[] = []
    let bytes = 0
    for (const name of found.map((words) => words.slice(0, -'.words'.length))) {
      const pair = await this.#loadPair(name).catch(() => null)
      for (const sheet of pair?.sheets ?? []) sheets.push(sheet)
      bytes += pair?.bytes ?? 0
      ;(pair === null || pair.sheets.length === 0 ? useless : pairs).push(name)
    }
    return { sheets, pairs, useless, bytes }
  }

  async #loadPair(name: string): Promise<{ sheets: KeptSheet[]; bytes: number }> {
    const words = await open(join(this.folder, `${name}.words`))
    try {
      const texts = this.#openTexts(name)
      const { size } = await words.stat()
      const sheets: KeptSheet[] = []
      for await (const records of segmentsOf(words, size))
        for (const record of records) sheets.push({ record, plain: new TextInFile(texts, record.head.place) })
      return { sheets, bytes: size }
    } finally {
      await words.close()
    }
  }

  /** Keep sheets. Failing to is no failure: they are in memory. */
  async add(sheets: readonly NewSheet[]): Promise<void> {
    if (this.#refused || sheets.length === 0) return
    try {
      const mine = this.#mine ?? (await this.#begin())
      const texts: Buffer[] = []
      const records: SheetRecord[] = []
      const moves: (() => void)[] = []
      let offset = this.#written
      for (const { record, head, plain, moved } of sheets) {
        const place: Place = { offset, width: widthOf(plain) }
        const bytes = bytesOf(plain, place.width)
        offset += bytes.length
        texts.push(bytes)
        records.push({ ...record, head: head(place) })
        moves.push(() => moved(new TextInFile(mine.read, place)))
      }
      // First the texts, so that no words are without theirs.
      await writeAll(mine.texts, Buffer.concat(texts))
      this.#written = offset
      await writeAll(mine.words, encodeSegment(records))
      for (const move of moves) move()
    } catch {
      this.#refused = true
    }
  }

  async #begin() {
    await realFileSystem.mkdir(this.folder, { recursive: true })
    // In the order of their names, pairs are in the order of their making.
    const name = `${Date.now().toString(36).padStart(9, '0')}-${randomBytes(4).toString('hex')}`
    const texts = await realFileSystem.open(join(this.folder, `${name}.texts`), 'new')
    const words = await realFileSystem.open(join(this.folder, `${name}.words`), 'new')
    this.#mine = { words, texts, read: this.#openTexts(name) }
    await writeAll(words, MAGIC)
    return this.#mine
  }

  /** Remove pairs that were loaded, but none that could not be written anew. */
  async remove(pairs: readonly string[]): Promise<void> {
    if (this.#refused) return
    for (const name of pairs) {
      for (const kind of ['words', 'texts'])
        await realFileSystem.unlink(join(this.folder, `${name}.${kind}`)).catch(() => undefined)
    }
  }

  async close(): Promise<void> {
    await this.#mine?.words.close()
    await this.#mine?.texts.close()
    for (const file of this.#open) closeSync(file)
  }

  #openTexts(name: string): number {
    const file = openSync(join(this.folder, `${name}.texts`), 'r')
    this.#open.push(file)
    return file
  }
}

/**
 * The sheets of a file, segment by segment, up to the first that is not whole: what follows that cannot be told apart. While one
 * is decoded the next is read. They are read into the same memory in turns, because new memory takes the system longer than to fill it.
 */
async function* segmentsOf(words: FileHandle, size: number): AsyncIterable<readonly SheetRecord[]> {
  const turns: [Buffer, Buffer] = [Buffer.alloc(0), Buffer.alloc(0)]
  let turn: 0 | 1 = 0
  const read = async (at: number, length: number) => {
    turn = turn === 0 ? 1 : 0
    if (length > turns[turn].length) turns[turn] = Buffer.allocUnsafeSlow(length)
    const memory = turns[turn].subarray(0, length)
    const { bytesRead } = await words.read(memory, 0, length, at)
    return memory.subarray(0, bytesRead)
  }
  /** The segment at `at`, with the prefix of the one behind it. */
  const readSegment = (at: number, prefix: Buffer) => read(at, sizeOfRest(prefix) + PREFIX)

  const start = Buffer.from(await read(0, MAGIC.length + PREFIX))
  if (!start.subarray(0, MAGIC.length).equals(MAGIC)) return
  let prefix = start.subarray(MAGIC.length)
  let at = start.length
  if (prefix.length < PREFIX || at + sizeOfRest(prefix) > size) return
  let reading = readSegment(at, prefix)
  for (;;) {
    const bytes = await reading
    const length = sizeOfRest(prefix)
    const rest = bytes.subarray(0, length)
    const next = Buffer.from(bytes.subarray(length))
    at += bytes.length
    const more = next.length === PREFIX && at + sizeOfRest(next) <= size
    if (more) reading = readSegment(at, next)
    // It is waited for in the next turn, unless there is none.
    reading.catch(() => undefined)
    const records = rest.length < length ? null : decodeSegment(prefix, rest)
    if (records === null) return
    yield records
    if (!more) return
    prefix = next
  }
}

async function writeAll(file: OpenFile, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const taken = await file.write(bytes, at, bytes.length - at)
    if (taken === 0) throw new Error('the disk took nothing')
    at += taken
  }
}

class TextInFile implements Plain {
  constructor(
    private readonly file: number,
    private readonly place: Place,
  ) {}

  /** Fewer characters, or others, when the file is not what it was: whoever asks compares them with the words. */
  slice(start: number, end: number): string {
    const { offset, width } = this.place
    const bytes = Buffer.alloc((end - start) * width)
    try {
      const count = readSync(this.file, bytes, 0, bytes.length, offset + start * width)
      return textOf(bytes, 0, count, width)
    } catch {
      return ''
    }
  }
}
