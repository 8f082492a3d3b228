import { join } from 'node:path'
import { openEnvelope } from './document-codec'
import { documentName } from './document-name'
import { documentSchema } from './document-schemas'
import { errorCode, type FileSystem, orAbsent } from './file-system'
import { migrated } from './migrations'
import { readAs } from './read-as'
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
 * Judge the file of a document at `path` inside the notebook, or that of its last good generation. Unless it is read, only
 * its envelope is opened, which tells whether the file is as it was written; `document` is undefined then. The envelope of
 * the first format did not name its document, so that one is read in any case.
 */
export async function judgeDocument(
  { fs, notebook, slices }: JudgePorts,
  path: string,
  { read }: { read: boolean } = { read: true },
): Promise<Judged> {
  const name = documentName(path.replace(/\.previous$/, ''))
  let file: Uint8Array | null
  try {
    file = await readWhole(fs, join(notebook, path))
  } catch (error) {
    return { status: 'unreadable', bytes: 0, why: whyUnreadable(error) }
  }
  if (file === null) return { status: 'absent', bytes: 0 }
  const bytes = file.length
  await slices.turn()
  const envelope = openEnvelope(file, name)
  if (envelope.status === 'damaged') return { status: 'damaged', bytes, why: envelope.why }
  if (envelope.status === 'newer-format') return { status: 'newer', bytes }
  const { format, sequence, body } = envelope
  if (!read && format > 1) return { status: 'whole', bytes, sequence, document: undefined }
  await slices.turn()
  const text = body.toString()
  await slices.turn()
  const raw = parse(text)
  if (raw === undefined) return { status: 'damaged', bytes, why: 'it is not JSON' }
  await slices.turn()
  const document = migrated(name, format, raw)
  const schema = documentSchema(name)?.schema
  // Only where there is more in it than the schema knows is the longer way needed to tell whether that is all.
  const fits = schema === undefined || schema.safeParse(document).success
  const why = fits ? null : readAs(schema, document).fault
  return why === null
    ? { status: 'whole', bytes, sequence, document }
    : { status: 'damaged', bytes, why: why.replace(/\.$/, '') }
}

/** The whole file; null when there is none. */
export async function readWhole(fs: FileSystem, path: string): Promise<Uint8Array | null> {
  const file = await orAbsent(fs.open(path, 'read'))
  if (file === null) return null
  try {
    return await file.read()
  } finally {
    await file.close()
  }
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
