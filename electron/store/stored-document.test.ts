import { readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { readdir, readFile, rename, rm, unlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Failure } from '../../shared/contract/failure'
import type { Fault } from '../../shared/model/health'
import { FORMAT } from '../../shared/model/notebook'
import { temporaryFolder } from '../testing/temporary-folder'
import { decodeDocument, encodeDocument } from './document-codec'
import { type FileSystem, realFileSystem } from './file-system'
import { Repair } from './repair'
import { StoredDocument } from './stored-document'
import { documentAt, putDocument } from './testing/document-files'
import { failureOf } from './testing/failure-of'
import { breakableFileSystem, diskError } from './testing/faulty-file-system'

const List = z.strictObject({
  words: z.array(z.string()),
  span: z
    .strictObject({ from: z.int(), to: z.int() })
    .refine(({ from, to }) => from < to, 'a span ends after it starts')
    .optional(),
  notes: z
    .array(z.strictObject({ text: z.string(), colour: z.string().nullable().default(null) }))
    .optional(),
})
type List = z.infer<typeof List>

const name = 'words.json'
let folder = ''
let path = ''
let noted: Fault[] = []

beforeEach(async () => {
  folder = await temporaryFolder()
  path = join(folder, name)
  noted = []
  await writeFile(join(folder, 'notebook.json'), '')
})

/** In a notebook of which no backup was made. */
const open = (
  fs: FileSystem = realFileSystem,
  ifAbsent: List | null = { words: [] },
  onReplaced: (file: string) => void = () => undefined,
) => opened(List, fs, ifAbsent, onReplaced)

function opened<T extends object>(
  schema: z.ZodType<T>,
  fs: FileSystem = realFileSystem,
  ifAbsent: T | null = null,
  onReplaced: (file: string) => void = () => undefined,
): StoredDocument<T> {
  const repair = new Repair({
    fs,
    folder,
    writes: true,
    backups: { statesOf: async () => [], unchanging: async () => null },
    now: () => '2025-02-26T09:00:00.000Z',
    note: (fault) => void noted.push(fault),
  })
  repair.onReplaced(onReplaced)
  return new StoredDocument<T>({ fs, folder, repair }, { name, schema }, ifAbsent)
}

const add = (word: string) => (list: List) => ({ ...list, words: [...list.words, word] })

const state = (revision: number) => ({ revision, words: [`revision ${revision}`] })

/** What the file says, read without the store. */
async function onDisk(): Promise<unknown> {
  const decoded = decodeDocument(await readFile(path), name)
  return decoded.status === 'ok' ? decoded.document : decoded
}

function put(document: unknown, format = FORMAT): Promise<void> {
  return putDocument(folder, name, document, { format, sequence: 3 })
}

/** Nothing is left of the document beside its file either. */
async function takeAway(): Promise<void> {
  for (const file of [path, `${path}.previous`]) await rm(file, { force: true })
}

describe('changes', () => {
  test('a change answers what was and what is, and the next reader finds it', async () => {
    const document = open()
    await document.change(add('pile'))
    const changed = await document.change(add('quay'))
    expect(changed).toEqual({ before: { words: ['pile'] }, after: { words: ['pile', 'quay'] } })
    expect(await open().read()).toEqual({ words: ['pile', 'quay'] })
  })

  test('changes asked for at once are made one after another', async () => {
    const document = open()
    await Promise.all(['a', 'b', 'c', 'd'].map((word) => document.change(add(word))))
    expect(await onDisk()).toEqual({ words: ['a', 'b', 'c', 'd'] })
  })

  test('while a change is being saved readers see the value that is on the disk', async () => {
    const seen: Promise<List>[] = []
    const disk = breakableFileSystem()
    const document = open(disk.fs)
    await document.change(add('saved'))
    disk.breakBy((_, { call }) => {
      if (call === 'rename') seen.push(document.read())
      return null
    })
    await document.change(add('under way'))
    expect(await seen.at(-1)).toEqual({ words: ['saved'] })
  })

  test('the refusal of a change reaches the caller and nothing is written', async () => {
    const document = open()
    await document.change(add('pile'))
    const refusal = new Failure('conflict', 'It was changed in another window.')
    const refused = document.change(() => {
      throw refusal
    })
    await expect(refused).rejects.toBe(refusal)
    expect(await onDisk()).toEqual({ words: ['pile'] })
    await document.change(add('quay'))
    expect(await onDisk()).toEqual({ words: ['pile', 'quay'] })
  })

  test('each generation has the next sequence number', async () => {
    const document = open()
    await document.change(add('a'))
    await document.change(add('b'))
    expect(await documentAt(folder, name)).toMatchObject({ sequence: 2 })
    expect(await documentAt(folder, `${name}.previous`)).toMatchObject({ sequence: 1 })
  })
})

describe('a disk that fails', () => {
  const codes = ['EIO', 'ENOSPC', 'EACCES', 'EROFS', 'EBUSY']

  test.each(codes)('%s at any one step: never a false “saved”, and the next change works', async (code) => {
    for (let at = 0; ; at++) {
      await rm(folder, { recursive: true })
      await realFileSystem.mkdir(folder)
      const disk = breakableFileSystem({ platform: 'linux' })
      const document = open(disk.fs)
      await document.change(add('old'))
      let met = false
      disk.breakBy((index) => {
        met ||= index === at
        return index === at ? diskError(code) : null
      })
      const saved = await document.change(add('new')).then(
        () => true,
        () => false,
      )
      disk.mend()
      const expected = { words: saved ? ['old', 'new'] : ['old'] }
      expect({ at, memory: await document.read(), disk: await onDisk() }).toEqual({
        at,
        memory: expected,
        disk: expected,
      })
      await document.change(add('next'))
      expect(await onDisk()).toEqual({ words: [...expected.words, 'next'] })
      if (!met) break
    }
  })

  test.each(codes)(
    '%s from any step on: nothing acknowledged is lost, and it works again afterwards',
    async (code) => {
      for (let at = 0; ; at++) {
        await rm(folder, { recursive: true })
        await realFileSystem.mkdir(folder)
        const disk = breakableFileSystem({ platform: 'linux' })
        const document = open(disk.fs)
        await document.change(add('old'))
        let met = false
        disk.breakBy((index) => {
          met ||= index >= at
          return index >= at ? diskError(code) : null
        })
        const saved = await document.change(add('new')).then(
          () => true,
          () => false,
        )
        disk.mend()
        const expected = saved ? ['old', 'new'] : ['old']
        expect({ at, memory: await document.read() }).toEqual({ at, memory: { words: expected } })
        await document.change(add('next'))
        expect({ at, disk: await onDisk() }).toEqual({ at, disk: { words: [...expected, 'next'] } })
        if (!met) break
      }
    },
  )

  test('after a failed fsync the file is never trusted again: the next change is a new file from memory', async () => {
    const disk = breakableFileSystem({ platform: 'linux' })
    const document = open(disk.fs)
    await document.change(add('old'))
    // What a disk does after such an error: it forgets what it could not write, and calls the next fsync a success.
    let failed = ''
    disk.breakBy((_, { call, path: synced }) => {
      if (call !== 'sync' || synced === folder || failed !== '') return null
      failed = synced
      return diskError('EIO')
    })
    expect((await failureOf(document.change(add('new')))).reason).toBe('disk-error')
    expect(await onDisk()).toEqual({ words: ['old'] })
    expect(await document.read()).toEqual({ words: ['old'] })
    disk.mend()
    await document.change(add('new'))
    const touched = disk.steps().filter(({ path: at }) => at === failed)
    expect(touched).toEqual([])
    expect(disk.steps().filter(({ call }) => call === 'sync').length).toBeGreaterThan(0)
    expect(await onDisk()).toEqual({ words: ['old', 'new'] })
    expect((await readdir(folder)).filter((entry) => entry.endsWith('.tmp'))).toEqual([])
  })

  test('after a failed fsync of the folder what was there shows again, and the next change is written anew', async () => {
    const disk = breakableFileSystem({ platform: 'linux' })
    const document = open(disk.fs)
    await document.change(add('old'))
    disk.breakBy((_, { call, path: synced }) =>
      call === 'sync' && synced === folder ? diskError('EIO') : null,
    )
    for (let time = 0; time < 2; time += 1) {
      expect((await failureOf(document.change(add('new')))).reason).toBe('disk-error')
      expect(await onDisk()).toEqual({ words: ['old'] })
    }
    disk.mend()
    await document.change(add('new'))
    const steps = disk.steps().map(({ call }) => call)
    expect(steps.filter((call) => call === 'write').length).toBeGreaterThan(0)
    expect(steps.lastIndexOf('sync')).toBeGreaterThan(steps.lastIndexOf('rename'))
    expect(await onDisk()).toEqual({ words: ['old', 'new'] })
  })

  test('a change that waits behind a failed one is saved', async () => {
    const disk = breakableFileSystem()
    const document = open(disk.fs)
    await document.change(add('old'))
    let failed = false
    disk.breakBy((_, { call }) => {
      if (call !== 'write' || failed) return null
      failed = true
      return diskError('ENOSPC')
    })
    const [first, second] = await Promise.allSettled([
      document.change(add('lost')),
      document.change(add('kept')),
    ])
    expect([first.status, second.status]).toEqual(['rejected', 'fulfilled'])
    expect(await onDisk()).toEqual({ words: ['old', 'kept'] })
  })

  test('a document that could not be read is read again when it is asked for again', async () => {
    await put({ words: ['pile'] })
    const disk = breakableFileSystem()
    const document = open(disk.fs)
    disk.breakBy((_, { call }) => (call === 'read' ? diskError('EIO') : null))
    expect((await failureOf(document.read())).reason).toBe('disk-error')
    expect((await failureOf(document.change(add('quay')))).reason).toBe('disk-error')
    disk.mend()
    expect(await document.read()).toEqual({ words: ['pile'] })
  })
})

describe('files that somebody else changed', () => {
  test('what they wrote stays and is the value from then on, and ours lies beside it', async () => {
    const document = open()
    await document.change(add('ours'))
    await put({ words: ['theirs'] })
    const failure = await failureOf(document.change(add('more')))
    expect(failure.reason).toBe('changed-outside')
    const [copy = ''] = (await readdir(folder)).filter((file) => file.includes('.conflict-'))
    for (const named of [name, copy]) expect(failure.message).toContain(named)
    expect(await onDisk()).toEqual({ words: ['theirs'] })
    expect(await documentAt(folder, copy)).toMatchObject({ document: { words: ['ours', 'more'] } })
    expect(await document.read()).toEqual({ words: ['theirs'] })
    expect(noted).toMatchObject([{ kind: 'conflict-copy', file: name, mended: false, keptAs: copy }])
    await document.change(add('then'))
    expect(await onDisk()).toEqual({ words: ['theirs', 'then'] })
  })

  test('an earlier state that was put back is a change like others', async () => {
    const document = open()
    await document.change(add('a'))
    const earlier = await readFile(path)
    await document.change(add('b'))
    await writeFile(path, earlier)
    expect((await failureOf(document.change(add('c')))).reason).toBe('changed-outside')
    expect(await documentAt(folder, noted[0]?.keptAs ?? '')).toMatchObject({
      document: { words: ['a', 'b', 'c'] },
    })
    expect(await onDisk()).toEqual({ words: ['a'] })
    // What goes on from it is later than all that was there.
    await document.change(add('d'))
    expect(await documentAt(folder, name)).toMatchObject({ sequence: 3, document: { words: ['a', 'd'] } })
  })

  test('an earlier state that was put back bears a revision that nobody has seen', async () => {
    const schema = z.strictObject({ revision: z.int(), words: z.array(z.string()) })
    const document = new StoredDocument({ fs: realFileSystem, folder, repair: null }, { name, schema })
    await put(state(1))
    const earlier = await readFile(path)
    for (const revision of [2, 3]) await document.change(() => state(revision))
    await writeFile(path, earlier)
    await document.lookAgain()
    expect(await document.read()).toEqual({ ...state(1), revision: 4 })
    await put(state(9))
    await failureOf(document.change(() => state(5)))
    expect(await document.read()).toEqual(state(9))
  })

  test('a later state that is the last generation of one put back while nobody looked is kept as a copy', async () => {
    const before = open()
    for (const word of ['a', 'b']) await before.change(add(word))
    const earlier = await readFile(path)
    for (const word of ['c', 'd', 'e']) await before.change(add(word))
    const replaced: string[] = []
    await writeFile(path, earlier)
    const document = open(realFileSystem, { words: [] }, (file) => replaced.push(file))
    expect(await document.read()).toEqual({ words: ['a', 'b'] })
    await document.change(add('f'))
    await document.change(add('g'))
    expect(noted).toMatchObject([{ kind: 'older', file: name, mended: false }])
    expect(replaced).toEqual([name])
    expect(await documentAt(folder, noted[0]?.keptAs ?? '')).toMatchObject({
      sequence: 4,
      document: { words: ['a', 'b', 'c', 'd'] },
    })
    // What goes on is later than all that was there, so that the next opening finds nothing.
    expect(await documentAt(folder, name)).toMatchObject({ sequence: 6 })
    await open().change(add('h'))
    expect(noted).toHaveLength(1)
  })

  test('such a state is never let go: where it cannot be kept nothing is saved', async () => {
    await put({ words: ['a'] })
    await putDocument(folder, name, { words: ['a', 'b'] }, { sequence: 4 })
    await rename(path, `${path}.previous`)
    await put({ words: ['a'] })
    const disk = breakableFileSystem()
    const document = open(disk.fs)
    disk.breakBy((_, { call, path: at }) =>
      call === 'write' && at.includes('.conflict-') ? diskError('ENOSPC') : null,
    )
    expect((await failureOf(document.change(add('c')))).reason).toBe('disk-full')
    expect(await documentAt(folder, `${name}.previous`)).toMatchObject({ sequence: 4 })
    disk.mend()
    await document.change(add('c'))
    expect(noted).toMatchObject([{ kind: 'older' }])
  })

  test('the state that is put back bears a revision that nobody has seen from its first change on', async () => {
    const schema = z.strictObject({ revision: z.int(), words: z.array(z.string()) })
    await putDocument(folder, name, state(5), { sequence: 5 })
    await rename(path, `${path}.previous`)
    await put(state(2))
    const seen: number[] = []
    await opened(schema).change((value) => {
      seen.push(value.revision)
      return { ...value, revision: value.revision + 1 }
    })
    expect(seen).toEqual([6])
    expect(await documentAt(folder, name)).toMatchObject({ sequence: 6, document: { revision: 7 } })
  })

  test.each([
    ['itself, as when a save was cut short', 3, { words: ['a'] }],
    ['the same under another number', 4, { words: ['a'] }],
    ['an earlier one', 2, { words: [] }],
  ])('a last generation that is %s is no later state', async (_, sequence, document) => {
    await putDocument(folder, name, document, { sequence })
    await rename(path, `${path}.previous`)
    await put({ words: ['a'] })
    await open().change(add('b'))
    expect(noted).toEqual([])
    expect((await documentAt(folder, name)).sequence).toBeGreaterThan(sequence)
  })

  test.each([
    ['on an earlier state', 2],
    ['on a later state', 9],
  ])('what another program wrote %s into the file just when it was replaced is kept', async (_, sequence) => {
    const disk = breakableFileSystem()
    const replaced: string[] = []
    const document = open(disk.fs, { words: [] }, (file) => replaced.push(file))
    for (const word of ['a', 'b', 'c']) await document.change(add(word))
    const theirs = encodeDocument({ name, sequence, document: { words: ['a', 'theirs'] } }).bytes
    disk.breakBy((_nth, { call, path: at }) => {
      if (call === 'rename' && at.endsWith('.tmp')) writeFileSync(path, theirs)
      return null
    })
    await document.change(add('d'))
    disk.mend()
    expect(noted).toEqual([])
    await document.change(add('e'))
    expect(noted).toMatchObject([{ kind: 'conflict-copy', file: name, mended: false }])
    expect(replaced).toEqual([name])
    const copy = await documentAt(folder, noted[0]?.keptAs ?? '')
    expect(copy).toMatchObject({ sequence, document: { words: ['a', 'theirs'] } })
    expect(await onDisk()).toEqual({ words: ['a', 'b', 'c', 'd', 'e'] })
    expect((await documentAt(folder, name)).sequence).toBeGreaterThan(sequence)
    await document.change(add('f'))
    expect(noted).toHaveLength(1)
  })

  test('the same bytes written anew into the file just when it was replaced are nothing unseen', async () => {
    const disk = breakableFileSystem()
    const document = open(disk.fs)
    for (const word of ['a', 'b']) await document.change(add(word))
    disk.breakBy((_nth, { call, path: at }) => {
      if (call === 'rename' && at.endsWith('.tmp')) writeFileSync(path, readFileSync(path))
      return null
    })
    await document.change(add('c'))
    disk.mend()
    await document.change(add('d'))
    expect(noted).toEqual([])
  })

  test.each([[[]], [['one']]])(
    'a change that was refused after %j does not come back when the file and all that is known of it go',
    async (saved: string[]) => {
      const document = open()
      for (const word of saved) await document.change(add(word))
      await document.read()
      await put({ words: ['theirs'] })
      await failureOf(document.change(add('refused')))
      await takeAway()
      expect(await document.read()).toEqual({ words: [] })
      await document.change(add('next'))
      expect(await onDisk()).toEqual({ words: ['next'] })
    },
  )

  test('nor does one that the disk refused, when others changed the file before it went', async () => {
    const disk = breakableFileSystem()
    const document = open(disk.fs)
    await document.change(add('one'))
    disk.breakBy((_, { call }) => (call === 'write' ? diskError('ENOSPC') : null))
    await failureOf(document.change(add('refused')))
    disk.mend()
    await put({ words: ['theirs'] })
    await document.lookAgain()
    await takeAway()
    expect(await document.read()).toEqual({ words: [] })
  })

  test('two changes that are refused at the same time are both kept', async () => {
    for (const word of ['one', 'two']) {
      const document = open()
      await document.read()
      await put({ words: ['theirs'] }, FORMAT)
      await failureOf(document.change(add(word)))
      await unlink(path)
    }
    expect(new Set(noted.map(({ keptAs }) => keptAs)).size).toBe(2)
  })

  test.each([
    ['deleted', 'missing', () => unlink(path)],
    ['damaged', 'damaged', () => writeFile(path, '')],
  ])('a file that was %s is written again with all that was saved', async (_, kind, meddle) => {
    const document = open()
    await document.change(add('first'))
    await document.change(add('ours'))
    await meddle()
    await document.change(add('more'))
    expect(await onDisk()).toEqual({ words: ['first', 'ours', 'more'] })
    expect(noted).toMatchObject([{ kind, file: name, mended: true }])
    expect(await documentAt(folder, `${name}.previous`)).toMatchObject({ document: { words: ['first'] } })
    const aside = noted[0]?.keptAs ?? null
    expect(aside === null ? null : await readFile(join(folder, aside), 'utf8')).toBe(
      kind === 'damaged' ? '' : null,
    )
  })

  test('when the whole notebook is gone nothing is written in its place', async () => {
    const document = open()
    await document.change(add('ours'))
    await rm(folder, { recursive: true })
    await realFileSystem.mkdir(folder)
    expect((await failureOf(document.change(add('more')))).reason).toBe('disk-error')
    expect(await readdir(folder)).toEqual([])
    expect(await document.read()).toEqual({ words: ['ours'] })
  })

  test('our copy of a change that was refused at the last moment is read when somebody puts it in place', async () => {
    const disk = breakableFileSystem()
    const document = open(disk.fs)
    await document.change(add('saved'))
    const theirs = encodeDocument({ name, sequence: 8, document: { words: ['theirs'] } }).bytes
    disk.breakBy((_, { call }) => {
      if (call === 'link') writeFileSync(path, theirs)
      return null
    })
    expect((await failureOf(document.change(add('mine')))).reason).toBe('changed-outside')
    disk.mend()
    expect(await document.read()).toEqual({ words: ['theirs'] })
    await rename(join(folder, noted.at(-1)?.keptAs ?? ''), path)
    await document.lookAgain()
    expect(await document.read()).toEqual({ words: ['saved', 'mine'] })
    await document.change(add('next'))
    expect(await onDisk()).toEqual({ words: ['saved', 'mine', 'next'] })
  })

  test('what refused a part of a change of several at the last moment is what is read from then on', async () => {
    const document = open()
    await document.change(add('saved'))
    const staged = await document.stage(add('part'))
    await put({ words: ['theirs'] })
    await expect(staged?.lastLook?.()).rejects.toThrow('what you see from now on is what that program wrote')
    expect(await document.read()).toEqual({ words: ['theirs'] })
  })

  test('a part of a change of several that is in place is no change by others, before it is settled and after', async () => {
    const document = open()
    await document.change(add('saved'))
    const staged = await document.stage(add('part'))
    await staged?.makeRoom?.()
    await rename(staged?.temporary ?? '', path)
    await document.lookAgain()
    expect(await document.read()).toEqual({ words: ['saved'] })
    staged?.settle()
    await document.lookAgain()
    expect(await document.read()).toEqual({ words: ['saved', 'part'] })
    expect(noted).toEqual([])
  })

  test('looking again puts back what is damaged or gone, and reads what others wrote', async () => {
    const document = open()
    await document.change(add('ours'))
    for (const meddle of [() => unlink(path), () => writeFile(path, 'hurt')]) {
      await meddle()
      await document.lookAgain()
      expect(await onDisk()).toEqual({ words: ['ours'] })
    }
    await put({ words: ['theirs'] })
    await document.lookAgain()
    expect(await document.read()).toEqual({ words: ['theirs'] })
    // What was saved here was in nobody else's hands yet.
    expect(await documentAt(folder, noted.at(-1)?.keptAs ?? '')).toMatchObject({
      document: { words: ['ours'] },
    })
  })

  test('a file that appeared where there was none is not overwritten', async () => {
    const document = open()
    await document.read()
    await put({ words: ['theirs'] })
    expect((await failureOf(document.change(add('ours')))).reason).toBe('changed-outside')
    expect(await onDisk()).toEqual({ words: ['theirs'] })
  })

  test('the same bytes written anew are no change', async () => {
    const document = open()
    await document.change(add('ours'))
    await writeFile(path, await readFile(path))
    await utimes(path, new Date(0), new Date(0))
    await document.change(add('more'))
    expect(await onDisk()).toEqual({ words: ['ours', 'more'] })
  })

  test.each([0, 1])(
    'what they write when the same bytes written anew are looked at for the time %i is not overwritten',
    async (time) => {
      const disk = breakableFileSystem()
      const document = open(disk.fs)
      await document.change(add('ours'))
      await utimes(path, new Date(0), new Date(0))
      const theirs = encodeDocument({ name, sequence: 9, document: { words: ['theirs'] } }).bytes
      let left = time
      disk.breakBy((_, { call, path: opened }) => {
        // Written anew once more, so that the last look has to read it, too.
        if (call === 'link') utimesSync(path, new Date(9), new Date(9))
        // Its stamp was taken, and it is not open yet.
        if (call === 'open' && opened === path && left-- === 0) writeFileSync(path, theirs)
        return null
      })
      expect((await failureOf(document.change(add('more')))).reason).toBe('changed-outside')
      expect(left).toBeLessThan(0)
      expect(await onDisk()).toEqual({ words: ['theirs'] })
    },
  )
})

describe('damage', () => {
  const whole = encodeDocument({ name, sequence: 3, document: { words: ['pile', 'quay'] } }).bytes
  const flipped = Buffer.from(whole)
  flipped.writeUInt8(flipped.readUInt8(whole.length - 8) ^ 1, whole.length - 8)

  test.each([
    ['truncated', whole.subarray(0, 60)],
    ['empty', Buffer.alloc(0)],
    ['NUL-filled', Buffer.alloc(whole.length)],
    ['with a flipped bit', flipped],
    ['null', Buffer.from('null')],
    ['5', Buffer.from('5')],
    ['with a BOM', Buffer.concat([Buffer.from('\ufeff'), whole])],
  ])('a file %s is reported by name and left as it is', async (_, bytes) => {
    await writeFile(path, bytes)
    const document = open()
    for (const job of [document.read(), document.change(add('new'))]) {
      const failure = await failureOf(job)
      expect(failure.reason).toBe('damaged')
      expect(failure.message).toContain(name)
      expect(failure.message).not.toContain('previous')
    }
    expect(Buffer.compare(await readFile(path), bytes)).toBe(0)
    expect(await readdir(folder)).toEqual(['notebook.json', name])
  })

  test('a file that is gone while its generation is damaged is damage, not an empty document', async () => {
    const document = open()
    await document.change(add('a'))
    await document.change(add('b'))
    await unlink(path)
    await writeFile(`${path}.previous`, 'hurt')
    for (const job of [open().read(), open().change(add('c'))])
      expect((await failureOf(job)).reason).toBe('damaged')
    expect(await readdir(folder)).toEqual(['notebook.json', `${name}.previous`])
  })

  test('a file that must be there and is not is damage', async () => {
    expect((await failureOf(open(realFileSystem, null).read())).reason).toBe('damaged')
  })
})

describe('what a later version wrote', () => {
  test.each([[{ words: [5] }], [null]])(
    'a document that is whole and yet none of ours (%j) stays, whatever is known of it',
    async (document) => {
      await put({ words: ['pile'] })
      const opened = open()
      await opened.read()
      const { bytes } = encodeDocument({ name, sequence: 3, document })
      await writeFile(path, bytes)
      expect((await failureOf(opened.change(add('quay')))).reason).toBe('changed-outside')
      for (const job of [opened.read(), opened.lookAgain(), open().change(add('crane'))]) {
        const failure = await failureOf(job)
        expect(failure.reason).toBe('newer-format')
        expect(failure.message).toContain('does not know')
      }
      expect(Buffer.compare(await readFile(path), bytes)).toBe(0)
    },
  )

  test('unknown fields survive a change, at every depth', async () => {
    await put({ words: ['pile'], mood: 'new', span: { from: 1, to: 2, unit: 'line' } })
    await open().change(add('quay'))
    expect(await onDisk()).toEqual({
      words: ['pile', 'quay'],
      mood: 'new',
      span: { from: 1, to: 2, unit: 'line' },
    })
  })

  test('a field that came later holds its default in what was written before, at every depth, beside unknown ones', async () => {
    await put({ words: [], notes: [{ text: 'old' }, { text: 'newer', colour: 'rust', size: 2 }] })
    const notes = [
      { text: 'old', colour: null },
      { text: 'newer', colour: 'rust', size: 2 },
    ]
    expect(await open().read()).toEqual({ words: [], notes })
    await open().change(add('pile'))
    expect(await onDisk()).toEqual({ words: ['pile'], notes })
  })

  test('an unknown field does not hide a fault beside it', async () => {
    await put({ words: [], span: { from: 2, to: 1, unit: 'line' } })
    expect((await failureOf(open().read())).message).toContain('a span ends after it starts')
  })

  test('a newer format that is understood can be read and not changed', async () => {
    await put({ words: ['pile'], mood: 'new' }, FORMAT + 1)
    const document = open()
    expect(await document.read()).toMatchObject({ words: ['pile'] })
    expect((await failureOf(document.change(add('quay')))).reason).toBe('newer-format')
    expect(await documentAt(folder, name)).toMatchObject({
      format: FORMAT + 1,
      document: { words: ['pile'] },
    })
  })

  test('a newer format that is not understood is refused as such', async () => {
    await put({ pages: [] }, FORMAT + 1)
    expect((await failureOf(open().read())).reason).toBe('newer-format')
  })
})
