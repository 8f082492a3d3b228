import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { windowOptions } from './window-options'

const bounds = { x: 10, y: 20, width: 1000, height: 700 }
const options = (packaged: boolean) =>
  windowOptions({ preload: '/out/preload.cjs', bounds, theme: 'light', packaged })

test('every setting that guards the window is written out, and no other', () => {
  expect(options(true).webPreferences).toEqual({
    preload: '/out/preload.cjs',
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
    spellcheck: false,
    devTools: false,
  })
})

test('DevTools are there while developing, and never in a package', () => {
  expect(options(false).webPreferences?.devTools).toBe(true)
  expect(options(true).webPreferences?.devTools).toBe(false)
})

test('the window keeps its bounds and stays hidden until it has been drawn', () => {
  expect(options(true)).toMatchObject({ ...bounds, show: false, title: 'Sourcebook' })
})

test.each(['light', 'dark', 'contrast'] as const)(
  'an empty window is the colour of an empty page: %s',
  (theme) => {
    const tokens = readFileSync(join(import.meta.dirname, '../../renderer/ui/tokens.css'), 'utf8')
    const rule = tokens.slice(tokens.indexOf(`[data-theme="${theme}"] {`))
    const { backgroundColor } = windowOptions({ preload: '', bounds, theme, packaged: true })
    expect(backgroundColor).toBe(/--pane: (#\w+);/.exec(rule)?.[1])
  },
)
