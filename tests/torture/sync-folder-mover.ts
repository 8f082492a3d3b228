import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import { decodeDocument, encodeDocument } from '../../electron/store/document-codec'
import { documentName } from '../../electron/store/document-name'
import type { Random } from './random'

/** A document that the mover changes: how it writes words into one, which are found again letter by letter. */
export type Movable = {
  readonly path: string
  readonly withWords: (document: unknown, words: string) => object
}

/** What programs that sync folders, and people, do to a file in a folder. */
export const moves = [
  'newer',
  'another line of changes',
  'older',
  'the same bytes anew',
  'half of a newer one',
  'deleted',
  'conflict copy',
  'folder renamed',
  'whole folder replaced',
] as const
export type Move = (typeof moves)[number]

/** Something that the mover put into the folder, and that nobody but the mover may make away with. */
export type Put = {
  readonly what: string
  readonly words: string | null
  readonly bytes: Buffer
  /** Whether it was written into the file that was there, put in the place of that, or beside it. */
  readonly where: 'inside' | 'in its place' | 'beside'
}

/** Between the name of a file and its ending. */
const marks = [
  " (Tove's conflicted copy 2025-02-26)",
  '.sync-conflict-20250226-091500-ABCDEF7',
  ' (conflicted copy 2025-02-26 091500)',
  '-DESKTOP-QRI9EIH',
  ' (1)',
  ' 2',
]

/** Does to a notebook what a program that syncs folders does: all of it at once, so that it can be put between two calls of a save. */
export class Mover {
  readonly done: string[] = []
  /** What has to be found somewhere in the end. */
  readonly puts: Put[] = []
  readonly #seen = new Map<string, Buffer[]>()
  readonly #first: string
  #words = 0
  #away = 0

  constructor(
    private readonly home: string,
    private readonly folder: string,
    private readonly random: Random,
  ) {
    this.#first = join(home, 'first')
    cpSync(folder, this.#first, { recursive: true })
  }

  /** Remembers the states that files are in, so that it can put them back later. */
  look(path: string): void {
    const bytes = this.#read(path)
    if (bytes === null) return
    const seen = this.#seen.get(path) ?? []
    if (!seen.some((one) => one.equals(bytes))) this.#seen.set(path, [...seen, bytes])
  }

  move(move: Move, document: Movable): void {
    const { path } = document
    this.done.push(`${move}: ${path}`)
    const earlier = this.#seen.get(path) ?? []
    switch (move) {
      case 'newer':
        return this.#put(move, path, this.#changed(document, this.#read(path) ?? this.random.pick(earlier)))
      case 'another line of changes':
        return this.#put(move, path, this.#changed(document, this.random.pick(earlier)))
      case 'older':
        return this.#put(move, path, { words: null, bytes: this.random.pick(earlier) })
      case 'the same bytes anew':
        return this.#put(move, path, { words: null, bytes: this.#read(path) ?? this.random.pick(earlier) })
      case 'half of a newer one': {
        const { bytes } = this.#changed(document, this.random.pick(earlier))
        const half = bytes.subarray(0, this.random.below(bytes.length))
        return this.#put(move, path, { words: null, bytes: half })
      }
      case 'deleted': {
        const at = join(this.folder, path)
        this.#displace(path, null)
        if (existsSync(at)) unlinkSync(at)
        return
      }
      case 'conflict copy': {
        const { words, bytes } = this.#changed(document, this.random.pick(earlier))
        const copy = path.replace(/\.json$/, `${this.random.pick(marks)}.json`)
        const at = join(this.folder, copy)
        if (!existsSync(dirname(at)) || existsSync(at)) return
        writeFileSync(at, bytes)
        this.puts.push({ what: `${move} ${copy}`, words, bytes, where: 'beside' })
        return
      }
      case 'folder renamed': {
        const folder = dirname(path)
        const at = join(this.folder, folder)
        if (folder === '.' || !existsSync(at)) return
        renameSync(at, `${at} (${(this.#away += 1)})`)
        return
      }
      case 'whole folder replaced': {
        const away = join(this.home, `away-${(this.#away += 1)}`)
        renameSync(this.folder, away)
        cpSync(this.#first, this.folder, { recursive: true })
      }
    }
  }

  /** Everything that it put there and that is nowhere any more: neither its bytes nor its words. */
  lost(): readonly Put[] {
    const files = allFiles(this.home)
    return this.puts.filter(
      ({ words, bytes }) =>
        !files.some((file) => file.equals(bytes) || (words !== null && file.includes(words))),
    )
  }

  /** Of these, nobody could see what took the place of the file, nor what is only a half. */
  forgive(puts: readonly Put[]): void {
    for (const put of puts)
      if (put.where === 'in its place' || (put.where === 'inside' && put.words === null))
        this.puts.splice(this.puts.indexOf(put), 1)
  }

  /** Words for a change: no others hold them. */
  freshWords(whose: 'ours' | 'theirs'): string {
    return `[${whose}-${(this.#words += 1)}]`
  }

  #read(path: string): Buffer | null {
    const at = join(this.folder, path)
    return existsSync(at) ? readFileSync(at) : null
  }

  /** A state that another computer made of `from`: with other words, and a higher number than any state here. */
  #changed({ path, withWords }: Movable, from: Buffer): { words: string; bytes: Buffer } {
    const words = this.freshWords('theirs')
    const name = documentName(path)
    const before = decodeDocument(from, name)
    const now = decodeDocument(this.#read(path) ?? from, name)
    if (before.status !== 'ok') return { words, bytes: from }
    const sequence =
      Math.max(before.sequence, now.status === 'ok' ? now.sequence : 0) + 1 + this.random.below(3)
    const document = withWords(before.document, words)
    return { words, bytes: Buffer.from(encodeDocument({ name, sequence, document }).bytes) }
  }

  #put(what: Move, path: string, { words, bytes }: { words: string | null; bytes: Buffer }): void {
    const at = join(this.folder, path)
    if (!existsSync(dirname(at))) return
    const before = this.#seen.get(path)?.some((one) => one.equals(bytes)) ?? false
    this.#displace(path, bytes)
    const isInside = this.random.oneIn(3)
    if (isInside) writeFileSync(at, bytes)
    else {
      const temporary = join(dirname(at), `.syncthing.${basename(at)}.tmp`)
      writeFileSync(temporary, bytes)
      renameSync(temporary, at)
    }
    // A state that was there before has nothing in it that nobody saw.
    if (!before && what !== 'the same bytes anew')
      this.puts.push({ what: `${what} ${path}`, words, bytes, where: isInside ? 'inside' : 'in its place' })
    this.look(path)
  }

  /** What the mover itself overwrites is nobody else’s loss. */
  #displace(path: string, by: Buffer | null): void {
    const before = this.#read(path)
    if (before === null) return
    const gone = this.puts.filter(({ words, bytes }) => {
      const there = before.equals(bytes) || (words !== null && before.includes(words))
      const stays = by !== null && (by.equals(bytes) || (words !== null && by.includes(words)))
      return there && !stays
    })
    for (const put of gone) this.puts.splice(this.puts.indexOf(put), 1)
  }
}

/** The bytes of every file below a folder; what is compressed, as it was before. */
export function allFiles(folder: string): Buffer[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .flatMap((path) => {
      const bytes = readFileSync(path)
      const inside = unpacked(bytes)
      return inside === null ? [bytes] : [bytes, inside]
    })
}

function unpacked(bytes: Buffer): Buffer | null {
  for (const unpack of [gunzipSync, inflateSync, inflateRawSync, brotliDecompressSync]) {
    try {
      return unpack(bytes)
    } catch {
      // It was packed in another way, or not at all.
    }
  }
  return null
}
