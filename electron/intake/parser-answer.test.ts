import { expect, test } from 'vitest'
import { readHtml } from './html/read-html'
import { ParserAnswer, type ReadFile } from './parser-answer'

const page = `<!doctype html><title>Port fund</title><nav>Home</nav><nav>News</nav>
  <article><h1>Port fund</h1><p>The port gets <b>nearly €40m</b>.</p></article>`
const file = readHtml('page.html', new TextEncoder().encode(page))
const [first, ...others] = file.blocks
const isBelieved = (change: Partial<ReadFile>) =>
  ParserAnswer.safeParse({ ok: true, parsed: { what: 'text', file: { ...file, ...change } } }).success

test('what was read of a page is believed', () => {
  expect(isBelieved({})).toBe(true)
})

const frame = { kind: 'frame' as const, origin: 'inferred' as const, evidence: null }
const mark = { kind: 'strong' as const }
const blockWith = (change: object) => (first ? [{ ...first, ...change }, ...others] : [])

test.each<[string, Partial<ReadFile>]>([
  ['two blocks of one id', { blocks: blockWith({ id: 'b2' }) }],
  ['a line break in a block', { blocks: blockWith({ text: 'Ho\nme' }) }],
  ['a mark beyond its block', { blocks: blockWith({ marks: [{ ...mark, start: 2, end: 5 }] }) }],
  ['a mark that ends before it begins', { blocks: blockWith({ marks: [{ ...mark, start: 3, end: 2 }] }) }],
  ['a frame around no block', { structure: [{ ...frame, from: 'b1', to: 'b9' }] }],
  ['a frame that ends before it begins', { structure: [{ ...frame, from: 'b2', to: 'b1' }] }],
  [
    'evidence beyond the text',
    { inferences: [{ field: 'title', rule: 'x', evidence: { version: 1, start: 0, end: 9999 } }] },
  ],
  [
    'evidence in another version',
    { inferences: [{ field: 'title', rule: 'x', evidence: { version: 2, start: 0, end: 4 } }] },
  ],
  [
    'evidence for a frame that is nowhere',
    { structure: [{ ...frame, from: 'b1', to: 'b2', evidence: { version: 1, start: 4, end: 4 } }] },
  ],
])('%s is not believed', (_, change) => {
  expect(isBelieved(change)).toBe(false)
})
