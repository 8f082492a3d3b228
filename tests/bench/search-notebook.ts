import type { SourceId } from '../../shared/model/ids'
import { type DrawWord, generateNotebook, seededRandom } from './generate-notebook'

const syllables =
  'ka to ri ne su pol mer an der ing tion est ver con pre al o be na li cha dor vik mo re tal sen fi gra hu'.split(
    ' ',
  )

/** Twenty thousand words, made of syllables: a few are frequent, most are rare. */
const vocabulary = makeVocabulary(20_000)

function makeVocabulary(size: number): readonly string[] {
  const random = seededRandom(7)
  const made = new Set<string>()
  while (made.size < size) {
    let word = ''
    for (let parts = 1 + Math.floor(random() * 3.6); parts > 0; parts -= 1)
      word += syllables[Math.floor(random() * syllables.length)]
    made.add(word)
  }
  return [...made]
}

const draw: DrawWord = (random) => vocabulary[Math.floor(random() ** 3 * vocabulary.length)] ?? ''

/** A notebook of so many articles of about 5.6 kB, with ten annotations each. */
export function generateSearched(folder: string, sources: number): Promise<readonly SourceId[]> {
  return generateNotebook(folder, { sources, annotations: 10, word: draw })
}

/** Frequent words and rare ones, drawn as texts draw them, so that what is frequent is asked for more often. */
const random = seededRandom(11)
const many = <Query>(make: () => Query) => Array.from({ length: 60 }, make)
const word = () => draw(random)

/** What is asked, by kind. Words in the middle of being typed are the beginnings of others. */
export const queries = {
  'one word': many(() => `"${word()}"`),
  'two words': many(() => `"${word()}" "${word()}"`),
  'a beginning of three letters': many(() => `${word()}kata`.slice(0, 3)),
  'a beginning of one letter': many(() => word().slice(0, 1)),
  'a phrase': many(() => `"${word()} ${word()}"`),
  'a word in figures': many(() => `${word()} kind:figure`),
  'a word, one source by its title': many(() => `${word()} title:"Article ${Math.floor(random() * 100)}"`),
} as const

/** The words of a question, where all it asks for are words or their beginnings; null where it says more. */
export function wordsOf(
  query: string,
): { readonly words: readonly string[]; readonly whole: boolean } | null {
  if (query.includes(':')) return null
  const quoted = [...query.matchAll(/"([^"]*)"/g)].map(([, word = '']) => word)
  if (quoted.some((each) => each.includes(' '))) return null
  return quoted.length > 0 ? { words: quoted, whole: true } : { words: [query], whole: false }
}
