import { frequentWords, type Language, languages, tellingWords } from './tables/languages'
import { numberWordsOf } from './tables/number-words'
import { qualifiersOf } from './tables/qualifiers'
import { type Token, tokenize } from './tokens'

/** As many words as say for sure what a text is written in. */
const ENOUGH = 2000

const speakers = new Map<string, Language[]>()
for (const language of languages) {
  for (const word of wordsOf(language)) speakers.set(word, [...(speakers.get(word) ?? []), language])
}

/** Its small words, and those it puts around a number. */
function wordsOf(language: Language): Set<string> {
  const { simple, vague, fractions } = numberWordsOf(language)
  const phrases = qualifiersOf(language, 'before').map(([phrase]) => phrase)
  const counting = [...simple.keys(), ...vague.keys(), ...fractions.keys(), ...phrases].join(' ')
  const tokens = tokenize(`${frequentWords[language]} ${tellingWords[language]} ${counting}`)
  return new Set(tokens.filter(({ kind }) => kind === 'word').map(({ text }) => text))
}

/** The language most of the small words belong to. English when nothing tells. */
export function guessLanguage(tokens: readonly Token[]): Language {
  const votes = new Map<Language, number>()
  let words = 0
  for (const { kind, text } of tokens) {
    if (kind !== 'word') continue
    words += 1
    if (words > ENOUGH) break
    const known = speakers.get(text) ?? []
    // A word that several languages share says less about each.
    for (const language of known) votes.set(language, (votes.get(language) ?? 0) + 1 / known.length)
  }
  return languages.reduce((best, language) =>
    (votes.get(language) ?? 0) > (votes.get(best) ?? 0) ? language : best,
  )
}
