import { MAX_FILE_BYTES } from '../../../shared/contract/calls'
import { Failure } from '../../../shared/contract/failure'
import { kindOfFile } from '../kind-of-file'
import { locked } from '../locked'
import { otherFormatFailure } from '../other-formats'
import { MOST_ARCHIVE, type Parsed } from '../parser-answer'
import { isResourceFolder } from '../resource-folder'
import { openZip, type Zip, type ZipEntry, type ZipLimits } from './open-zip'
import { zipKind } from './zip-kind'

/** How much of an archive of files is looked at. */
export const archiveLimits: ZipLimits = { entries: 5000, bytes: MOST_ARCHIVE }

type Archive = Extract<Parsed, { what: 'archive' }>

/**
 * Read the files in a zip archive that was named `name`. Those that cannot be a text are passed over, each with the
 * sentence that says why. Throws a Failure when the archive is locked, damaged or unsafe, or holds no file.
 */
export async function readArchive(name: string, zip: Zip): Promise<Archive> {
  if (zip.entries.length === 0)
    throw new Failure('empty', `“${name}” is an archive without files: there is nothing to import.`)
  if (zip.entries.every(({ trouble }) => trouble === 'encrypted')) throw locked(name)
  const archive: Archive = { what: 'archive', members: [], left: [] }
  const folderOf = resourceFolders(zip.entries)
  const folders = new Set<string>()
  for (const entry of zip.entries) {
    const folder = folderOf(entry.name)
    if (folder !== null) {
      folders.add(folder)
      continue
    }
    const told = await readEntry(zip, entry)
    if ('bytes' in told) archive.members.push({ name: entry.name, bytes: told.bytes })
    else archive.left.push({ name: entry.name, message: told.passed })
  }
  for (const folder of folders)
    archive.left.push({
      name: folder,
      message: `“${folder}” holds what a browser saved beside a page: unpack the archive to import a file of it.`,
    })
  return archive
}

/** Says in which folder a file lies that a browser saved beside a page; null for one that lies in none. */
function resourceFolders(entries: readonly ZipEntry[]): (name: string) => string | null {
  const names = new Set(entries.map(({ name }) => name))
  return (name) => {
    const parts = name.split('/')
    const depth = parts.findIndex((part, at) => {
      const beside = (sibling: string) => names.has([...parts.slice(0, at), sibling].join('/'))
      return at < parts.length - 1 && isResourceFolder(part, beside)
    })
    return depth === -1 ? null : `${parts.slice(0, depth + 1).join('/')}/`
  }
}

type Told = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly passed: string }

const troubles = {
  link: 'is a link to another place and no file',
  name: 'has a name that leads out of the archive or cannot be shown: unpack the archive and import it from there',
  encrypted: 'is locked with a password: unpack it with that and import it',
  compression: 'is packed in a way that is not known here: unpack it with another program and import it',
} as const

async function readEntry(zip: Zip, entry: ZipEntry): Promise<Told> {
  const { name, trouble } = entry
  if (trouble !== null) return { passed: `“${name}” ${troubles[trouble]}.` }
  const bytes = zip.read(entry, MAX_FILE_BYTES)
  if (bytes === null) return { passed: `“${name}” is larger than 50 MB, the most that a file may have.` }
  const kind = kindOfFile(name, bytes)
  if (kind === 'other') return { passed: otherFormatFailure(name, bytes).message }
  if (companions.test(name))
    return { passed: `“${name}” belongs to a web page or a program and is no text of its own.` }
  if (kind === 'zip' && (await isArchive(name, bytes)))
    return { passed: `“${name}” is an archive in the archive. Unpack it and import what is in it.` }
  return { bytes }
}

/** Text that belongs to a page or a program, as its name says and its words do not. */
const companions = /\.(?:css|m?js|map|svg)$/i

/** True for a zip archive of files; false for one that is a document, or that its own import refuses. */
async function isArchive(name: string, bytes: Uint8Array): Promise<boolean> {
  try {
    return zipKind(await openZip(name, bytes, archiveLimits)).kind === 'archive'
  } catch (error) {
    if (error instanceof Failure) return false
    throw error
  }
}
