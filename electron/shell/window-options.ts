import type { BrowserWindowConstructorOptions } from 'electron'
import { SMALLEST } from './window-bounds'

type Choices = {
  readonly preload: string
  readonly bounds: {
    readonly x?: number
    readonly y?: number
    readonly width: number
    readonly height: number
  }
  readonly dark: boolean
  /** DevTools stay out of packaged builds. */
  readonly packaged: boolean
}

/** How our window is made. Every setting that guards it is written out, also where it is Electron's default. */
export function windowOptions({ preload, bounds, dark, packaged }: Choices): BrowserWindowConstructorOptions {
  return {
    ...bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: 'Sourcebook',
    show: false, // until the page has been drawn, so that no empty window flashes
    backgroundColor: dark ? '#1c1d20' : '#fefefd', // the theme's --paper
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
