import { expect, test } from 'vitest'
import { checkBrief } from '../check-brief'
import { around, evidenceOf, passages } from './testing/harbour-notebook'
import { type Label, labelledBriefs } from './testing/labelled-briefs'
import { readLabelled } from './testing/labelled-sentences'
import { briefOf, writeDocument } from './testing/write-document'

/** The sentences that the two rules name, each with what they say of it. */
function judged(lines: readonly string[]): Map<string, Label> {
  const checks = checkBrief(briefOf(writeDocument(lines, passages)), evidenceOf(), around)
  const found = checks.flatMap(({ rule, words }): [string, Label][] => {
    if (rule === 'unsourced-sentence') return [[words, 'unsourced']]
    return rule === 'paraphrase-without-excerpt' ? [[words, 'paraphrase']] : []
  })
  expect(new Set(found.map(([words]) => words)).size, 'no sentence is named twice').toBe(found.length)
  return new Map(found)
}

/** Where the rules are known to judge otherwise than the editor did: what is gone from here may stay away. */
const known: Readonly<Record<string, string>> = {
  'Two things are still open: who guards the quay, and who pays for the repairs.': 'unsourced, not fine',
  'Two dates to watch: 1 April and the U.S. Memorial Day, when the cruise ships come.': 'unsourced, not fine',
  'We could not tell.': 'unsourced, not fine',
  'Neither had replied by the evening of 5 March.': 'paraphrase, not unsourced',
  'We can only guess.': 'unsourced, not fine',
  'That leaves the wall.': 'paraphrase, not fine',
  // A line of a list so short that it might be a heading.
  'what Grey Line says': 'fine, not paraphrase',
  // The mark of the sentence behind it covers it.
  'Der Fonds ist auf zehn Jahre angelegt.': 'fine, not unsourced',
}

test.each(Object.entries(labelledBriefs))('of %s, the rules judge as its editor did', (_, given) => {
  const { lines, sentences } = readLabelled(given)
  const said = judged(lines)
  expect(sentences.size).toBeGreaterThanOrEqual(25)
  expect([...said.keys()].filter((sentence) => !sentences.has(sentence))).toEqual([])
  const otherwise = [...sentences].flatMap(([sentence, label]) => {
    const judgement = said.get(sentence) ?? 'fine'
    return judgement === label ? [] : [[sentence, `${judgement}, not ${label}`] as const]
  })
  expect(new Map(otherwise)).toEqual(
    new Map(Object.entries(known).filter(([sentence]) => sentences.has(sentence))),
  )
})

test('a mark covers the sentences before it back to the mark before, and none behind it', () => {
  const said = judged([
    'The fund was signed. It took weeks.[^1] The berths were lost. The wall was too.[^4] Nobody paid.',
  ])
  expect([...said.keys()]).toEqual(['Nobody paid.'])
})

test('a sentence is sourced by the excerpt that it leads to, and no other sentence is', () => {
  expect([...judged(['The quay is long. The guild is clear.', '>7', 'The quay is wide.']).keys()]).toEqual([
    'The quay is long.',
    'The quay is wide.',
  ])
})

test.each([
  ['French', 'Le port ouvrira en mai. Selon la mairie, les travaux sont finis. La digue est neuve.', 1],
  ['Ukrainian', 'Порт відкриють у травні. Мер заявив, що роботи завершено. Пірс готовий.', 1],
  ['Arabic', 'يفتح الميناء في مايو. وقال العمدة إن الأعمال انتهت. هل يكفي ذلك؟ السور جديد تماما.', 1],
  ['Chinese', '港口将于五月开放。市长表示，工程已经完成。这够吗？新的堤坝已经建好。', 1],
])('sentences in %s are told apart, and one that reports is told from the others', (_, text, reporting) => {
  const found = [...judged([text]).values()]
  expect(found).toHaveLength(3)
  expect(found.filter((label) => label === 'paraphrase')).toHaveLength(reporting)
})
