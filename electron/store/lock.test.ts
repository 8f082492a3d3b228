import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, rename, unlink, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { bundleForNode } from '../../scripts/bundle-for-node.mjs'
import { temporaryFolder } from '../testing/temporary-folder'
import { type FileSystem, realFileSystem } from './file-system'
import { acquireLock, type Lock } from './lock'
import { identifyProcess, sameBoot } from './process-identity'
import { failureOf } from './testing/failure-of'
import { breakableFileSystem, diskError } from './testing/faulty-file-system'

const OTHER_BOOT = '00000000-0000-4000-8000-000000000000'
const OWNER = '7d0c8a2e-51f3-4c0e-9a51-6f6f1d2b3c4d'
const now = () => '2025-02-26T09:00:00.000Z'
let folder = ''
let path = ''

beforeEach(async () => {
  folder = await temporaryFolder()
  path = join(folder, 'lock')
})

const acquire = (options: { takeOver?: boolean } = {}) =>
  acquireLock(realFileSystem, folder, { now, ...options })

/** A lock file as another process would have left it. */
function leave(changes: Record<string, unknown>): Promise<void> {
  return writeFile(path, JSON.stringify({ ...identifyProcess(), owner: OWNER, since: now(), ...changes }))
}

/** The pid of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  if (child.pid === undefined) throw new Error('the process did not start')
  return child.pid
}

describe('a lock', () => {
  test('is held by one, and free again when it is given back', async () => {
    const lock = await acquire()
    expect((await failureOf(acquire())).reason).toBe('held')
    await lock.release()
    expect(await readdir(folder)).toEqual([])
    const next = await acquire()
    expect(next.afterCrash).toBe(false)
    await next.release()
  })

  test('that is left is free, and says that what was before it is still to be looked after', async () => {
    const lock = await acquire()
    await lock.leave()
    expect(await readdir(folder)).not.toContain('lock')
    const next = await acquire()
    expect(next.afterCrash).toBe(true)
    await next.release()
    expect(await readdir(folder)).toEqual([])
    expect((await acquire()).afterCrash).toBe(false)
  })

  test('says who holds it', async () => {
    const lock = await acquire()
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
      pid: process.pid,
      host: hostname(),
      since: now(),
    })
    expect((await failureOf(acquire())).message).toContain('open in another Sourcebook (since')
    await lock.release()
  })

  test('is not removed when it is somebody else’s by now', async () => {
    const lock = await acquire()
    await leave({ host: 'another-desk' })
    await lock.release()
    expect(await readdir(folder)).toEqual(['lock'])
  })

  test('that is gone is taken again before something is written, and given back in the end', async () => {
    await writeFile(join(folder, 'notebook.json'), '')
    const lock = await acquire()
    await lock.hold()
    await unlink(path)
    await lock.hold()
    expect((await failureOf(acquire())).reason).toBe('held')
    await lock.release()
    expect(await readdir(folder)).toEqual(['notebook.json'])
  })

  test('that somebody else has by now refuses what is to be written, until they are gone', async () => {
    await writeFile(join(folder, 'notebook.json'), '')
    const lock = await acquire()
    await leave({ host: 'another-desk', boot: OTHER_BOOT })
    const refusal = await failureOf(lock.hold())
    expect(refusal.reason).toBe('held')
    expect(refusal.message).toContain('another-desk')
    await leave({ pid: await deadPid() })
    await lock.hold()
    expect((await failureOf(acquire())).reason).toBe('held')
    await lock.release()
    expect(await readdir(folder)).toEqual(['notebook.json'])
  })

  test('that somebody else takes just after it was looked at is theirs at every later look', async () => {
    let meddle: (() => Promise<void>) | null = null
    const fs: FileSystem = {
      ...realFileSystem,
      async open(at, how) {
        const file = await realFileSystem.open(at, how)
        return { ...file, close: () => file.close().then(() => meddle?.()) }
      },
    }
    await writeFile(join(folder, 'notebook.json'), '')
    const lock = await acquireLock(fs, folder, { now })
    meddle = () => leave({ host: 'another-desk', boot: OTHER_BOOT })
    await lock.hold()
    meddle = null
    for (let time = 0; time < 3; time += 1) expect((await failureOf(lock.hold())).reason).toBe('held')
  })

  test('that this account may not read is somebody else’s', async () => {
    const disk = breakableFileSystem()
    await writeFile(join(folder, 'notebook.json'), '')
    const lock = await acquireLock(disk.fs, folder, { now })
    await leave({})
    disk.breakBy((_, { call, path: at }) => (call === 'open' && at === path ? diskError('EACCES') : null))
    const refusal = await failureOf(lock.hold())
    expect(refusal.reason).toBe('held')
    expect(refusal.message).toContain('another account')
  })

  test('is not made where nothing is left of the notebook', async () => {
    const lock = await acquire()
    await unlink(path)
    await lock.hold()
    expect(await readdir(folder)).toEqual([])
  })

  test('that the disk gives no answer of keeps nobody from writing', async () => {
    const disk = breakableFileSystem()
    const lock = await acquireLock(disk.fs, folder, { now })
    disk.breakBy((_, { path: at }) => (at === path ? diskError('EIO') : null))
    await expect(lock.hold()).resolves.toBe(undefined)
    disk.mend()
    await lock.release()
  })

  test('of a process that is running is held, also by force', async () => {
    await leave({ pid: process.ppid, started: null })
    expect((await failureOf(acquire({ takeOver: true }))).reason).toBe('held')
  })

  test('whose guard was left by a process that died in taking it over tells of the crash, and the guard goes', async () => {
    await leave({ pid: await deadPid() })
    await rename(path, join(folder, `lock.${OWNER}`))
    const lock = await acquire()
    expect(lock.afterCrash).toBe(true)
    expect(await readdir(folder)).toEqual(['lock'])
    await lock.release()
    expect((await acquire()).afterCrash).toBe(false)
  })

  test('of a process that has ended is taken over, and the opener is told', async () => {
    await leave({ pid: await deadPid() })
    const lock = await acquire()
    expect(lock.afterCrash).toBe(true)
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ pid: process.pid })
    await lock.release()
    expect(await readdir(folder)).toEqual([])
  })

  test('of an earlier start of this computer is taken over', async () => {
    await leave({ boot: OTHER_BOOT })
    await (await acquire()).release()
    expect(await readdir(folder)).toEqual([])
  })

  test('of a process whose pid another one has by now is taken over', async () => {
    await leave({ started: '1' })
    expect((await acquire()).afterCrash).toBe(true)
  })

  test('that names this process although it holds none is taken over', async () => {
    await leave({})
    expect((await acquire()).afterCrash).toBe(true)
  })

  test('of another computer is refused with its name, and taken over when asked to', async () => {
    await leave({ host: 'another-desk', boot: OTHER_BOOT })
    const failure = await failureOf(acquire())
    expect(failure.reason).toBe('held')
    expect(failure.message).toContain('another-desk')
    expect(failure.message).toContain('--take-over')
    expect((await acquire({ takeOver: true })).afterCrash).toBe(true)
  })

  test('of another computer that bears the name of this one is refused, and not taken for one of an earlier start', async () => {
    await leave({ boot: OTHER_BOOT, machine: 'another' })
    const failure = await failureOf(acquire())
    expect(failure.reason).toBe('held')
    expect(failure.message).toContain(`on the computer “${hostname()}”`)
    expect((await acquire({ takeOver: true })).afterCrash).toBe(true)
  })

  test.runIf(process.platform === 'linux')(
    'of a killed process that still has its pid, since its parent does not ask about it, is taken over',
    async () => {
      const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'])
      onTestFinished(() => void parent.kill())
      const pid = Number(String(await once(parent.stdout, 'data')))
      await leave({ pid, started: null })
      expect((await failureOf(acquire())).reason).toBe('held')
      process.kill(pid, 'SIGKILL')
      await expect.poll(async () => readFile(`/proc/${pid}/stat`, 'utf8')).toContain(') Z ')
      const lock = await acquire()
      expect(lock.afterCrash).toBe(true)
      await lock.release()
    },
  )

  test('of this computer under the name that it had before is taken over once its process is gone', async () => {
    await leave({ host: 'another-desk', pid: process.ppid, started: null })
    expect((await failureOf(acquire())).message).toContain('open in another Sourcebook (since')
    await leave({ host: 'another-desk', pid: await deadPid() })
    expect((await acquire()).afterCrash).toBe(true)
  })

  test('of a program in a sandbox, whose processes cannot be seen, is held until somebody says that it ended', async () => {
    for (const pid of [process.pid, process.ppid, await deadPid()]) {
      await leave({ pid, among: 'pid:[1]' })
      expect((await failureOf(acquire())).message).toContain('--take-over')
    }
    expect((await acquire({ takeOver: true })).afterCrash).toBe(true)
  })

  test.each(['', '{"pid":', 'null'])('that says %j is stale once it is old', async (text) => {
    await writeFile(path, text)
    const old = new Date(Date.now() - 60_000)
    await utimes(path, old, old)
    expect((await acquire()).afterCrash).toBe(true)
  })

  test('that is being written is waited for', async () => {
    await writeFile(path, '')
    setTimeout(() => void leave({ pid: process.ppid, started: null }), 100)
    expect((await failureOf(acquire())).reason).toBe('held')
  })

  test('that was left in the middle of a take-over is taken over', async () => {
    const pid = await deadPid()
    await leave({ pid })
    const guard = { ...identifyProcess(), owner: '11111111-2222-4333-8444-555555555555', since: now(), pid }
    await writeFile(`${path}.${OWNER}`, JSON.stringify(guard))
    await (await acquire()).release()
    expect(await readdir(folder)).toEqual([])
  })

  test.each([
    ['of a dead process', async () => leave({ pid: await deadPid() })],
    [
      'that is empty',
      async () => {
        await writeFile(path, '')
        await utimes(path, new Date(0), new Date(0))
      },
    ],
  ])('%s that another one takes over while we look at it is theirs', async (_, start) => {
    await start()
    let theirs: Promise<Lock> | null = null
    const slow: FileSystem = {
      ...realFileSystem,
      async open(at, how) {
        const file = await realFileSystem.open(at, how)
        if (at !== path || how !== 'read' || theirs !== null) return file
        theirs = acquire()
        return { ...file, close: () => Promise.all([file.close(), theirs]).then(() => undefined) }
      },
    }
    expect((await failureOf(acquireLock(slow, folder, { now }))).reason).toBe('held')
    expect((await readdir(folder)).toSorted()).toEqual(['lock'])
  })

  test('whose owner would lead out of the folder is not followed there', async () => {
    await leave({ owner: '../../elsewhere', pid: await deadPid() })
    await utimes(path, new Date(0), new Date(0))
    const touched: string[] = []
    const disk = breakableFileSystem()
    disk.breakBy((_, step) => {
      touched.push(step.path)
      return null
    })
    await acquireLock(disk.fs, folder, { now })
    expect(touched.filter((at) => at.includes('..'))).toEqual([])
  })

  test('whose take-over was cut short at any step still says that somebody died, and leaves nothing else', async () => {
    const disk = breakableFileSystem()
    const takeOver = () => acquireLock(disk.fs, folder, { now })
    await leave({ pid: await deadPid() })
    await (await takeOver()).release()
    const steps = disk.steps().length
    for (let last = 1; last < steps; last += 1) {
      await leave({ pid: await deadPid() })
      disk.breakBy((index) => (index >= last ? diskError('EIO') : null))
      // Where all of it was done in time, there is nothing to be seen afterwards.
      const taken = await takeOver().catch(() => null)
      disk.mend()
      if (taken !== null) continue
      // What was left half-written is not waited for.
      for (const name of await readdir(folder)) await utimes(join(folder, name), 0, 0)
      const lock = await acquire()
      const { afterCrash } = lock
      expect({ last, afterCrash }).toEqual({ last, afterCrash: true })
      await lock.release()
      expect({ last, left: await readdir(folder) }).toEqual({ last, left: [] })
    }
  })

  test.each(['EIO', 'EROFS', 'ENOSPC'])(
    'that the disk refuses (%s) is a failure in words, and nothing is left',
    async (code) => {
      for (const call of ['open', 'write', 'sync']) {
        const disk = breakableFileSystem()
        disk.breakBy((_, step) => (step.call === call ? diskError(code) : null))
        expect((await failureOf(acquireLock(disk.fs, folder, { now }))).message).toMatch(/disk/)
      }
      await (await acquire()).release()
      expect(await readdir(folder)).toEqual([])
    },
  )
})

test('boot times derived from the clock are compared with a tolerance, boot ids are not', () => {
  expect(sameBoot('since 1000', 'since 1040')).toBe(true)
  expect(sameBoot('since 1000', 'since 9000')).toBe(false)
  expect(sameBoot('8c1f', '8c1e')).toBe(false)
})

test('of many processes that race for a free, a stale or a broken lock exactly one wins', {
  timeout: 120_000,
}, async () => {
  const program = await bundleForNode(
    join(import.meta.dirname, 'testing/lock-racer.ts'),
    await temporaryFolder(),
  )
  const racers = Array.from({ length: 4 }, () => fork(program, [folder]))
  await Promise.all(racers.map((racer) => once(racer, 'message')))
  const pid = await deadPid()
  const starts = [
    async () => undefined,
    () => leave({ pid }),
    async () => {
      await writeFile(path, '')
      await utimes(path, new Date(0), new Date(0))
    },
  ]
  for (let round = 0; round < 60; round++) {
    await starts[round % starts.length]?.()
    const answers = await Promise.all(racers.map((racer) => ask(racer, 'go')))
    expect({ round, won: answers.filter((answer) => answer === 'won').length }).toEqual({ round, won: 1 })
    await Promise.all(racers.map((racer) => ask(racer, 'release')))
    expect(await readdir(folder)).toEqual([])
  }
  for (const racer of racers) racer.kill()
})

async function ask(racer: ChildProcess, message: string): Promise<unknown> {
  const answer = once(racer, 'message')
  racer.send(message)
  return (await answer)[0]
}
