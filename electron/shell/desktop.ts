import { join } from 'node:path'
import { app, type BrowserWindow, dialog, shell } from 'electron'
import { Failure } from '../../shared/contract/failure'
import type { Desktop } from '../api/desktop'
import { linkToOpen } from '../api/link-to-open'
import { argumentsFor } from './arguments'

/** The desktop's own dialogs, shown as part of `window`. The paths they give stay in this process. */
export function electronDesktop(window: () => BrowserWindow | null): Desktop {
  const choose = (options: Electron.OpenDialogOptions) => {
    const parent = window()
    return parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options)
  }
  return {
    async chooseFiles() {
      // No filter by extension: what a file holds decides, and a filter would hide files without one.
      const options: Electron.OpenDialogOptions = {
        title: 'Import texts',
        buttonLabel: 'Import',
        properties: ['openFile', 'multiSelections'],
      }
      const chosen = await choose(options)
      return chosen.canceled ? [] : chosen.filePaths
    },
    async chooseFolder() {
      const options: Electron.OpenDialogOptions = {
        title: 'Import a folder of texts',
        buttonLabel: 'Import',
        properties: ['openDirectory'],
      }
      const chosen = await choose(options)
      return chosen.canceled ? null : (chosen.filePaths[0] ?? null)
    },
    async saveFile(suggestedName) {
      const options: Electron.SaveDialogOptions = {
        title: 'Export Markdown',
        buttonLabel: 'Export',
        defaultPath: join(app.getPath('documents'), suggestedName),
        filters: [{ name: 'Markdown', extensions: ['md'] }],
      }
      const parent = window()
      const chosen = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options))
      return chosen.canceled || chosen.filePath === '' ? null : chosen.filePath
    },
    async openNotebook(folder) {
      app.relaunch({ args: argumentsFor(folder, process.argv.slice(1)) })
      setImmediate(() => app.quit()) // the window is answered first
    },
    async openLink(href) {
      try {
        await shell.openExternal(linkToOpen(href))
      } catch (error) {
        if (error instanceof Failure) throw error
        throw new Failure('unavailable', 'The system found no program that opens this link.', {
          cause: error,
        })
      }
    },
  }
}
