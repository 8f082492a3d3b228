import { join } from 'node:path'
import { FORMAT } from '../../shared/model/notebook'
import { openEnvelope } from './document-codec'
import { documentName } from './document-name'
import { documentSchema } from './document-schemas'
import { errorCode, type FileSystem, readWhole } from './file-system'
import { migrated } from './migrations'
import { readAs } from './read-as'
import { A_FOLDER, cannotBeNewer, isKeptForUs, NOT_NEWER } from './read-state'
import type { Slices } from './slices'

/** What the file of a document turned out to be. */
export type Judged =
  | {
      readonly status: 'whole'
      readonly bytes: number
      readonly sequence: number
      readonly document: unknown
    }
  /** A later version of Sourcebook wrote it, so that nobody here can tell. */
  | { readonly status: 'newer'; readonly bytes: number }
  /** It is as somebody wrote it, and yet no such document as we know. */
  | { readonly status: 'unknown'; readonly bytes: number; readonly why: string }
  | { readonly status: 'damaged'; readonly bytes: number; readonly why: string }
  | { readonly status: 'unreadable'; readonly bytes: 0; readonly why: string }
  | { readonly status: 'absent'; readonly bytes: 0 }

export type JudgePorts = {
  readonly fs: FileSystem
  readonly notebook: string
  /** Each step of a large document is short enough; all of them at once would not be. */
  readonly slices: Slices
}

/**
 * How closely a document is looked at. Its envelope tells whether the file is as it was written; `document` is undefined
 * then. To read it tells what it holds, and the schema whether that is such a document. One of an earlier format is held
 * against its schema in any case, since it is migrated.
 */
export type Closeness = 'envelope' | 'read' | 'schema'

/** Judge the file of a document at `path` inside the notebook, or that of its last good generation. */
export async function judgeDocument(
  { fs, notebook, slices }: JudgePorts,
  path: string,
  closeness: Closeness = 'schema',
): Promise<Judged> {
  const name = documentName(path.replace(/\.previous$/, ''))
  const file = await readWhole(fs, join(notebook, path)).catch((error: unknown): Judged => {
    if (errorCode(error) === 'EISDIR') return { status: 'damaged', bytes: 0, why: A_FOLDER }
    return { status: 'unreadable', bytes: 0, why: whyUnreadable(error) }
  })
  if (file !== null && 'status' in file) return file
  if (file === null) return { status: 'absent', bytes: 0 }
  const bytes = file.length
  const envelope = await slices.run(() => openEnvelope(file, name))
  if (envelope.status === 'damaged') return { status: 'damaged', bytes, why: envelope.why }
  if (envelope.status === 'newer-format') {
    const isDamage = envelope.body === null && (await cannotBeNewer({ fs, folder: notebook }, path))
    return isDamage ? { status: 'damaged', bytes, why: NOT_NEWER } : { status: 'newer', bytes }
  }
  const { format, sequence, body } = envelope
  const isPresent = format === FORMAT
  if (isPresent && closeness === 'envelope') return { status: 'whole', bytes, sequence, document: undefined }
  const text = await slices.run(() => body.toString())
  const raw = await slices.run(() => parse(text))
  if (raw === undefined) return { status: 'damaged', bytes, why: 'it is not JSON' }
  if (isPresent && closeness === 'read') return { status: 'whole', bytes, sequence, document: raw }
  const { document, fault } = await slices.run(() => fitted(name, format, raw))
  if (fault === null) return { status: 'whole', bytes, sequence, document }
  return { status: isKeptForUs(name) ? 'damaged' : 'unknown', bytes, why: fault.replace(/\.$/, '') }
}

/** The document in the present format, and why it is none of its name. */
function fitted(
  name: string,
  format: number,
  raw: unknown,
): { readonly document: unknown; readonly fault: string | null } {
  const document = migrated(name, format, raw)
  const schema = documentSchema(name)?.schema
  // Only where there is more in it than the schema knows is the longer way needed to tell whether that is all.
  const fits = schema === undefined || schema.safeParse(document).success
  return { document, fault: fits ? null : readAs(schema, document).fault }
}

/** Why a file could not be read. What no disk said is a bug. */
export function whyUnreadable(error: unknown): string {
  const code = errorCode(error)
  if (code === null) throw error
  return code === 'EACCES' || code === 'EPERM'
    ? `this account may not read it (${code})`
    : `the disk reported an error (${code})`
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
