import { promises } from 'node:fs'
import { cp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { Verification } from '../../../shared/contract/intake'
import { Backup, Fault, Health } from '../../../shared/model/health'
import type { SourceId } from '../../../shared/model/ids'
import { identifyProcess } from '../../store/process-identity'
import { steadyPorts } from '../../testing/steady-ports'
import { temporaryFolder } from '../../testing/temporary-folder'
import { notebookLine } from './testing/notebook-line'
import { runLine } from './testing/run-line'

const text = `Port fund splits the harbour council
The state offers the port nearly €40m over five years, the council said on Monday evening.
The guild of fishers does not want the money: it fears for the old quays of the town.`

let folder = ''
let outside = ''
let ports = steadyPorts()
let source: SourceId
let { notebook, run, json, imported } = notebookLine(folder, ports)

beforeEach(async () => {
  folder = await temporaryFolder()
  outside = join(folder, 'settings', 'backups')
  process.env['SOURCEBOOK_SETTINGS_DIR'] = join(folder, 'settings')
  let wanted = true
  ports = {
    ...steadyPorts(),
    outsideBackups: {
      wanted: async () => (wanted ? outside : null),
      want: async (on) => {
        wanted = on
      },
    },
  }
  ;({ notebook, run, json, imported } = notebookLine(folder, ports))
  source = await imported('courier.txt', text)
})

const titles = async () =>
  (await json(z.array(z.looseObject({ title: z.string() })), 'sources')).map(({ title }) => title)

const Checked = z.object({ faults: z.array(Fault), texts: z.array(Verification) })

describe('verify', () => {
  test('looks at every file and holds every version against its original', async () => {
    await run('version', 'correct', source, 'guild', 'union')
    const { code, out, error } = await run('verify')
    expect([code, error]).toEqual([0, ''])
    expect(out).toMatch(/^\d+ files looked at: all whole\n2 of 2 versions as imported$/)
    const { texts } = await json(Checked, 'verify', source)
    expect(texts.map((one) => [one.version, one.state])).toEqual([
      [1, 'same'],
      [2, 'same'],
    ])
    expect((await run('verify', '--files')).out).toMatch(/^\d+ files looked at: all whole$/)
  })

  test('goes through more sources than one call takes', async () => {
    for (let each = 0; each < 21; each += 1)
      await imported(`tide-${each}.txt`, `Tide ${each} rose at the mole.`)
    expect((await run('verify')).out).toContain('22 of 22 versions as imported')
  })

  test('puts a damaged document back as it was saved last, keeps what was found, and says so', async () => {
    const path = join(notebook, 'sources', source, 'source.json')
    const saved = await json(z.looseObject({}), 'details', source)
    await writeFile(path, 'hurt')
    const { code, out } = await run('verify')
    expect(code).toBe(0)
    expect(out).toMatch(/source\.json\) was damaged .+ and was put back .+ lies in aside\//)
    expect(out).toContain('all whole now, 1 mended')
    // Its revision is one that no window has seen.
    const { revision, ...now } = await json(z.looseObject({ revision: z.int() }), 'details', source)
    expect({ ...saved, ...now }).toEqual(saved)
    expect(revision).toBeGreaterThan(1)
    const { incidents } = await json(Health, 'health')
    expect(incidents).toMatchObject([{ kind: 'damaged', mended: true }])
    expect(await readFile(join(notebook, incidents[0]?.keptAs ?? ''), 'utf8')).toBe('hurt')
  })

  test('puts a changed original back from the backups outside', async () => {
    const path = join(notebook, 'sources', source, 'v1.txt')
    await writeFile(path, text.replace('€40m', '€90m'))
    expect((await run('verify')).code).toBe(0)
    expect(await readFile(path, 'utf8')).toBe(text)
  })

  test('tells of an original that was changed and of which no backup is left, and fails', async () => {
    await rename(outside, `${outside}-gone`)
    await writeFile(join(notebook, 'sources', source, 'v1.txt'), text.replace('€40m', '€90m'))
    const { code, out, error } = await run('verify')
    expect(code).toBe(1)
    expect(out).toContain('“courier.txt”')
    expect(out).toContain('number 1 (“Port fund splits the harbour council” not whole)')
    // What was backed up anew outside has lost it, too.
    await run('backup', 'make')
    expect((await run('verify')).out).toContain(
      'numbers 2 and 3 outside (“Port fund splits the harbour council” not whole)',
    )
    expect(out).toMatch(/: 2 not, 0 mended\n0 of 1 version as imported$/)
    expect(error).toBe('Not everything is as it was saved; the lines above say what is not.')
  })

  test('says of a text that no backup has how it comes back, which backups miss it, and nothing good of a new one', async () => {
    await run('backup', 'make')
    await run('backup', 'make')
    for (const file of ['v1.txt', 'v1.json']) await rm(join(notebook, 'sources', source, file))
    for (const place of [outside, join(notebook, 'backups')])
      for (const file of await readdir(place, { recursive: true, withFileTypes: true }))
        if (file.isFile() && file.parentPath.includes('objects')) {
          const bytes = await readFile(join(file.parentPath, file.name))
          const held = bytes[0] === 0x1f ? gunzipSync(bytes) : bytes
          if (held.toString().includes('€40m')) await rm(join(file.parentPath, file.name))
        }
    const { out } = await run('verify')
    expect(out).toMatch(
      /^The text of “Port fund.* \(.*v1\.json\) is missing; .*; no backup has it: import “courier\.txt” again\.$/m,
    )
    expect(out).not.toContain('restore it from a backup')
    expect(out).not.toContain('and 0 of them')
    expect(out).not.toContain('a new backup is whole')
    expect(out).toContain('as long as one of them is not, no new backup is whole')
    expect(out).toMatch(
      /numbers 1 (to|and) \d( outside)? \(“Port fund splits the harbour council” not whole\)/,
    )
  })

  test('names no source together with --files, and none that is not there', async () => {
    expect(await run('verify', source, '--files')).toMatchObject({ code: 2 })
    expect(await run('verify', 'Nobody')).toMatchObject({
      code: 1,
      error: expect.stringContaining('“Nobody”') as string,
    })
  })
})

describe('backup', () => {
  test('restore puts the notebook back as it was, and the state before it is a backup, too', async () => {
    const made = await json(Backup, 'backup', 'make')
    expect(made).toMatchObject({ cause: 'asked', sources: 1, annotations: 0 })
    await imported('tide.txt', 'The tide rose at the mole.')
    expect(await titles()).toHaveLength(2)
    expect((await run('backup', 'restore', String(made.number))).code).toBe(0)
    expect(await titles()).toEqual(['Port fund splits the harbour council'])
    const all = await json(z.array(Backup), 'backup', 'list')
    const before = all.find(({ cause, place }) => cause === 'before-restore' && place === 'notebook')
    expect(before).toMatchObject({ sources: 2 })
    expect((await run('backup', 'restore', String(before?.number))).code).toBe(0)
    expect(await titles()).toHaveLength(2)
  })

  test('list says of which states not all is whole, and restore --partly brings back what is; importing the file again mends both', async () => {
    const { number } = await json(Backup, 'backup', 'make')
    await rename(outside, `${outside}-gone`)
    await rm(join(notebook, 'sources', source, 'v1.txt'))
    expect((await run('backup', 'list')).out).toMatch(/asked +1 source not whole$/m)
    const refused = await run('backup', 'restore', String(number))
    expect(refused).toMatchObject({ code: 1 })
    expect(refused.error).toMatch(
      / because the .+v1\.txt\) is damaged or missing in it\. .*that is whole, if there is one\. .* with --partly\.$/,
    )
    const { code, out } = await run('backup', 'restore', String(number), '--partly')
    expect(code).toBe(0)
    expect(out).toContain('has lost the file that it was read from; all else of it is whole.')
    expect(await titles()).toHaveLength(1)
    await writeFile(join(folder, 'again.txt'), text)
    expect((await run('import', join(folder, 'again.txt'))).out).toMatch(
      /^mended {4}.*\n.*was damaged; this file put it back\.$/,
    )
    expect((await run('backup', 'list')).out).not.toContain('not whole')
    expect((await run('backup', 'restore', String(number))).code).toBe(0)
    expect(await run('backup', 'restore', '1', '--copy', '--partly')).toMatchObject({ code: 2 })
  })

  test('restore --copy makes another notebook beside this one, which stays as it is', async () => {
    const { number } = await json(Backup, 'backup', 'make')
    await imported('tide.txt', 'The tide rose at the mole.')
    const { out } = await run('backup', 'restore', String(number), '--copy')
    expect(await titles()).toHaveLength(2)
    const copy = await runLine(['sources', '--notebook', out], ports)
    expect(copy.out).toContain('Port fund splits the harbour council')
    expect(copy.out).not.toContain('tide')
  })

  test('recover brings back a notebook whose folder is lost', async () => {
    await rename(notebook, `${notebook}-lost`)
    const found = await runLine(['backup', 'recover', '--from', outside, '--json'], ports)
    const [lost] = z.array(z.looseObject({ id: z.string(), title: z.string() })).parse(JSON.parse(found.out))
    expect(lost).toMatchObject({ title: 'Harbour' })
    const line = ['backup', 'recover', lost?.id ?? '', notebook, '--from', outside]
    expect(await runLine(line, ports)).toMatchObject({ code: 0, out: `“Harbour” is in ${notebook} again` })
    expect(await titles()).toEqual(['Port fund splits the harbour council'])
    expect(await readFile(join(notebook, 'sources', source, 'v1.txt'), 'utf8')).toBe(text)
    // It is the same notebook: the states from before are there to go back to.
    expect((await json(z.array(Backup), 'backup', 'list')).length).toBeGreaterThan(0)
    expect(await runLine(line, ports)).toMatchObject({ code: 1 })
  })

  test('recover brings a notebook back to where it lay when that folder alone is named', async () => {
    await rename(notebook, `${notebook}-lost`)
    const line = ['backup', 'recover', notebook, '--from', outside]
    expect(await runLine(line, ports)).toMatchObject({ code: 0, out: `“Harbour” is in ${notebook} again` })
    expect(await titles()).toEqual(['Port fund splits the harbour council'])
    const other = await runLine(['backup', 'recover', join(folder, 'other'), '--from', outside], ports)
    expect(other).toMatchObject({ code: 1, error: expect.stringContaining(join(folder, 'other')) as string })
  })

  test('recover takes none of several notebooks that lay in the folder which alone is named', async () => {
    await rename(notebook, `${notebook}-lost`)
    const other = join(folder, 'Other')
    await runLine(['import', join(folder, 'courier.txt'), '--notebook', other], ports)
    await rename(other, notebook)
    await run('backup', 'make')
    await rename(notebook, other)
    const { code, error } = await runLine(['backup', 'recover', notebook, '--from', outside], ports)
    expect([code, error]).toEqual([1, expect.stringMatching(/2 notebooks lay in .*: name one of them/)])
  })

  test('recover brings back that of two copies of a folder which lay where it is named, or is to lie', async () => {
    const copy = join(folder, 'Copy')
    await cp(notebook, copy, { recursive: true })
    await runLine(['import', join(folder, 'courier.txt'), '--notebook', copy], ports)
    await imported('tide.txt', 'The tide rose at the mole.')
    await runLine(['backup', 'make', '--notebook', copy], ports)
    await rename(notebook, `${notebook}-lost`)
    const back = ['backup', 'recover', '--from', outside]
    expect((await runLine(back, ports)).out).toContain(notebook)
    const other = join(folder, 'other')
    expect(await runLine([...back, notebook, other], ports)).toMatchObject({ code: 0 })
    const sources = await runLine(['sources', '--notebook', other], ports)
    expect(sources.out).toContain('tide')
    const [row] = z
      .array(z.looseObject({ id: z.string() }))
      .parse(JSON.parse((await runLine([...back, '--json'], ports)).out))
    expect(await runLine([...back, row?.id ?? '', notebook], ports)).toMatchObject({ code: 0 })
    expect(await titles()).toHaveLength(2)
  })

  test('recover says how to have what is whole of a backup that is not, and brings that back', async () => {
    await rename(notebook, `${notebook}-lost`)
    const [id = ''] = await readdir(outside)
    for (const path of await readdir(join(outside, id, 'objects'), { recursive: true })) {
      const whole = join(outside, id, 'objects', path)
      const bytes = await readFile(whole).catch(() => null)
      if (bytes !== null && gunzipSync(bytes).toString() === text) await writeFile(whole, 'hurt')
    }
    const line = ['backup', 'recover', id, notebook, '--from', outside]
    const refused = await runLine(line, ports)
    expect(refused.code).toBe(1)
    expect(refused.error).toContain('Or bring back what is whole of it: with --partly.')
    const { code, out } = await runLine([...line, '--partly'], ports)
    expect([code, out]).toEqual([
      0,
      `“Harbour” is in ${notebook} again\ndamaged in the backup, so from another one or left out: sources/${source}/v1.txt`,
    ])
    expect(await titles()).toEqual(['Port fund splits the harbour council'])
  })

  test('says what is right where the line is wrong', async () => {
    expect(await run('backup')).toMatchObject({ code: 2 })
    expect(await run('backup', 'restore')).toMatchObject({ code: 2 })
    expect(await run('backup', 'restore', 'yesterday')).toMatchObject({ code: 2 })
    expect(await run('backup', 'restore', '999')).toMatchObject({ code: 1 })
    expect(await run('backup', 'recover', 'n-0000000000000000')).toMatchObject({ code: 2 })
  })
})

test('health says who holds the notebook, what was backed up and that nothing went wrong', async () => {
  const { code, out } = await run('health')
  expect(code).toBe(0)
  expect(out).toMatch(/held by +nobody/)
  expect(out).toMatch(/backup +2025-/)
  const before = await readdir(notebook)
  expect(await json(Health, 'health')).toMatchObject({
    incidents: [],
    conflicts: [],
    backups: { outsideFolder: outside, failure: null },
  })
  expect(await readdir(notebook)).toEqual(before)
})

test('health names the process that has the notebook open, the room on its disk and the last backup of each place', async () => {
  await imported('tide.txt', 'The tide rose at the mole.')
  await run('backup')
  const lock = {
    ...identifyProcess(),
    pid: process.ppid,
    started: null,
    owner: 'x',
    since: '2025-02-26T09:00:00Z',
  }
  await writeFile(join(notebook, 'lock'), JSON.stringify(lock))
  const disk = { type: 0, bsize: 1e6, blocks: 8000, bfree: 3500, bavail: 3000, files: 0, ffree: 0 }
  const asked = vi.spyOn(promises, 'statfs').mockResolvedValue(disk)
  onTestFinished(() => asked.mockRestore())
  const { code, out } = await run('health')
  expect(code).toBe(0)
  expect(out).toMatch(new RegExp(`held by +process ${process.ppid} on .+ since 2025-02-26T09:00:00Z$`, 'm'))
  expect(out).toMatch(/disk +3\.0 GB free of 8\.0 GB$/m)
  const backups = await json(z.array(Backup), 'backup', 'list')
  for (const [where, name] of [
    ['notebook', 'backup'],
    ['outside', 'outside'],
  ] as const) {
    const made = backups.flatMap((one) => (one.place === where ? [one.made] : [])).toSorted()
    expect(made.length).toBeGreaterThan(1)
    expect(out).toMatch(new RegExp(`^ *${name} +${made.at(-1)}$`, 'm'))
  }
})
