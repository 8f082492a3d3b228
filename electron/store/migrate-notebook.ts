import { basename, join } from 'node:path'
import type { Failure } from '../../shared/contract/failure'
import { FORMAT } from '../../shared/model/notebook'
import type { Progress } from './backups/take-snapshot'
import { changeTogether, isInside, type StagedChange } from './change-together'
import { notRead, notSaved, whyNot } from './disk-failure'
import { decodeDocument, encodeDocument } from './document-codec'
import { documentName } from './document-name'
import { documentSchema } from './document-schemas'
import { isTemporary, stageDurably } from './durable-file'
import { type FileSystem, orAbsent, readWithStamp } from './file-system'
import { FILES_AT_ONCE, inParallel } from './in-parallel'
import { migrated } from './migrations'
import { readAs } from './read-as'

export type MigrationPorts = {
  /** Makes the backup to which a person can go back, before anything is changed. Without one nothing is. */
  readonly backup: (onProgress: (progress: Progress) => void) => Promise<unknown>
  /** Told how many sources are in the backup by now, and then of how many documents it is known whether they had to change. */
  readonly progress: (progress: MigrationProgress) => void
  /** Told when all is done, and which format the notebook had. */
  readonly finished: (from: number) => void
}

export type MigrationProgress = Progress & { readonly step: 'backup' | 'documents' }

/**
 * Bring a notebook of an earlier format up to date: all documents that may change, also those in the trash, in one change that
 * is made as a whole or not at all. Versions are never rewritten; they are migrated whenever they are read. What cannot be read
 * keeps its format, since every document tells its own. Does nothing to a notebook of the present format. To be called with the
 * lock, and with no change left unfinished. Throws a Failure when that was not possible; the notebook then reads as before.
 */
export async function migrateNotebook(fs: FileSystem, folder: string, ports: MigrationPorts): Promise<void> {
  const notebook = await readEarlier(fs, folder, 'notebook.json')
  if (notebook === null) return
  const backup = ports.backup((progress) => ports.progress({ step: 'backup', ...progress }))
  await backup.catch((error: unknown) => {
    throw notSaved(error, folder)
  })
  const paths = await listFiles(fs, folder)
  // What an attempt before this one left behind is in nobody's way, so that it cannot be removed is no reason to stop.
  for (const path of paths.filter(isLeft)) await fs.unlink(join(folder, path)).catch(() => undefined)
  const changing = paths.filter((path) => !isLeft(path))
  let done = 0
  const stages = changing.map((path) => async (): Promise<StagedChange | null> => {
    const staged = await stageMigrated(fs, folder, path)
    done += 1
    ports.progress({ step: 'documents', done, of: changing.length })
    return staged
  })
  await changeTogether(fs, folder, stages)
  ports.finished(notebook.format)
}

/** Why a notebook stays in the format that it has, in a sentence. */
export function notMigrated(error: Failure): string {
  return `The notebook was saved by an earlier version of Sourcebook and could not be brought up to date because ${whyNot(error)}; until then it is open for reading only, and nothing in it is lost.`
}

/** The new state of a document, laid beside its file; null when there is nothing to change or nothing that could be. */
async function stageMigrated(fs: FileSystem, folder: string, path: string): Promise<StagedChange | null> {
  const name = documentName(path)
  const stored = documentSchema(name)
  const found = stored === null ? null : await readEarlier(fs, folder, path).catch(() => null)
  if (stored === null || found === null) return null
  const { document, fault } = readAs(stored.schema, migrated(name, found.format, found.document))
  if (fault !== null) return null
  const { bytes } = encodeDocument({ name, sequence: found.sequence + 1, document })
  const staged = await stageDurably(fs, join(folder, path), bytes)
  return { ...staged, settle: () => undefined }
}

/** A whole document of an earlier format; null for any other. */
async function readEarlier(fs: FileSystem, folder: string, path: string) {
  const found = await readWithStamp(fs, join(folder, path)).catch((error: unknown) => {
    throw notRead(error, join(folder, path))
  })
  const decoded = found === null ? null : decodeDocument(found.bytes, documentName(path))
  return decoded?.status === 'ok' && decoded.format < FORMAT ? decoded : null
}

/** A copy that another program made may bear the name of a document and more; it is nobody's to change. */
function isChanging(path: string): boolean {
  return documentSchema(documentName(path))?.changes === true && isInside(path)
}

function isLeft(path: string): boolean {
  return isTemporary(basename(path))
}

function matters(path: string): boolean {
  return isLeft(path) || isChanging(path)
}

/** The paths of all documents that may change, and of what was left behind beside them. */
async function listFiles(fs: FileSystem, folder: string): Promise<string[]> {
  const list = async (path: string): Promise<string[]> => {
    try {
      const names = (await orAbsent(fs.readdir(join(folder, path)))) ?? []
      return names.map((name) => (path === '' ? name : `${path}/${name}`))
    } catch (error) {
      throw notRead(error, join(folder, path))
    }
  }
  const outside = (await inParallel(['', 'briefs', 'sources', 'trash'], FILES_AT_ONCE, list)).flat()
  const folders = outside.filter((path) => /^(sources|trash)\/s-[^/]+$/.test(path))
  // Folder by folder, so that nobody waits long for the processor.
  const within = await inParallel(folders, FILES_AT_ONCE, async (path) =>
    [...(await list(path)), ...(await list(`${path}/annotations`))].filter(matters),
  )
  return [...outside.filter(matters), ...within.flat()]
}
