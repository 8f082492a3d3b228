import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { createFakeHost } from './fake-host'
import { keepFor, unsavedOf, type WhichNotebook } from './unsaved'

afterEach(() => {
  sessionStorage.clear()
  localStorage.clear()
})

const harbour: WhichNotebook = { id: 'n-0000000000000001', folder: '/home/ilse/Harbour' }

/** What the window of a desktop app keeps that has this notebook open: all of them share one store. */
function windowOn(notebook: WhichNotebook) {
  const { host } = createFakeHost([], 'desktop')
  keepFor(host, notebook)
  return unsavedOf(host, 'words', z.string())
}

test.each<[string, WhichNotebook]>([
  ['another notebook', { id: 'n-0000000000000002', folder: '/home/ilse/Tram' }],
  ['a copy that has an id of its own', { id: 'n-0000000000000003', folder: '/home/ilse/Harbour (restored)' }],
  ['a copy of its folder, which has the same id', { ...harbour, folder: '/home/ilse/Harbour copy' }],
  ['another one in the place where it lay', { ...harbour, id: 'n-0000000000000004' }],
])('what is kept for one notebook is nothing to %s, and waits', (_, other) => {
  windowOn(harbour).write('a field', 'Ask the port')
  const there = windowOn(other)
  expect(there.read('a field')).toBe(null)
  expect(there.ids()).toEqual([])
  there.write('a field', 'Theirs')
  there.forget('a field')
  const again = windowOn(harbour)
  expect(again.read('a field')).toBe('Ask the port')
  expect(again.ids()).toEqual(['a field'])
})
