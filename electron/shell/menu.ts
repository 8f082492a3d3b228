import type { MenuItemConstructorOptions } from 'electron'
import type { NotebookEvent } from '../../shared/contract/events'
import { shortened } from '../../shared/model/shortened'
import type { HistoryState } from './follow-history'

/** What an entry of the menu asks the window to do. */
export type Command = Extract<NotebookEvent, { kind: 'command' }>['command']

type Choices = {
  readonly mac: boolean
  /** DevTools and reload are offered while developing only. */
  readonly packaged: boolean
  readonly history: HistoryState
  readonly send: (command: Command) => void
}

/**
 * The application menu. Entries that act on the notebook go to the window as commands, so that menu, key and palette
 * do the same thing.
 */
export function menuTemplate({ mac, packaged, history, send }: Choices): MenuItemConstructorOptions[] {
  // The window hears these keys itself and gives them to what has the focus: a field, the brief or the notebook. The
  // menu shows them but does not listen, or one key could act twice.
  const entry = (command: Command, label: string, accelerator?: string): MenuItemConstructorOptions => ({
    id: command,
    label,
    ...(accelerator !== undefined && { accelerator, registerAccelerator: false }),
    click: () => send(command),
  })
  const step = (command: 'undo' | 'redo', word: string, accelerator: string) => {
    const name = history[command]
    return { ...entry(command, labelOf(word, name), accelerator), enabled: name !== null }
  }
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        entry('import', 'Import…', 'CmdOrCtrl+O'),
        entry('export', 'Export Markdown…', 'CmdOrCtrl+E'),
        entry('print', 'Print…', 'CmdOrCtrl+P'),
        separator,
        entry('health', 'Notebook health…', 'Alt+Shift+H'),
        entry('back-up-now', 'Back up now'),
        separator,
        mac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        step('undo', 'Undo', 'CmdOrCtrl+Z'),
        step('redo', 'Redo', mac ? 'Cmd+Shift+Z' : 'Ctrl+Y'),
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        separator,
        entry('find', 'Find in text', 'CmdOrCtrl+F'),
        entry('search', 'Search the notebook', 'CmdOrCtrl+Shift+F'),
      ],
    },
    {
      label: '&View',
      submenu: [
        entry('palette', 'Commands', 'CmdOrCtrl+K'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        ...(packaged ? [] : [separator, { role: 'reload' } as const, { role: 'toggleDevTools' } as const]),
      ],
    },
    ...(mac ? [{ role: 'windowMenu' } as const] : []),
    // No accelerator: the key for this is "?", which must still be typed into fields.
    { role: 'help', label: '&Help', submenu: [entry('keys', 'Keys')] },
  ]
}

/** In a label a single `&` stands before the letter that chooses the entry; names of files may hold one. */
function labelOf(word: string, name: string | null): string {
  return name === null ? word : `${word}: ${shortened(name).replaceAll('&', '&&')}`
}
