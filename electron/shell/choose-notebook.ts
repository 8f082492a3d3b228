import { dialog } from 'electron'
import { Failure } from '../../shared/contract/failure'

/**
 * Asks for the folder of another notebook when the one open last is not there. Null when the person would rather
 * leave; any other failure is thrown on.
 */
export async function chooseNotebook(error: unknown): Promise<string | null> {
  if (!(error instanceof Failure) || error.reason !== 'gone') throw error
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: 'Sourcebook',
    message: 'The notebook that was open last is not there',
    detail: error.message,
    buttons: ['Choose another folder…', 'Quit'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  })
  if (response !== 0) return null
  const chosen = await dialog.showOpenDialog({
    title: 'Open or make a notebook',
    properties: ['openDirectory', 'createDirectory'],
  })
  return chosen.filePaths[0] ?? null
}
