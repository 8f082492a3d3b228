import { join } from 'node:path'
import { Failure } from '../../shared/contract/failure'
import { Notebook } from '../../shared/model/notebook'
import { finishChange } from './change-together'
import { damagedNotebook, folderState } from './create-notebook'
import { DurableAdapter } from './durable-adapter'
import { type FileSystem, orAbsent, realFileSystem } from './file-system'
import { sweep } from './incoming'
import { glimpse, type LoadedLibrary, loadLibrary } from './load-library'
import { acquireLock } from './lock'
import { type MigrationPorts, migrateNotebook, notMigrated } from './migrate-notebook'
import { NotebookStore, type Opened, type ReadOnly, type StorePorts } from './notebook-store'

export type OpenOptions = {
  /** Take the notebook from a computer that did not give it back. */
  readonly takeOver?: boolean
  /** Look at it without becoming its writer. */
  readonly readOnly?: boolean
  /** Told which notebook it is as soon as that is known, long before it is open. */
  readonly found?: (notebook: Notebook) => void
  /** What bringing a notebook of an earlier format up to date needs. */
  readonly migration?: Partial<MigrationPorts>
}

/**
 * Open the notebook in `folder`. Where we cannot become its one writer (another program has it, the disk takes no
 * changes, a later version wrote it) it is open for reading, and `readOnly` says why.
 */
export async function openNotebook(
  folder: string,
  ports: StorePorts,
  options: OpenOptions = {},
): Promise<NotebookStore> {
  const fs = ports.fs ?? realFileSystem
  // A failure of this early look says nothing: what matters is looked at again.
  const early = glimpse(fs, folder).catch(() => null)
  const { notebook, newer } = await readNotebook(fs, folder)
  options.found?.(notebook)
  const asked = options.readOnly === true ? { reason: 'read-only' as const, message: OPENED_TO_READ } : newer
  let access =
    asked === null ? await becomeWriter(fs, folder, ports, options) : { readOnly: asked, lock: null }
  try {
    if (access.lock !== null) {
      await finishChange(fs, folder)
      access = await bringUpToDate(fs, folder, access, options)
    }
    // Without the lock the writer may be at work at this moment, so the catalogue is doubted as after a crash.
    const afterCrash = access.lock?.afterCrash ?? true
    const library = await loadLibrary(fs, folder, { afterCrash, early: await early })
    if (access.lock !== null) await tidy(fs, folder, library, afterCrash)
    return new NotebookStore({ fs, folder, notebook, library, access, compared: afterCrash }, ports)
  } catch (error) {
    await access.lock?.release()
    throw error
  }
}

const OPENED_TO_READ = 'The notebook was opened for reading only; open it without that option to change it.'

async function readNotebook(
  fs: FileSystem,
  folder: string,
): Promise<{ notebook: Notebook; newer: ReadOnly | null }> {
  const adapter = new DurableAdapter(fs, { folder, name: 'notebook.json', schema: Notebook })
  const notebook = await adapter.read()
  if (notebook !== null) return { notebook, newer: adapter.newer }
  const state = await folderState(fs, folder)
  if (state === 'remains') throw damagedNotebook(folder)
  throw new Failure(
    'not-a-notebook',
    `There is no notebook in ${folder}; choose another folder, or make a new one.`,
  )
}

async function becomeWriter(
  fs: FileSystem,
  folder: string,
  { now }: StorePorts,
  { takeOver = false }: OpenOptions,
): Promise<Opened['access']> {
  try {
    return { readOnly: null, lock: await acquireLock(fs, folder, { now, takeOver }) }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { readOnly: { reason: error.reason, message: error.message }, lock: null }
  }
}

/** A notebook that cannot be brought up to date opens for reading, and is left to whoever can. */
async function bringUpToDate(
  fs: FileSystem,
  folder: string,
  access: Opened['access'],
  { migration = {} }: OpenOptions,
): Promise<Opened['access']> {
  const ports = { backup: async () => undefined, progress: () => undefined, ...migration }
  try {
    await migrateNotebook(fs, folder, ports)
    return access
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    await access.lock?.release()
    return { readOnly: { reason: error.reason, message: notMigrated(error) }, lock: null }
  }
}

/** Leftovers harm nobody, so that they cannot be removed is no reason not to open. */
async function tidy(
  fs: FileSystem,
  folder: string,
  { strays, derived }: LoadedLibrary,
  afterCrash: boolean,
): Promise<void> {
  try {
    await sweep(fs, join(folder, 'sources'), strays)
    // Only a writer that died leaves anything in the other places, and it can only be where it was at work.
    const places = [
      '',
      'briefs',
      'trash',
      ...derived.flatMap((id) => [`sources/${id}`, `sources/${id}/annotations`]),
    ]
    if (!afterCrash) return
    const trash = (await orAbsent(fs.readdir(join(folder, 'trash')))) ?? []
    // Sources come out of the trash by a change of several documents, some of which lie there.
    const trashed = trash.filter((name) => name.startsWith('s-'))
    places.push(...trashed.flatMap((name) => [`trash/${name}`, `trash/${name}/annotations`]))
    for (const place of places) await sweep(fs, join(folder, place))
  } catch {
    // They are tried again after the next crash.
  }
}
