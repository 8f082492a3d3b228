import { expect, test } from 'vitest'
import { candidatesFromFiles, candidatesFromHandles } from './candidates'

function file(name: string, path = ''): File {
  const made = new File(['x'], name)
  Object.defineProperty(made, 'webkitRelativePath', { value: path })
  return made
}

test('files that were chosen stay in the order in which they were', () => {
  expect(candidatesFromFiles([file('b.txt'), file('a.txt')]).map(({ name }) => name)).toEqual([
    'b.txt',
    'a.txt',
  ])
})

test('those of a folder come in the order of their names, with numbers as numbers', () => {
  const all = [file('10.txt', 'all/10.txt'), file('2.txt', 'all/2.txt'), file('1.txt', 'all/old/1.txt')]
  expect(candidatesFromFiles(all).map(({ folder, name }) => `${folder}/${name}`)).toEqual([
    'all/2.txt',
    'all/10.txt',
    'all/old/1.txt',
  ])
})

test('of what the desktop chose the path is told apart from the name, on every system', () => {
  const handles = [
    { handle: 'h1', name: 'papers\\old\\a.txt', size: 1 },
    { handle: 'h2', name: 'b.txt', size: 2 },
  ]
  expect(candidatesFromHandles(handles, 'desktop')).toMatchObject([
    { folder: 'papers/old', name: 'a.txt', left: null },
    { folder: '', name: 'b.txt', left: null },
  ])
})

test('a file in an archive stands within it, and is not passed over for its name', () => {
  const [member] = candidatesFromHandles(
    [{ handle: 'h1', name: 'map/.quay.txt', size: 1 }],
    'archive',
    'all.zip',
  )
  expect(member).toMatchObject({ folder: 'all.zip/map', name: '.quay.txt', left: null })
})
