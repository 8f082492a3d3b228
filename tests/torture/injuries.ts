import type { MemoryDisk } from './memory-disk'
import type { Random } from './random'
import { FOLDER } from './workload-recorded'

export type Wound = { readonly path: string; readonly kind: Kind; readonly how: string }

/** Changes what a file holds; the answer says how, in words, or is null where that is not possible. */
type Hurt = (disk: MemoryDisk, path: string, random: Random, files: readonly string[]) => string | null

/** The kinds of damage are counted apart. */
const injuries = {
  'turned bits': [
    changeBytes('a bit is flipped', (bytes, random) => flip(bytes, random)),
    changeBytes('several bits are flipped', (bytes, random) => {
      for (let nth = 0; nth < 2 + random.below(30); nth += 1) flip(bytes, random)
      return bytes
    }),
  ],
  'cut short': [
    changeBytes('it is cut at a block', (bytes, random) =>
      bytes.subarray(0, 512 * random.below(Math.ceil(bytes.length / 512))),
    ),
    changeBytes('it is cut', (bytes, random) => bytes.subarray(0, random.below(bytes.length))),
  ],
  NUL: [
    changeBytes('it is filled with NUL', (bytes) => bytes.fill(0)),
    changeBytes('a block of it is NUL', (bytes, random) => {
      const start = 512 * random.below(Math.ceil(bytes.length / 512))
      return bytes.fill(0, start, Math.min(start + 512, bytes.length))
    }),
  ],
  'swapped blocks': [changeBytes('two of its blocks are swapped', swapBlocks)],
  'more behind its end': [
    changeBytes('something is written behind its end', (bytes) =>
      Buffer.concat([bytes, Buffer.from('{}\n')]),
    ),
  ],
  'another file': [
    (disk, path, random, files) => {
      const other = random.pick(files)
      const bytes = disk.bytesOf(other)
      if (bytes === null || other === `${path}.previous` || sameBytes(bytes, disk.bytesOf(path))) return null
      disk.overwrite(path, bytes)
      return `it holds what ${inside(other)} holds`
    },
  ],
  /** A whole one: who put it there meant it, or not, so that a person has to choose. */
  'an older state': [
    (disk, path) => {
      const previous = disk.bytesOf(`${path}.previous`)
      if (previous === null || sameBytes(previous, disk.bytesOf(path))) return null
      disk.overwrite(path, previous)
      return 'its last generation is in its place'
    },
  ],
  gone: [
    (disk, path) => {
      disk.remove(path)
      return 'it is gone'
    },
  ],
} satisfies Record<string, readonly Hurt[]>
export type Kind = keyof typeof injuries
// The keys of the table are the kinds; each is drawn as often as there are ways of it.
const all = (Object.entries(injuries) as [Kind, readonly Hurt[]][]).flatMap(([kind, ways]) =>
  ways.map((hurt) => ({ kind, hurt })),
)

function changeBytes(words: string, change: (bytes: Buffer, random: Random) => Uint8Array): Hurt {
  return (disk, path, random) => {
    const before = disk.bytesOf(path)
    if (before === null || before.length === 0) return null
    const after = change(Buffer.from(before), random)
    if (sameBytes(after, before)) return null
    disk.overwrite(path, after)
    return words
  }
}

function swapBlocks(bytes: Buffer, random: Random): Buffer {
  const blocks = Math.floor(bytes.length / 512)
  if (blocks < 2) return bytes
  const [one, two] = [512 * random.below(blocks), 512 * random.below(blocks)]
  const kept = Uint8Array.from(bytes.subarray(one, one + 512))
  bytes.copyWithin(one, two, two + 512)
  bytes.set(kept, two)
  return bytes
}

export const OLDER: Kind = 'an older state'

function flip(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length)
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8))
  return bytes
}

function sameBytes(one: Uint8Array, two: Uint8Array | null): boolean {
  return two !== null && Buffer.compare(one, two) === 0
}

/** A path as it is told: from the notebook, where it is in there. */
export function inside(path: string): string {
  return path.startsWith(`${FOLDER}/`) ? path.slice(FOLDER.length + 1) : path
}

/** True for what holds the person's own words and the texts, in its place or in the trash. */
export function holdsWords(path: string): boolean {
  return /^((sources|trash)\/s-[^/]+\/(source\.json|annotations\/[0-9]+\.json|v[0-9]+\.[a-z]+)|(briefs|trash)\/b-[^/]+\.json|(codebook|actors|views|notebook)\.json)$/.test(
    inside(path),
  )
}

/** Hurts one file, or with `two` another one, too, which often is what the first would be restored from. */
export function wound(
  disk: MemoryDisk,
  files: readonly string[],
  random: Random,
  two: boolean,
): readonly Wound[] {
  const wounds: Wound[] = []
  while (wounds.length < (two ? 2 : 1)) {
    const pool = random.oneIn(5) ? files : files.filter(holdsWords)
    const first = wounds[0]
    const near = first !== undefined && random.oneIn(2) ? `${first.path}.previous` : random.pick(pool)
    const path = disk.bytesOf(near) === null ? random.pick(pool) : near
    if (wounds.some((other) => other.path === path)) continue
    const { kind, hurt } = random.pick(all)
    const how = hurt(disk, path, random, files)
    if (how !== null) wounds.push({ path, kind, how })
  }
  return wounds
}

/** Turns a bit of the person’s words, so that the file is one that can be read all the same. */
export function woundLetter(disk: MemoryDisk, files: readonly string[], random: Random): readonly Wound[] {
  const path = random.pick(files.filter((each) => holdsWords(each) && each.endsWith('.json')))
  const bytes = Buffer.from(disk.bytesOf(path) ?? NOTHING)
  // The head says what the file is; behind it are letters of which another one is made without harm to the form.
  const letters = [...bytes.keys()].filter((at) => at > bytes.length / 2 && isLetter(bytes[at] ?? 0))
  if (letters.length === 0) return woundLetter(disk, files, random)
  const at = random.pick(letters)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  disk.overwrite(path, bytes)
  return [{ path, kind: 'turned bits', how: `a letter at ${at} is another` }]
}

const NOTHING = new Uint8Array()

function isLetter(byte: number): boolean {
  return /[b-y]/.test(String.fromCharCode(byte))
}
