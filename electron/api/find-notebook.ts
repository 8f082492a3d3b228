import { stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { Failure } from '../../shared/contract/failure'
import { createNotebook, isNotebook } from '../store/create-notebook'
import { documentsFolder } from './documents-folder'
import { systemPorts } from './ports'
import { changeSettings, readSettings } from './settings'

type Wanted = {
  /** The folder a person named; null for the notebook that was open last. */
  readonly named: string | null
  /** False for commands that only look: they make no notebook where there is none. */
  readonly create?: boolean
}

/**
 * The folder of the notebook to open: the one named, else the one open last, else a first notebook in the documents
 * folder. Throws a Failure when there is none and none may be made, or when the one open last is not there now:
 * a disk that is not plugged in must not make another notebook take its place.
 */
export async function findNotebook({ named, create = true }: Wanted): Promise<string> {
  const folder = named === null ? await lastOrFirst() : resolve(named)
  if (!(await isNotebook(folder))) {
    if (!create) await refuse(folder)
    await createNotebook(folder, basename(folder), systemPorts)
  }
  return folder
}

/** Remember the notebook that was opened as the one to open next time. */
export async function rememberNotebook(folder: string): Promise<void> {
  const { notebook } = await readSettings()
  // Where settings cannot be written the notebook is open all the same; the next start asks for it again.
  if (notebook !== folder) await changeSettings((all) => ({ ...all, notebook: folder })).catch(() => {})
}

async function lastOrFirst(): Promise<string> {
  const { notebook } = await readSettings()
  if (notebook === null) return join(await documentsFolder(), 'Sourcebook')
  if (await isNotebook(notebook)) return notebook
  const advice =
    'Bring it back, name another folder after --notebook, or look with “sourcebook backup recover” whether there are backups of it.'
  throw new Failure('gone', `The notebook that was open last, ${notebook}, is not there any more. ${advice}`)
}

async function refuse(folder: string): Promise<never> {
  const there = await stat(folder).catch(() => null)
  const what = there === null ? `There is no folder ${folder}` : `${folder} is not a notebook`
  throw new Failure(
    'not-a-notebook',
    `${what}: name the folder of a notebook after --notebook, or import a text to make one.`,
  )
}
