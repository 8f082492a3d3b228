import { array, assert, constantFrom, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { projectText } from '../anchoring/text-projection'
import type { StructureMark } from '../model/structure'
import { structureMisfit } from '../model/structure-misfit'
import { sampleBlocks } from '../testing/samples'
import { type InferredStructure, inferStructure } from './infer-structure'

const long =
  'The council of Port Ellery met on Tuesday to speak about the harbour fund, the cranes on the quay and the guards that the town has asked for since the spring.'
const other =
  'The ministry says that nobody has to pay for the mole before it stands, and that the fees of the port stay as they are until the end of the year at least.'

function infer(...lines: readonly string[]): InferredStructure {
  return inferStructure(sampleBlocks(lines), {
    version: 1,
    told: { details: {}, marks: [] },
    fileName: 'note.txt',
  })
}

const details = (...lines: readonly string[]) => infer(...lines).details
const kinds = (kind: StructureMark['kind'], ...lines: readonly string[]) =>
  infer(...lines).marks.flatMap((mark) => (mark.kind === kind ? `${mark.from}–${mark.to}` : []))

const title = 'Port Ellery signs its harbour fund without guards'

test.each([
  ['By Ada Byrne', ['Ada Byrne']],
  ['By Ada Byrne and Tom Ellis in Oslo', ['Ada Byrne', 'Tom Ellis']],
  ['By ADA BYRNE, Political Editor', ['ADA BYRNE']],
  ['Von Ada Byrne, Küstenstadt', ['Ada Byrne']],
  ['Par Ada Byrne et Luc de la Tour', ['Ada Byrne', 'Luc de la Tour']],
  ['By Ada ByrnePublished March 4, 2025', ['Ada Byrne']],
  [
    'Ada Byrne (now); Tom Ellis, Jo Park and Ray Voss (earlier)',
    ['Ada Byrne', 'Tom Ellis', 'Jo Park', 'Ray Voss'],
  ],
  ['Автор: Анна Коваль', ['Анна Коваль']],
  ['记者：王小明', ['王小明']],
  ['بقلم: أحمد سالم', ['أحمد سالم']],
  ['By the time the fund was signed', []],
  ['By Friday', []],
  ['Von der Leyen besucht den Hafen', []],
])('“%s” under the headline names %j', (line, authors) => {
  expect(details(title, line, long).authors).toEqual(authors)
})

test('a name between the headline and the date wrote the text, and a place that it talks of did not', () => {
  expect(details(title, 'Ada Byrne', '4 March 2025', long).authors).toEqual(['Ada Byrne'])
  expect(details(title, 'Ada Byrne', 'Political editor', '4 March 2025', long).authors).toEqual(['Ada Byrne'])
  expect(details(title, 'Port Ellery', '4 March 2025', long).authors).toEqual([])
  expect(details(title, 'Ada Byrne', long).authors).toEqual([])
})

test('a name before an agency wrote the text, and one before another outlet where a date is beside it', () => {
  expect(details(title, 'Анна Коваль, РИА Новости', long).authors).toEqual(['Анна Коваль'])
  expect(details(title, 'Ada Byrne, Coastal Press', '4 March 2025', long).authors).toEqual(['Ada Byrne'])
  expect(details(title, 'Ada Byrne, Harbour Council', long).authors).toEqual([])
})

test('short lines in a row above the headline are a menu, and one alone is left alone', () => {
  expect(kinds('frame', 'News', 'World', 'Islands', title, long)).toEqual(['b1–b1', 'b2–b2', 'b3–b3'])
  expect(kinds('heading', 'News', 'World', 'Islands', title, long)).toEqual(['b4–b4'])
  expect(kinds('frame', 'Islands', title, long)).toEqual([])
})

test.each([
  [['The Harbour Courier', title, long], 'The Harbour Courier'],
  [['The Skerrin Echo', 'The Skerrin Echo', title, long], 'The Skerrin Echo'],
  [['Skerrin Echo', title, long, '© 2025 Skerrin Echo. All rights reserved.'], 'Skerrin Echo'],
  [[title, 'Ada Byrne | Coastal Press | 4 March 2025', long], 'Coastal Press'],
  [[title, long, 'Source: Coastal Press'], 'Coastal Press'],
  [[title, long, 'This article was first published by the Skerrin Echo.'], 'Skerrin Echo'],
  [[title, long, `Okafor told the Coastal Press that she waits. ${other}`], null],
  [['Skerrin Echo', title, long], null],
  [[title, long, 'The fund will close, according to Reuters.'], null],
  [[title, 'Von Ada Byrne, hafenkurier.example', long, 'Quelle: dpa'], 'hafenkurier.example'],
  [[title, 'Von Ada Byrne', long, 'Quelle: dpa'], 'dpa'],
  [[title, 'By Ada Byrne, Coastal Press', long, 'Source: Reuters'], 'Coastal Press'],
  [[title, 'Анна Коваль, РИА Новости', long], 'РИА Новости'],
  [[title, 'By Ada Byrne and Tom Ellis', 'The Ellery Post', '4 March 2025', long], 'The Ellery Post'],
  [['News', 'World', title, 'By Ada Byrne and Tom Ellis', '4 March 2025', long], null],
  [['Новости', 'Мир', title, long], null],
  [['News', 'World', title, 'By Ada Byrne', 'Ellery Echo', long, '© 2025 Ellery Echo'], 'Ellery Echo'],
])('the outlet of %j is %j', (lines, outlet) => {
  expect(details(...lines).outlet).toBe(outlet)
})

test('what an agency wrote is wire copy, and the page that prints it passes it on', () => {
  const copy = `OSLO, March 3 (Reuters) - ${long}`
  expect(details(title, copy, `${other} In March 2025 nothing changed.`)).toMatchObject({
    outlet: 'Reuters',
    via: null,
    kind: 'wire',
    published: '2025-03-03',
  })
  expect(details('The Harbour Courier', title, copy, other)).toMatchObject({
    outlet: 'Reuters',
    via: 'The Harbour Courier',
  })
  expect(details(title, `Port Ellery (dpa) - ${long}`, other)).toMatchObject({ outlet: 'dpa', kind: 'wire' })
})

test('when something began that goes on tells no year, nor does another month', () => {
  expect(details(title, '24 February 22:12', long, 'They quarrel since February 2022.').published).toBeNull()
  expect(details(title, '24 February 22:12', long, 'They met in June 2024.').published).toBeNull()
  expect(details(title, '24 February 22:12', long, 'They meet on 3 March 2025.').published).toBe('2025-02-24')
})

test.each([
  [[title, '24 February', long], ['“24 February” tells no year.']],
  [[title, 'Updated 24 February', long], ['“Updated 24 February” tells no year.']],
  [[title, 'Updated 2 hours ago', long], ['“Updated 2 hours ago” does not tell a day.']],
  [[title, '24 February', long, 'They meet on 3 March 2025.'], []],
])('what %j leaves open is said as it is', (lines, notices) => {
  expect(infer(...lines).notices).toEqual(notices)
})

test('a weekday tells the year that has it, where the text names one that does', () => {
  const lines = [
    title,
    'Tuesday, 4 March',
    long,
    'The fund was planned in 2024 on 12 June 2024 and on 9 May 2025.',
  ]
  expect(details(...lines).published).toBe('2025-03-04')
})

test('a sentence that says when something was published is none of the lines that date the text', () => {
  expect(
    details(title, 'The annex was published on 3 March 2025 by the board of the port.', long).published,
  ).toBeNull()
})

test.each([
  ['en', long],
  [
    'de',
    'Der Fonds ist für die Stadt wichtig, und die Wachen sind es auch, sagte die Bürgermeisterin nach dem Treffen mit der Ministerin.',
  ],
  [
    'fr',
    'Le fonds est important pour la ville, et les gardes le sont aussi, a dit la maire dans une lettre aux ministres.',
  ],
  ['uk', 'Фонд важливий для міста, і охорона теж, сказала мерка після зустрічі з міністеркою в столиці.'],
  [
    'ru',
    'Фонд важен для города, и охрана тоже, сказала мэр после встречи с министром, которая длилась четыре часа.',
  ],
  ['ja', '港湾基金は町にとって重要だと市長は火曜日の会議のあとで述べた。警備も同じである。'],
  [
    null,
    'Lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor incididunt labore dolore magna aliqua',
  ],
])('the language %s is told by its script and its small words', (language, text) => {
  expect(details(title.split(' ')[0] ?? '', text).language).toBe(language)
})

test('an ordinary article has headings and nothing else', () => {
  const { marks } = infer(
    title,
    long,
    other,
    'What is in the annex',
    'The annex lists three cranes, a mole and gates that open by themselves, and it says when each of them is to be paid.',
    'Where it ends',
    'The agreement ends in 2029 unless both sides write to each other before that and say that it goes on as it is.',
  )
  expect(marks.map(({ kind, from }) => `${kind} ${from}`)).toEqual(['heading b1', 'heading b4', 'heading b6'])
})

test.each([
  [
    'verse',
    [
      'The gulls go out at evening',
      'and the boats come home to lie',
      'along the wall in rows of nine',
      'beneath a paper sky',
    ],
  ],
  ['a list', ['Stone for the mole', 'Three cranes', 'Electronic gates', 'Twelve guards', 'Ropes', 'Lamps']],
  [
    'a talk',
    [
      'Holm: Who pays for it?',
      'Okafor: The ministry, I hope.',
      '(Laughter)',
      'Holm: And if it does not?',
      'Okafor: Then I will not sign.',
    ],
  ],
])('%s is not taken for headings, frame or posts', (_, lines) => {
  expect(infer(...lines).marks.filter(({ kind, from }) => from !== 'b1' || kind !== 'heading')).toEqual([])
})

test('a frame hides text, so that what only looks like one is left alone', () => {
  expect(
    kinds('frame', title, long, 'Related stories are told on the quay', other, long.replaceAll('the', 'a')),
  ).toEqual([])
  expect(kinds('frame', title, long, 'Share prices fell on the news of the fund.', other)).toEqual([])
})

test('times on lines of their own begin posts, with the heading behind them or over them', () => {
  const behind = [
    title,
    '17.05',
    'Guild keeps away',
    long,
    '16.40',
    'Minister offers cranes',
    other,
    '15.10',
    long,
  ]
  const over = [
    title,
    'Guild keeps away',
    '17:05 GMT',
    long,
    'Minister offers cranes',
    '16:40 GMT',
    other,
    'Council meets',
    '15:10 GMT',
    long,
  ]
  expect(kinds('post', ...behind)).toEqual(['b2–b4', 'b5–b7', 'b8–b9'])
  expect(kinds('post', ...over)).toEqual(['b2–b4', 'b5–b7', 'b8–b10'])
})

test('a thread goes on for days, and each post begins with the name of who wrote it', () => {
  const lines = [
    title,
    'harbourwatch',
    '3 March 2026, 14:03',
    long,
    'ropeandtar',
    '3 March 2026, 15:20',
    other,
    'lowhaven',
    '4 March 2026, 09:11',
    long.replace('Tuesday', 'Friday'),
  ]
  expect(kinds('post', ...lines)).toEqual(['b2–b4', 'b5–b7', 'b8–b10'])
  expect(details(...lines).kind).toBe('document')
})

test('a paragraph that only shares its subject with another is no copy of it', () => {
  expect(
    kinds(
      'repeat',
      title,
      long,
      long.replace('cranes on the quay and the guards', 'ropes in the store and the boats'),
    ),
  ).toEqual(['b3–b3'])
  expect(
    kinds(
      'repeat',
      title,
      long,
      'The council of Port Ellery met on Monday to hear what the guild of dockers thinks of the fund, and it went home late and without a vote on it.',
    ),
  ).toEqual([])
})

test('what a person or the format told is not inferred again', () => {
  const blocks = sampleBlocks(['By Ada Byrne', title, 'Short Url', long])
  const frame: StructureMark = { kind: 'frame', from: 'b3', to: 'b3', origin: 'hand', evidence: null }
  const {
    details: found,
    inferences,
    marks,
  } = inferStructure(blocks, {
    version: 3,
    told: { details: { authors: ['Jo Park'], outlet: null }, marks: [frame] },
    fileName: 'x.txt',
  })
  expect(found.authors).toEqual(['Jo Park'])
  expect(inferences.map(({ field }) => field)).not.toContain('authors')
  expect(inferences.every(({ evidence }) => evidence?.version === 3)).toBe(true)
  expect(marks.filter(({ kind, from }) => kind === 'frame' && from === 'b3')).toEqual([])
})

test('points under the headline lead into a text, and those under a heading of their own do not', () => {
  const points = ['• The fund is signed', '• The guards are not']
  expect(kinds('standfirst', title, ...points, long)).toEqual(['b2–b2', 'b3–b3'])
  const blocks = sampleBlocks([title, 'Towns that signed', ...points, long]).map((block) =>
    block.id === 'b1' || block.id === 'b2' ? { ...block, kind: 'heading' as const, level: 1 } : block,
  )
  const { marks } = inferStructure(blocks, {
    version: 1,
    told: { details: {}, marks: [] },
    fileName: 'x.txt',
  })
  expect(marks.filter(({ kind }) => kind === 'standfirst')).toEqual([])
})

test('whatever the lines are, what is inferred lies in them', () => {
  const line = constantFrom(
    title,
    long,
    other,
    'Updated',
    'Updated 6 sec ago',
    '14.36',
    '2h ago',
    'Closing summary',
    'Share',
    'By Ada Byrne',
    '4 March',
    'What is a fund?',
    'Okafor replied:',
    'We wait.',
    'The Harbour Courier',
    '© 2025 Coastal Press',
    'Related stories',
    '### ',
    '(see post 14.36)',
    '发布时间：2025年3月4日',
    'FOR IMMEDIATE RELEASE',
    'About the author',
    'Live: the talks',
    '• a point',
  )
  assert(
    property(
      array(
        line.map((text) => text.trim()),
        { minLength: 1, maxLength: 40 },
      ),
      string({ minLength: 1 }),
      (lines, fileName) => {
        const blocks = sampleBlocks(lines)
        const { length } = projectText(blocks).text
        const found = inferStructure(blocks, { version: 1, told: { details: {}, marks: [] }, fileName })
        expect(structureMisfit(blocks, { version: 1, marks: [...found.marks] })).toBeNull()
        for (const { evidence } of [...found.marks, ...found.inferences])
          expect(evidence === null || (evidence.start < evidence.end && evidence.end <= length)).toBe(true)
      },
    ),
    { numRuns: 500 },
  )
})
