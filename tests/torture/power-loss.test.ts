import { describe, expect, test } from 'vitest'
import type { FileSystem } from '../../electron/store/file-system'
import { emptyImage, MemoryDisk } from './memory-disk'
import { afterPowerLoss, type Choice, type Fate, someChoice } from './power-loss'
import { Random } from './random'

const nothing: Choice = { keepsName: () => false, fateOf: () => ({ is: 'lost' }) }
const everything: Choice = { keepsName: () => true, fateOf: () => ({ is: 'kept' }) }
const dataIs = (fate: Fate): Choice => ({ ...everything, fateOf: () => fate })

async function write(fs: FileSystem, path: string, text: string, { sync = false } = {}): Promise<void> {
  const file = await fs.open(path, 'new')
  await file.write(Buffer.from(text), 0, text.length)
  if (sync) await file.sync()
  await file.close()
}

async function syncFolder(fs: FileSystem, folder = '/'): Promise<void> {
  const handle = await fs.open(folder, 'read')
  await handle.sync()
  await handle.close()
}

/** What is on the disk after a power cut: the texts of the files by their paths. */
function left({ trace }: MemoryDisk, choice: Choice): Record<string, string> {
  const disk = new MemoryDisk(afterPowerLoss(emptyImage, trace, choice))
  return Object.fromEntries(
    disk.files('').map((path) => [path, Buffer.from(disk.bytesOf(path) ?? []).toString()]),
  )
}

/** Everything that many random choices leave, each once. */
function allLeft(disk: MemoryDisk): Record<string, string>[] {
  const seen = new Map<string, Record<string, string>>()
  for (let seed = 0; seed < 500; seed += 1) {
    const state = left(disk, someChoice(new Random(seed)))
    seen.set(JSON.stringify(state), state)
  }
  return [...seen.values()]
}

describe('bytes', () => {
  test('those that were not synced may be lost, NUL, cut or holed though the name is there; or all there', async () => {
    const disk = new MemoryDisk()
    const text = 'x'.repeat(1200)
    await write(disk.fs, '/a', text)
    await syncFolder(disk.fs)
    expect(left(disk, dataIs({ is: 'lost' }))).toEqual({ '/a': '' })
    expect(left(disk, dataIs({ is: 'zeroed' }))).toEqual({ '/a': '\0'.repeat(1200) })
    expect(left(disk, dataIs({ is: 'kept' }))).toEqual({ '/a': text })
    expect(left(disk, dataIs({ is: 'cut', block: 512, blocks: 2 }))).toEqual({ '/a': text.slice(0, 1024) })
    const holed = left(disk, dataIs({ is: 'holed', block: 512, arrived: (nth) => nth !== 1 }))
    expect(holed['/a']).toBe('x'.repeat(512) + '\0'.repeat(512) + 'x'.repeat(176))
  })

  test('those that were synced are there in every case, and what was written after them may not be', async () => {
    const disk = new MemoryDisk()
    const file = await disk.fs.open('/a', 'new')
    await file.write(Buffer.from('first '), 0, 6)
    await file.sync()
    await file.write(Buffer.from('second'), 0, 6)
    await file.close()
    await syncFolder(disk.fs)
    const texts = allLeft(disk).map((state) => state['/a'])
    expect(texts.every((text) => text?.startsWith('first '))).toBe(true)
    expect(texts).toContain('first ')
    expect(texts).toContain('first second')
  })
})

describe('names', () => {
  test('a new one may vanish with a file that was synced, until its folder is', async () => {
    const disk = new MemoryDisk()
    await write(disk.fs, '/a', 'text', { sync: true })
    expect(left(disk, nothing)).toEqual({})
    expect(left(disk, everything)).toEqual({ '/a': 'text' })
    await syncFolder(disk.fs)
    expect(allLeft(disk)).toEqual([{ '/a': 'text' }])
  })

  test('a rename over an old file leaves the old or the new one, never none, until the folder is synced: then the new one', async () => {
    const disk = new MemoryDisk()
    await write(disk.fs, '/a', 'old', { sync: true })
    await write(disk.fs, '/b', 'new', { sync: true })
    await syncFolder(disk.fs)
    await disk.fs.rename('/b', '/a')
    expect(left(disk, nothing)).toEqual({ '/a': 'old', '/b': 'new' })
    expect(left(disk, everything)).toEqual({ '/a': 'new' })
    expect(allLeft(disk)).toHaveLength(2)
    await syncFolder(disk.fs)
    expect(allLeft(disk)).toEqual([{ '/a': 'new' }])
  })

  test('a rename may last while the bytes of the file do not', async () => {
    const disk = new MemoryDisk()
    await write(disk.fs, '/a', 'old', { sync: true })
    await syncFolder(disk.fs)
    await write(disk.fs, '/b', 'new')
    await disk.fs.rename('/b', '/a')
    expect(allLeft(disk)).toContainEqual({ '/a': '' })
  })

  test('a removal may be undone until the folder is synced', async () => {
    const disk = new MemoryDisk()
    await write(disk.fs, '/a', 'text', { sync: true })
    await syncFolder(disk.fs)
    await disk.fs.unlink('/a')
    expect(left(disk, nothing)).toEqual({ '/a': 'text' })
    expect(left(disk, everything)).toEqual({})
    await syncFolder(disk.fs)
    expect(allLeft(disk)).toEqual([{}])
  })

  test('later ones may last without earlier ones, but not of the same name', async () => {
    const disk = new MemoryDisk()
    await write(disk.fs, '/a', '1', { sync: true })
    await write(disk.fs, '/b', '2', { sync: true })
    await disk.fs.rename('/a', '/c')
    await disk.fs.rename('/b', '/c')
    const states = allLeft(disk)
    expect(states).toContainEqual({ '/b': '2' })
    expect(states).toContainEqual({ '/c': '1', '/b': '2' })
    // The second rename took the place of the first one's file.
    expect(states.some((state) => state['/c'] === '2' && '/a' in state)).toBe(false)
  })

  test('of a folder whose own name vanished nothing is left, whatever was synced in it', async () => {
    const disk = new MemoryDisk()
    await disk.fs.mkdir('/folder')
    await write(disk.fs, '/folder/a', 'text', { sync: true })
    await syncFolder(disk.fs, '/folder')
    expect(allLeft(disk)).toEqual(expect.arrayContaining([{}, { '/folder/a': 'text' }]))
    expect(allLeft(disk)).toHaveLength(2)
  })

  test('a move to another folder is undone or made in whole, until the other folder is synced', async () => {
    const disk = new MemoryDisk()
    await disk.fs.mkdir('/from')
    await disk.fs.mkdir('/to')
    await write(disk.fs, '/from/a', 'text', { sync: true })
    for (const folder of ['/', '/from', '/to']) await syncFolder(disk.fs, folder)
    await disk.fs.rename('/from/a', '/to/a')
    await syncFolder(disk.fs, '/from')
    expect(allLeft(disk)).toEqual(expect.arrayContaining([{ '/from/a': 'text' }, { '/to/a': 'text' }]))
    expect(allLeft(disk)).toHaveLength(2)
    await syncFolder(disk.fs, '/to')
    expect(allLeft(disk)).toEqual([{ '/to/a': 'text' }])
  })

  test('a second name may vanish, and the first one keeps the file', async () => {
    const disk = new MemoryDisk()
    await write(disk.fs, '/a', 'text', { sync: true })
    await syncFolder(disk.fs)
    await disk.fs.link('/a', '/b')
    expect(left(disk, nothing)).toEqual({ '/a': 'text' })
    expect(left(disk, everything)).toEqual({ '/a': 'text', '/b': 'text' })
  })
})

test('what is left is a disk that works like any other', async () => {
  const disk = new MemoryDisk()
  await write(disk.fs, '/a', 'text', { sync: true })
  await disk.fs.link('/a', '/b')
  const after = new MemoryDisk(afterPowerLoss(emptyImage, disk.trace, everything))
  await after.fs.unlink('/a')
  expect(after.files('')).toEqual(['/b'])
  await write(after.fs, '/c', 'more')
  expect(await after.fs.readdir('/')).toEqual(['b', 'c'])
})
