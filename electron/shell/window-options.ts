import type { BrowserWindowConstructorOptions } from 'electron'
import type { Theme } from '../../shared/model/preferences'
import { SMALLEST } from './window-bounds'

/** A theme in which a page is drawn. */
export type DrawnTheme = Exclude<Theme, 'system'>

/** What a page shows before anything is on it: each theme's --pane. */
const backgrounds: Record<DrawnTheme, string> = { light: '#f5f5f3', dark: '#161719', contrast: '#ffffff' }

type Choices = {
  readonly preload: string
  readonly bounds: {
    readonly x?: number
    readonly y?: number
    readonly width: number
    readonly height: number
  }
  readonly theme: DrawnTheme
  /** DevTools stay out of packaged builds. */
  readonly packaged: boolean
}

/** How our window is made. Every setting that guards it is written out, also where it is Electron's default. */
export function windowOptions({
  preload,
  bounds,
  theme,
  packaged,
}: Choices): BrowserWindowConstructorOptions {
  return {
    ...bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: 'Sourcebook',
    show: false, // until the page has been drawn, so that no empty window flashes
    backgroundColor: backgrounds[theme],
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      plugins: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      spellcheck: false, // it would fetch its dictionaries from the network
      devTools: !packaged,
    },
  }
}
