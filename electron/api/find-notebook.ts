import { stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { Failure } from '../../shared/contract/failure'
import { createNotebook, isNotebook } from '../store/create-notebook'
import { documentsFolder } from './documents-folder'
import { NotebookGone } from './notebook-gone'
import { systemPorts } from './ports'
import { listRecoverable } from './recover-notebook'
import { changeSettings, readSettings } from './settings'

type Wanted = {
  /** The folder a person named; null for the notebook that was open last. */
  readonly named: string | null
  /** False for commands that only look: they make no notebook where there is none. */
  readonly create?: boolean
  /** The person wants an empty notebook also where there was another before. */
  readonly anew?: boolean
}

/**
 * The folder of the notebook to open: the one named, else the one open last, else a first notebook in the documents
 * folder. Throws a Failure when there is none and none may be made, and `NotebookGone` when there was one: a disk that is not
 * plugged in, or a folder that was deleted, must not make an empty notebook take its place.
 */
export async function findNotebook({ named, create = true, anew = false }: Wanted): Promise<string> {
  const { notebook: last } = await readSettings()
  const folder = named === null ? (last ?? join(await documentsFolder(), 'Sourcebook')) : resolve(named)
  if (await isNotebook(folder)) return folder
  if (!anew) {
    const lost = (await listRecoverable(null).catch(() => [])).find(({ lay }) => lay === folder) ?? null
    if (lost !== null || folder === last) throw new NotebookGone(folder, lost)
  }
  if (!create) await refuse(folder)
  await createNotebook(folder, basename(folder), systemPorts)
  return folder
}

/** Remember the notebook that was opened as the one to open next time. */
export async function rememberNotebook(folder: string): Promise<void> {
  const { notebook } = await readSettings()
  // Where settings cannot be written the notebook is open all the same; the next start asks for it again.
  if (notebook !== folder) await changeSettings((all) => ({ ...all, notebook: folder })).catch(() => {})
}

async function refuse(folder: string): Promise<never> {
  const there = await stat(folder).catch(() => null)
  const what = there === null ? `There is no folder ${folder}` : `${folder} is not a notebook`
  throw new Failure(
    'not-a-notebook',
    `${what}: name the folder of a notebook after --notebook, or import a text to make one.`,
  )
}
