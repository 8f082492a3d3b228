import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { Failure } from '../../shared/contract/failure'
import { FORMAT } from '../../shared/model/notebook'
import type { Source } from '../../shared/model/source'
import type { Version } from '../../shared/model/version'
import { notSaved } from './disk-failure'
import { encodeDocument } from './document-codec'
import { isTemporary, writeNew } from './durable-file'
import { moveDurably, syncFolder } from './durable-folder'
import { type FileSystem, orAbsent } from './file-system'

/** The bytes a version was read from, and the ending of the name under which they are kept. */
export type OriginalFile = { readonly bytes: Uint8Array; readonly extension: string }

const INCOMING = '.incoming-'

/**
 * Put a new source on the disk: it is assembled where nobody looks and takes its place in one step, so that a
 * half-imported source never shows. Throws a Failure when that was not possible; then nothing of it is left.
 */
export async function bringIn(
  fs: FileSystem,
  notebook: string,
  { source, version, original }: { source: Source; version: Version; original: OriginalFile },
): Promise<void> {
  const entry = source.versions.find(({ number }) => number === version.number)
  if (version.source !== source.id || entry === undefined)
    throw new Error('the version is not one of the source')
  const sha256 = createHash('sha256').update(original.bytes).digest('hex')
  if (sha256 !== version.original.sha256 || sha256 !== entry.original.sha256) {
    const message = `The bytes of “${version.original.fileName}” changed on their way into the notebook, so it was not imported; please import it again.`
    throw new Failure('damaged', message)
  }

  const folder = join(notebook, 'sources', INCOMING + randomBytes(8).toString('hex'))
  const file = (name: string, bytes: Uint8Array) => writeNew(fs, join(folder, name), bytes)
  try {
    await fs.mkdir(folder)
    await file('source.json', encode(source))
    await file(`v${version.number}.json`, encode(version))
    await file(`v${version.number}.${safeExtension(original.extension)}`, original.bytes)
    await syncFolder(fs, folder)
    await moveDurably(fs, folder, join(notebook, 'sources', source.id))
  } catch (error) {
    await fs.removeFolder(folder).catch(() => undefined)
    throw notSaved(error, folder)
  }
}

/** Remove what a process that died in mid-import or mid-save left in a folder, given the names in it if they are known. */
export async function sweep(fs: FileSystem, folder: string, names?: readonly string[]): Promise<void> {
  for (const name of names ?? (await orAbsent(fs.readdir(folder))) ?? []) {
    if (name.startsWith(INCOMING)) await fs.removeFolder(join(folder, name))
    else if (isTemporary(name)) await orAbsent(fs.unlink(join(folder, name)))
  }
}

/** The ending comes from a file of somebody else, and `v1.json` is taken. */
function safeExtension(extension: string): string {
  const lower = extension.toLowerCase()
  return /^[a-z0-9]{1,10}$/.test(lower) && lower !== 'json' ? lower : 'bin'
}

function encode(document: unknown): Uint8Array {
  return encodeDocument({ format: FORMAT, sequence: 1, document }).bytes
}
