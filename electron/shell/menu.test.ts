import type { MenuItemConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import { NotebookEvent } from '../../shared/contract/events'
import type { HistoryState } from './follow-history'
import { type Command, menuTemplate } from './menu'

const systems = [
  ['on macOS', true],
  ['elsewhere', false],
] as const

function entriesOf(template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? entriesOf(item.submenu) : [])])
}

function menu(mac: boolean, packaged: boolean, history: HistoryState = { undo: null, redo: null }) {
  const sent: Command[] = []
  const send = (command: Command) => void sent.push(command)
  return { entries: entriesOf(menuTemplate({ mac, packaged, history, send })), sent }
}

test.each(systems)('every command of the contract has one entry, which sends it, %s', (_, mac) => {
  const { entries, sent } = menu(mac, true)
  const commands = NotebookEvent.options.flatMap((option) =>
    'command' in option.shape ? option.shape.command.options : [],
  )
  for (const command of commands) {
    const entry = entries.filter(({ id }) => id === command)
    expect(entry).toHaveLength(1)
    // A template's click takes no argument that ours looks at.
    ;(entry[0]?.click as (() => void) | undefined)?.()
  }
  expect(sent).toEqual(commands)
})

test.each(systems)(
  'undo and redo never go to the browser’s own history, and every key stays with the window, %s',
  (_, mac) => {
    const { entries } = menu(mac, true)
    expect(entries.filter(({ role }) => role === 'undo' || role === 'redo' || role === 'editMenu')).toEqual(
      [],
    )
    const shown = entries.filter(({ accelerator }) => accelerator !== undefined)
    expect(shown.map(({ id }) => id)).toEqual([
      'import',
      'export',
      'print',
      'health',
      'undo',
      'redo',
      'find',
      'search',
      'palette',
    ])
    expect(shown.filter(({ registerAccelerator }) => registerAccelerator !== false)).toEqual([])
  },
)

test.each(systems)('a packaged app offers neither DevTools nor reload, %s', (_, mac) => {
  const developing = (packaged: boolean) =>
    menu(mac, packaged).entries.filter(({ role }) => role === 'reload' || role === 'toggleDevTools').length
  expect(developing(true)).toBe(0)
  expect(developing(false)).toBe(2)
})

test('the app can be left from its menu on every system', () => {
  expect(menu(false, true).entries.some(({ role }) => role === 'quit')).toBe(true)
  expect(menu(true, true).entries.some(({ role }) => role === 'appMenu')).toBe(true)
})

function undoLabel(undo: string): string | undefined {
  return menu(false, true, { undo, redo: null }).entries.find(({ id }) => id === 'undo')?.label
}

function undoAndRedo(history: HistoryState) {
  const { entries } = menu(false, true, history)
  return entries
    .filter(({ id }) => id === 'undo' || id === 'redo')
    .map(({ label, enabled }) => [label, enabled])
}

test('undo and redo carry the name of what they would do, and rest when there is nothing', () => {
  expect(undoAndRedo({ undo: null, redo: null })).toEqual([
    ['Undo', false],
    ['Redo', false],
  ])
  expect(undoAndRedo({ undo: 'tag figure', redo: 'delete claim' })).toEqual([
    ['Undo: tag figure', true],
    ['Redo: delete claim', true],
  ])
})

test('the name of a file is shown as it is, but not at any length', () => {
  expect(undoLabel('import Q&A.txt')).toBe('Undo: import Q&&A.txt')
  expect(undoLabel(`import ${'long '.repeat(50)}.txt`)?.length).toBeLessThan(70)
})
