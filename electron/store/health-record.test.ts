import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { type Fault, MOST_INCIDENTS } from '../../shared/model/health'
import { temporaryFolder } from '../testing/temporary-folder'
import { HealthLog } from './health-record'
import { documentAt, putDocument } from './testing/document-files'
import { breakableFileSystem, diskError } from './testing/faulty-file-system'
import { steppingClock } from './testing/samples'

const name = 'health.json'
let folder = ''
let told = 0
const disk = breakableFileSystem({ platform: 'linux' })

beforeEach(async () => {
  disk.mend()
  folder = await temporaryFolder()
  told = 0
})

function open({ writes = true } = {}): HealthLog {
  return new HealthLog({
    fs: disk.fs,
    folder,
    writes,
    backups: { statesOf: async () => [], unchanging: async () => null },
    now: steppingClock(),
    onHealth: () => {
      told += 1
    },
  })
}

const fault = (file: string): Fault => ({
  kind: 'damaged',
  file,
  message: `${file} was damaged and was put back.`,
  mended: true,
  keptAs: null,
})

const files = (log: HealthLog) => log.read().then(({ incidents }) => incidents.map(({ file }) => file))

test('what was met is there when the notebook is opened again, newest first', async () => {
  const log = open()
  for (const file of ['a.json', 'b.json']) log.note(fault(file))
  const check = { at: '2025-02-26T10:00:00.000Z', files: 12, faults: 2, texts: false }
  log.noteCheck(check)
  await log.finish()
  expect(told).toBe(3)
  expect(await files(open())).toEqual(['b.json', 'a.json'])
  expect((await open().read()).lastCheck).toEqual(check)
  expect(open().notes()).toEqual([])
})

test('only the newest are kept', async () => {
  const log = open()
  for (let nth = 0; nth <= MOST_INCIDENTS; nth += 1) log.note(fault(`${nth}.json`))
  await log.finish()
  const kept = await files(open())
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([MOST_INCIDENTS, `${MOST_INCIDENTS}.json`, '1.json'])
})

test('what cannot be written down is known all the same, and is written down later', async () => {
  const log = open()
  disk.breakBy((_, { call }) => (call === 'write' ? diskError('ENOSPC') : null))
  log.note(fault('a.json'))
  await log.finish()
  expect(await files(log)).toEqual(['a.json'])
  expect(log.notes()).toHaveLength(1)
  expect(await readdir(folder)).toEqual([])
  disk.mend()
  log.note(fault('b.json'))
  await log.finish()
  expect(await files(open())).toEqual(['b.json', 'a.json'])
})

test('a sentence that is too long is cut, so that the record can be read again', async () => {
  const log = open()
  log.note({ ...fault('a.json'), message: 'long '.repeat(1000) })
  await log.finish()
  expect(await files(open())).toEqual(['a.json'])
  expect((await documentAt(folder, name)).document).toMatchObject({ incidents: [{ file: 'a.json' }] })
})

test('whoever may only read writes nothing down', async () => {
  const log = open({ writes: false })
  log.note(fault('a.json'))
  await log.finish()
  expect(await files(log)).toEqual(['a.json'])
  expect(await readdir(folder)).toEqual([])
})

test('what another program wrote there meanwhile stays beside ours', async () => {
  const log = open()
  log.note(fault('a.json'))
  await log.finish()
  const at = '2025-02-26T10:00:00.000Z'
  await putDocument(folder, name, { incidents: [{ at, ...fault('theirs.json') }], lastCheck: null })
  log.note(fault('b.json'))
  await log.finish()
  expect(await files(open())).toEqual(['b.json', 'theirs.json'])
})

test.each(['cut short', 'empty'])('a record that is %s goes on from its generation', async (how) => {
  const first = open()
  first.note(fault('a.json'))
  await first.finish()
  first.note(fault('b.json'))
  await first.finish()
  const whole = await readFile(join(folder, name))
  await writeFile(join(folder, name), how === 'empty' ? '' : whole.subarray(0, 90))
  const log = open()
  log.note(fault('c.json'))
  await log.finish()
  expect((await files(open())).toSorted()).toEqual(['a.json', 'c.json', name])
})

test('a record that is lost is moved aside and begun anew', async () => {
  for (const file of [name, `${name}.previous`]) await writeFile(join(folder, file), 'hurt')
  const log = open()
  log.note(fault('a.json'))
  await log.finish()
  expect(await files(open())).toEqual(['a.json'])
  const aside = await readdir(join(folder, 'aside'), { recursive: true })
  expect(aside.filter((entry) => entry.endsWith('.json') || entry.endsWith('.previous'))).toHaveLength(2)
})

test('when its folder is gone nothing is in the way', async () => {
  const log = open()
  await rm(folder, { recursive: true })
  log.note(fault('a.json'))
  await log.finish()
  expect(await files(log)).toEqual(['a.json'])
  await expect(documentAt(folder, name)).rejects.toThrow('ENOENT')
})
