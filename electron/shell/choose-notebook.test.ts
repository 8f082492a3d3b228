import type { MessageBoxReturnValue, OpenDialogReturnValue } from 'electron'
import { beforeEach, expect, test, vi } from 'vitest'
import { Failure } from '../../shared/contract/failure'
import { chooseNotebook } from './choose-notebook'

const { dialog } = vi.hoisted(() => ({
  dialog: {
    showMessageBox: vi.fn<(...values: unknown[]) => Promise<Pick<MessageBoxReturnValue, 'response'>>>(),
    showOpenDialog: vi.fn<(...values: unknown[]) => Promise<OpenDialogReturnValue>>(),
  },
}))
vi.mock('electron', () => ({ dialog }))

const gone = new Failure('gone', 'The notebook that was open last, /media/stick, is not there any more.')

beforeEach(() => vi.resetAllMocks())

test('when the last notebook is not there, the person may choose another folder', async () => {
  dialog.showMessageBox.mockResolvedValueOnce({ response: 0 })
  dialog.showOpenDialog.mockResolvedValueOnce({ canceled: false, filePaths: ['/home/me/Harbour'] })
  expect(await chooseNotebook(gone)).toBe('/home/me/Harbour')
  expect(dialog.showMessageBox).toHaveBeenCalledWith(expect.objectContaining({ detail: gone.message }))
})

test('leaving, or choosing nothing, is null', async () => {
  dialog.showMessageBox.mockResolvedValueOnce({ response: 1 })
  expect(await chooseNotebook(gone)).toBeNull()
  expect(dialog.showOpenDialog).not.toHaveBeenCalled()
  dialog.showMessageBox.mockResolvedValueOnce({ response: 0 })
  dialog.showOpenDialog.mockResolvedValueOnce({ canceled: true, filePaths: [] })
  expect(await chooseNotebook(gone)).toBeNull()
})

test('any other failure is for the start itself to tell', async () => {
  const damaged = new Failure('damaged', 'notebook.json is damaged.')
  await expect(chooseNotebook(damaged)).rejects.toBe(damaged)
  expect(dialog.showMessageBox).not.toHaveBeenCalled()
})
