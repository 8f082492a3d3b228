import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { NotebookState } from '../../shared/contract/calls'
import type { NotebookEvent } from '../../shared/contract/events'
import { FORMAT } from '../../shared/model/notebook'
import { releasedNotebooks } from '../../tests/torture/released'
import { type FileSystem, realFileSystem } from '../store/file-system'
import { diskError } from '../store/testing/faulty-file-system'
import { steadyPorts } from '../testing/steady-ports'
import { temporaryFolder } from '../testing/temporary-folder'
import { openSession, type SessionOptions } from './open-session'

let folder = ''

beforeEach(async () => {
  folder = await temporaryFolder()
  const [released] = releasedNotebooks()
  if (released === undefined) throw new Error('no earlier format is kept')
  for (const [path, bytes] of released.files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), bytes)
  }
})

const idle = (): void => undefined

/** A disk on which no document is laid ready for its new state until the function beside it is called. */
function heldDisk(): { readonly fs: FileSystem; readonly release: () => void } {
  let release = idle
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const fs: FileSystem = {
    ...realFileSystem,
    link: async (from, to) => {
      if (to.endsWith('.previous')) await held
      await realFileSystem.link(from, to)
    },
  }
  return { fs, release: () => release() }
}

/** A disk that lets nobody keep a last generation. */
const refusedLink: FileSystem['link'] = async (from, to) => {
  if (to.endsWith('.previous')) throw diskError('EIO')
  await realFileSystem.link(from, to)
}

async function open(fs: FileSystem, options: Partial<SessionOptions> = {}) {
  const ports = { ...steadyPorts(), fs }
  const session = await openSession({ folder, desktop: null, ...options }, ports)
  onTestFinished(() => session.close())
  const events: NotebookEvent[] = []
  session.onEvent((event) => void events.push(event))
  const state = async () => {
    const answer = await session.call('notebook.state', {})
    if (!answer.ok) throw new Error(answer.error.message)
    // The handler of that name gave it.
    return answer.value as NotebookState
  }
  return { session, events, state }
}

test('a window is told how far a notebook of an earlier format is brought up to date, and its calls wait for that', async () => {
  const { fs, release } = heldDisk()
  const { events, state } = await open(fs, { prepare: true })
  let answered = false
  const asked = state().finally(() => {
    answered = true
  })
  // Time and again, so that a window that comes late learns of it, too.
  await vi.waitFor(
    () => expect(events.filter(({ kind }) => kind === 'migrating').length).toBeGreaterThan(1),
    5000,
  )
  expect(answered).toBe(false)
  release()
  const { readOnly, updated } = await asked
  expect(readOnly).toBe(null)
  expect(updated).toContain(`from format 1 to format ${FORMAT}`)
  expect(updated).toContain('its folder “backups”, as backup 1.')
})

test('whoever is no window waits until it is open, and is told meanwhile', async () => {
  const { fs, release } = heldDisk()
  const told: unknown[] = []
  const opening = open(fs, { onMigrating: (progress) => told.push(progress) })
  await vi.waitFor(() => expect(told.length).toBeGreaterThan(0), 5000)
  release()
  const { state } = await opening
  expect((await state()).updated).not.toBe(null)
})

test('once it is up to date nothing is said of it', async () => {
  const first = await open(realFileSystem)
  await first.session.close()
  const { state, events } = await open(realFileSystem, { prepare: true })
  expect((await state()).updated).toBe(null)
  expect(events.filter(({ kind }) => kind === 'migrating')).toEqual([])
})

test('one that cannot be brought up to date is open for reading, and says why', async () => {
  const { state } = await open({ ...realFileSystem, link: refusedLink }, { prepare: true })
  const { readOnly, updated } = await state()
  expect(readOnly?.message).toContain('could not be brought up to date')
  expect(updated).toBe(null)
})
