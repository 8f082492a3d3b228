'use strict'
const { EventEmitter } = require('node:events')
const { loud } = require('./loud')
const { standin } = require('./state')

// What an app shows or learns outside its windows. Dialogs are noted and answered as if cancelled, and links are noted
// and not opened; a test gives them other answers by replacing the function, as it does with the real Electron.

const note =
  (name, answer) =>
  async (...args) => {
    const shown = args.filter((arg) => !(arg instanceof EventEmitter)) // all but the window
    standin.recorded.push({ name, args: shown })
    return answer
  }

const dialog = loud('dialog', {
  showOpenDialog: note('showOpenDialog', { canceled: true, filePaths: [] }),
  showSaveDialog: note('showSaveDialog', { canceled: true, filePath: '' }),
  showMessageBox: note('showMessageBox', { response: 0, checkboxChecked: false }),
  showErrorBox: (title, content) => {
    standin.recorded.push({ name: 'showErrorBox', args: [title, content] })
    console.error(`${title}: ${content}`)
  },
})

const display = { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } }
const screen = loud('screen', { getPrimaryDisplay: () => display, getAllDisplays: () => [display] })

const nativeTheme = loud(
  'nativeTheme',
  Object.assign(new EventEmitter(), { shouldUseDarkColors: false, shouldUseHighContrastColors: false }),
)

const shell = loud('shell', { openExternal: note('openExternal', undefined) })

module.exports = { dialog, nativeTheme, screen, shell }
