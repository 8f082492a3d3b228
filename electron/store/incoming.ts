import { createHash, randomBytes } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { Failure } from '../../shared/contract/failure'
import type { Annotation } from '../../shared/model/annotation'
import { ANNOTATIONS_A_FILE } from '../../shared/model/notebook'
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

/** True for the name of a folder in which a source is assembled. */
export function isIncoming(name: string): boolean {
  return name.startsWith(INCOMING)
}

/** A source that comes into the notebook, with the version it begins with and the annotations that it brings along. */
export type Incoming = {
  readonly source: Source
  readonly version: Version
  readonly original: OriginalFile
  readonly annotations?: readonly Annotation[]
}

/**
 * Put a new source on the disk: it is assembled where nobody looks and takes its place in one step, so that a
 * half-imported source never shows. Throws a Failure when that was not possible; then nothing of it is left.
 */
export async function bringIn(fs: FileSystem, notebook: string, incoming: Incoming): Promise<void> {
  const folder = await assemble(fs, notebook, incoming)
  try {
    await moveDurably(fs, join(notebook, folder), join(notebook, 'sources', incoming.source.id))
  } catch (error) {
    await dropIncoming(fs, notebook, folder)
    throw error
  }
}

/** Assemble a new source where nobody looks: one move away from its place. Answers the folder, as a path from the notebook. */
export function assemble(
  fs: FileSystem,
  notebook: string,
  { source, version, original, annotations = [] }: Incoming,
): Promise<string> {
  expectWhole(source, version, original)
  const file = (path: string, document: unknown) => ({
    path,
    bytes: encode(`sources/${source.id}/${path}`, document),
  })
  const files = [file('source.json', source), ...versionFiles(version, original)]
  for (let start = 0, nth = 1; start < annotations.length; start += ANNOTATIONS_A_FILE, nth += 1) {
    const some = annotations.slice(start, start + ANNOTATIONS_A_FILE)
    files.push(file(`annotations/${nth}.json`, { annotations: some, trash: [] }))
  }
  return assembleFiles(fs, notebook, files)
}

/** A file of a source, by its path from the folder of that. */
export type SourceFile = { readonly path: string; readonly bytes: Uint8Array }

/** As `assemble`, for the files of a source as they are. */
export async function assembleFiles(
  fs: FileSystem,
  notebook: string,
  files: readonly SourceFile[],
): Promise<string> {
  const name = `sources/${INCOMING}${randomBytes(8).toString('hex')}`
  const folder = join(notebook, name)
  const inner = new Set(files.map(({ path }) => dirname(path)).filter((one) => one !== '.'))
  try {
    await fs.mkdir(folder)
    for (const one of inner) await fs.mkdir(join(folder, one))
    for (const { path, bytes } of files) await writeNew(fs, join(folder, path), bytes)
    for (const one of [...inner, '']) await syncFolder(fs, join(folder, one))
    return name
  } catch (error) {
    await dropIncoming(fs, notebook, name)
    throw notSaved(error, folder)
  }
}

/** Remove what `assemble` made and nobody wants; what cannot be removed is swept at the next opening. */
export async function dropIncoming(fs: FileSystem, notebook: string, folder: string): Promise<void> {
  await fs.removeFolder(join(notebook, folder)).catch(() => undefined)
}

/** Refuse bytes that are not those that were read. */
export function expectWhole(source: Source, version: Version, original: OriginalFile): void {
  const entry = source.versions.find(({ number }) => number === version.number)
  if (version.source !== source.id || entry === undefined)
    throw new Error('the version is not one of the source')
  const sha256 = createHash('sha256').update(original.bytes).digest('hex')
  if (sha256 === version.original.sha256 && sha256 === entry.original.sha256) return
  const message = `The bytes of “${version.original.fileName}” changed on their way into the notebook, so it was not imported; please import it again.`
  throw new Failure('damaged', message)
}

/** The files of a version, named as in the folder of its source. */
export function versionFiles(version: Version, { bytes, extension }: OriginalFile): SourceFile[] {
  const path = `v${version.number}.json`
  return [
    { path, bytes: encode(`sources/${version.source}/${path}`, version) },
    { path: `v${version.number}.${safeExtension(extension)}`, bytes },
  ]
}

/** True for the path of the blocks, or of the original, of a version: files that never change. */
export function isOfVersion(path: string): boolean {
  return /^v[1-9][0-9]*\./.test(basename(path))
}

/** Remove what a process that died in mid-import or mid-save left in a folder, given the names in it if they are known. */
export async function sweep(fs: FileSystem, folder: string, names?: readonly string[]): Promise<void> {
  for (const name of names ?? (await orAbsent(fs.readdir(folder))) ?? []) {
    if (isIncoming(name)) await fs.removeFolder(join(folder, name))
    else if (isTemporary(name)) await orAbsent(fs.unlink(join(folder, name)))
  }
}

/** How the name of an original ends: what its file is called is up to somebody else, and `v1.json` is taken. */
export function safeExtension(extension: string): string {
  const lower = extension.toLowerCase()
  return /^[a-z0-9]{1,10}$/.test(lower) && lower !== 'json' ? lower : 'bin'
}

function encode(name: string, document: unknown): Uint8Array {
  return encodeDocument({ name, sequence: 1, document }).bytes
}
