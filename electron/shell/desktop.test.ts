import type { OpenDialogReturnValue, SaveDialogReturnValue } from 'electron'
import { expect, test, vi } from 'vitest'
import { electronDesktop } from './desktop'

const { dialog } = vi.hoisted(() => ({
  dialog: {
    showOpenDialog: vi.fn<(...values: unknown[]) => Promise<OpenDialogReturnValue>>(),
    showSaveDialog: vi.fn<(...values: unknown[]) => Promise<SaveDialogReturnValue>>(),
  },
}))
vi.mock('electron', () => ({ app: { getPath: () => '/home/me/Documents' }, dialog }))

const desktop = electronDesktop(() => null)

test('several files can be chosen, of any name', async () => {
  dialog.showOpenDialog.mockResolvedValueOnce({ canceled: false, filePaths: ['/a.txt', '/b'] })
  expect(await desktop.chooseFiles()).toEqual(['/a.txt', '/b'])
  expect(dialog.showOpenDialog).toHaveBeenCalledWith(
    expect.objectContaining({ properties: ['openFile', 'multiSelections'] }),
  )
  expect(dialog.showOpenDialog.mock.calls[0]?.[0]).not.toHaveProperty('filters')
})

test('a brief is offered its name in the documents folder', async () => {
  dialog.showSaveDialog.mockResolvedValueOnce({ canceled: false, filePath: '/tmp/brief.md' })
  expect(await desktop.saveFile('Heat pumps.md')).toBe('/tmp/brief.md')
  expect(dialog.showSaveDialog).toHaveBeenCalledWith(
    expect.objectContaining({ defaultPath: expect.stringMatching(/Documents.Heat pumps\.md$/) as string }),
  )
})

test('a dialog that is cancelled chooses nothing', async () => {
  dialog.showOpenDialog.mockResolvedValueOnce({ canceled: true, filePaths: [] })
  dialog.showSaveDialog.mockResolvedValueOnce({ canceled: true, filePath: '' })
  expect(await desktop.chooseFiles()).toEqual([])
  expect(await desktop.saveFile('brief.md')).toBeNull()
})
