import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Output } from '../../../shared/contract/calls'
import type { SourceId } from '../../../shared/model/ids'
import { openDesk } from '../../api/testing/desk'
import { steadyPorts } from '../../testing/steady-ports'
import { temporaryFolder } from '../../testing/temporary-folder'
import { reviewCommands } from './review-commands'
import { notebookLine } from './testing/notebook-line'
import { runLine } from './testing/run-line'

const fixtures = join(import.meta.dirname, '../../../tests/fixtures/structure')
const blogText = await readFile(join(fixtures, 'timed-blog.txt'), 'utf8')
const twoText = await readFile(join(fixtures, 'two-articles.txt'), 'utf8')
const stuck = 'Okafor says a meeting with the minister is near'

/** What a test looks at of the answer of a review. */
const Answer = z.looseObject({
  details: z.array(z.looseObject({ field: z.string(), value: z.unknown(), state: z.string() })),
  marks: z.array(z.looseObject({ name: z.string(), state: z.string() })),
})

/** A source as far as a test takes its place. */
const Kept = z
  .looseObject({ value: z.looseObject({ revision: z.int(), decisions: z.array(z.looseObject({})) }) })
  .transform(({ value }) => value)

let ports = steadyPorts()
let { run, json, imported } = notebookLine('', ports)

beforeEach(async () => {
  const folder = await temporaryFolder()
  ports = steadyPorts()
  process.env['SOURCEBOOK_SETTINGS_DIR'] = join(folder, 'settings')
  ;({ run, json, imported } = notebookLine(folder, ports))
})

/** The rows that a review prints, each as its words between two spaces or more. */
async function rows(...line: string[]): Promise<string[][]> {
  const { code, out, error } = await run('review', ...line)
  expect([code, error]).toEqual([0, ''])
  return out.split('\n').map((row) => row.split(/ {2,}/))
}

/** What is named of a text with its state. */
async function states(source: SourceId, ...names: string[]): Promise<string[]> {
  const { details, marks } = await json(Answer, 'review', 'list', source, ...names)
  return [
    ...details.map(({ field, state }) => `${field} ${state}`),
    ...marks.map(({ name, state }) => `${name} ${state}`),
  ]
}

describe('list', () => {
  test('names what was read of a text, with the words that told it', async () => {
    const blog = await imported('blog.txt', blogText)
    const all = await rows('list', blog)
    expect(all).toContainEqual([
      'outlet',
      'inferred',
      'The Harbour Courier',
      'name over the headline: “The Harbour Courier” (b2)',
    ])
    expect(all).toContainEqual(['via', 'not found'])
    expect(all).toContainEqual(['post:b22-b24', 'inferred', '“14.36”', '14.36'])
    expect(all).toContainEqual(['post:b13-b18', 'inferred', '“16.40”', '16.40, updated'])
    expect(all).toContainEqual(['frame:b25', 'inferred', '“Share”'])
    expect(all.find(([name]) => name === 'quote:b17')?.at(-1)).toBe(
      "by the guild's chair Oskar Lind, by “the guild's chair Oskar Lind replied:” (b16)",
    )
    expect(all.filter(([name]) => name?.startsWith('reference')).map((row) => row.at(-1))).toEqual([
      '“(see post 14.36)” leads to b22',
      '“(see post 09.15)” leads to no post of this copy',
    ])
    expect(all).toContainEqual(['The posts run from the newest to the oldest.'])
  })

  test('names what is to be decided, with the commands that decide it', async () => {
    const two = await imported('two.txt', twoText)
    const { out } = await run('review', 'list', two)
    expect(out).toMatch(/^repeat:b6 .*says b1 again$/m)
    expect(out).toContain(`A second article begins with “${stuck}`)
    expect(out).toContain(`“npx sourcebook split ${two} b12” makes it a source of its own`)
    expect(out).toContain(`“npx sourcebook review refuse ${two} unrelated” keeps it as one`)
    const again = await imported('again.txt', twoText.replace('dredging', 'digging'))
    const asked = await run('review', 'list', again)
    expect(asked.out).toContain(`“npx sourcebook version add ${two} ${again}”`)
    expect(asked.out).toContain(`“npx sourcebook alike ${again} --as separate” keeps both`)
  })

  test('shows what is named alone: a kind, a stretch or a detail', async () => {
    const blog = await imported('blog.txt', blogText)
    const shown = await rows('list', blog, 'published', 'post:b22', 'caption')
    expect(shown.map(([name]) => name)).toEqual(['published', 'post:b22-b24', 'caption:b7'])
    expect(await run('review', 'list', blog, 'unrelated')).toMatchObject({ code: 0, out: '' })
  })

  test('tells a program the passages, and what each was taken for', async () => {
    const blog = await imported('blog.txt', blogText)
    const { details, marks } = await json(Answer, 'review', 'list', blog, 'outlet', 'post:b22')
    expect(details).toMatchObject([
      { field: 'outlet', value: 'The Harbour Courier', state: 'inferred', evidence: { block: 'b2' } },
    ])
    expect(marks).toMatchObject([{ mark: { kind: 'post', from: 'b22', to: 'b24', time: '14.36' } }])
  })
})

describe('refuse', () => {
  test('brings frame back for good: reading again does not find it, until it is accepted', async () => {
    const blog = await imported('blog.txt', blogText)
    const { out } = await run('review', 'refuse', blog, 'frame:b25', 'frame:b29')
    expect(out).toMatch(/^frame:b25 +refused +“Share”$/m)
    expect(out).toContain(`“npx sourcebook review accept ${blog} NAME...” takes it back.`)
    expect((await run('review', 'again', blog)).out).toBe('nothing would change')
    expect(await states(blog, 'frame')).toEqual([
      'frame:b1 inferred',
      'frame:b2 inferred',
      'frame:b5 inferred',
      'frame:b6 inferred',
      'frame:b25 refused',
      'frame:b29-b31 refused',
    ])
    await run('review', 'accept', blog, 'frame:b29')
    expect(await states(blog, 'frame:b25', 'frame:b29')).toEqual([
      'frame:b25 refused',
      'frame:b29-b31 accepted',
    ])
  })

  test('takes all of a kind at once, and what comes back keeps what was known of it', async () => {
    const blog = await imported('blog.txt', blogText)
    await run('review', 'refuse', blog, 'post')
    expect(new Set((await states(blog, 'post')).map((line) => line.split(' ')[1]))).toEqual(
      new Set(['refused']),
    )
    await run('review', 'accept', blog, 'post:b13')
    const { marks } = await json(Answer, 'review', 'list', blog, 'post:b13')
    expect(marks).toMatchObject([{ state: 'accepted', mark: { time: '16.40', updated: true } }])
  })

  test('keeps a second article that is stuck to the first as one text', async () => {
    const two = await imported('two.txt', twoText)
    await run('review', 'refuse', two, 'unrelated')
    expect((await run('review', 'list', two)).out).not.toContain('A second article begins')
    expect((await run('review', 'again', two)).out).not.toContain('unrelated')
  })

  test('one of two references in a paragraph leaves the other, and comes back alone', async () => {
    const text = await imported(
      'two.txt',
      blogText.replace('(see post 14.36)', '(see post 14.36 and see post 15.10)'),
    )
    const [first = '', second = '', ...others] = (await rows('list', text, 'reference:b20')).map(
      ([name]) => name,
    )
    expect([first, second, others]).toEqual([
      expect.stringMatching(/^reference:b20@\d+$/),
      expect.stringMatching(/^reference:b20@\d+$/),
      [],
    ])
    await run('review', 'refuse', text, first)
    expect(await states(text, 'reference:b20')).toEqual([`${first} refused`, `${second} inferred`])
    expect((await run('review', 'again', text)).out).toBe('nothing would change')
    await run('review', 'accept', text, first)
    expect(await states(text, 'reference:b20')).toEqual([`${first} accepted`, `${second} inferred`])
  })

  test.each(['refuse', 'accept'])(
    'references that were refused with their whole paragraph, as was done before, come back, also after “%s” of one',
    async (command) => {
      const twoWords = blogText.replace('(see post 14.36)', '(see post 14.36 and see post 15.10)')
      const text = await imported('two.txt', twoWords)
      const [first = '', second = ''] = (await rows('list', text, 'reference:b20')).map(([name]) => name)
      await run('review', command, text, first)
      await run('review', 'refuse', text, second)
      const paragraph = twoWords.split('\n').find((line) => line.includes('see post 15.10')) ?? ''
      const start = (await run('text', text)).out.indexOf(paragraph)
      const { revision, decisions } = await json(Kept, 'call', 'source.get', JSON.stringify({ source: text }))
      const passage = { version: 1, start, end: start + paragraph.length }
      const older = [
        ...decisions.slice(0, 1),
        ...decisions.slice(1).map((one) => ({ ...one, verdict: 'accepted' })),
        { rule: 'structure reference', passage, verdict: 'rejected', reason: null },
      ]
      await run('call', 'source.update', JSON.stringify({ source: text, revision, decisions: older }))
      expect(await states(text, 'reference:b20')).toEqual([
        'reference:b20 refused',
        `${first} ${command === 'refuse' ? 'refused' : 'accepted'}`,
      ])
      expect((await run('review', 'again', text)).out).toBe('nothing would change')
      await run('review', 'accept', text, 'reference:b20')
      expect(await states(text, 'reference:b20')).toEqual([`${first} accepted`, `${second} accepted`])
    },
  )

  test('takes a detail away for good, until it is accepted', async () => {
    const blog = await imported('blog.txt', blogText)
    await run('review', 'refuse', blog, 'outlet', 'authors')
    expect(await states(blog, 'outlet', 'authors')).toEqual(['outlet refused', 'authors refused'])
    expect((await run('review', 'again', blog)).out).toBe('nothing would change')
    await run('review', 'accept', blog, 'outlet')
    const { details } = await json(Answer, 'review', 'list', blog, 'outlet', 'authors')
    expect(details).toMatchObject([
      { value: 'The Harbour Courier', state: 'set' },
      { value: [], state: 'refused' },
    ])
  })
})

describe('accept', () => {
  test('keeps what rules found, a kind at once, and leaves what was refused', async () => {
    const blog = await imported('blog.txt', blogText)
    await run('review', 'refuse', blog, 'heading:b14')
    await run('review', 'accept', blog, 'heading', 'published')
    expect(await states(blog, 'heading', 'published')).toEqual([
      'published set',
      'heading:b3 accepted',
      'heading:b14 refused',
      'heading:b23 accepted',
    ])
  })

  test('does nothing by halves', async () => {
    const blog = await imported('blog.txt', blogText)
    await run('review', 'refuse', blog, 'caption')
    await run('review', 'refuse', blog, 'frame:b25')
    await run('review', 'mark', blog, 'frame:b24-b25')
    const before = await json(Answer, 'review', 'list', blog)
    for (const [names, words] of [
      [['frame:b1', 'frame:b25'], 'Rules do not find frame:b25 in this text any more: '],
      [['frame:b1', 'frame:b99'], 'Nothing in this text was taken for frame:b99: '],
      [['frame:b1', 'via'], 'Nothing in this text tells who passed it on: '],
      [
        ['frame:b1', 'caption'],
        'All that was taken for caption was refused: name what comes back by its stretch, such as caption:b7.',
      ],
    ] as const) {
      const { code, out, error } = await run('review', 'accept', blog, ...names)
      expect([code, out]).toEqual([1, ''])
      expect(error).toContain(words)
    }
    expect(await json(Answer, 'review', 'list', blog)).toEqual(before)
  })
})

describe('change', () => {
  test('tells a post or a quotation otherwise, and an empty text clears what was told', async () => {
    const blog = await imported('blog.txt', blogText)
    expect(await rows('change', blog, 'post:b22', '--time', '14.37', '--updated', 'yes')).toEqual([
      ['post:b22-b24', 'accepted', '“14.36”', '14.37, updated'],
    ])
    expect(await rows('change', blog, 'post:b13', '--time', '', '--updated', 'no')).toEqual([
      ['post:b13-b18', 'accepted', '“16.40”', 'no time'],
    ])
    const [quote] = await rows('change', blog, 'quote', '--speaker', 'Oskar Lind')
    expect(quote?.at(-1)).toMatch(/^by Oskar Lind, by “/)
  })

  test('takes a stretch for something else, which it is found as no more', async () => {
    const blog = await imported('blog.txt', blogText)
    expect(await rows('change', blog, 'standfirst', 'caption', '--as', 'quote', '--speaker', 'Ada')).toEqual([
      ['quote:b4', 'accepted', expect.stringMatching(/^“Rolling coverage/), 'by Ada'],
      ['quote:b7', 'accepted', expect.stringMatching(/^“Dockers/), 'by Ada'],
    ])
    expect(await states(blog, 'standfirst', 'caption')).toEqual([
      'standfirst:b4 refused',
      'caption:b7 refused',
    ])
    expect((await run('review', 'again', blog)).out).toBe('nothing would change')
  })

  test('takes a stretch that is a heading already for a heading once', async () => {
    const blog = await imported('blog.txt', blogText)
    await run('review', 'mark', blog, 'frame:b3', 'caption:b3')
    expect((await rows('change', blog, 'frame:b3', 'caption:b3', '--as', 'heading')).length).toBe(1)
    expect(await states(blog, 'heading:b3', 'frame:b3', 'caption:b3')).toEqual(['heading:b3 accepted'])
  })

  test('changes nothing where one of several was refused', async () => {
    const blog = await imported('blog.txt', blogText)
    await run('review', 'refuse', blog, 'frame:b25', 'caption')
    const before = await json(Answer, 'review', 'list', blog)
    for (const [named, refused] of [
      ['frame:b25', 'frame:b25'],
      ['caption', 'caption:b7'],
    ] as const)
      expect(await run('review', 'change', blog, named, 'frame:b29', '--as', 'summary')).toMatchObject({
        code: 1,
        out: '',
        error: `${refused} was refused: “npx sourcebook review accept ${blog} ${refused}” brings it back.`,
      })
    expect(await json(Answer, 'review', 'list', blog)).toEqual(before)
    await run('review', 'change', blog, 'frame', '--as', 'summary')
    expect(await states(blog, 'frame:b25', 'summary:b29')).toEqual([
      'frame:b25 refused',
      'summary:b29-b31 accepted',
    ])
  })

  test('says how one that was refused comes back', async () => {
    const blog = await imported('blog.txt', blogText)
    await run('review', 'refuse', blog, 'quote:b17')
    expect(await run('review', 'change', blog, 'quote:b17', '--speaker', 'Ada')).toMatchObject({
      code: 1,
      error: `quote:b17 was refused: “npx sourcebook review accept ${blog} quote:b17” brings it back.`,
    })
  })
})

describe('mark', () => {
  test('takes stretches for something by hand, and refusing them leaves nothing', async () => {
    const blog = await imported('blog.txt', blogText)
    expect(await rows('mark', blog, 'frame:b7-b8', 'summary:b26')).toEqual([
      ['frame:b7-b8', 'accepted', expect.any(String)],
      ['summary:b26', 'accepted', '“08.02”'],
    ])
    const { out } = await run('review', 'refuse', blog, 'frame:b7')
    expect(out).toBe(
      `frame:b7-b8  no longer marked\n“npx sourcebook review mark ${blog} NAME...” marks it again.`,
    )
    expect(await states(blog, 'frame:b7')).toEqual([])
  })

  test('marks a stretch again that was refused', async () => {
    const blog = await imported('blog.txt', blogText)
    await run('review', 'refuse', blog, 'frame:b25')
    await run('review', 'mark', blog, 'frame:b25')
    expect(await states(blog, 'frame:b25')).toEqual(['frame:b25 accepted'])
  })

  test('bears more stretches than go with one call', async () => {
    const lines = Array.from(
      { length: 1003 },
      (_, nth) => `The tide of day ${nth} came in and went out again.`,
    )
    const log = await imported('log.txt', lines.join('\n'))
    const names = lines.slice(1).map((_, nth) => `summary:b${nth + 2}`)
    const { marks } = await json(Answer, 'review', 'mark', log, ...names)
    expect(marks.map(({ name, state }) => `${name} ${state}`)).toEqual(
      names.map((name) => `${name} accepted`),
    )
  })

  test('accepts what rules took for it already', async () => {
    const blog = await imported('blog.txt', blogText)
    await run('review', 'mark', blog, 'frame:b25', 'frame:b29-b31')
    expect(await states(blog, 'frame:b25', 'frame:b29')).toEqual([
      'frame:b25 accepted',
      'frame:b29-b31 accepted',
    ])
  })

  test('what was refused here and marked by hand in the window counts as marked', async () => {
    const blog = await imported('blog.txt', blogText)
    await run('review', 'refuse', blog, 'frame')
    const { revision } = await json(z.looseObject({ revision: z.int() }), 'details', blog)
    const mark = { kind: 'frame', from: 'b25', to: 'b25', origin: 'hand', evidence: null }
    const structure = { version: 1, marks: [mark] }
    await run('call', 'source.update', JSON.stringify({ source: blog, revision, structure }))
    expect(await states(blog, 'frame:b5', 'frame:b25')).toEqual(['frame:b5 refused', 'frame:b25 accepted'])
  })

  test('refuses blocks that the text does not have, or in the wrong order', async () => {
    const blog = await imported('blog.txt', blogText)
    expect((await run('review', 'mark', blog, 'frame:b99')).error).toBe(
      'There is no block b99 in version 1, so this structure does not fit its text.',
    )
    expect((await run('review', 'mark', blog, 'frame:b5-b3')).error).toContain('ends before it begins')
  })
})

describe('again', () => {
  test('lists what would change and changes it when told to, and what a person set stays', async () => {
    const blog = await imported('blog.txt', blogText)
    await run('details', blog, '--outlet', 'The Evening Courier')
    expect(await rows('again', blog)).toEqual([['nothing would change']])
    await run('review', 'mark', blog, 'frame:b1-b2')
    const { revision } = await json(z.looseObject({ revision: z.int() }), 'details', blog)
    // As if the rules of an earlier day had not found it.
    await run('call', 'source.update', JSON.stringify({ source: blog, revision, details: { authors: [] } }))
    const changes = await rows('again', blog)
    expect(changes).toEqual([
      ['authors', expect.stringMatching(/^not known becomes Ada Byrne; Tom Ellis; /)],
      ['frame:b1', 'gone', '“Skip to main content”'],
      ['frame:b2', 'gone', '“The Harbour Courier”'],
    ])
    expect(await states(blog, 'authors', 'frame:b2')).toEqual(['authors not-found', 'frame:b2 inferred'])
    expect(await rows('again', blog, '--apply')).toEqual(changes)
    expect(await states(blog, 'outlet', 'authors', 'frame:b1', 'frame:b2')).toEqual([
      'outlet set',
      'authors set',
      'frame:b1-b2 accepted',
    ])
    await run('review', 'refuse', blog, 'frame:b1')
    expect(await rows('again', blog)).toEqual([
      ['frame:b1', 'new', '“Skip to main content”'],
      ['frame:b2', 'new', '“The Harbour Courier”'],
    ])
  })
})

describe('wrong usage', () => {
  test.each([
    [['review'], 'list, accept, refuse, change, mark or again'],
    [['review', 'list'], 'Name the source.'],
    [
      ['review', 'list', 'A', 'frames'],
      '“frames” names nothing that was read: write a kind (post, heading, ',
    ],
    [['review', 'accept', 'A'], 'Say what: a kind such as frame, a stretch such as frame:b3-b5, or a detail'],
    [
      ['review', 'refuse', 'A', 'title'],
      'A source is not without a title: give it another with details --title.',
    ],
    [['review', 'change', 'A', 'post:b3'], '--as, --time, --updated or --speaker'],
    [['review', 'change', 'A', 'post:b3', '--as', 'frame'], '--as goes with frame, heading, '],
    [['review', 'change', 'A', 'frame:b3', '--as', 'post'], '--as takes frame, heading, '],
    [['review', 'change', 'A', 'frame:b3', '--time', '14.36'], '--time and --updated go with a post'],
    [['review', 'change', 'A', 'post:b3', '--updated', 'maybe'], '--updated takes yes or no, not “maybe”.'],
    [
      ['review', 'change', 'A', 'frame:b3', '--speaker', 'Ada'],
      '--speaker goes with a quote, and with no frame.',
    ],
    [
      ['review', 'change', 'A', 'post', '--time', '1'.repeat(101)],
      '--time takes at most 100 characters, not 101.',
    ],
    [['review', 'change', 'A', 'outlet', '--time', '1'], 'The outlet is no stretch of the text'],
    [['review', 'mark', 'A', 'frame'], 'Name a kind and its blocks, such as frame:b3-b5, not “frame”'],
    [['review', 'mark', 'A', 'post:b3'], 'not “post:b3”: by hand a stretch is marked as frame, heading, '],
    [
      ['review', 'mark', 'A', 'frame:b3@5'],
      '“frame:b3@5” names words within a block: by hand whole blocks are marked, so write frame:b3.',
    ],
    [['review', 'again', 'A', 'frame'], 'Name one source; “frame” is one too many.'],
  ])('%j says what is right', async (line, words) => {
    const { code, out, error } = await runLine(line, ports)
    expect([code, out]).toEqual([2, ''])
    expect(error).toContain(words)
    expect(error).toContain('\nusage: sourcebook review ')
  })

  test('a source that is not there is named', async () => {
    await imported('blog.txt', blogText)
    for (const line of [
      ['list'],
      ['accept', 'frame'],
      ['refuse', 'frame'],
      ['mark', 'frame:b1'],
      ['again'],
    ]) {
      const [command = '', ...names] = line
      expect(await run('review', command, 'Nobody', ...names)).toMatchObject({
        code: 1,
        error: expect.stringContaining('There is no source “Nobody”') as string,
      })
    }
  })
})

/** What was read of a source and decided about it. */
function kept({ details, inferences, structures, decisions }: Output<'source.get'>) {
  return { details, inferences, structures, decisions }
}

test('what one command does is one step to undo', async () => {
  const desk = await openDesk()
  const id = await desk.importText(blogText)
  for (const line of [
    ['refuse', 'frame', 'outlet', 'post:b13'],
    ['accept', 'frame', 'outlet', 'post'],
  ]) {
    const [command = '', ...names] = line
    const before = kept(await desk.call('source.get', { source: id }))
    await reviewCommands[`review ${command}`]
      ?.plan({ words: [id, ...names], values: {} }, ports)
      .run(desk.call)
    expect(kept(await desk.call('source.get', { source: id }))).not.toEqual(before)
    await desk.undo()
    expect(kept(await desk.call('source.get', { source: id }))).toEqual(before)
  }
})
