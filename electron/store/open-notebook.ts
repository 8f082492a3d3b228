import { join } from 'node:path'
import { Failure } from '../../shared/contract/failure'
import type { Notebook } from '../../shared/model/notebook'
import { keepAside, moveAside, moveTemporariesAside } from './aside'
import { dropCatalogue } from './catalogue-file'
import { finishChange, RECORD } from './change-together'
import { makeFoldersOf } from './create-notebook'
import { whyNot } from './disk-failure'
import { fileInWords } from './file-in-words'
import { type FileSystem, orAbsent, realFileSystem } from './file-system'
import type { Home } from './home'
import { sweep } from './incoming'
import { glimpse, type LoadedLibrary, loadLibrary } from './load-library'
import { acquireLock } from './lock'
import { type MigrationPorts, migrateNotebook, notMigrated } from './migrate-notebook'
import { NotebookStore, type Opened, type StorePorts } from './notebook-store'
import { type Care, takeCare } from './take-care'
import { idOutside, mendNotebook, readNotebook } from './which-notebook'

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
  const seen = await readNotebook(fs, folder)
  if (seen.notebook !== null) options.found?.(seen.notebook)
  const asked =
    options.readOnly === true ? { reason: 'read-only' as const, message: OPENED_TO_READ } : seen.readOnly
  let access: Opened['access'] =
    asked === null ? await becomeWriter(fs, folder, ports, options) : { readOnly: asked, lock: null }
  let id = seen.notebook?.id ?? (await idOutside(fs, folder, ports))
  let care = takeCare(fs, folder, ports, { id, access })
  // Without the lock the writer may be at work at this moment, so the catalogue is doubted as after a crash.
  let afterCrash = access.lock?.afterCrash ?? true
  const giveBack = async () => {
    await care.health.finish()
    await (afterCrash ? access.lock?.leave() : access.lock?.release())
  }
  /** What we could not do is left to the next writer. */
  const onlyRead = async (error: unknown, inWords: (failure: Failure) => string) => {
    if (!(error instanceof Failure)) throw error
    await giveBack()
    access = { readOnly: { reason: error.reason, message: inWords(error) }, lock: null }
    afterCrash = true
    care = takeCare(fs, folder, ports, { id, access })
  }
  try {
    let spoilt = false
    // Where that is not possible, whatever needs the folder says so.
    if (access.lock !== null) await makeFoldersOf(fs, folder).catch(() => undefined)
    if (access.lock !== null)
      await finishChange(fs, folder, {
        spoilt: async (why) => {
          afterCrash = true
          spoilt = true
          await putRecordAside(care, why, ports.now())
        },
        keepTheirs: (file) => keepTheirs(care, file, ports.now()),
      }).catch((error: unknown) => onlyRead(error, notFinished))
    const notebook = seen.notebook ?? (await mendNotebook(care, seen.fault))
    if (seen.notebook === null) {
      options.found?.(notebook)
      // Which notebook it is, and with it where its backups elsewhere are, is certain only now.
      const { health } = care
      id = notebook.id
      care = takeCare(fs, folder, ports, { id, access, health })
    }
    if (access.lock !== null)
      await bringUpToDate(care, options).catch((error: unknown) => onlyRead(error, notMigrated))
    const library = await loadLibrary(care.home, { afterCrash, early: await early })
    if (access.lock !== null) {
      // What is being written must not be taken for a leftover.
      await care.health.finish()
      await tidy(care.home, library, afterCrash, spoilt ? ports.now() : null)
    }
    return new NotebookStore({ ...care, notebook, library, access, compared: afterCrash }, ports)
  } catch (error) {
    await giveBack()
    throw error
  }
}

const OPENED_TO_READ = 'The notebook was opened for reading only; open it without that option to change it.'

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
    const message = error.cause === undefined ? error.message : onlyToRead(error)
    return { readOnly: { reason: error.reason, message }, lock: null }
  }
}

/** Why the disk lets nobody write, where nothing was to be saved yet. */
function onlyToRead(failure: Failure): string {
  return `The notebook is open for reading only, because ${whyNot(failure)}.`
}

async function bringUpToDate({ home, backups }: Care, { migration = {} }: OpenOptions): Promise<void> {
  const backup: MigrationPorts['backup'] = (onProgress) => backups.make('before-migration', onProgress)
  await migrateNotebook(home.fs, home.folder, { backup, progress: untold, finished: untold, ...migration })
}

function untold(): void {}

/** Why a change of several documents is still as the process left it that died, in a sentence. */
function notFinished(failure: Failure): string {
  return `A change of several documents was cut short the last time and could not be finished because ${whyNot(failure)}; until then the notebook is open for reading only, and a part of it may show what it was before that change. Nothing is lost.`
}

/** Another program changed a document between the moment when ours was certain and the one when it was in place. */
async function keepTheirs({ home, health }: Care, file: string, now: string): Promise<void> {
  const keptAs = await keepAside(home, file, now)
  const message = `${fileInWords(file)} was changed by another program before a change of yours that had been cut short was finished; your change is in it now, and what that program wrote lies in ${keptAs}. Compare the two.`
  health.note({ kind: 'conflict-copy', file, message, mended: true, keptAs })
}

/** What a change of several documents left, of which nobody can tell any more how it was to go on. */
async function putRecordAside({ home, health }: Care, why: string, now: string): Promise<void> {
  // Whatever was changed, it is to be read from the sources, and so what was left beside them is found.
  await dropCatalogue(home.fs, home.folder)
  const keptAs = await moveAside(home, RECORD, now)
  const message = `The note of a change of several documents that was cut short (${RECORD}) was damaged (${why}); each of them is as it was found, and the note lies in ${keptAs} with what else was left of the change. Look whether your last change is there.`
  health.note({ kind: 'damaged', file: RECORD, message, mended: false, keptAs })
}

/**
 * Leftovers harm nobody, so that they cannot be removed is no reason not to open. With a time they are moved aside instead:
 * they may be all there is of a change.
 */
async function tidy(
  { fs, folder }: Home,
  { strays, derived }: LoadedLibrary,
  afterCrash: boolean,
  asideAt: string | null,
): Promise<void> {
  const clean = async (place: string, names?: readonly string[]) => {
    if (asideAt !== null) await moveTemporariesAside({ fs, folder }, place, asideAt)
    await sweep(fs, join(folder, place), names)
  }
  try {
    await clean('sources', strays)
    // A power cut after closing may take away the lock for good, and bring back a name that was taken away before it.
    await clean('')
    // Only a writer that died leaves anything in the other places, and it can only be where it was at work.
    const places = ['briefs', ...derived.flatMap((id) => [`sources/${id}`, `sources/${id}/annotations`])]
    if (!afterCrash) return
    const trash = (await orAbsent(fs.readdir(join(folder, 'trash')))) ?? []
    // Sources and briefs come out of the trash by a change of several documents, some of which lie there.
    const trashed = trash.filter((name) => name.startsWith('s-'))
    places.push('trash', ...trashed.flatMap((name) => [`trash/${name}`, `trash/${name}/annotations`]))
    for (const place of places) await clean(place)
    // A backup that was cut short is made anew.
    const shares = (await orAbsent(fs.readdir(join(folder, 'backups/objects')))) ?? []
    for (const place of ['backups', ...shares.map((share) => `backups/objects/${share}`)])
      await sweep(fs, join(folder, place))
  } catch {
    // They are tried again after the next crash.
  }
}
