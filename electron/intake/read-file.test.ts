import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { projectText } from '../../shared/anchoring/text-projection'
import { Failure } from '../../shared/contract/failure'
import { textIn } from './parser-answer'
import { readFile } from './read-file'

const utf8 = (text: string) => new TextEncoder().encode(text)

async function refusal(name: string, bytes: Uint8Array): Promise<Failure> {
  const error: unknown = await readFile(name, bytes).then(
    () => new Error('the file was not refused'),
    (reason: unknown) => reason,
  )
  if (error instanceof Failure) return error
  throw error
}

const bytes = (...numbers: number[]) => Uint8Array.from(numbers)
const padded = (text: string) => utf8(text.padEnd(60, ' '))

test.each([
  ['an old document', bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1), 'save it as .docx'],
  ['rich text', padded('{\\rtf1\\ansi words}'), 'save it as .docx'],
  ['a picture', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d), 'is a picture'],
  ['a photograph', bytes(0xff, 0xd8, 0xff, 0xe0), 'is a picture'],
  ['a recording', bytes(0x49, 0x44, 0x33, 4, 0), 'is a recording'],
  ['a compressed file', bytes(0x1f, 0x8b, 8, 0), 'Unpack it'],
  ['another archive', padded('7z\u00bc\u00af').with(2, 0xbc).with(3, 0xaf), 'Unpack it'],
  ['a web archive of Safari', padded('bplist00'), 'Page Source'],
])('%s is refused by what it is, with what to do', async (_, file, advice) => {
  const failure = await refusal('clip', file)
  expect(failure.reason).toBe('binary')
  expect(failure.message).toContain('“clip” is a')
  expect(failure.message).toContain(advice)
})

test('an office document that is locked with a password is refused for that', async () => {
  const directory = Buffer.from('Root Entry\0EncryptedPackage\0', 'utf16le')
  const file = Buffer.concat([bytes(0xd0, 0xcf, 0x11, 0xe0), Buffer.alloc(1020), directory])
  const failure = await refusal('plan.docx', new Uint8Array(file))
  expect(failure.reason).toBe('encrypted')
  expect(failure.message).toContain('“plan.docx” is locked with a password')
})

test.each([
  ['note.txt', utf8('Words of a note'), 'text'],
  ['note.md', utf8('# Words'), 'text'],
  ['page.html', utf8('<!doctype html><p>Words'), 'text'],
  ['list.txt', utf8('TY  - NEWS\nTI  - Port\nER  - \n'), 'references'],
  ['list.txt', utf8('@misc{a, title={Port}}'), 'references'],
  ['list', utf8('[{"type":"webpage","title":"Port"}]'), 'references'],
  ['notes', utf8('{"annotations": []}'), 'annotations'],
  ['all', zipSync({ 'a.txt': utf8('Words of a note') }), 'archive'],
])('%s is read as what it holds', async (name, file, what) => {
  expect((await readFile(name, file)).what).toBe(what)
})

test('JSON that is neither is a text, and it is said so', async () => {
  const file = textIn('data.json', await readFile('data.json', utf8('{"harbour": {"quays": 4}}')))
  expect(file.blocks.map(({ text }) => text)).toEqual(['{"harbour": {"quays": 4}}'])
  expect(file.notices[0]).toContain('neither a bibliography nor annotations')
})

test.each([
  [
    'courier.txt',
    'Follow us\nPort fund splits the harbour council\nPort fund splits the harbour council\nText.',
  ],
  ['courier.md', 'Port fund splits the harbour council\n\nThe council met on Monday.'],
])('what the words of %s tell is told of it, with the passage', async (name, words) => {
  const { details, inferences, blocks } = textIn(name, await readFile(name, utf8(words)))
  expect(details.title).toBe('Port fund splits the harbour council')
  const evidence = inferences.find(({ field }) => field === 'title')?.evidence
  expect(projectText(blocks).text.slice(evidence?.start, evidence?.end)).toBe(details.title)
})

test.each([
  ['قال الوزير إن الصندوق سيفتح قريبا', 'rtl'],
  ['The minister said “نعم” twice', 'ltr'],
])('the direction of “%s” is that of most of its letters', async (words, direction) => {
  const { details } = textIn('x.txt', await readFile('x.txt', utf8(words)))
  expect(details.direction).toBe(direction)
})
