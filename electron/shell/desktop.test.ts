import type { OpenDialogReturnValue, SaveDialogReturnValue } from 'electron'
import { expect, test, vi } from 'vitest'
import { electronDesktop } from './desktop'

const { app, dialog, shell } = vi.hoisted(() => ({
  app: {
    getPath: () => '/home/me/Documents',
    relaunch: vi.fn<(options: { args: string[] }) => void>(),
    quit: vi.fn<() => void>(),
  },
  shell: { openExternal: vi.fn<(url: string) => Promise<void>>() },
  dialog: {
    showOpenDialog: vi.fn<(...values: unknown[]) => Promise<OpenDialogReturnValue>>(),
    showSaveDialog: vi.fn<(...values: unknown[]) => Promise<SaveDialogReturnValue>>(),
  },
}))
vi.mock('electron', () => ({ app, dialog, shell }))

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

test('a link opens in the program that the system has for it; when there is none, that is said', async () => {
  await desktop.openLink('https://courier.example/fund')
  expect(shell.openExternal).toHaveBeenCalledExactlyOnceWith('https://courier.example/fund')
  shell.openExternal.mockRejectedValueOnce(new Error('Failed to open: no application (0x483)'))
  await expect(desktop.openLink('mailto:desk@courier.example')).rejects.toMatchObject({
    reason: 'unavailable',
  })
})

test('what is no web page and no mail address never reaches the system, whoever asks', async () => {
  shell.openExternal.mockClear()
  await expect(desktop.openLink('file:///usr/bin/true')).rejects.toMatchObject({ reason: 'invalid-input' })
  expect(shell.openExternal).not.toHaveBeenCalled()
})

test('another notebook is opened by starting anew on it, once this window has its answer', async () => {
  await desktop.openNotebook('/home/me/Harbour (as of 2025-02-26)')
  expect(app.quit).not.toHaveBeenCalled()
  expect(app.relaunch.mock.calls[0]?.[0].args.slice(-2)).toEqual([
    '--notebook',
    '/home/me/Harbour (as of 2025-02-26)',
  ])
  await vi.waitFor(() => expect(app.quit).toHaveBeenCalledOnce())
})
