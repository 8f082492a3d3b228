import { createHash } from 'node:crypto'
import { readFile, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, parse } from 'node:path'
import { readSignature } from '../../shared/briefing/export-signature'
import { MAX_FILE_BYTES } from '../../shared/contract/calls'
import { Failure, type Reason } from '../../shared/contract/failure'
import type { ExportedFile } from '../../shared/model/brief'
import { writeDurably } from '../store/durable-file'
import { realFileSystem } from '../store/file-system'

/** Where an export goes, and what was found there when that was decided. */
export type ExportPlace = {
  readonly path: string
  /** What `textOfExport` gave: what the files were made from must still stand there. */
  readonly text: string | null
  /** Replace what stands beside it, whoever wrote that. */
  readonly replace?: boolean
}

/**
 * Write the files of an export: the first to the path that was chosen, the others into its folder, under their own endings
 * and the chosen name. Answers where each went. Throws a Failure and writes nothing when the chosen file was changed in the
 * meantime, or when a file stands beside it that no export wrote, or that was changed since.
 */
export async function writeExports(
  { path, text, replace = false }: ExportPlace,
  files: readonly ExportedFile[],
): Promise<string[]> {
  if ((await textOfExport(path)) !== text)
    throw new Failure(
      'changed-outside',
      `${path} was changed while the brief was being exported, so nothing was written. Export it again.`,
    )
  const [main] = files
  const placed = files.map((file, index) => ({
    target: index === 0 || main === undefined ? path : besidePath(path, file, main),
    file,
  }))
  if (!replace) await expectOurs(placed.slice(1), readSignature(text ?? '')?.signature.beside ?? [])
  // The first comes last: it names the others as written by us.
  for (const { target, file } of placed.toReversed()) await writeExport(target, bytesOf(file))
  return placed.map(({ target }) => target)
}

/** Refuse to replace what stands beside an export, unless it is what an export wrote there or would write now. */
async function expectOurs(
  beside: readonly { readonly target: string; readonly file: ExportedFile }[],
  written: readonly string[],
): Promise<void> {
  for (const { target, file } of beside) {
    const there = await readFile(target).catch(() => null)
    if (there === null || written.includes(hashOf(there)) || there.equals(bytesOf(file))) continue
    const advice = 'Move it away, or export under another name.'
    throw new Failure(
      'conflict',
      `${target} is there already and no earlier export wrote what it holds, so nothing was written. ${advice}`,
    )
  }
}

/** By what an export knows again a file that it wrote beside another. */
export function hashOfExport(file: ExportedFile): string {
  return hashOf(bytesOf(file))
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16)
}

function bytesOf({ data, encoding }: ExportedFile): Buffer {
  return Buffer.from(data, encoding)
}

/** "Chosen.bib" for "Brief.bib" that goes with "Brief.md": what the names of both begin with is replaced. */
function besidePath(path: string, { name }: ExportedFile, main: ExportedFile): string {
  const { dir, name: chosen } = parse(path)
  const title = parse(main.name).name
  const own = basename(name)
  return join(dir, `${chosen}${own.startsWith(title) ? own.slice(title.length) : `-${own}`}`)
}

/** What an earlier export reads like; null for a file that is not there, is no text, or is too large to be one. */
export async function textOfExport(path: string): Promise<string | null> {
  const there = await stat(path).catch(() => null)
  if (there === null || !there.isFile() || there.size > MAX_FILE_BYTES) return null
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(path))
  } catch {
    return null
  }
}

/**
 * Write exported bytes to a file of the person's choice, whole or not at all; a file that is there is replaced, a
 * link is followed. Throws a Failure that says why it could not be written there.
 */
export async function writeExport(path: string, bytes: Uint8Array): Promise<void> {
  const target = await realpath(path).catch(() => path)
  await expectFilePlace(target)
  try {
    const mode = await modeOf(target)
    await writeDurably(realFileSystem, target, bytes, { keepPrevious: false })
    await realFileSystem.chmod(target, mode)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const why = whys[error.reason] ?? 'the disk reported an error'
    const message = `The brief was not written to ${path}, because ${why}. Name a file in another place.`
    throw new Failure(error.reason, message, { cause: error })
  }
}

const USUAL_MODE = 0o644

/** An export is the person's own file, not one of the notebook: as open to others as it was, else readable to others. */
async function modeOf(path: string): Promise<number> {
  const there = await stat(path).catch(() => null)
  return there === null ? USUAL_MODE : there.mode & 0o777
}

/** Refuse what is no place for a file: above all, never put a file in the place of a device. */
async function expectFilePlace(path: string): Promise<void> {
  const folder = dirname(path)
  if ((await stat(folder).catch(() => null))?.isDirectory() !== true) {
    throw new Failure('not-found', `There is no folder ${folder}: make it, or name another file.`)
  }
  const there = await stat(path).catch(() => null)
  if (there === null || there.isFile()) return
  if (there.isDirectory()) throw new Failure('folder', `${path} is a folder: name a file in it.`)
  const advice = 'Name a file, or leave --out away to print the brief.'
  throw new Failure('unreadable', `${path} is a device or a pipe. ${advice}`)
}

const whys: Partial<Record<Reason, string>> = {
  'disk-full': 'the disk is full',
  'disk-read-only': 'the disk can only be read',
  'no-permission': 'its folder may not be written to',
}
