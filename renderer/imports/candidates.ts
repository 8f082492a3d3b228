import type { FileHandle } from '../../shared/contract/intake'
import { byName } from '../../shared/model/by-name'
import { passedOver } from './passed-over'

/** What is to be imported: a file the page can read, or one that the host holds behind a handle. */
type Readable =
  | { readonly from: 'page'; readonly file: File }
  /** Chosen in a dialog of the desktop. */
  | { readonly from: 'desktop'; readonly handle: string }
  /** Packed in an archive that was imported. */
  | { readonly from: 'archive'; readonly handle: string }

/** A file as it was found, and where; `left` says why it will not be read. */
export type Candidate = (Readable | { readonly from: 'nowhere' }) & {
  /** The folder or the archive that it was found in, with slashes; empty for one that was chosen by itself. */
  readonly folder: string
  readonly name: string
  readonly size: number | null
  readonly left: { readonly as: 'passed' | 'refused'; readonly message: string } | null
}

/**
 * Files of the page: from a dialog, the clipboard, or a folder of which the browser tells the paths. What was chosen stays
 * in its order; a folder is given in that of a disk, and comes in that of its names.
 */
export function candidatesFromFiles(files: readonly File[]): Candidate[] {
  const inOrder = files.toSorted((one, other) => byName(one.webkitRelativePath, other.webkitRelativePath))
  return passingOver(inOrder.map((file) => fromFile(file, folderOf(file.webkitRelativePath))))
}

/** Files that the desktop chose; the name of one in a folder is its path. */
export function candidatesFromHandles(
  handles: readonly FileHandle[],
  from: 'desktop' | 'archive',
  within = '',
): Candidate[] {
  const found = handles.map(({ handle, name, size }): Candidate => {
    const path = name.replaceAll('\\', '/')
    const folder = [within, folderOf(path)].filter((part) => part !== '').join('/')
    return { from, handle, folder, name: path.slice(path.lastIndexOf('/') + 1), size, left: null }
  })
  // What is in an archive, the host has looked through.
  return from === 'archive' ? found : passingOver(found)
}

/**
 * What was dropped, folders with all that is in them. To be called while the browser still tells of it, in the event itself;
 * the folders are read afterwards.
 */
export function candidatesFromDrop(items: Iterable<DataTransferItem>): Promise<Candidate[]> {
  const begun = Array.from(items, async (item): Promise<Candidate[]> => {
    const entry = item.webkitGetAsEntry?.() ?? null
    if (entry !== null && isFolder(entry)) return filesBelow(entry, entry.name)
    const file = item.getAsFile()
    return file === null ? [] : [fromFile(file, '')]
  })
  return Promise.all(begun).then((found) => passingOver(found.flat()))
}

async function filesBelow(folder: FileSystemDirectoryEntry, path: string): Promise<Candidate[]> {
  const found: Candidate[] = []
  let entries: readonly FileSystemEntry[]
  try {
    entries = await entriesOf(folder)
  } catch {
    return [{ from: 'nowhere', folder: '', name: path, size: null, left: lost('This folder') }]
  }
  // In turn: a browser has few hands for files, and the order of the folder is kept.
  for (const entry of entries) {
    if (isFolder(entry)) found.push(...(await filesBelow(entry, `${path}/${entry.name}`)))
    else if (isFile(entry)) found.push(await fileOf(entry, path))
  }
  return found
}

/** All entries of a folder in the order of their names: a reader gives a hundred at a time, and then none. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject)
    })
    if (some.length === 0) return all.toSorted((one, other) => byName(one.name, other.name))
    all.push(...some)
  }
}

function fileOf(entry: FileSystemFileEntry, folder: string): Promise<Candidate> {
  return new Promise((resolve) => {
    entry.file(
      (file) => resolve(fromFile(file, folder)),
      () => resolve({ from: 'nowhere', folder, name: entry.name, size: null, left: lost('The file') }),
    )
  })
}

function lost(what: string): Candidate['left'] {
  return {
    as: 'refused',
    message: `${what} could not be read: it was moved, or you may not read it. Nothing was added.`,
  }
}

function fromFile(file: File, folder: string): Candidate {
  return { from: 'page', file, folder, name: file.name, size: file.size, left: null }
}

function passingOver(found: readonly Candidate[]): Candidate[] {
  return passedOver(found).map((message, index): Candidate => {
    // One answer for each file.
    const candidate = found[index] as Candidate
    return message === null || candidate.left !== null
      ? candidate
      : { ...candidate, left: { as: 'passed', message } }
  })
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

// The flags of an entry say which of the two it is.
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
