import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleForNode } from '../../scripts/bundle-for-node.mjs'
import { Failure } from '../../shared/contract/failure'
import { lanesFor, type ParserLimits, parseApart, parserLimits } from '../intake/parse-apart'
import { type ParseFile, type ReadFile, textIn } from '../intake/parser-answer'
import { readFile } from '../intake/read-file'
import { forkedParser } from './forked-parser'

const utf8 = (text: string) => new TextEncoder().encode(text)
const page = utf8('<!doctype html><h1>Port fund</h1><p>The port gets <b>nearly €40m</b>.')

let folder = ''
let parser = ''
let answering = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sourcebook-parser-'))
  parser = await bundleForNode(join(import.meta.dirname, '../parser.ts'), folder)
  answering = await bundleForNode(join(import.meta.dirname, '../intake/answer-request.ts'), folder)
}, 60_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

/** A program in the place of the parser. */
function program(source: string): string {
  const path = join(folder, `${Math.random()}.mjs`)
  writeFileSync(path, source)
  return path
}

/** Reads files with the program at `path`; counts how often it was started and how many of it there were at a time. */
function reading(path: string, limits: Partial<ParserLimits> = {}) {
  const start = forkedParser(path)
  const counted = { started: 0, alive: 0, most: 0 }
  const parse = parseApart(
    ({ answered, ended }) => {
      counted.started += 1
      counted.alive += 1
      counted.most = Math.max(counted.most, counted.alive)
      return start({
        answered,
        ended: () => {
          counted.alive -= 1
          ended()
        },
      })
    },
    { ...parserLimits, lanes: 2, ...limits },
  )
  return { counted, parse }
}

/** The text in a file. */
async function textOf(parse: ParseFile, name: string, bytes: Uint8Array): Promise<ReadFile> {
  return textIn(name, await parse(name, bytes))
}

/** How the page is refused; nothing when it is read. */
async function refusal(parse: ParseFile, bytes = page): Promise<{ reason: string; names: boolean } | null> {
  try {
    await parse('page.html', bytes)
    return null
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { reason: error.reason, names: error.message.includes('“page.html”') }
  }
}

test('the parser reads one file after the other in one process', async () => {
  const { parse, counted } = reading(parser)
  const first = await textOf(parse, 'page.html', page)
  const second = await textOf(parse, 'note.md', utf8('# A note'))
  expect(first.blocks.map(({ text }) => text)).toEqual(['Port fund', 'The port gets nearly €40m.'])
  expect(second.details.title).toBe('A note')
  expect(counted.started).toBe(1)
})

test('what it refuses is refused in its words, and it goes on', async () => {
  const { parse, counted } = reading(parser)
  expect(await refusal(parse, utf8('<div>'.repeat(100_000)))).toEqual({ reason: 'too-complex', names: true })
  expect(await refusal(parse, utf8('<!doctype html><p> '))).toEqual({ reason: 'empty', names: true })
  await expect(parse('page.html', page)).resolves.toMatchObject({ what: 'text' })
  expect(counted.started).toBe(1)
})

test('a small plain text starts no process', async () => {
  const { parse, counted } = reading(parser)
  await expect(parse('note.txt', utf8('Words'))).resolves.toMatchObject({ what: 'text' })
  await expect(parse('note.txt', utf8(''))).rejects.toMatchObject({ reason: 'empty' })
  expect(counted.started).toBe(0)
})

test('a small plain text is asked the same as a long one', async () => {
  const { parse } = reading(parser)
  const blog = utf8('Port Ellery live: fund signed\n\nBy Ada Byrne\n4 March 2025\n\n09:10\nThe quay is shut.')
  const file = await textOf(parse, 'blog.txt', blog)
  expect(file.details).toMatchObject({ authors: ['Ada Byrne'], published: '2025-03-04' })
  expect(file).toEqual(textIn('blog.txt', await readFile('blog.txt', blog)))
})

test('a long plain text is read apart, so that nobody waits for what is told of it', async () => {
  const { parse, counted } = reading(parser)
  const long = 'The council met on Monday.\n'.repeat(1000)
  expect((await textOf(parse, 'note.txt', utf8(long))).blocks).toHaveLength(1000)
  expect(counted.started).toBe(1)
})

test.each([
  ['each core has one', 4, 32, 4],
  ['two at least, so that one that hangs does not hold up the next', 1, 1, 2],
  ['as memory allows', 16, 8, 4],
  ['eight at most', 64, 512, 8],
])('of the processes that read files, %s', (_, cores, gigabytes, lanes) => {
  expect(lanesFor(cores, gigabytes * 1024 ** 3)).toBe(lanes)
})

test('a process without work is ended, and another started for the next file', async () => {
  const { parse, counted } = reading(parser, { idle: 0 })
  await parse('page.html', page)
  await pause(20)
  await expect(parse('page.html', page)).resolves.toMatchObject({ what: 'text' })
  expect(counted.started).toBe(2)
})

test('a file that takes too long is given up, and the next is read by another process', async () => {
  const slow =
    'process.on("message", ({ name }) => { for (;;) if (name !== "page.html") break; process.exit() })'
  const { parse, counted } = reading(program(slow), { time: () => 200 })
  expect(await refusal(parse)).toEqual({ reason: 'timed-out', names: true })
  expect(await refusal(parse)).toEqual({ reason: 'timed-out', names: true })
  expect(counted.started).toBe(2)
})

test.each<[string, string]>([
  ['breaks down', 'process.on("message", () => process.abort())'],
  ['ends', 'process.on("message", () => process.exit())'],
  ['does not start', 'throw new Error("no")'],
  ['is not there', ''],
  [
    'runs out of memory',
    'process.on("message", () => { const all = []; for (;;) all.push(Array(1e6).fill(0.5)) })',
  ],
  ['sends what is no answer', 'process.on("message", () => process.send("<b>"))'],
  [
    'sends blocks that are none',
    'process.on("message", () => process.send({ ok: true, parsed: { what: "text", file: { blocks: [] } } }))',
  ],
])('a file is refused when its parser %s', { timeout: 60_000 }, async (_, source) => {
  const { parse, counted } = reading(source === '' ? join(folder, 'absent.mjs') : program(source))
  expect(await refusal(parse)).toEqual({ reason: 'parser-failed', names: true })
  expect(await refusal(parse)).toEqual({ reason: 'parser-failed', names: true })
  expect(counted.started).toBe(2)
})

/** A program that never answers to a file named `hang.html` and reads any other. */
const hanging = () =>
  program(`import { answerRequest } from ${JSON.stringify(answering)}
process.on('message', (message) => {
  for (; message.name.startsWith('hang');) continue
  answerRequest(message).then((answer) => process.send(answer))
})`)

test('a file that hangs does not hold up the next ones', async () => {
  const { parse, counted } = reading(hanging())
  const cancelled = new AbortController()
  let isPending = true
  const hang = parse('hang.html', page, cancelled.signal).finally(() => {
    isPending = false
  })
  const others = await Promise.all(
    ['one', 'two', 'three'].map((word) => textOf(parse, 'page.html', utf8(`<!doctype html><p>${word}`))),
  )
  expect(others.map(({ blocks }) => blocks[0]?.text)).toEqual(['one', 'two', 'three'])
  expect(isPending).toBe(true)
  cancelled.abort(new Error('cancelled'))
  await expect(hang).rejects.toThrow('cancelled')
  expect(counted.started).toBe(2)
})

// A refusal is also what the parser answers.
test.each<[string, Error]>([
  ['an error', new Error('cancelled')],
  ['a refusal', new Failure('not-found', 'cancelled')],
])(
  'files that are cancelled by %s are given up, so are those that wait, and the next is read',
  async (_, reason) => {
    const { parse, counted } = reading(hanging())
    const [cancelled, alone] = [new AbortController(), new AbortController()]
    const held = [1, 2, 3].map((n) => parse(`hang${n}.html`, page, cancelled.signal))
    const waits = parse('page.html', page, alone.signal)
    const next = textOf(parse, 'page.html', utf8('<!doctype html><p>Next'))
    // It waits behind files that never end, and is answered at once all the same.
    alone.abort(reason)
    await expect(waits).rejects.toThrow('cancelled')
    cancelled.abort(reason)
    expect(await Promise.allSettled(held)).toMatchObject(
      held.map(() => ({ status: 'rejected', reason: { message: 'cancelled' } })),
    )
    expect((await next).blocks[0]?.text).toBe('Next')
    expect((await textOf(parse, 'page.html', page)).blocks[0]?.text).toBe('Port fund')
    expect(counted.most).toBe(2)
  },
)

test('many files are read by as many processes as there may be', async () => {
  const { parse, counted } = reading(parser, { lanes: 3 })
  const names = Array.from({ length: 12 }, (_, number) => `page${number}.html`)
  await Promise.all(names.map((name) => parse(name, page)))
  expect(counted.started).toBe(3)
})

test('of many files, however they end, at most two are read at a time', async () => {
  // Only the short ones are soon given up.
  const { parse, counted } = reading(hanging(), { time: (bytes) => (bytes < page.length ? 200 : 30_000) })
  const names = ['hang1.html', 'page.html', 'hang2.html', 'page.html', 'hang3.html', 'page.html']
  const ends = await Promise.allSettled(
    names.map((name) => parse(name, name === 'page.html' ? page : utf8('<!doctype html>'))),
  )
  expect(ends.map(({ status }) => status)).toEqual(
    names.map((name) => (name === 'page.html' ? 'fulfilled' : 'rejected')),
  )
  expect(counted.most).toBe(2)
})

test('the process is given nothing but the file, and runs no text as code', async () => {
  const { parse } = reading(
    program(`process.on('message', (message) => {
      const can = (run) => { try { run(); return true } catch { return false } }
      const seen = { given: Object.keys(message), variables: Object.keys(process.env), evaluates: can(() => (0, eval)('1')) }
      process.send({ ok: false, reason: 'bug', message: JSON.stringify(seen) })
    })`),
  )
  const failure: unknown = await parse('page.html', page).catch((error: unknown) => error)
  expect(failure).toMatchObject({ reason: 'bug' })
  const { message } = failure as Error
  const { given, variables, evaluates } = JSON.parse(message) as Record<string, unknown>
  expect({ given, evaluates }).toEqual({ given: ['name', 'bytes'], evaluates: false })
  expect(variables).not.toContain('PATH')
})
