import { promises } from 'node:fs'
import { copyFile, cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { blankBrief } from '../../shared/briefing/edit-brief'
import { Failure } from '../../shared/contract/failure'
import type { SourceId } from '../../shared/model/ids'
import { createNotebook } from '../store/create-notebook'
import { failureOf } from '../store/testing/failure-of'
import { steadyPorts } from '../testing/steady-ports'
import { temporaryFolder } from '../testing/temporary-folder'
import type { Desktop } from './desktop'
import { openSession } from './open-session'
import { openDesk } from './testing/desk'

const text = `Port fund splits the harbour council
The state offers the port nearly €40m over five years.
The guild of fishers does not want the money.`

/** By then a look that begins by itself has begun, and the next one has not. */
const A_WHILE = 120_000

/** A notebook with a copy of a file of annotations as Dropbox names it, of before the last one. */
async function deskWithCopy() {
  const desk = await openDesk()
  const source = await desk.importText(text)
  await desk.tag(source, 'nearly €40m', 'figure')
  const file = join(desk.folder, 'sources', source, 'annotations', '1.json')
  const copy = `sources/${source}/annotations/1 (conflicted copy 2025-03-01).json`
  await copyFile(file, join(desk.folder, copy))
  await desk.tag(source, 'The guild', 'position')
  const kinds = async () =>
    (await desk.call('annotation.list', { source, kind: null })).map(({ body }) => body.kind)
  return { ...desk, source, copy, kinds }
}

describe('a copy that a sync program left', () => {
  test('is told with what it is a copy of and how the two differ', async () => {
    const { call, copy, source } = await deskWithCopy()
    const { conflicts } = await call('health.read', {})
    expect(conflicts).toMatchObject([
      {
        file: copy,
        of: `sources/${source}/annotations/1.json`,
        title: 'Port fund splits the harbour council',
        by: 'a program that syncs folders',
        difference: 'an earlier state',
      },
    ])
  })

  test('and that many programs may have made is called by the one whose mark is in the folder', async () => {
    const { call, folder } = await deskWithCopy()
    await mkdir(join(folder, '.stfolder'))
    expect((await call('health.read', {})).conflicts).toMatchObject([{ by: 'Syncthing' }])
  })

  test('and that says the same is put aside and told, since there is nothing to choose', async () => {
    const { call, folder, source, copy, events } = await deskWithCopy()
    const file = `sources/${source}/annotations/1.json`
    await copyFile(join(folder, file), join(folder, copy))
    events.length = 0
    const { conflicts } = await call('health.read', {})
    expect(conflicts).toEqual([])
    expect(events).toContainEqual({ kind: 'health' })
    const { incidents } = await call('health.read', {})
    expect(incidents).toMatchObject([
      {
        kind: 'conflict-copy',
        file,
        mended: true,
        message: expect.stringContaining('says the same') as string,
      },
    ])
    const kept = await readFile(join(folder, incidents[0]?.keptAs ?? ''))
    expect(kept).toEqual(await readFile(join(folder, file)))
  })

  test('and that says the same is no fault of a look at every file either, nor asked about', async () => {
    const { call, folder, source, copy } = await deskWithCopy()
    await copyFile(join(folder, `sources/${source}/annotations/1.json`), join(folder, copy))
    expect((await call('health.check', { texts: false })).faults).toEqual([])
    expect((await call('health.read', {})).conflicts).toEqual([])
  })

  test('takes the place of the document when a person chooses it, and undo brings that back', async () => {
    const { call, copy, kinds, undo, redo, events } = await deskWithCopy()
    events.length = 0
    await call('health.choose', { file: copy, keep: 'copy' })
    expect(await kinds()).toEqual(['figure'])
    expect(events.map(({ kind }) => kind)).toContain('annotations')
    expect((await call('health.read', {})).conflicts).toEqual([])
    expect(await undo()).toBe('choose between copies')
    expect(await kinds()).toEqual(['figure', 'position'])
    expect((await call('health.read', {})).conflicts).toHaveLength(1)
    await redo()
    expect(await kinds()).toEqual(['figure'])
    expect(await call('backup.list', {})).toMatchObject([{ cause: 'before-choice', annotations: 2 }])
  })

  test('goes aside when a person keeps what is there, and nothing is deleted', async () => {
    const { call, copy, kinds, folder } = await deskWithCopy()
    const bytes = await readFile(join(folder, copy))
    await call('health.choose', { file: copy, keep: 'this' })
    expect(await kinds()).toEqual(['figure', 'position'])
    const aside = (await readdir(join(folder, 'aside'), { recursive: true })).find((name) =>
      name.endsWith('(conflicted copy 2025-03-01).json'),
    )
    expect(await readFile(join(folder, 'aside', aside ?? ''))).toEqual(bytes)
  })
})

test('of a brief both can be kept: the other becomes a brief of its own, until undo; of anything else they cannot', async () => {
  const desk = await openDesk()
  const { id } = await desk.call('brief.create', blankBrief('What the port says'))
  const copy = `briefs/${id}.conflict-2025-03-01T10-00-00.000Z.json`
  await copyFile(join(desk.folder, 'briefs', `${id}.json`), join(desk.folder, copy))
  await desk.call('brief.rename', { brief: id, revision: 1, title: 'What the town says' })
  const titles = async () => (await desk.call('brief.list', {})).map(({ title }) => title)
  const conflicts = async () => (await desk.call('health.read', {})).conflicts
  expect(await conflicts()).toMatchObject([
    { difference: 'other title (“What the town says” here, “What the port says” there)' },
  ])
  await desk.call('health.choose', { file: copy, keep: 'both' })
  expect(await conflicts()).toEqual([])
  const both = ['What the town says', expect.stringMatching(/^What the port says \(copy of \d\d:\d\d\)$/)]
  expect(await titles()).toEqual(both)
  expect(await desk.undo()).toBe('keep both copies')
  expect(await titles()).toEqual(['What the town says'])
  expect(await conflicts()).toHaveLength(1)
  await desk.redo()
  expect(await titles()).toEqual(both)
  expect(await conflicts()).toEqual([])
  const { call, copy: ofHighlights } = await deskWithCopy()
  const failure = await failureOf(call('health.choose', { file: ofHighlights, keep: 'both' }))
  expect(failure.reason).toBe('invalid-input')
})

test('a copy of the whole folder of a source is what is shown and changed once it is chosen, until undo', async () => {
  const desk = await openDesk()
  const source = await desk.importText(text)
  await desk.tag(source, 'nearly €40m', 'figure')
  const copy = `sources/${source} (conflicted copy 2025-03-01)`
  await cp(join(desk.folder, 'sources', source), join(desk.folder, copy), { recursive: true })
  await desk.tag(source, 'The guild', 'position')
  const kinds = async () =>
    (await desk.call('annotation.list', { source, kind: null })).map(({ body }) => body.kind)
  const counts = async () => (await desk.call('library.list', {}))[0]?.counts
  await desk.call('health.choose', { file: copy, keep: 'copy' })
  expect(await kinds()).toEqual(['figure'])
  expect(await counts()).toMatchObject({ figure: 1, position: 0 })
  await desk.tag(source, 'five years', 'figure')
  expect(await kinds()).toEqual(['figure', 'figure'])
  expect((await desk.call('health.read', {})).incidents).toEqual([])
  await desk.undo()
  await desk.undo()
  expect(await kinds()).toEqual(['figure', 'position'])
})

describe('the health of a notebook', () => {
  test('says of each place when its last backup was made', async () => {
    const outside = await temporaryFolder()
    const desk = await openDesk({
      ...steadyPorts(),
      outsideBackups: { wanted: async () => outside, want: async () => undefined },
    })
    const last = async () => (await desk.call('health.read', {})).backups
    expect(await last()).toEqual({ notebook: null, outside: null, outsideFolder: outside, failure: null })
    for (const name of ['first', 'second', 'third']) {
      await desk.importText(`${text} ${name}`, `${name}.txt`)
      await desk.call('backup.make', {})
    }
    const made = async (where: string) =>
      (await desk.call('backup.list', {}))
        .flatMap((one) => (one.place === where ? [one.made] : []))
        .toSorted()
    for (const where of ['notebook', 'outside'] as const) {
      const [first, , third] = await made(where)
      expect((await last())[where]).toBe(third)
      expect(third).not.toBe(first)
    }
    await desk.call('backup.setOutside', { on: false })
    await desk.importText(`${text} fourth`, 'fourth.txt')
    await desk.call('backup.make', {})
    expect((await last()).notebook).toBe((await made('notebook')).at(-1))
  })

  test('says what is free on its disk for its owner, and how large that is', async () => {
    const { call } = await openDesk()
    const disk = { type: 0, bsize: 4096, blocks: 1000, bfree: 300, bavail: 250, files: 0, ffree: 0 }
    const asked = vi.spyOn(promises, 'statfs').mockResolvedValue(disk)
    onTestFinished(() => asked.mockRestore())
    expect((await call('health.read', {})).disk).toEqual({ free: 250 * 4096, size: 1000 * 4096 })
    asked.mockRejectedValue(new Error('EIO'))
    expect((await call('health.read', {})).disk).toBe(null)
  })

  test('says who may write in it', async () => {
    const desk = await openDesk()
    const lock = join(desk.folder, 'lock')
    const holder = async () => (await desk.call('health.read', {})).holder
    const ours = JSON.parse(await readFile(lock, 'utf8')) as { readonly since: string }
    expect(await holder()).toEqual({ who: 'this-window', since: ours.since })
    await desk.reopen({ readOnly: true })
    expect(await holder()).toEqual({ who: 'nobody' })
    await writeFile(lock, JSON.stringify({ ...ours, pid: process.ppid, started: null }))
    expect(await holder()).toMatchObject({
      who: 'another',
      pid: process.ppid,
      since: ours.since,
      running: true,
    })
    await rm(lock)
  })
})

describe('a look at every file', () => {
  test('begins by itself where a person has the notebook open, and what it finds is told', async () => {
    const desk = await openDesk()
    const source = await desk.importText(text)
    await desk.reopen({ readOnly: true })
    expect((await desk.call('health.read', {})).lastCheck).toBe(null)
    const file = `sources/${source}/v1.txt`
    await writeFile(join(desk.folder, file), 'something else')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const window = await openSession({ folder: desk.folder, desktop: null, prepare: true }, steadyPorts())
    onTestFinished(() => window.close())
    vi.advanceTimersByTime(A_WHILE)
    vi.useRealTimers()
    const lastCheck = { at: expect.any(String) as string, texts: false }
    const found = expect.objectContaining({ kind: 'original-changed', file }) as object
    await vi.waitFor(
      async () =>
        expect(await window.call('health.read', {})).toMatchObject({
          value: { lastCheck, incidents: expect.arrayContaining([found]) as object[] },
        }),
      { timeout: 20_000 },
    )
  })

  test('tells how far it is, mends what is damaged and remembers what was met', async () => {
    const desk = await openDesk()
    const source = await desk.importText(text)
    await desk.tag(source, 'nearly €40m', 'figure')
    await desk.call('backup.make', {})
    await desk.reopen()
    await writeFile(join(desk.folder, 'sources', source, 'annotations', '1.json'), '')
    desk.events.length = 0
    const { check, faults, stopped } = await desk.call('health.check', { texts: true })
    expect(faults).toMatchObject([{ kind: 'damaged', mended: true }])
    expect(check).toMatchObject({ faults: 0, texts: true })
    expect(stopped).toBe(false)
    expect(desk.events).toContainEqual({ kind: 'checking', done: 1, of: expect.any(Number) as number })
    const health = await desk.call('health.read', {})
    expect(health).toMatchObject({ lastCheck: check, incidents: [{ kind: 'damaged' }], checking: null })
    expect(health.incidents[0]?.title).toBe('Port fund splits the harbour council')
    expect(await desk.only(source)).toMatchObject({ body: { kind: 'figure' } })
  })

  test('is stopped when asked to, and only one runs at a time', async () => {
    const desk = await openDesk()
    for (let nth = 0; nth < 5; nth += 1) await desk.importText(`${text} ${nth}`, `${nth}.txt`)
    const first = desk.call('health.check', { texts: true })
    expect((await failureOf(desk.call('health.check', { texts: false }))).reason).toBe('conflict')
    await desk.call('health.stopCheck', {})
    expect((await first).stopped).toBe(true)
    expect((await desk.call('health.read', {})).lastCheck).toBe(null)
    expect((await desk.call('health.check', { texts: false })).stopped).toBe(false)
  })

  test('that a window asks for is done by another process; should that break down, it says so and can be begun again', async () => {
    let looks = 0
    const ports = steadyPorts()
    const work: typeof ports.work = (name, input) => {
      if (name === 'look' && (looks += 1) === 1)
        return Promise.reject(new Failure('unavailable', 'The program broke down.'))
      return ports.work(name, input)
    }
    const folder = join(await temporaryFolder(), 'Harbour')
    await createNotebook(folder, 'Harbour', ports)
    const window = await openSession({ folder, desktop: null, prepare: true }, { ...ports, work })
    onTestFinished(() => window.close())
    const check = () => window.call('health.check', { texts: false })
    expect(await check()).toEqual({
      ok: false,
      error: { reason: 'unavailable', message: 'The program broke down.' },
    })
    expect(await window.call('health.read', {})).toMatchObject({ value: { checking: null, lastCheck: null } })
    expect(await check()).toMatchObject({ value: { faults: [], stopped: false } })
    expect(looks).toBe(2)
  })

  test('changes nothing in a notebook that is open for reading', async () => {
    const desk = await openDesk()
    const source = await desk.importText(text)
    await desk.reopen({ readOnly: true })
    const file = join(desk.folder, 'sources', source, 'v1.txt')
    await writeFile(file, 'something else')
    const before = (await readdir(desk.folder, { recursive: true })).toSorted()
    const { faults } = await desk.call('health.check', { texts: false })
    expect(faults).toMatchObject([{ kind: 'original-changed', mended: false }])
    expect((await readdir(desk.folder, { recursive: true })).toSorted()).toEqual(before)
  })
})

describe('going back to a backup', () => {
  test('opens the notebook anew in its state, and tells the windows', async () => {
    const desk = await openDesk()
    const source = await desk.importText(text)
    const { number } = await desk.call('backup.make', {})
    await desk.tag(source, 'nearly €40m', 'figure')
    await desk.importText('Another text', 'other.txt')
    desk.events.length = 0
    await desk.call('backup.restore', { number, place: 'notebook' })
    expect(desk.events.at(-1)).toEqual({ kind: 'reopened' })
    expect(await desk.call('library.list', {})).toMatchObject([{ id: source, counts: { figure: 0 } }])
    expect((await failureOf(desk.call('history.undo', {}))).reason).toBe('nothing-to-undo')
    await desk.tag(source, 'The guild', 'position')
    expect(await desk.only(source)).toMatchObject({ body: { kind: 'position' } })
  })

  test('that is not there leaves the notebook open as it is', async () => {
    const desk = await openDesk()
    const source = await desk.importText(text)
    expect((await failureOf(desk.call('backup.restore', { number: 7, place: 'notebook' }))).reason).toBe(
      'not-found',
    )
    expect(await desk.call('library.list', {})).toMatchObject([{ id: source }])
    await desk.tag(source, 'nearly €40m', 'figure')
  })

  test('waits for calls that are under way, and lets those that come meanwhile wait', async () => {
    const desk = await openDesk()
    const source = await desk.importText(text)
    const { number } = await desk.call('backup.make', {})
    const before = desk.tag(source, 'nearly €40m', 'figure')
    const restored = desk.call('backup.restore', { number, place: 'notebook' })
    await nextTurn()
    const after = desk.tag(source, 'The guild', 'position')
    await Promise.all([before, restored, after])
    expect(await desk.only(source)).toMatchObject({ body: { kind: 'position' } })
  })

  test('leaves the notebook answering in one sentence when it cannot be opened again', async () => {
    const desk = await openDesk()
    await desk.importText(text)
    const { number } = await desk.call('backup.make', {})
    const away = `${desk.folder}-away`
    await rename(desk.folder, away)
    await mkdir(desk.folder)
    await writeFile(join(desk.folder, 'notebook.json'), 'half of it')
    await failureOf(desk.call('backup.restore', { number, place: 'notebook' }))
    const failure = await failureOf(desk.call('library.list', {}))
    expect(failure.message).toContain('could not be opened')
  })
})

test('backups outside are made unless a person does not want them', async () => {
  const outside = await temporaryFolder()
  let wanted: string | null = outside
  const desk = await openDesk({
    ...steadyPorts(),
    outsideBackups: {
      wanted: async () => wanted,
      want: async (on) => {
        wanted = on ? outside : null
      },
    },
  })
  await desk.importText(text)
  await desk.call('backup.make', {})
  const placesOf = async () => (await desk.call('backup.list', {})).map(({ place }) => place)
  expect((await placesOf()).toSorted()).toEqual(['notebook', 'outside'])
  await desk.call('backup.setOutside', { on: false })
  expect((await desk.call('health.read', {})).backups.outsideFolder).toBe(null)
  await desk.importText('Another text', 'other.txt')
  await desk.call('backup.make', {})
  expect(await placesOf()).toEqual(['notebook', 'notebook'])
})

test('a copy that was made here is opened on the desktop, and no other folder is', async () => {
  const desk = await openDesk()
  const { number } = await desk.call('backup.make', {})
  const { folder } = await desk.call('backup.restoreCopy', { number, place: 'notebook' })
  expect((await failureOf(desk.call('desktop.openCopy', { folder }))).reason).toBe('unavailable')
  const opened: string[] = []
  const desktop: Desktop = {
    chooseFiles: async () => [],
    chooseFolder: async () => null,
    saveFile: async () => null,
    openLink: async () => {},
    openNotebook: async (one) => void opened.push(one),
  }
  await desk.reopen({ desktop })
  const copy = await desk.call('backup.restoreCopy', { number, place: 'notebook' })
  expect((await failureOf(desk.call('desktop.openCopy', { folder }))).reason).toBe('not-found')
  await desk.call('desktop.openCopy', copy)
  expect(opened).toEqual([copy.folder])
})

/** A notebook with backups outside, whose folder lies elsewhere by now. */
async function deskWithout() {
  const outside = await temporaryFolder()
  const ports = {
    ...steadyPorts(),
    outsideBackups: { wanted: async () => outside, want: async () => undefined },
  }
  const desk = await openDesk(ports)
  await desk.importText(text)
  await desk.call('backup.make', {})
  await rename(desk.folder, `${desk.folder} elsewhere`)
  return desk
}

describe('a notebook whose folder was deleted while it is open', () => {
  test('is told as gone until it is back, and nothing is made in its place', async () => {
    const { call, folder } = await deskWithout()
    expect((await call('health.read', {})).gone).toBe(true)
    for (const refused of [
      () => call('backup.make', {}),
      () => call('health.check', { texts: false }),
      () => call('backup.restore', { number: 1, place: 'outside' }),
    ])
      expect((await failureOf(refused())).reason).toBe('gone')
    expect((await call('health.read', {})).incidents).toEqual([])
    await expect(readdir(folder)).rejects.toThrow('ENOENT')
    await rename(`${folder} elsewhere`, folder)
    expect((await call('health.read', {})).gone).toBe(false)
    expect(await call('library.list', {})).toHaveLength(1)
  })

  test('is told of as a whole only: a text that is read from a backup meanwhile is no incident', async () => {
    const { call, folder } = await deskWithout()
    const [source] = await call('library.list', {})
    const read = () => call('version.get', { source: source?.id ?? ('' as SourceId), version: 1 })
    expect((await read()).blocks).not.toEqual([])
    await rename(`${folder} elsewhere`, folder)
    await read()
    expect((await call('health.read', {})).incidents).toEqual([])
  })

  test('is left as it is when it is closed: neither a folder nor a backup is made of what is in memory', async () => {
    const { call, folder, importText, reopen } = await deskWithout()
    await rename(`${folder} elsewhere`, folder)
    await importText(text, 'again.txt')
    await rename(folder, `${folder} elsewhere`)
    const before = await call('backup.list', {})
    await reopen().catch(() => undefined)
    await expect(readdir(folder)).rejects.toThrow('ENOENT')
    await rename(`${folder} elsewhere`, folder)
    await reopen()
    expect((await call('backup.list', {})).filter(({ place }) => place === 'outside')).toEqual(
      before.filter(({ place }) => place === 'outside'),
    )
  })

  test('is made anew beside it from a backup outside', async () => {
    const { call } = await deskWithout()
    const [outside] = (await call('backup.list', {})).filter(({ place }) => place === 'outside')
    const { folder } = await call('backup.restoreCopy', { number: outside?.number ?? 0, place: 'outside' })
    expect(await readdir(folder)).toContain('notebook.json')
  })

  test('is told to the windows by the first change that cannot be saved', async () => {
    const { call, events } = await deskWithout()
    events.length = 0
    await failureOf(call('brief.create', blankBrief('What the port says')))
    expect(events).toContainEqual({ kind: 'health' })
  })
})
