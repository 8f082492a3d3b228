import { dialog } from 'electron'
import { NotebookGone } from '../api/notebook-gone'
import type { OutsideNotebook } from '../store/backups/list-outside'

/** What a person wants to be opened in place of a notebook that is not where it was. */
export type InPlace =
  | { readonly open: 'recovered'; readonly lost: OutsideNotebook; readonly folder: string }
  | { readonly open: 'another' | 'empty'; readonly folder: string }

/**
 * Asks what to do about a notebook that is not where it was: bring it back from its backups where there are any, open another
 * folder, or begin anew there. Null when the person would rather leave; any other failure is thrown on.
 */
export async function chooseNotebook(error: unknown): Promise<InPlace | null> {
  if (!(error instanceof NotebookGone)) throw error
  const { folder, lost } = error
  const ways = [
    ...(lost === null ? [] : [{ label: 'Bring it back from its backup', way: 'recovered' as const, lost }]),
    { label: 'Choose another folder…', way: 'another' as const },
    { label: 'Make an empty notebook there', way: 'empty' as const },
  ]
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: 'Sourcebook',
    message: 'The notebook is not there any more',
    detail: error.what,
    buttons: [...ways.map(({ label }) => label), 'Quit'],
    defaultId: 0,
    cancelId: ways.length,
    noLink: true,
  })
  const chosen = ways[response]
  if (chosen === undefined) return null
  if (chosen.way === 'recovered') return { open: 'recovered', lost: chosen.lost, folder }
  if (chosen.way === 'empty') return { open: 'empty', folder }
  const { filePaths } = await dialog.showOpenDialog({
    title: 'Open or make a notebook',
    properties: ['openDirectory', 'createDirectory'],
  })
  return filePaths[0] === undefined ? null : { open: 'another', folder: filePaths[0] }
}
