import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { beforeEach, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder'
import { writeDurably, writeOnceMade } from './durable-file'
import { realFileSystem } from './file-system'
import { failureOf } from './testing/failure-of'
import { breakableFileSystem, diskError, type Step } from './testing/faulty-file-system'

const bytes = (text: string) => Buffer.from(text)
const made = async () => ({ bytes: bytes('one'), keepPrevious: true })
const openLater: typeof realFileSystem.open = async (...file) => {
  await turn()
  return realFileSystem.open(...file)
}
const refuse = async (): Promise<never> => {
  throw new Error('somebody else has it')
}
let folder = ''
let path = ''

beforeEach(async () => {
  folder = await temporaryFolder()
  path = join(folder, 'page.json')
})

describe('writeOnceMade', () => {
  test('what refuses to be written leaves the file as it was, nothing beside it and nothing open', async () => {
    await writeDurably(realFileSystem, path, bytes('one'))
    const disk = breakableFileSystem()
    await expect(writeOnceMade(disk.fs, path, refuse)).rejects.toThrow('somebody else has it')
    expect(disk.leftOpen()).toEqual([])
    expect(await readFile(path, 'utf8')).toBe('one')
    expect(await readdir(folder)).toEqual(['page.json'])
  })

  test('the file is begun before its bytes are made, and closed when they are written', async () => {
    const disk = breakableFileSystem()
    // To sync its folder, that is opened too.
    const opened = () => disk.steps().filter(({ call, path: at }) => call === 'open' && at !== folder).length
    let openedBefore = 0
    const making = async () => {
      await turn()
      openedBefore = opened()
      return made()
    }
    await writeOnceMade(disk.fs, path, making)
    expect([openedBefore, opened()]).toEqual([1, 1])
    expect(disk.leftOpen()).toEqual([])
  })

  test('a file that is opened only after its bytes were refused is closed, too', async () => {
    const disk = breakableFileSystem({ disk: { ...realFileSystem, open: openLater } })
    await expect(writeOnceMade(disk.fs, path, refuse)).rejects.toThrow('somebody else has it')
    expect(disk.leftOpen()).toEqual([])
    expect(await readdir(folder)).toEqual([])
  })

  test('a disk that takes no new file is told in words, and why nothing may be written before that', async () => {
    const disk = breakableFileSystem()
    disk.breakBy((_, { call }) => (call === 'open' ? diskError('ENOSPC') : null))
    expect(await failureOf(writeOnceMade(disk.fs, path, made))).toMatchObject({ reason: 'disk-full' })
    await expect(writeOnceMade(disk.fs, path, refuse)).rejects.toThrow('somebody else has it')
  })

  test('a folder that is put back while the bytes are made takes the file', async () => {
    const gone = join(folder, 'gone')
    const puttingBack = async () => {
      await mkdir(gone)
      return made()
    }
    await writeOnceMade(realFileSystem, join(gone, 'page.json'), puttingBack)
    expect(await readFile(join(gone, 'page.json'), 'utf8')).toBe('one')
  })
})

describe('writeDurably', () => {
  test('the new text is there, the old one lies beside it, and nothing else', async () => {
    await writeDurably(realFileSystem, path, bytes('one'))
    await writeDurably(realFileSystem, path, bytes('two'))
    await writeDurably(realFileSystem, path, bytes('three'))
    expect(await readFile(path, 'utf8')).toBe('three')
    expect(await readFile(`${path}.previous`, 'utf8')).toBe('two')
    expect((await readdir(folder)).toSorted()).toEqual(['page.json', 'page.json.previous'])
  })

  test('only the owner can read what was written', async () => {
    await writeDurably(realFileSystem, path, bytes('private'))
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  test('file and folder are synced, in that order around the rename', async () => {
    const disk = breakableFileSystem({ platform: 'linux' })
    await writeDurably(disk.fs, path, bytes('one'))
    const order = disk.steps().map(({ call }) => call)
    expect(order.filter((call) => ['write', 'sync', 'rename'].includes(call))).toEqual([
      'write',
      'sync',
      'rename',
      'sync',
    ])
    expect(disk.steps().findLast(({ call }) => call === 'sync')?.path).toBe(folder)
  })

  test.each([
    ['there was a file', bytes('one')],
    ['there was none', null],
  ])('where %s, what is there is looked at last of all, and stays when that refuses', async (_, before) => {
    if (before !== null) await writeDurably(realFileSystem, path, before)
    const lastLook = async () => {
      await writeFile(path, 'theirs')
      throw new Error('somebody else wrote it')
    }
    const writing = writeDurably(realFileSystem, path, bytes('two'), { keepPrevious: true, lastLook })
    await expect(writing).rejects.toThrow('somebody else wrote it')
    expect(await readFile(path, 'utf8')).toBe('theirs')
  })

  test('a disk that takes the bytes in pieces still gets all of them', async () => {
    const disk = breakableFileSystem()
    disk.breakBy((_, { call }) => (call === 'write' ? 'short' : null))
    await writeDurably(disk.fs, path, bytes('every single character of this'))
    expect(await readFile(path, 'utf8')).toBe('every single character of this')
  })

  test('a disk that takes a piece and then is full has not saved anything', async () => {
    await writeDurably(realFileSystem, path, bytes('old'))
    const disk = breakableFileSystem()
    let writes = 0
    disk.breakBy((_, { call }) => (call !== 'write' ? null : writes++ === 0 ? 'short' : diskError('ENOSPC')))
    const failure = await failureOf(writeDurably(disk.fs, path, bytes('new text')))
    expect(failure.reason).toBe('disk-full')
    expect(failure.message).toContain('free some space')
    expect(await readFile(path, 'utf8')).toBe('old')
  })

  test('a disk that takes nothing and calls it a success is not believed', async () => {
    const disk = breakableFileSystem()
    disk.breakBy((_, { call }) => (call === 'write' ? 'nothing' : null))
    expect((await failureOf(writeDurably(disk.fs, path, bytes('new')))).reason).toBe('disk-error')
    expect(await readdir(folder)).toEqual([])
  })

  test.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EROFS', 'disk-read-only'],
    ['EACCES', 'no-permission'],
    ['EIO', 'disk-error'],
    ['EMFILE', 'disk-error'],
    ['ENOENT', 'disk-error'],
  ])('%s is told as %s', async (code, reason) => {
    const disk = breakableFileSystem()
    disk.breakBy((_, { call }) => (call === 'open' ? diskError(code) : null))
    expect((await failureOf(writeDurably(disk.fs, path, bytes('new')))).reason).toBe(reason)
  })

  for (const keepPrevious of [true, false]) {
    for (const code of ['EIO', 'ENOSPC', 'EACCES', 'EROFS', 'EPERM', 'EMFILE']) {
      test(`${code} at any step leaves the old text or saves the new one (keepPrevious ${keepPrevious})`, async () => {
        const disk = breakableFileSystem({ platform: 'linux' })
        let refused = 0
        for (let at = 0; ; at++) {
          await writeDurably(realFileSystem, path, bytes('old'), { keepPrevious })
          let met: Step | null = null
          disk.breakBy((index, step) => {
            if (index !== at) return null
            met = step
            return diskError(code)
          })
          const saved = await writeDurably(disk.fs, path, bytes('new'), { keepPrevious }).then(
            () => true,
            () => false,
          )
          if (met === null) break
          if (!saved) refused += 1
          expect({ met, text: await readFile(path, 'utf8') }).toEqual({ met, text: saved ? 'new' : 'old' })
          const strays = (await readdir(folder)).filter((name) => name.endsWith('.tmp'))
          // The one step whose failure may leave something is the removal of the leftover itself.
          if (isUnlink(met)) continue
          expect({ met, strays, open: disk.leftOpen() }).toEqual({ met, strays: [], open: [] })
        }
        expect(refused).toBeGreaterThan(5)
      })
    }
  }

  test('where hard links are not possible the old text is copied', async () => {
    const disk = breakableFileSystem()
    disk.breakBy((_, { call }) => (call === 'link' ? diskError('EPERM') : null))
    await writeDurably(disk.fs, path, bytes('one'))
    await writeDurably(disk.fs, path, bytes('two'))
    expect(await readFile(`${path}.previous`, 'utf8')).toBe('one')
    expect((await readdir(folder)).toSorted()).toEqual(['page.json', 'page.json.previous'])
  })

  test('a folder that cannot be synced by the system is no error', async () => {
    const disk = breakableFileSystem({ platform: 'linux' })
    disk.breakBy((_, { call, path: at }) => (call === 'sync' && at === folder ? diskError('EINVAL') : null))
    await writeDurably(disk.fs, path, bytes('one'))
    expect(await readFile(path, 'utf8')).toBe('one')
  })

  test('a file that failed to sync is never synced again: the next save starts a new one', async () => {
    const disk = breakableFileSystem()
    const synced: string[] = []
    disk.breakBy((_, { call, path: at }) => {
      if (call !== 'sync' || at === folder) return null
      synced.push(at)
      return synced.length === 1 ? diskError('EIO') : null
    })
    await failureOf(writeDurably(disk.fs, path, bytes('one')))
    await writeDurably(disk.fs, path, bytes('one'))
    expect(new Set(synced).size).toBe(2)
  })

  test('on Windows a file that is held for a moment is waited for; elsewhere a refusal is final', async () => {
    const outcomes: unknown[] = []
    for (const platform of ['win32', 'linux'] as const) {
      const disk = breakableFileSystem({ platform })
      let refusals = 2
      disk.breakBy((_, { call }) => (call === 'rename' && refusals-- > 0 ? diskError('EBUSY') : null))
      const saved = writeDurably(disk.fs, join(folder, platform), bytes('one'))
      outcomes.push(await saved.then(() => 'saved').catch((error: unknown) => error))
    }
    expect(outcomes).toMatchObject(['saved', { reason: 'disk-error' }])
  })
})

function isUnlink(step: Step): boolean {
  return step.call === 'unlink'
}
