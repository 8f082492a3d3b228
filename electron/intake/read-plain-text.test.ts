import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { projectText } from '../../shared/anchoring/text-projection'
import { Failure } from '../../shared/contract/failure'
import { SourceDetails } from '../../shared/model/source'
import { Version } from '../../shared/model/version'
import { sampleVersion } from '../../shared/testing/samples'
import { readPlainText } from './read-plain-text'

const utf8 = (text: string) => new TextEncoder().encode(text)
const letters = (text: string) => text.replaceAll(/\s/gu, '')

function lines(text: string): string[] {
  return readPlainText('note.txt', utf8(text)).blocks.map((block) => block.text)
}

function refusal(name: string, bytes: Uint8Array): Failure {
  try {
    readPlainText(name, bytes)
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error('the file was not refused')
}

test('a line is a paragraph, and blank lines and outer white space are dropped', () => {
  expect(lines('  One. \n\n\tTwo.\r\nThree.\rFour.')).toEqual(['One.', 'Two.', 'Three.', 'Four.'])
})

test('every non-space character arrives, in order', () => {
  const anything = string({ unit: 'binary', minLength: 1, maxLength: 400 }).filter((text) =>
    // What shows nothing is refused as blank.
    /[^\s\u0000-\u001f\p{Default_Ignorable_Code_Point}]/u.test(text.replace(/^\ufeff/, '')),
  )
  assert(
    property(anything, (text) => {
      // A NUL byte or a text of control characters is refused, which the tests below look at.
      const body = text.replaceAll(/[\u0000-\u0008\u000e-\u001f]/g, '')
      const { blocks } = readPlainText('any.txt', utf8(body))
      expect(letters(projectText(blocks).text)).toBe(letters(body))
    }),
    { numRuns: 1000 },
  )
})

test('what comes out is a valid version', () => {
  const { blocks } = readPlainText('note.txt', utf8('A title of five words here\n• one\n• two\nThe end.'))
  const version = { ...sampleVersion('s-0000000000000001', ['x']), blocks }
  expect(Version.parse(version).blocks.map(({ kind }) => kind)).toEqual([
    'paragraph',
    'list-item',
    'list-item',
    'paragraph',
  ])
})

test('lines that a program wrapped are joined into paragraphs, and the notice says so', () => {
  const paragraph =
    'The council met on Monday to hear about the harbour fund and its rules.\nIt will open next year with forty million, half of it lent by the state,\nand the guild is to be heard before the first contract has been signed,\nas the mayor promised.'
  const { blocks, notices } = readPlainText('mail.txt', utf8(`${paragraph}\n\n${paragraph}`))
  expect(blocks.map(({ text }) => text)).toEqual([
    paragraph.replaceAll('\n', ' '),
    paragraph.replaceAll('\n', ' '),
  ])
  expect(notices).toEqual(['Lines broken at a fixed width were joined into paragraphs.'])
})

test('short lines and verse keep their lines', () => {
  const verse =
    'The harbour is asleep,\nits lamps are low,\nthe water deep,\nthe barges slow.\n\nA bell is rung.'
  expect(lines(verse)).toHaveLength(5)
})

test('a paragraph too long to draw is cut at white space, and a word too long between characters', () => {
  const long = lines(`${'word '.repeat(9000)}${'😀'.repeat(15_000)}`)
  expect(Math.max(...long.map(({ length }) => length))).toBeLessThanOrEqual(20_000)
  expect(long.every((line) => line.isWellFormed())).toBe(true)
  expect(letters(long.join(''))).toBe('word'.repeat(9000) + '😀'.repeat(15_000))
})

test('control characters are shown as signs, one for one, with a notice', () => {
  const { blocks, notices } = readPlainText('note.txt', utf8('A bell\u0007 and an escape\u001b in the text'))
  expect(blocks[0]?.text).toBe('A bell␇ and an escape␛ in the text')
  expect(notices).toEqual(['2 control characters are shown as visible signs.'])
})

test.each([
  ['UTF-8 with a mark', Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8('Plain words')), 'utf-8'],
  [
    'UTF-16, little end first',
    Uint8Array.of(
      0xff,
      0xfe,
      ...new Uint8Array(Uint16Array.from([...'Plain words'].map((c) => c.charCodeAt(0))).buffer),
    ),
    'utf-16le',
  ],
  [
    'UTF-16, big end first',
    Uint8Array.of(0xfe, 0xff, ...[...'Plain words'].flatMap((c) => [0, c.charCodeAt(0)])),
    'utf-16be',
  ],
])('%s is read by its byte order mark', (_, bytes, encoding) => {
  const file = readPlainText('note.txt', bytes)
  expect(file.encoding).toBe(encoding)
  expect(file.blocks.map(({ text }) => text)).toEqual(['Plain words'])
})

test.each([
  ['nothing', new Uint8Array(), 'empty'],
  ['white space', utf8(' \n\t\u00a0'), 'empty'],
  ['bytes that are in no text', Uint8Array.of(0x61, 0, 0x62), 'binary'],
  ['nothing but zeros', new Uint8Array(40), 'binary'],
  ['control characters', utf8('a\u0001\u0002\u0003\u0004'), 'binary'],
  ['bytes of all kinds', Uint8Array.from({ length: 2000 }, (_, n) => (n * n * 31 + n) % 251 || 1), 'binary'],
  ['half a UTF-16 unit', Uint8Array.of(0xff, 0xfe, 0x61), 'not-decodable'],
  ['too much text', utf8('words '.repeat(900_000)), 'too-much-text'],
])('%s is refused with a sentence that names the file and the reason', (_, bytes, reason) => {
  const failure = refusal('page.txt', bytes)
  expect(failure.reason).toBe(reason)
  expect(failure.message).toContain('“page.txt”')
})

test.each([' ', '\u2028', ' .txt'])(
  'a file whose name is %j and that says nothing of itself has a title',
  (name) => {
    const { details } = readPlainText(name, utf8('ab'))
    expect(SourceDetails.safeParse(details).success).toBe(true)
  },
)
