import { expect, test } from 'vitest'
import { kindOfFile } from './kind-of-file'

test.each([
  ['a page, whatever its name', 'page.txt', '<!DOCTYPE html><p>x', 'html'],
  [
    'a page behind comments and a declaration',
    'page',
    ' <?xml version="1.0"?>\n<!-- a --> <html lang="en">',
    'html',
  ],
  ['a page named like a note', 'page.md', '<html><body>x', 'html'],
  ['tags in a file named like a page', 'x.htm', 'words <b>words</b>', 'html'],
  ['words in a file named like a page', 'x.html', '3 < 4 and 5 > 4', 'text'],
  ['a part of a page without a name that says more', 'clip', '<article><p>x', 'html'],
  ['tags at the start of a text', 'x.txt', '<p>is how a paragraph begins', 'text'],
  ['tags at the start of a note', 'README.md', '<p align="center">x</p>', 'markdown'],
  ['a note', 'x.MD', 'words', 'markdown'],
  ['a text with signs of Markdown', 'x.txt', '# words\n\n- one', 'text'],
  ['a text about a page', 'x.txt', 'The tag <html> begins a page', 'text'],
  ['a drawing', 'x.svg', '<svg><text>x</text></svg>', 'text'],
  ['words that begin like a tag', 'x', '<hundred words', 'text'],
  ['a PDF, whatever its name', 'x.txt', '%PDF-1.7\n%âãÏÓ', 'pdf'],
  ['a PDF behind what a server added', 'x.pdf', 'HTTP/1.1 200 OK\n\n%PDF-1.4', 'pdf'],
  ['a text about a PDF', 'x.txt', 'It began with %PDF-1.4 and ended there', 'text'],
  ['an archive', 'x.docx', 'PK\u0003\u0004\u0014', 'zip'],
  ['an empty archive', 'x', 'PK\u0005\u0006', 'zip'],
  [
    'a page in one file, as Chromium saves it',
    'page.txt',
    'From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="a"\r\n\r\n',
    'mhtml',
  ],
  ['a text like a letter', 'x.txt', 'From: Ada\nTo: Tom\n\nThe MIME-Version: 1.0 is old.', 'text'],
  ['a bibliography of RIS', 'x.txt', 'TY  - NEWS\r\nTI  - Port\r\nER  - \r\n', 'ris'],
  ['one with a line before it', 'x', 'Provider: Quay\nTY  - JOUR\nER  - ', 'ris'],
  ['one with the line ends of old Macs', 'x.txt', 'TY  - JOUR\rTI  - Port\rER  - \r', 'ris'],
  ['a text that speaks of it', 'x.txt', 'A record begins with TY  - NEWS', 'text'],
  ['a bibliography of BibTeX', 'x.txt', '% mine\n\n@article{a1,\n title = {Port}}', 'bibtex'],
  ['one with words before it', 'x.bib', 'Encoding: UTF-8\n\n@misc{a,\n title={Port}}', 'bibtex'],
  ['a text that begins with a name', 'x.txt', '@harbour {says}, it is open', 'text'],
  ['JSON, whatever its name', 'x.txt', ' [{"id": "a"}]', 'json'],
  ['JSON of anything by its name', 'x.json', '[1, 2]', 'json'],
  ['a text in brackets', 'x.txt', '[applause] Thank you', 'text'],
  ['an old document', 'x.txt', '{\\rtf1\\ansi words}', 'other'],
])('%s', (_, name, text, kind) => {
  expect(kindOfFile(name, new TextEncoder().encode(text))).toBe(kind)
})

test('a page in UTF-16 is a page', () => {
  const bytes = Uint8Array.of(0xff, 0xfe, ...Buffer.from('<!doctype html>', 'utf16le'))
  expect(kindOfFile('x.txt', bytes)).toBe('html')
})

test.each([
  ['a picture that was cut off', 'x.png', [0x89, 0x50, 0x4e], 'other'],
  ['a recording without a head', 'x.mp3', [0xff, 0xfb, 0x90, 0x64, 0x61], 'other'],
  ['the same bytes as a text of an old encoding', 'x.txt', [0xff, 0xfb, 0x90, 0x64, 0x61], 'text'],
  ['words that were saved as a picture', 'x.png', [...Buffer.from('Not found')], 'text'],
])('%s', (_, name, bytes, kind) => {
  expect(kindOfFile(name, Uint8Array.from(bytes))).toBe(kind)
})
