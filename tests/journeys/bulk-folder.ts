import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BulkFile, makeBulk } from '../bench/bulk-files'
import type { Folders } from './briefing-harbour'
import { commandLine } from './built'

/** Texts as short as these are read as longer ones are, and a thousand of them sooner. */
const PARAGRAPHS = 2

/** Of so many files, one is each of what a folder of years holds beside whole texts: which one, and what it is. */
const ONE_IN = 50
const oddities: Readonly<Record<number, Exclude<What, 'whole'>>> = {
  9: 'empty',
  19: 'copy',
  29: 'cut',
  39: 'unknown',
  49: 'picture',
}

type What = 'whole' | 'empty' | 'copy' | 'cut' | 'unknown' | 'picture'

/** A folder of files of all kinds, and what is to become of them. */
export type BulkFolder = {
  readonly path: string
  /** How many there are of each oddity. */
  readonly each: number
  /** The name of each whole text's file by its title, in the order of the folder. */
  readonly texts: ReadonlyMap<string, string>
}

/** Writes so many files, a multiple of fifty; all but the copies hold something of their own. */
export async function writeBulkFolder(path: string, files: number): Promise<BulkFolder> {
  const stories = await makeBulk(files, PARAGRAPHS)
  const texts = new Map<string, string>()
  await mkdir(path, { recursive: true })
  for (const [nth, story] of stories.entries()) {
    const what = oddities[nth % ONE_IN] ?? 'whole'
    const { name, bytes } = fileAs(what, story, stories[nth - 1] ?? story)
    if (what === 'whole') texts.set(story.title, name)
    await writeFile(join(path, name), bytes)
  }
  return { path, each: files / ONE_IN, texts }
}

/** Neither text nor a file of any kind that is known: a byte of zero stands among the others. */
const tape = Uint8Array.from({ length: 2000 }, (_, at) => (at * 97 + (at % 7)) % 256)

function fileAs(what: What, { name, bytes }: BulkFile, before: BulkFile): BulkFile {
  const named = (ending: string) => `${name.slice(0, name.lastIndexOf('.'))}${ending}`
  switch (what) {
    case 'whole':
      return { name, bytes }
    case 'empty':
      return { name: named('.txt'), bytes: new Uint8Array() }
    case 'copy':
      return { name: named(before.name.slice(before.name.lastIndexOf('.'))), bytes: before.bytes }
    case 'cut':
      return { name: named('.epub'), bytes: bytes.subarray(0, bytes.length / 2) }
    case 'unknown':
      return { name: named('.tape'), bytes: tape }
    case 'picture':
      return { name: named('.png'), bytes: tape }
  }
}

/** `412 imported, 5 cancelled` as numbers by what became of the files. */
export function countsIn(summary: string): Record<string, number> {
  return Object.fromEntries(
    summary.split(', ').map((part) => {
      const [, count = '', words = ''] = /^([\d,]+) (.+)$/.exec(part) ?? []
      return [words, Number(count.replaceAll(',', ''))]
    }),
  )
}

/** The titles that are on the disk, asked from outside of the app. */
export function titlesOnDisk({ notebook, settings }: Folders): readonly string[] {
  const printed = commandLine(notebook, settings, ['sources', '--json'])
  // What `sources` prints is the answer of `library.list`.
  return (JSON.parse(printed) as readonly { readonly title: string }[]).map(({ title }) => title)
}
