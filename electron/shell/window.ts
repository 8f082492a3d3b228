import { BrowserWindow, dialog, nativeTheme, screen } from 'electron'
import type { Theme } from '../../shared/model/preferences'
import { boundsToOpen, type WindowState } from './window-bounds'
import { type DrawnTheme, windowOptions } from './window-options'

type Choices = {
  readonly page: string
  readonly preload: string
  readonly packaged: boolean
  readonly left: WindowState | null
  readonly theme: Theme
  /** Told once, with how the window was left, when it closes. */
  readonly onClose: (state: WindowState) => void
}

/** Opens the one window, where it was left, and shows it once the page has been drawn. */
export async function openWindow({
  page,
  preload,
  packaged,
  left,
  theme,
  onClose,
}: Choices): Promise<BrowserWindow> {
  const bounds = boundsToOpen(left, workAreas())
  const window = new BrowserWindow(windowOptions({ preload, bounds, theme: drawn(theme), packaged }))
  window.once('ready-to-show', () => {
    if (left?.maximized) window.maximize()
    window.show()
  })
  window.on('close', () => onClose(stateOf(window)))
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') void offerReload(window)
  })
  await window.loadURL(page)
  return window
}

/** Brings the window to the front. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** The theme, or what the system wants: high contrast first, as the page has it. */
function drawn(theme: Theme): DrawnTheme {
  if (theme !== 'system') return theme
  if (nativeTheme.shouldUseHighContrastColors) return 'contrast'
  return nativeTheme.shouldUseDarkColors ? 'dark' : 'light'
}

/** The screens without their task bars, the main one first. */
function workAreas() {
  const main = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id)
  return [main, ...others].map(({ workArea }) => workArea)
}

function stateOf(window: BrowserWindow): WindowState {
  return { ...window.getNormalBounds(), maximized: window.isMaximized() }
}

async function offerReload(window: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The window of Sourcebook stopped working.',
    detail: 'Everything that was shown as saved is in the notebook. Reload the window to go on.',
    buttons: ['Reload', 'Quit'],
    defaultId: 0,
    cancelId: 1,
  })
  if (response === 0) window.webContents.reload()
  else window.destroy()
}
