import { join } from 'node:path'
import type { z } from 'zod'
import { Failure } from '../../shared/contract/failure'
import { FORMAT } from '../../shared/model/notebook'
import { notRead } from './disk-failure'
import { decodeDocument, openEnvelope } from './document-codec'
import { documentName } from './document-name'
import { fileWithoutPath } from './file-in-words'
import { errorCode, type FileStamp, type FileSystem, readWithStamp } from './file-system'
import { migrated } from './migrations'
import { readAs } from './read-as'

/** The file of a document: its path inside the notebook is what messages name. */
export type DocumentFile<T> = {
  readonly name: string
  /** A field that came later than the format has a default: what it holds in documents written before. */
  readonly schema: z.ZodType<T>
}

/** Which state of a document it is. */
export type Generation = { readonly sequence: number; readonly sha256: string }

/** A state of a document that is whole. */
export type State<T> = Generation & { readonly document: T }

/** What the bytes of a file turned out to be. */
export type Found<T> =
  | ({ readonly status: 'whole' } & State<T>)
  | { readonly status: 'damaged'; readonly why: string }
  /**
   * It names a later format, or holds what a later version of this one may have written. `document` is null when we do not
   * understand it, or when it is not whole as far as we can tell.
   */
  | {
      readonly status: 'newer'
      readonly failure: Failure
      readonly document: T | null
      readonly isWhole: boolean
    }

/** The document in these bytes, decoded and held against its schema; one of an earlier format is migrated. */
export function stateIn<T>({ name: path, schema }: DocumentFile<T>, bytes: Uint8Array): Found<T> {
  const name = documentName(path)
  const decoded = decodeDocument(bytes, name)
  if (decoded.status === 'damaged') return decoded
  if (decoded.status === 'newer-format')
    return {
      status: 'newer',
      failure: newerFormat(path, decoded.format),
      document: readAs(schema, decoded.document).document,
      isWhole: decoded.document !== undefined,
    }
  const { format, sequence, sha256 } = decoded
  const { document, fault } = readAs(schema, migrated(name, format, decoded.document))
  if (fault === null) return { status: 'whole', document, sequence, sha256 }
  return isKeptForUs(name)
    ? { status: 'damaged', why: fault }
    : { status: 'newer', failure: unknownContent(path, fault), document: null, isWhole: true }
}

/**
 * True for what holds nobody's work, so that any good state of it will do. What a person may have written and is whole, though
 * we cannot show it, stays: an earlier state in its place would hide the work that is in it.
 */
export function isKeptForUs(name: string): boolean {
  return ['notebook.json', 'health.json', 'redo.json'].includes(name)
}

/** What the file of a document holds; null when there is none. Throws a Failure when the disk does not say. */
export async function readState<T>(
  { fs, folder }: { readonly fs: FileSystem; readonly folder: string },
  file: DocumentFile<T>,
): Promise<(Found<T> & { readonly stamp: FileStamp; readonly bytes: Uint8Array }) | null> {
  const path = join(folder, file.name)
  try {
    const found = await readWithStamp(fs, path).catch((error: unknown) => {
      if (errorCode(error) === 'EISDIR') return 'folder' as const
      throw error
    })
    if (found === null) return null
    if (found === 'folder')
      return { status: 'damaged', why: A_FOLDER, stamp: await fs.stamp(path), bytes: Buffer.alloc(0) }
    const state = stateIn(file, found.bytes)
    const isDamage =
      state.status === 'newer' && !state.isWhole && (await cannotBeNewer({ fs, folder }, file.name))
    return { ...found, ...(isDamage ? { status: 'damaged', why: NOT_NEWER } : state) }
  } catch (error) {
    throw notRead(error, path)
  }
}

/**
 * True for a document that a later version cannot have written, whatever format it names: its notebook would be of that, too.
 * Only the notebook itself and the record of its migration come before that.
 */
export async function cannotBeNewer(
  { fs, folder }: { readonly fs: FileSystem; readonly folder: string },
  name: string,
): Promise<boolean> {
  if (name === 'notebook.json' || name === 'redo.json') return false
  const notebook = await readWithStamp(fs, join(folder, 'notebook.json'))
  return notebook !== null && openEnvelope(notebook.bytes, 'notebook.json').status === 'ok'
}

/** Why such a document is damaged when it is not whole as ours are. */
export const NOT_NEWER = 'it names a format that its notebook does not have, and is not whole'

/** Why a document is damaged that some program made a folder of. */
export const A_FOLDER = 'there is a folder in its place'

/** The refusal to show, and to replace, what is whole and yet no such document as we know. */
function unknownContent(name: string, fault: string): Failure {
  return new Failure(
    'newer-format',
    `${fileWithoutPath(name)} holds something that this version of Sourcebook does not know (${fault.replace(/\.$/, '')}), so it cannot be changed here, and it was left as it is; open it with the version that wrote it, or go back to a backup under Notebook health.`,
  )
}

/** The refusal to change what a later version wrote. */
function newerFormat(name: string, format: number): Failure {
  return new Failure(
    'newer-format',
    `${fileWithoutPath(name)} was saved by a newer version of Sourcebook (format ${format}, this one knows ${FORMAT}), so it can only be read; update the app to change it.`,
  )
}
