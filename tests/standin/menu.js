'use strict'
const { app } = require('./app')
const { BrowserWindow } = require('./browser-window')
const { loud } = require('./loud')

let applicationMenu = null

/** A menu that nobody sees; a test finds an entry by its id and clicks it. */
function menuOf(items) {
  return loud('Menu', {
    items,
    getMenuItemById(id) {
      for (const item of items) {
        const found = item.id === id ? item : (item.submenu?.getMenuItemById(id) ?? null)
        if (found !== null) return found
      }
      return null
    },
  })
}

function itemOf(entry) {
  const submenu = Array.isArray(entry.submenu) ? buildFromTemplate(entry.submenu) : undefined
  const item = {
    enabled: true,
    visible: true,
    checked: false,
    ...entry,
    label: entry.label ?? entry.role ?? '',
    submenu,
  }
  const click = entry.click ?? (entry.role === 'quit' ? () => app.quit() : () => {})
  // A person's click comes with the entry and the window in front; a test's may come without.
  item.click = () => click(item, BrowserWindow.getFocusedWindow(), {})
  return item
}

const buildFromTemplate = (template) => menuOf(template.map(itemOf))

const Menu = loud('Menu', {
  buildFromTemplate,
  setApplicationMenu: (menu) => {
    applicationMenu = menu
  },
  getApplicationMenu: () => applicationMenu,
})

module.exports = { Menu }
