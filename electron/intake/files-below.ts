import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Failure } from '../../shared/contract/failure'
import { byName } from '../../shared/model/by-name'
import { isResourceFolder } from './resource-folder'

/** More files than this are only asked for by mistake: a folder of a whole disk. */
const MOST_FILES = 100_000

/** What belongs to a page that a browser saved, to the system, or to a program; it is no text of anybody's. */
function isPassedOver(name: string): boolean {
  return name.startsWith('.') || name === '__MACOSX' || name === 'Thumbs.db' || name === 'desktop.ini'
}

/**
 * The files at a path: itself, or all in that folder and below, in the order of their names. Links are followed to files and
 * never to folders, so that no folder is walked twice. A path that is not there, or a folder that cannot be looked into, is
 * answered as it is: reading it says why. Throws a Failure for a folder of far more files than anybody means.
 */
export async function filesBelow(path: string): Promise<string[]> {
  const isFolder = await stat(path).then(
    (status) => status.isDirectory(),
    () => false,
  )
  if (!isFolder) return [path]
  const files: string[] = []
  const folders = [path]
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => null)
    if (entries === null) {
      files.push(folder)
      continue
    }
    const names = new Set(entries.map(({ name }) => name))
    const below: string[] = []
    for (const entry of entries.toSorted((one, other) => byName(one.name, other.name))) {
      const at = join(folder, entry.name)
      if (isPassedOver(entry.name)) continue
      if (entry.isDirectory()) {
        if (!isResourceFolder(entry.name, (name) => names.has(name))) below.push(at)
      } else if (entry.isFile() || (entry.isSymbolicLink() && (await isFile(at)))) files.push(at)
      if (files.length > MOST_FILES) throw tooMany(basename(path))
    }
    folders.push(...below.toReversed())
  }
  return files
}

function tooMany(name: string): Failure {
  const most = MOST_FILES.toLocaleString('en')
  return new Failure('too-large', `“${name}” holds more than ${most} files: choose a folder further in.`)
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (status) => status.isFile(),
    () => false,
  )
}
