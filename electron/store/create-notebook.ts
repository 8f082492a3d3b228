import { dirname, join } from 'node:path'
import { Failure } from '../../shared/contract/failure'
import { Actors, Codebook, emptyActors, emptyCodebook } from '../../shared/model/codebook'
import { Notebook } from '../../shared/model/notebook'
import { notRead, notSaved } from './disk-failure'
import { encodeDocument } from './document-codec'
import { isTemporary, previousOf, writeDurably } from './durable-file'
import { makeFolder } from './durable-folder'
import { type FileSystem, orAbsent, readWithStamp, realFileSystem } from './file-system'
import { sweep } from './incoming'
import { acquireLock } from './lock'
import type { StorePorts } from './notebook-store'

/** What a folder is, as far as one can see without reading documents. */
export type FolderState = 'notebook' | 'remains' | 'half-made' | 'empty' | 'something-else'

const folders = ['sources', 'briefs', 'trash'] as const

/** Make the folders that a notebook has. Some tools pass over empty ones, or take them away. */
export async function makeFoldersOf(fs: FileSystem, notebook: string): Promise<void> {
  for (const name of folders) await makeFolder(fs, join(notebook, name))
}

/** The documents of an empty notebook. `notebook.json` comes last: it is what makes a folder a notebook. */
const emptyDocuments = [
  ['codebook.json', encode('codebook.json', Codebook.parse(emptyCodebook))],
  ['actors.json', encode('actors.json', Actors.parse(emptyActors))],
] as const

/**
 * Make a notebook in `folder`, which is created if absent. Refuses a folder that holds anything else, and above all
 * one that holds a notebook or what is left of one. What a creation that was cut short left behind is finished.
 */
export async function createNotebook(
  folder: string,
  title: string,
  ports: Pick<StorePorts, 'fs' | 'newId' | 'now'>,
): Promise<void> {
  const fs = ports.fs ?? realFileSystem
  const notebook = Notebook.parse({ id: ports.newId('n'), title, created: ports.now() })
  refuse(await folderState(fs, folder), folder)
  await makeFolders(fs, folder)
  const lock = await acquireLock(fs, folder, { now: ports.now })
  try {
    // Somebody else may have made one before we had the lock.
    refuse(await folderState(fs, folder), folder)
    // What an attempt that was cut short left behind harms nobody.
    await sweep(fs, folder).catch(() => undefined)
    await makeFoldersOf(fs, folder)
    for (const [name, bytes] of emptyDocuments) {
      await writeDurably(fs, join(folder, name), bytes, { keepPrevious: false })
    }
    await writeDurably(fs, join(folder, 'notebook.json'), encode('notebook.json', notebook))
  } finally {
    await lock.release()
  }
}

/** Make a folder with those around it, where they are not there, and make their names last. */
async function makeFolders(fs: FileSystem, folder: string): Promise<void> {
  try {
    const outer = dirname(folder)
    if (outer !== folder && (await orAbsent(fs.stamp(outer))) === null) await makeFolders(fs, outer)
  } catch (error) {
    throw notSaved(error, folder)
  }
  await makeFolder(fs, folder)
}

/** True when `folder` holds a notebook or the remains of one; which of the two, and whether it is whole, opening it says. */
export async function isNotebook(folder: string, fs: FileSystem = realFileSystem): Promise<boolean> {
  const state = await folderState(fs, folder)
  return state === 'notebook' || state === 'remains'
}

/** Look at the names in a folder; one that is not there is empty. */
export async function folderState(fs: FileSystem, folder: string): Promise<FolderState> {
  try {
    const names = (await orAbsent(fs.readdir(folder))) ?? []
    if (names.includes('notebook.json')) return 'notebook'
    const telling = names.filter((name) => !isIncidental(name))
    if (telling.length === 0) return 'empty'
    if (await isHalfMade(fs, folder, telling)) return 'half-made'
    const left = ['sources', previousOf('notebook.json'), 'codebook.json', 'actors.json']
    return left.some((name) => telling.includes(name)) ? 'remains' : 'something-else'
  } catch (error) {
    throw notRead(error, folder)
  }
}

function refuse(state: FolderState, folder: string): void {
  switch (state) {
    case 'empty':
    case 'half-made':
      return
    case 'notebook':
      throw new Failure(
        'conflict',
        `There is a notebook in ${folder} already; open it, or choose another folder.`,
      )
    case 'remains':
      throw damagedNotebook(folder)
    case 'something-else':
      throw new Failure(
        'not-a-notebook',
        `${folder} holds other files; choose an empty folder or a new name.`,
      )
  }
}

/** The refusal to take what is left of a notebook for an empty one. */
export function damagedNotebook(folder: string): Failure {
  const message = `The notebook in ${folder} is damaged: notebook.json is missing, though other parts of it are there. Nothing was changed; restore that file from notebook.json.previous or from a copy of the notebook.`
  return new Failure('damaged', message)
}

/** Files that systems and tools put into every folder, and what a writer of ours leaves there for a moment. */
function isIncidental(name: string): boolean {
  return name.startsWith('.') || isTemporary(name) || /^(desktop\.ini|Thumbs\.db|lock(\..+)?)$/.test(name)
}

/** True when there is nothing but what `createNotebook` writes before `notebook.json`: no work can be lost in it. */
async function isHalfMade(fs: FileSystem, folder: string, names: readonly string[]): Promise<boolean> {
  for (const name of names) {
    const path = join(folder, name)
    const initial = emptyDocuments.find(([file]) => file === name)?.[1]
    if (initial !== undefined) {
      const found = await readWithStamp(fs, path)
      if (found === null || Buffer.compare(found.bytes, initial) !== 0) return false
    } else {
      if (!folders.some((made) => made === name)) return false
      if ((await fs.readdir(path)).length > 0) return false
    }
  }
  return true
}

function encode(name: string, document: unknown): Uint8Array {
  return encodeDocument({ name, sequence: 1, document }).bytes
}
