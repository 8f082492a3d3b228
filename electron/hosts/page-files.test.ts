import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Theme } from '../../shared/model/preferences'
import { inTheme, readPageFiles } from './page-files'

const folder = mkdtempSync(join(tmpdir(), 'page-files-'))
mkdirSync(join(folder, 'assets'))
writeFileSync(join(folder, 'index.html'), '<!doctype html>')
writeFileSync(join(folder, 'assets/main-1.js'), 'start()')
writeFileSync(join(folder, 'assets/main-1.js.map'), '{}')
writeFileSync(join(folder, 'assets/face.woff2'), Uint8Array.of(1, 2, 3))
symlinkSync('/etc/hostname', join(folder, 'assets/outside.html'))

test('the list holds the page, its scripts and its fonts under the paths a window asks for', async () => {
  const files = await readPageFiles(folder)
  expect([...files.keys()].toSorted()).toEqual([
    '/',
    '/assets/face.woff2',
    '/assets/main-1.js',
    '/index.html',
  ])
  expect(files.get('/assets/main-1.js')?.contentType).toBe('text/javascript; charset=utf-8')
  expect(files.get('/assets/face.woff2')?.bytes).toEqual(Uint8Array.of(1, 2, 3))
  expect(files.get('/')).toBe(files.get('/index.html'))
})

test('source maps and links that lead outside are not on it', async () => {
  const files = await readPageFiles(folder)
  expect(files.has('/assets/main-1.js.map')).toBe(false)
  expect(files.has('/assets/outside.html')).toBe(false)
})

test('the page comes in the theme of the moment; every other file is as it is', async () => {
  const page = join(import.meta.dirname, '../../renderer/index.html')
  writeFileSync(join(folder, 'index.html'), readFileSync(page))
  const files = await readPageFiles(folder)
  let theme: Theme = 'dark'
  const served = inTheme(files, () => theme)
  const text = (path: string) => new TextDecoder().decode(served.get(path)?.bytes)
  const plain = readFileSync(page, 'utf8')
  expect(plain).toContain('<html lang="en" data-theme="system">')
  for (theme of ['dark', 'light', 'contrast', 'system'] as const) {
    for (const path of ['/', '/index.html']) {
      expect(text(path)).toBe(plain.replace('data-theme="system"', `data-theme="${theme}"`))
    }
  }
  expect(served.get('/')?.contentType).toBe('text/html; charset=utf-8')
  expect(served.get('/assets/main-1.js')).toBe(files.get('/assets/main-1.js'))
  expect(served.get('/../package.json')).toBeUndefined()
})
