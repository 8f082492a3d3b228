import type { MessageBoxReturnValue, OpenDialogReturnValue } from 'electron'
import { beforeEach, expect, test, vi } from 'vitest'
import { Failure } from '../../shared/contract/failure'
import { NotebookId } from '../../shared/model/ids'
import { NotebookGone } from '../api/notebook-gone'
import { chooseNotebook } from './choose-notebook'

const { dialog } = vi.hoisted(() => ({
  dialog: {
    showMessageBox: vi.fn<(...values: unknown[]) => Promise<Pick<MessageBoxReturnValue, 'response'>>>(),
    showOpenDialog: vi.fn<(...values: unknown[]) => Promise<OpenDialogReturnValue>>(),
  },
}))
vi.mock('electron', () => ({ dialog }))

const folder = '/media/stick'
const unknown = new NotebookGone(folder, null)
const lost = {
  id: NotebookId.parse('n-0123456789abcdef'),
  title: 'Harbour',
  folder: '/home/me/settings/backups/n-0123456789abcdef',
  lay: folder,
  newest: {
    number: 3,
    place: 'outside' as const,
    cause: 'regular' as const,
    made: '2025-02-26T11:00:00.000Z',
    sources: 1,
    annotations: 2,
    briefs: 0,
  },
}
const buttons = () => dialog.showMessageBox.mock.calls[0]?.[0]

beforeEach(() => vi.resetAllMocks())

test('when the notebook is not there, the person may choose another folder', async () => {
  dialog.showMessageBox.mockResolvedValueOnce({ response: 0 })
  dialog.showOpenDialog.mockResolvedValueOnce({ canceled: false, filePaths: ['/home/me/Harbour'] })
  expect(await chooseNotebook(unknown)).toEqual({ open: 'another', folder: '/home/me/Harbour' })
  expect(buttons()).toMatchObject({
    detail: unknown.what,
    buttons: ['Choose another folder…', 'Make an empty notebook there', 'Quit'],
  })
})

test('one of which there are backups is brought back first of all', async () => {
  dialog.showMessageBox.mockResolvedValueOnce({ response: 0 })
  expect(await chooseNotebook(new NotebookGone(folder, lost))).toEqual({ open: 'recovered', lost, folder })
  expect(buttons()).toMatchObject({
    detail: expect.stringMatching(/“Harbour” lay there, and backups of it lie in /) as unknown,
  })
})

test('an empty one in its place is a choice of its own', async () => {
  dialog.showMessageBox.mockResolvedValueOnce({ response: 2 })
  expect(await chooseNotebook(new NotebookGone(folder, lost))).toEqual({ open: 'empty', folder })
})

test('leaving, or choosing nothing, is null', async () => {
  dialog.showMessageBox.mockResolvedValueOnce({ response: 2 })
  expect(await chooseNotebook(unknown)).toBeNull()
  expect(dialog.showOpenDialog).not.toHaveBeenCalled()
  dialog.showMessageBox.mockResolvedValueOnce({ response: 0 })
  dialog.showOpenDialog.mockResolvedValueOnce({ canceled: true, filePaths: [] })
  expect(await chooseNotebook(unknown)).toBeNull()
})

test('any other failure is for the start itself to tell', async () => {
  const damaged = new Failure('damaged', 'notebook.json is damaged.')
  await expect(chooseNotebook(damaged)).rejects.toBe(damaged)
  expect(dialog.showMessageBox).not.toHaveBeenCalled()
})
