import { copyFile, cp, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { ConflictCopy } from '../../shared/model/health'
import { temporaryFolder } from '../testing/temporary-folder'
import { describeCopies, findCopies, saysTheSame } from './conflict-copies'
import { encodeDocument } from './document-codec'
import { realFileSystem } from './file-system'
import { documentAt } from './testing/document-files'
import { makeWholeNotebook, type WholeNotebook } from './testing/whole-notebook'

let folder = ''
let whole: WholeNotebook
let home = ''

beforeEach(async () => {
  folder = join(await temporaryFolder(), 'notebook')
  whole = await makeWholeNotebook(folder)
  home = `sources/${whole.source.source.id}`
})

const at = (path: string) => join(folder, path)

async function told() {
  const place = { fs: realFileSystem, folder }
  const found = await describeCopies(place, await findCopies(place))
  for (const copy of found) expect(ConflictCopy.safeParse(copy).error).toBeUndefined()
  return found.map(({ file, of, title, by, difference }) => ({ file, of, title, by, difference }))
}

/** The document `of` with other content, under the name that a program gives to a copy. */
async function copyOf(of: string, file: string, change: (document: never) => unknown): Promise<void> {
  const { document, sequence } = await documentAt(folder, of)
  // The document of a test is as the test says.
  const changed = change(document as never)
  await writeFile(at(file), encodeDocument({ name: of, sequence, document: changed }).bytes)
}

test('a whole notebook has no copies', async () => {
  expect(await told()).toEqual([])
})

test('a copy of highlights tells its source, who made it and how it differs', async () => {
  const file = `${home}/annotations/1.sync-conflict-20250226-091500-ABCDEF7.json`
  await copyOf(
    `${home}/annotations/1.json`,
    file,
    ({ annotations: [, ...others] }: { annotations: unknown[] }) => ({
      annotations: others,
      trash: [],
    }),
  )
  expect(await told()).toEqual([
    {
      file,
      of: `${home}/annotations/1.json`,
      title: 'Quays of Orrefjord',
      by: 'Syncthing',
      difference: '1 highlight only here',
    },
  ])
})

test('the last generation under another name is an earlier state', async () => {
  await copyFile(at(`${home}/annotations/1.json.previous`), at(`${home}/annotations/1 2.json`))
  expect(await told()).toMatchObject([{ by: 'iCloud Drive', difference: 'an earlier state' }])
})

test.each([
  ['the same', (file: string) => copyFile(at('codebook.json'), at(file))],
  [null, (file: string) => writeFile(at(file), 'half of it')],
  [null, (file: string) => copyFile(at('actors.json'), at(file))],
  [
    'the document itself is gone',
    async (file: string) => {
      await copyFile(at('codebook.json'), at(file))
      await unlink(at('codebook.json'))
    },
  ],
  [
    'the document itself cannot be read',
    async (file: string) => {
      await copyFile(at('codebook.json'), at(file))
      await writeFile(at('codebook.json'), '')
    },
  ],
])('a copy of the codebook: %s', async (difference, plant) => {
  await plant('codebook (conflicted copy 2025-02-26 091500).json')
  expect(await told()).toMatchObject([{ title: 'Codebook', by: 'Nextcloud', difference }])
})

test('a copy of a brief tells its title, also in the trash', async () => {
  await copyOf(`briefs/${whole.brief.id}.json`, `briefs/${whole.brief.id}-laptop.json`, (brief: object) => ({
    ...brief,
    title: 'Another',
  }))
  await copyFile(at(whole.trashedBrief), at(whole.trashedBrief.replace('.json', ' (1).json')))
  expect((await told()).toSorted((one, two) => one.title.localeCompare(two.title))).toMatchObject([
    { title: 'Dropped', by: 'Google Drive', difference: 'the same' },
    {
      title: 'What it costs',
      by: 'OneDrive',
      difference: 'other title (“What it costs” here, “Another” there)',
    },
  ])
})

test.each([
  ['as it is', true, {}],
  ['saved once more', true, { revision: 3, modified: '2025-02-27T00:00:00.000Z' }],
  ['that a later version wrote more into', false, { later: 'field' }],
  ['under another title', false, { title: 'Another' }],
])('whether there is nothing to choose, for a copy of a brief %s: %s', async (_, isSame, change) => {
  const of = `briefs/${whole.brief.id}.json`
  await copyOf(of, of.replace('.json', ' 2.json'), (brief: object) => ({ ...brief, ...change }))
  const place = { fs: realFileSystem, folder }
  const [copy] = await findCopies(place)
  expect(copy !== undefined && (await saysTheSame(place, copy))).toBe(isSame)
})

test('a copy of an original is the same file or another one', async () => {
  await copyFile(at(`${home}/v1.txt`), at(`${home}/v1 (1).txt`))
  await writeFile(at(`${home}/v1 2.txt`), 'another text')
  const found = new Map((await told()).map(({ file, difference }) => [file, difference]))
  expect(found.get(`${home}/v1 (1).txt`)).toBe('the same')
  expect(found.get(`${home}/v1 2.txt`)).toBe('another file')
})

test('a copy of the folder of a source differs by its highlights, else by its details', async () => {
  await cp(at(home), at(`${home} 2`), { recursive: true })
  expect(await told()).toMatchObject([{ of: home, title: 'Quays of Orrefjord', difference: 'the same' }])
  await copyOf(`${home}/source.json`, `${home} 2/source.json`, (source: object) => ({
    ...source,
    memo: 'mine',
  }))
  expect(await told()).toMatchObject([
    { difference: expect.stringMatching(/^other memo \(.+ here, “mine” there\)$/) as unknown },
  ])
  await copyOf(
    `${home}/annotations/1.json`,
    `${home}/annotations/1.json`,
    (file: { annotations: unknown[] }) => ({
      ...file,
      annotations: file.annotations.slice(1),
    }),
  )
  expect(await told()).toMatchObject([{ difference: '1 highlight only there' }])
  await writeFile(at(`${home} 2/source.json`), 'half of it')
  expect(await told()).toMatchObject([{ difference: null }])
})
