import { resolve } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import { focusWindow } from './window'

/**
 * Makes this process the one running Sourcebook of this person. False when there is one already: it has then been
 * told which notebook was asked for, and this process has nothing left to do.
 */
export function becomeOnlyInstance(notebook: string | null): boolean {
  // The folder goes as data of its own: Chromium reorders the command line that the first instance is shown.
  return app.requestSingleInstanceLock({ notebook: notebook === null ? null : resolve(notebook) })
}

/** When Sourcebook is started again, its window comes to the front, and says so if another notebook was meant. */
export function answerLaterInstances(window: BrowserWindow, folder: string): void {
  app.on('second-instance', (_event, _line, _cwd, asked) => {
    if (window.isDestroyed()) return // on its way out; the other process has ended by itself
    focusWindow(window)
    const notebook = notebookOf(asked)
    if (notebook === null || notebook === folder) return
    void dialog.showMessageBox(window, {
      type: 'info',
      message: `The notebook in ${folder} is open.`,
      detail: `To open the one in ${notebook}, quit Sourcebook and start it again.`,
      buttons: ['OK'],
    })
  })
}

/** What `becomeOnlyInstance` of the other process sent; checked, since another version may have sent it. */
function notebookOf(asked: unknown): string | null {
  if (typeof asked !== 'object' || asked === null || !('notebook' in asked)) return null
  return typeof asked.notebook === 'string' ? asked.notebook : null
}
