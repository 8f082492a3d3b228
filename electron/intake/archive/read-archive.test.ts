import { expect, test } from 'vitest'
import { zipOf } from '../../../tests/hostile/zip-files'
import { Parsed } from '../parser-answer'
import { openZip } from './open-zip'
import { archiveLimits, readArchive } from './read-archive'
import { readZip } from './read-zip'

const readBytes = async (name: string, bytes: Uint8Array) =>
  readArchive(name, await openZip(name, bytes, archiveLimits))

test('the files of an archive come with their bytes, and what is passed over with the reason', async () => {
  const answer = await readZip(
    'story.zip',
    zipOf([
      { name: 'north/quay.txt', bytes: 'The north quay is closed.' },
      { name: 'north/map.png', bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10) },
      { name: 'page_files/site.css', bytes: 'p { color: red }' },
      { name: 'older.zip', bytes: zipOf([{ name: 'a.txt', bytes: 'a' }]) },
      { name: 'shortcut.txt', bytes: '/etc/passwd', attributes: (0o120777 << 16) >>> 0 },
      { name: '../up.txt', bytes: 'x' },
      { name: 'locked.txt', bytes: 'x', flags: 1 },
    ]),
  )
  expect(Parsed.parse(answer)).toEqual(answer)
  if (answer.what !== 'archive') throw new Error('it is an archive')
  expect(answer.members.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)])).toEqual([
    ['north/quay.txt', 'The north quay is closed.'],
  ])
  expect(answer.left.map(({ message }) => message)).toEqual([
    expect.stringContaining('“north/map.png” is a picture'),
    '“page_files/site.css” belongs to a web page or a program and is no text of its own.',
    '“older.zip” is an archive in the archive. Unpack it and import what is in it.',
    '“shortcut.txt” is a link to another place and no file.',
    '“../up.txt” has a name that leads out of the archive or cannot be shown: unpack the archive and import it from there.',
    '“locked.txt” is locked with a password: unpack it with that and import it.',
  ])
})

test('the folder that a browser saved beside a page is passed over as one, and another one of its kind is read', async () => {
  const { members, left } = await readBytes(
    'site.zip',
    zipOf([
      { name: 'site/live_files/ad.html', bytes: '<p>Buy a boat.</p>' },
      { name: 'site/live_files/deep/frame.html', bytes: '<p>Buy two.</p>' },
      { name: 'site/live.html', bytes: '<p>The quay is closed.</p>' },
      { name: 'live_files/notes.txt', bytes: 'The tide came in.' },
      { name: 'site/other_files', bytes: 'A file of that name.' },
      { name: 'site/other.htm', bytes: '<p>The quay is open.</p>' },
    ]),
  )
  expect(members.map(({ name }) => name)).toEqual([
    'site/live.html',
    'live_files/notes.txt',
    'site/other_files',
    'site/other.htm',
  ])
  expect(left).toEqual([
    {
      name: 'site/live_files/',
      message:
        '“site/live_files/” holds what a browser saved beside a page: unpack the archive to import a file of it.',
    },
  ])
})

test('names are read as UTF-8 where they are that, said or not, and else in the old code page', async () => {
  const utf8 = new TextEncoder().encode('Гавань.txt')
  const cp437 = Uint8Array.of(0x82, 0x74, 0x82, 0x2e, 0x74, 0x78, 0x74)
  const { members } = await readBytes(
    'names.zip',
    zipOf([
      { name: utf8, bytes: 'a' },
      { name: 'été 2.txt', bytes: 'b' },
      { name: cp437, bytes: 'c' },
    ]),
  )
  expect(members.map(({ name }) => name)).toEqual(['Гавань.txt', 'été 2.txt', 'été.txt'])
})

test('a file in an archive that is larger than a file may be is passed over, and the others are read', async () => {
  const noise = Uint8Array.from({ length: 52 * 1024 * 1024 }, (_, at) => 97 + ((at * 7919 + (at >> 9)) % 23))
  const { members, left } = await readBytes(
    'large.zip',
    zipOf([
      { name: 'large.txt', bytes: noise, stored: true },
      { name: 'small.txt', bytes: 'The tide came in.' },
    ]),
  )
  expect(members.map(({ name }) => name)).toEqual(['small.txt'])
  expect(left[0]?.message).toContain('larger than 50 MB')
})

test.each([
  ['xl/workbook.xml', 'a spreadsheet (Excel)'],
  ['ppt/presentation.xml', 'a presentation (PowerPoint)'],
  ['Index/Document.iwa', 'a Pages, Numbers or Keynote document'],
])('an office document with %s is refused by what it is', async (part, what) => {
  const bytes = zipOf([
    { name: '[Content_Types].xml', bytes: '<Types/>' },
    { name: part, bytes: '<a/>' },
  ])
  await expect(readZip('budget', bytes)).rejects.toThrow(`“budget” is ${what}, which is not read.`)
})

test('a Word document without its text is damaged, and no archive of its parts', async () => {
  const bytes = zipOf([
    { name: '[Content_Types].xml', bytes: '<Types/>' },
    { name: 'word/styles.xml', bytes: '<a/>' },
  ])
  await expect(readZip('brief.docx', bytes)).rejects.toMatchObject({ reason: 'unreadable' })
})

test('a document of an office program that is not known is refused, and no archive of its parts', async () => {
  const bytes = zipOf([
    { name: '[Content_Types].xml', bytes: '<Types/>' },
    { name: 'Documents/1/FixedDocument.fdoc', bytes: '<a/>' },
  ])
  await expect(readZip('plan.xps', bytes)).rejects.toThrow('“plan.xps” is a document of a kind')
})

test.each([
  ['what was changed on its way is damaged', { size: 5, checksum: 1 }, 'unreadable'],
  ['what is whole and says a false size is unsafe', { size: 5 }, 'unsafe-archive'],
])('%s', async (_, told, reason) => {
  const bytes = zipOf([{ name: 'a.txt', bytes: 'The tide came in.', ...told }])
  await expect(readZip('story.zip', bytes)).rejects.toMatchObject({ reason })
})

test('an OpenDocument text is refused by what it is', async () => {
  const type = 'application/vnd.oasis.opendocument.text'
  const bytes = zipOf([
    { name: 'mimetype', bytes: type, stored: true },
    { name: 'content.xml', bytes: '<a/>' },
  ])
  await expect(readZip('plan.odt', bytes)).rejects.toThrow('“plan.odt” is an OpenDocument text (ODT)')
})

test('a document may hold fewer files than an archive', async () => {
  const pictures = Array.from({ length: 2001 }, (_, index) => ({ name: `word/${index}.png`, bytes: 'x' }))
  const archive = await readZip('pictures.zip', zipOf(pictures))
  expect(archive).toMatchObject({ what: 'archive' })
  const document = zipOf([{ name: 'word/document.xml', bytes: '<w:document/>' }, ...pictures])
  await expect(readZip('plan.docx', document)).rejects.toMatchObject({ reason: 'unsafe-archive' })
})
