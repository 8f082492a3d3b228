import { array, assert, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { projectText } from '../anchoring/text-projection'
import type { Annotation, PositionBody } from '../model/annotation'
import { type Entry, emptyActors, emptyCodebook } from '../model/codebook'
import { type Books, withEntry, withMerge } from '../model/edit-codebook'
import type { SourceDetails } from '../model/source'
import type { StructureMark } from '../model/structure'
import { sampleAnnotation, sampleId, sampleSource, sampleVersion } from '../testing/samples'
import { searchOnce, type WholeSource } from './search-once'
import { streamOf, wordsIn } from './words'

type Given = Partial<SourceDetails> & {
  readonly lines: readonly string[]
  readonly memo?: string
  readonly marks?: readonly StructureMark[]
  readonly annotations?: readonly Annotation[]
}

/** Sources numbered from 1, each with the paragraphs given. */
function sources(...given: readonly Given[]): WholeSource[] {
  return given.map(({ lines, memo = '', marks = [], annotations = [], ...details }, index) => {
    const id = sampleId('s', index + 1)
    const version = sampleVersion(id, lines)
    const source = {
      ...sampleSource(id, { title: `Untitled ${index + 1}`, ...details }),
      memo,
      structures: [{ version: 1, marks: [...marks] }],
    }
    return { source, version, annotations }
  })
}

function ask(
  all: readonly WholeSource[],
  query: string,
  { frame = false, limit = 50, books = noBooks } = {},
) {
  return searchOnce(all, { query, limit, frame }, books)
}

/** The numbers of the sources in which hits of a kind lie, in the order of the answer. */
function found(all: readonly WholeSource[], query: string, kind: string = 'text', options = {}): number[] {
  const { hits } = ask(all, query, options)
  return hits.filter((hit) => hit.kind === kind).map(({ source }) => Number(source.slice(2)))
}

function inOrder(numbers: readonly number[]): number[] {
  return numbers.toSorted((a, b) => a - b)
}

/** The snippet with what is marked in brackets. */
function marked(all: readonly WholeSource[], query: string, options = {}): string[] {
  return ask(all, query, options).hits.map(({ snippet, marks }) =>
    marks.reduceRight(
      (text, { start, end }) => `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`,
      snippet,
    ),
  )
}

const noBooks: Books = { codebook: emptyCodebook, actors: emptyActors }

const quays = sources(
  { lines: ['The port fund pays 220 million crowns for Évian’s quays.', 'Nobody expects more.'] },
  { lines: ['A report on ferries, not on ports.'] },
  { lines: ['Die Straße am Hafen ist gesperrt.', '港湾の修理費は2025年に増えた。'] },
  { lines: ['Порт закрыт на ремонт.', 'ท่าเรือปิดแล้ว'] },
)

describe('what matches', () => {
  test.each([
    ['port', [1, 2], 'a word matches at its start'],
    ['PORTS', [2], 'capitals do not count'],
    ['evian', [1], 'accents do not count'],
    ['strasse', [3], 'letters count as their plain neighbours'],
    ['eport', [], 'a word does not match in its middle'],
    ['"port"', [1], 'in quotation marks a word is whole'],
    ['"port fund"', [1], 'a phrase is found'],
    ['“fund pays”', [1], 'curly quotation marks will do'],
    ['"fund port"', [], 'a phrase keeps its order'],
    ['"quays nobody"', [], 'a phrase does not run from one paragraph into the next'],
    ['port -ferries', [1], 'a word can be left out'],
    ['port -"port fund"', [2], 'a phrase can be left out'],
    ['port nobody', [1], 'all words must occur'],
    ['修理', [3], 'part of a sentence without spaces is found'],
    ['理修', [], 'its characters keep their order'],
    ['порт', [4], 'Cyrillic words match too'],
    ['Орт', [], 'and not in their middle'],
    ['ปิด', [4], 'Thai is found without spaces'],
    ['2025年', [3], 'numbers and characters may follow one another'],
    ['"fund', [1], 'a quotation mark may be missing'],
    ['port" fund', [1], 'or stand where there is none to follow'],
    ['220 million. (crowns)', [1], 'signs between words are no words'],
    ['.*', [], 'and have no meaning of their own'],
    ['fund '.repeat(200), [1], 'a word may be typed often'],
    ['outlet: fund', [1], 'a field without a value says nothing'],
    ['fund outlet:""', [1], 'nor does one with an empty value'],
    ['ремонт порт', [4], 'the order of Cyrillic words is free'],
  ])('%s', (query, expected) => expect(inOrder(found(quays, query))).toEqual(expected))

  test.each([
    ['cafe\u0301 noir', 'café', 'accents that stand apart, in the text'],
    ['café noir', 'cafe\u0301', 'and in the question'],
    ['Зеленський їде', 'зеленський', 'й is a letter'],
    ['Зеленський їде'.normalize('NFD'), 'їде', 'however it is written'],
    ['Ὀδυσσεύς', 'ΟΔΥΣΣΕΥΣ', 'both forms of sigma are one letter'],
    ['İstanbul', 'istanbul', 'a dotted capital'],
    ['ＰＯＲＴ', 'port', 'letters as wide as Chinese ones'],
    ['co\u00adoperate', 'cooperate', 'a soft hyphen'],
    ['\u202eport\u202c fund', '"port fund"', 'marks of direction'],
    ['a\u0001b port\u0007x', 'port', 'characters that cannot be drawn'],
    ['x \ud800 port \udc00', 'port', 'halves of characters'],
    ['👨‍👩‍👧 port 🇺🇦', '🇺🇦', 'flags'],
    ['C++ and C#', 'c++', 'signs that belong to a name'],
    ['हिन्दी भाषा', 'हिन्दी', 'vowels that are marks'],
    ['שָׁלוֹם', 'שלום', 'vowels that may be left out'],
  ])('%j is found by %j: %s', (line, query) => {
    const [hit] = ask(sources({ lines: [line] }), query).hits
    expect(hit).toMatchObject({ kind: 'text', marks: [{}] })
  })

  test.each([
    ['мой', 'мои'],
    ['їде', 'іде'],
    ['대한민국', '민국'],
  ])('%s is not found by %s', (line, query) => expect(found(sources({ lines: [line] }), query)).toEqual([]))

  test('whatever is written, every word of it leads to where it stands', () => {
    assert(
      property(array(string({ unit: 'binary', maxLength: 40 }), { minLength: 1, maxLength: 4 }), (lines) => {
        const all = sources({ lines })
        const { text } = projectText(all[0]?.version.blocks ?? [])
        for (const { start, end } of wordsIn(text)) {
          const word = text.slice(start, end)
          const { total, hits } = ask(all, `"${word}"`)
          expect(hits).toHaveLength(total)
          const hit = hits.find(({ kind }) => kind === 'text')
          if (hit?.kind !== 'text') throw new Error(`“${word}” was not found`)
          expect(streamOf(text.slice(hit.start, hit.end))).toBe(streamOf(word))
        }
      }),
    )
  })

  test('nothing is asked, nothing is found', () => {
    for (const query of ['', '   ', '…', '-', 'outlet:'])
      expect(ask(quays, query)).toEqual({ total: 0, hits: [], notices: [], missing: 0 })
  })

  test('an Arabic word is found at its start and not in its middle', () => {
    const arabic = sources({ lines: ['أُغلق المِيناء اليوم'] }, { lines: ['بالميناء'] })
    expect(found(arabic, 'الميناء')).toEqual([1])
    expect(found(arabic, 'ميناء')).toEqual([])
  })
})

describe('what is answered', () => {
  test('the passage lies in the text projection, though letters change when they are folded', () => {
    const text = 'Straße ﬁne.\nThe № 5 port, and Port again.'
    const [hit] = ask(sources({ lines: text.split('\n') }), 'port').hits
    expect(hit).toMatchObject({ kind: 'text', version: 1, matches: 2 })
    if (hit?.kind !== 'text') throw new Error('a text was looked for')
    expect(text.slice(hit.start, hit.end)).toBe('port')
    expect(hit.start).toBe(text.indexOf('port'))
  })

  test('a snippet is one line around the match, cut between words', () => {
    const long = `${'ebb and flow '.repeat(40)}the quay sank ${'ebb and flow '.repeat(40)}`
    const [snippet = ''] = marked(sources({ lines: [long] }), 'quay')
    expect(snippet).toMatch(/^… (ebb|and|flow) .* the \[quay\] sank .* (ebb|and|flow) …$/)
    expect(snippet.length).toBeLessThan(200)
  })

  test('of a word as long as a text the beginning is shown, and no half of a character', () => {
    const [hit] = ask(sources({ lines: [`A ${'𝐱a'.repeat(50_000)} sank.`] }), 'xa').hits
    const { snippet = '', marks } = hit ?? {}
    expect(snippet.length).toBeLessThan(1000)
    expect(snippet.isWellFormed()).toBe(true)
    expect(marks).toEqual([{ start: 2, end: snippet.length - ' …'.length }])
  })

  test('of several words the passage is where they stand together', () => {
    const lines = ['The mayor spoke.', `${'Words. '.repeat(100)}Then the mayor closed the quay.`]
    expect(marked(sources({ lines }), 'mayor quay')[0]).toContain('the [mayor] closed the [quay].')
  })

  test('words that stand as they were typed are the passage, be there others before them', () => {
    const text = 'An old boat left the quay. The old quay sank.'
    expect(ask(sources({ lines: [text] }), 'old quay').hits[0]).toMatchObject({
      start: text.indexOf('old quay'),
    })
  })

  test('what is marked twice is marked once', () => {
    expect(marked(quays, 'fund "port fund"')[0]).toContain('The [port fund] pays')
    expect(marked(quays, '修 理')[0]).toContain('の[修理]費')
  })

  test('a line break in an annotation is a space in its snippet', () => {
    const [whole] = sources({ lines: ['The quay.'] })
    if (whole === undefined) throw new Error('there is a source')
    const memo = 'ask\nthe mayor'
    expect(ask([{ ...whole, source: { ...whole.source, memo } }], 'mayor').hits).toMatchObject([
      { snippet: 'ask the mayor' },
    ])
  })

  test('every kind of place is found and says what it is', () => {
    const lines = ['The fund pays for quays.']
    const [whole] = sources({ lines, title: 'Quays fund', memo: 'ask the fund' })
    if (whole === undefined) throw new Error('there is a source')
    const annotation = {
      ...sampleAnnotation(sampleId('a', 9), whole.version, 'claim', 'The fund pays'),
      memo: 'which fund?',
    }
    const { hits, total } = ask([{ ...whole, annotations: [annotation] }], 'fund')
    expect(hits.map(({ kind }) => kind).toSorted()).toEqual(['annotation', 'details', 'memo', 'text'])
    expect(total).toBe(4)
    expect(hits.find(({ kind }) => kind === 'annotation')).toMatchObject({ annotation: annotation.id })
  })

  test('the total counts what the limit leaves out', () => {
    const many = sources(...Array.from({ length: 30 }, () => ({ lines: ['The port.'] })))
    const { total, hits } = ask(many, 'port', { limit: 7 })
    expect([total, hits.length]).toEqual([30, 7])
  })
})

describe('what is left out', () => {
  const lines = ['Menu: port', 'Sign in', 'The port is shut.', 'The port is shut.']

  test.each(['frame', 'unrelated'] as const)('%s and repeats are not searched unless asked for', (kind) => {
    const all = sources({
      lines,
      marks: [
        { kind, from: 'b1', to: 'b2', origin: 'hand', evidence: null },
        { kind: 'repeat', from: 'b4', to: 'b4', of: 'b3', origin: 'hand', evidence: null },
      ],
    })
    expect(ask(all, 'menu').total).toBe(0)
    expect(ask(all, 'menu', { frame: true }).total).toBe(1)
    expect(ask(all, 'port').hits[0]).toMatchObject({ matches: 1, start: lines.join('\n').indexOf('port is') })
    // The first as one reads, be it frame.
    expect(ask(all, 'port', { frame: true }).hits[0]).toMatchObject({ matches: 3, start: 6 })
  })
})

const noPosition: PositionBody = {
  kind: 'position',
  actor: null,
  issue: null,
  stance: null,
  condition: null,
  dateSaid: null,
  attribution: [],
}

describe('conditions', () => {
  const lines = ['The quay was closed.', 'Prices rose by 5%.']
  const version = sampleVersion(sampleId('s', 1), lines)
  const [mayor, city, issue] = [sampleId('p', 1), sampleId('p', 2), sampleId('i', 1)]
  const said = sampleAnnotation(sampleId('a', 1), version, 'position', 'The quay was closed')
  const rose = sampleAnnotation(sampleId('a', 2), version, 'figure', 'Prices rose by 5%')
  const annotations: Annotation[] = [
    { ...said, body: { ...noPosition, actor: city, issue } },
    {
      ...rose,
      body: {
        ...rose.body,
        attribution: [
          { role: 'outlet', actor: mayor, asWritten: 'The Courier', anonymous: false },
          { role: 'speaker', actor: null, asWritten: 'a clerk', anonymous: true },
        ],
      },
      memo: 'check the quay',
    },
  ]
  const all = sources(
    { lines, annotations, outlet: 'The Courier', published: '2025-02-26', kind: 'wire' },
    { lines, outlet: 'Orrefjord Posten', via: 'Courier Digest', published: '2025-02' },
    { lines, title: 'Quay closed', published: '2024', kind: 'live-blog' },
  )
  const named: Entry[] = [
    { kind: 'actor', id: mayor, name: 'Ilse Brandvik', description: '', spellings: ['the mayor'] },
    { kind: 'actor', id: city, name: 'Town hall', description: '', spellings: [] },
    { kind: 'issue', id: issue, name: 'Harbour closure', description: '', parent: null },
  ]
  const books = withMerge(
    named.reduce((books: Books, entry) => withEntry(books, entry), noBooks),
    [city],
    mayor,
  )
  const annotationsFound = (query: string) =>
    ask(all, query, { books }).hits.flatMap((hit) =>
      hit.kind === 'annotation' ? Number(hit.annotation.slice(2)) : [],
    )

  test.each([
    ['quay outlet:courier', [1, 2]],
    ['quay outlet:"orrefjord posten"', [2]],
    ['quay -outlet:courier', [3]],
    ['quay title:closed', [3]],
    ['quay kind:wire', [1]],
    ['quay kind:wire kind:live-blog', [1, 3]],
    ['quay before:2025', [3]],
    ['quay after:2025', [1, 2]],
    ['quay after:2025-02-20', [1, 2]],
    ['quay after:2025-03', []],
    ['quay after:2024 before:2025-02-20', [2, 3]],
    ['quay after:2024 after:2025', [1, 2]],
  ])('%s', (query, expected) => expect(inOrder(found(all, query))).toEqual(expected))

  test.each([
    ['quay kind:position', [1]],
    ['quay', [1, 2]],
    ['closed in:annotation', [1]],
    ['in:memo quay', [2]],
    ['in:memo kind:figure quay', [2]],
    ['in:text quay', []],
    ['quay actor:mayor', [1]],
    ['actor:"town hall"', [1]],
    ['actor:brandvik issue:closure', [1]],
    ['actor:nobody', []],
    ['actor:clerk', [2]],
    ['actor:courier', []],
    ['kind:figure actor:brandvik', []],
    ['measure:clerk', []],
    ['kind:figure', [2]],
    ['-kind:figure', [1]],
    ['kind:figure -prices', []],
    ['kind:position -prices', [1]],
    ['kind:figure outlet:posten', []],
  ])('annotations: %s', (query, expected) => expect(inOrder(annotationsFound(query))).toEqual(expected))

  test('words in the details of a source count for what is found in it', () => {
    expect(inOrder(found(all, 'courier prices'))).toEqual([1, 2])
    expect(found(all, 'prices -courier')).toEqual([3])
  })

  test('conditions alone list the sources that meet them, the newest first', () => {
    expect(found(all, 'after:2024', 'details')).toEqual([1, 2, 3])
    expect(found(all, 'after:2024 -digest', 'details')).toEqual([1, 3])
  })

  test.each([
    ['quay colour:red', 'there is no field “colour”'],
    ['quay kind:poem', 'kind is one of'],
    ['quay in:title', 'in is one of text, memo, annotation and details'],
    ['quay before:2025-02-30', 'write a date as'],
    ['-quay', 'Name something to look for'],
  ])('%s gets a sentence, and the rest is looked for', (query, sentence) => {
    const { notices, hits } = ask(all, query)
    expect(notices).toEqual([expect.stringContaining(sentence)])
    expect(hits.length > 0).toBe(!query.startsWith('-'))
  })

  test('in quotation marks the name of a field is a word', () => {
    expect(
      found(sources({ lines: ['An outlet of the port.'] }, { lines: ['The port.'] }), '"outlet:"'),
    ).toEqual([1])
  })

  test('an address and a time of day are no conditions', () => {
    const notes = sources({ lines: ['See https://example.org at 14:36'] })
    expect(ask(notes, 'https://example.org 14:36')).toMatchObject({ total: 1, notices: [] })
  })
})

describe('the order', () => {
  const filler = 'Boats lay at anchor while nets dried in the wind. '.repeat(12)
  const dated = { published: '2025-01-01' }

  test.each<[string, string, Given, Given]>([
    [
      'more of a word before less',
      'quay',
      { lines: [`quay quay quay ${filler}`] },
      { lines: [`quay ${filler}`] },
    ],
    [
      'a short text before a long one',
      'quay',
      { lines: [`quay ${filler}`] },
      { lines: [`quay ${filler.repeat(20)}`] },
    ],
    [
      'words as a phrase before words apart',
      'old quay',
      { lines: [`old quay ${filler}`] },
      { lines: [`quay old ${filler}`] },
    ],
    [
      'near words before distant ones',
      'old quay',
      { lines: [`quay so old ${filler}`] },
      { lines: [`quay ${filler} old`] },
    ],
    [
      'a text with the word in its title too',
      'quay',
      { title: 'The quay', lines: [`quay ${filler}`] },
      { lines: [`quay ${filler}`] },
    ],
    ['the newest of equals', 'quay', { published: '2025-02-01', lines: ['quay'] }, { lines: ['quay'] }],
  ])('%s', (_, query, first, second) => {
    expect(found(sources({ ...dated, ...second }, { ...dated, ...first }), query)).toEqual([2, 1])
    expect(found(sources({ ...dated, ...first }, { ...dated, ...second }), query)).toEqual([1, 2])
  })

  test('a title before an annotation, an annotation before a text', () => {
    const lines = [`The quay sank. ${filler}`]
    const annotation = sampleAnnotation(
      sampleId('a', 1),
      sampleVersion(sampleId('s', 2), lines),
      'claim',
      'The quay sank',
    )
    const all = sources(
      { lines },
      { lines, annotations: [annotation] },
      { title: 'The quay', lines: [filler] },
    )
    expect(ask(all, 'quay').hits.map(({ kind, source }) => `${kind} ${source.at(-1)}`)).toEqual([
      'details 3',
      'annotation 2',
      'text 1',
      'text 2',
    ])
  })

  test('the order of the words does not change what is found', () => {
    expect(found(quays, 'port the')).toEqual(found(quays, 'the port'))
  })
})
