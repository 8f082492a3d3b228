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
])('%s', (_, name, text, kind) => {
  expect(kindOfFile(name, new TextEncoder().encode(text))).toBe(kind)
})

test('a page in UTF-16 is a page', () => {
  const bytes = Uint8Array.of(0xff, 0xfe, ...Buffer.from('<!doctype html>', 'utf16le'))
  expect(kindOfFile('x.txt', bytes)).toBe('html')
})
