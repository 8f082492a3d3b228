import { readFile, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, parse } from 'node:path'
import { MAX_FILE_BYTES } from '../../shared/contract/calls'
import { Failure, type Reason } from '../../shared/contract/failure'
import type { ExportedFile } from '../../shared/model/brief'
import { writeDurably } from '../store/durable-file'
import { realFileSystem } from '../store/file-system'

/**
 * Write the files of an export: the first to the path that was chosen, the others into its folder, under their own endings
 * and the chosen name. Answers where each went.
 */
export async function writeExports(path: string, files: readonly ExportedFile[]): Promise<string[]> {
  const { dir, name } = parse(path)
  const saved: string[] = []
  for (const [index, file] of files.entries()) {
    const target = index === 0 ? path : join(dir, `${name}${endingOf(file.name)}`)
    await writeExport(target, Buffer.from(file.data, file.encoding))
    saved.push(target)
  }
  return saved
}

/** All of a file's name after its first part: "brief.figures.csv" gives ".figures.csv". */
function endingOf(name: string): string {
  const dot = basename(name).indexOf('.')
  return dot === -1 ? `-${basename(name)}` : basename(name).slice(dot)
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
