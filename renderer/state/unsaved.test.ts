import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { createFakeHost } from './fake-host'
import type { Host } from './host'
import { foldersBefore, keepFor, onRisk, takeUp, unsavedOf, type WhichNotebook } from './unsaved'

afterEach(() => {
  vi.restoreAllMocks()
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

test('what is kept for a notebook that was moved is found by its id, and taken up but for what is there already', () => {
  const before = windowOn({ ...harbour, folder: '/home/ilse/"Harbour" \\ 1' })
  before.write('a field', 'Ask the port')
  before.write('another', 'Ask the guild')
  windowOn({ ...harbour, id: 'n-0000000000000002' }).write('a field', 'Of another notebook')
  windowOn(harbour).write('another', 'Typed since')
  const { host } = createFakeHost([], 'desktop')
  keepFor(host, harbour)
  const [from, ...others] = foldersBefore(host, harbour)
  expect([from, others]).toEqual(['/home/ilse/"Harbour" \\ 1', []])
  takeUp(host, harbour, from ?? '')
  const here = windowOn(harbour)
  expect([here.read('a field'), here.read('another')]).toEqual(['Ask the port', 'Typed since'])
  expect(before.ids()).toEqual(['another'])
})

/** A window whose browser has no room left, what it was told of, and whether it stays open when it is to close. */
function fullWindow(kind: Host['kind']) {
  const { host } = createFakeHost([], kind)
  const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('No room', 'QuotaExceededError')
  })
  const told: string[] = []
  onRisk(host, (risk) => told.push(risk))
  return {
    host,
    kept: unsavedOf(host, 'words', z.string()),
    told,
    makeRoom: () => full.mockRestore(),
    staysOpen: () => !dispatchEvent(new Event('beforeunload', { cancelable: true })),
  }
}

test('what the browser has no room for is kept in the window, which says so once', () => {
  const { kept, told, makeRoom } = fullWindow('desktop')
  kept.write('a field', 'Ask the port')
  kept.write('a field', 'Ask the port again')
  kept.write('another', 'And the guild')
  expect(kept.read('a field')).toBe('Ask the port again')
  expect(kept.ids()).toEqual(['a field', 'another'])
  expect(told).toEqual(['no-room'])
  makeRoom()
  kept.write('a field', 'Ask the port once more')
  kept.forget('another')
  expect(kept.read('a field')).toBe('Ask the port once more')
  expect(kept.read('another')).toBe(null)
  expect(localStorage).toHaveLength(1)
})

test('what is taken up where there is no room for it twice is in the window, and where it was', () => {
  const before = windowOn({ ...harbour, folder: '/home/ilse/Old' })
  before.write('a field', 'Ask the port')
  const { host, kept, told } = fullWindow('desktop')
  keepFor(host, harbour)
  takeUp(host, harbour, '/home/ilse/Old')
  expect(kept.read('a field')).toBe('Ask the port')
  expect(before.read('a field')).toBe('Ask the port')
  expect(told).toEqual(['no-room'])
  kept.forget('a field') // or this window would ask before each that closes
})

test('a window of the desktop with words that only it has stays open once, and again for other words', () => {
  const { kept, told, staysOpen } = fullWindow('desktop')
  expect(staysOpen()).toBe(false)
  kept.write('a field', 'Ask the port')
  expect([staysOpen(), staysOpen()]).toEqual([true, false])
  kept.write('a field', 'Ask the port again')
  expect([staysOpen(), staysOpen()]).toEqual([true, false])
  expect(told).toEqual(['no-room', 'closing', 'closing'])
  kept.forget('a field')
  expect(staysOpen()).toBe(false)
})

test('a page of a browser asks for as long as anything is not saved', () => {
  const { kept, staysOpen } = fullWindow('browser')
  kept.write('a field', 'Ask the port')
  expect([staysOpen(), staysOpen()]).toEqual([true, true])
  kept.forget('a field')
  expect(staysOpen()).toBe(false)
})
