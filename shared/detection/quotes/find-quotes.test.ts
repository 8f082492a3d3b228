import { expect, test } from 'vitest'
import { marked, suggested } from '../testing/detect-lines'

/** Names the people that the passages below speak of, as the lead of a report does. */
const lead =
  'Mayor Ines Okafor met Norwegian Prime Minister Astrid Solheim and the harbour master, Tomas Reyl, on Tuesday.'

/** Lines with the words of each quotation in braces, then who speaks and by which cue, quotation by quotation. */
const passages: readonly (readonly [
  claim: string,
  lines: readonly string[],
  said: readonly (string | null)[][],
])[] = [
  ['name and verb behind', ['“{The quay is not for sale,}” Ines Okafor said.'], [['Ines Okafor', 'said']]],
  ['verb and name behind', ['“{The quay is not for sale,}” said Ines Okafor.'], [['Ines Okafor', 'said']]],
  [
    'a last name is completed',
    ['“{The quay is not for sale,}” Reyl told reporters on Friday.'],
    [['Tomas Reyl', 'told']],
  ],
  ['straight marks', ['"{The quay is not for sale,}" Okafor said.'], [['Ines Okafor', 'said']]],
  ['German marks', ['„{Der Kai ist nicht käuflich}“, said Okafor.'], [['Ines Okafor', 'said']]],
  ['French marks', ['«{Le quai reste à la ville,}» Okafor said.'], [['Ines Okafor', 'said']]],
  [
    'French marks with their spaces',
    ['« {Le quai reste à la ville} », said Okafor.'],
    [['Ines Okafor', 'said']],
  ],
  ['single marks', ['‘{The quay is not for sale,}’ Okafor said.'], [['Ines Okafor', 'said']]],
  [
    'apostrophes inside of single marks',
    ['‘{It’s the town’s own quay,}’ Okafor said.'],
    [['Ines Okafor', 'said']],
  ],
  [
    'a possessive plural inside of single marks',
    ['‘{That is the dockers’ own quay,}’ Okafor said.'],
    [['Ines Okafor', 'said']],
  ],
  ['cue before, with a colon', ['Okafor said: “{The quay is not for sale.}”'], [['Ines Okafor', 'said']]],
  [
    'cue before, with that',
    ['Okafor insisted that “{the quay is not for sale.}”'],
    [['Ines Okafor', 'insisted']],
  ],
  [
    'cue before, in mid sentence',
    ['Reyl argued that “{cranes have become a weapon}” in the talks.'],
    [['Tomas Reyl', 'argued']],
  ],
  [
    'participle',
    ['Okafor rejected the offer, stating, “{The quay is not for sale.}”'],
    [['Ines Okafor', 'stating']],
  ],
  [
    'according to',
    ['According to Reyl, “{the cranes are older than the town.}”'],
    [['Tomas Reyl', 'according to']],
  ],
  ['calls it', ['Okafor calls it a “{very large landlord}” in all but name.'], [['Ines Okafor', 'calls']]],
  [
    'split by a cue',
    ['“{We signed nothing,}” Okafor said. “{We will sign nothing.}”'],
    [
      ['Ines Okafor', 'said'],
      ['Ines Okafor', 'said'],
    ],
  ],
  [
    'split in mid sentence',
    ['The plan “{is no gift at all,}” Reyl said, but “{a debt with a ribbon.}”'],
    [
      ['Tomas Reyl', 'said'],
      ['Tomas Reyl', 'said'],
    ],
  ],
  [
    'a pronoun means who spoke last',
    ['Reyl said the crane would stay. “{It is a good crane,}” he added.'],
    [['Tomas Reyl', 'added']],
  ],
  [
    'a pronoun of the next paragraph',
    ['“{The quay is not for sale,}” Okafor said.', '“{It never was one,}” she added.'],
    [
      ['Ines Okafor', 'said'],
      ['Ines Okafor', 'added'],
    ],
  ],
  [
    'an office of a country',
    ['“{We will help the town,}” the Norwegian prime minister said.'],
    [['Astrid Solheim', 'said']],
  ],
  [
    'any leader of a country',
    ['“{We will help the town,}” the Norwegian leader said.'],
    [['Astrid Solheim', 'said']],
  ],
  [
    'a spokesperson with a name',
    ['“{There is no such plan,}” council spokesman Jon Avery said.'],
    [['Jon Avery', 'said']],
  ],
  [
    'an apposition',
    ['“{The soil is ours by law,}” Mira Lund, founder of the Diggers’ Union, said.'],
    [['Mira Lund', 'said']],
  ],
  [
    'an apposition left open',
    ['“{The soil is ours by law,}” Mira Lund, founder of the union previously said.'],
    [['Mira Lund', 'said']],
  ],
  [
    'an official without a name',
    ['“{It is a landlord’s paper,}” a senior council official said.'],
    [['a senior council official (anonymous)', 'said']],
  ],
  [
    'the short form of an official',
    ['A senior council official spoke on Monday.', '“{It is a landlord’s paper,}” the official said.'],
    [['a senior council official (anonymous)', 'said']],
  ],
  [
    'a verb that denies an answer',
    ['Council spokesman Jon Avery did not confirm this, but said that “{talks are going well.}”'],
    [['Jon Avery', 'said']],
  ],
  [
    'believes is no cue when somebody adds it',
    ['Reyl added that the council believes “{the port will live on trade.}”'],
    [['Tomas Reyl', 'added']],
  ],
  [
    'a question inside of the marks',
    ['“{Who pays for the crane?}” Okafor asked.'],
    [['Ines Okafor', 'asked']],
  ],
  ['a headline', ["Okafor: the guild can '{forget about it all}' this year"], [['Ines Okafor', null]]],
  [
    'a headline that begins with its quotation',
    ["'{We pay for nothing}': Reyl says the guild will wait"],
    [['Tomas Reyl', 'says']],
  ],
  [
    'quoted by an agency',
    ['Reuters quotes Reyl as saying “{the crane is ours.}”'],
    [['Tomas Reyl', 'saying']],
  ],
  [
    'the outlet that was named',
    ['This was reported by Reuters on Monday. “{The guild is against it,}” the news agency wrote.'],
    [['Reuters', 'wrote']],
  ],
  [
    'the country that was named',
    ['Norway has many ports. The country says it “{owns half of the cranes.}”'],
    [['Norway', 'says']],
  ],
  [
    'it, for a body that speaks already',
    ['The harbour board says it met “{a very large landlord}” there.'],
    [['harbour board', 'says']],
  ],
  ['a body', ['“{Two ships were hit,}” the harbour board said.'], [['harbour board', 'said']]],
  [
    'over two paragraphs, the second opening with a mark again',
    ['“{The quay is old. It needs stone.}', '“{And stone needs money,}” Okafor said.'],
    [
      ['Ines Okafor', 'said'],
      ['Ines Okafor', 'said'],
    ],
  ],
  [
    'a paragraph without marks behind a colon',
    ['Okafor replied:', '{We are not going to sell the quay to anybody.}'],
    [['Ines Okafor', 'replied']],
  ],
  [
    'a paragraph without marks that kept its closing mark',
    ['On the crane, Reyl said:', '{For all of us it is important that the crane stays.}”'],
    [['Tomas Reyl', 'said']],
  ],
]

test.each(passages)('%s', (_, lines, said) => {
  const plain = lines.map((line) => marked(line))
  const quotes = suggested('quote', lead, ...plain.map(({ text }) => text))
  expect(quotes.map(({ exact }) => exact)).toEqual(plain.flatMap(({ passages: spans }) => spans))
  expect(quotes.map(({ speaker, cue }) => [speaker, cue])).toEqual(said)
})

test.each([
  ['a word', 'Reyl called the offer “short-sighted.”'],
  ['two words', 'Okafor wants a “strong position” in the talks.'],
  ['apostrophes', 'The dockers’ view isn’t the council’s, and the ’90s won’t come back.'],
  ['straight apostrophes', "The dockers' view isn't the council's, and the '90s won't come back."],
  ['a left-out letter', "Rock 'n' roll on the quay isn't the town's idea of a harbour."],
  ['inches', 'A pipe of 6" and a pipe of 8" lie on the quay.'],
  ['a closing mark alone', 'In other news” the crane was painted.'],
  ['an opening mark alone', 'The crane “was painted in the spring of this year.'],
  ['a possessive behind a word between marks', 'The ‘harbour’ plan is the ministers’ and the guild’s.'],
  ['a colon that leads to a list', 'Here is what we know of the fund:'],
  ['a heading behind a colon', 'Watch the whole talk with Reyl here:'],
  ['a measure in feet', "The crane is 80' tall and its arm is 40' long."],
])('no quotation: %s', (_, line) => {
  expect(suggested('quote', lead, line, 'The crane was painted again on Monday.')).toEqual([])
})

test('nobody is guessed: a quotation without a cue has no speaker', () => {
  expect(
    suggested('quote', 'Over the gate stands “all ships are welcome here” in old letters.'),
  ).toMatchObject([{ speaker: null, cue: null, exact: 'all ships are welcome here' }])
})

test('the place where a report was written speaks for nobody', () => {
  expect(
    suggested('quote', 'OSLO: The gate says “all ships are welcome here” in old letters.'),
  ).toMatchObject([{ speaker: null }])
})

test('what is said to be inferred says so in its rule', () => {
  const [quote] = suggested('quote', lead, 'Okafor replied:', 'We are not going to sell the quay to anybody.')
  expect(quote?.rule).toBe('quote: block quote behind a colon')
})
