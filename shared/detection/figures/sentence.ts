import { isSign, type Reading, startsLine, wordAt } from './reading'

/** Abbreviations whose full stop ends no sentence. */
const abbreviations = new Set(
  'mr mrs ms dr gen col lt sgt sen rep gov prof st vs jan feb mar apr jun jul aug sep sept oct nov dec no inc ltd co corp est approx ca etc e g i mio mrd bzw z b u a s d h m p'.split(
    ' ',
  ),
)

/** The tokens of a sentence, from the first to the one behind the last. */
export type Sentence = { readonly from: number; readonly next: number }

/** The sentence that the token at `index` stands in. A line ends one, a full stop behind an abbreviation does not. */
export function sentenceAround(reading: Reading, index: number): Sentence {
  let from = index
  while (from > 0 && !startsLine(reading, from) && !endsSentence(reading, from - 1)) from -= 1
  let next = index + 1
  while (next < reading.tokens.length && !startsLine(reading, next) && !endsSentence(reading, next - 1))
    next += 1
  return { from, next }
}

function endsSentence(reading: Reading, at: number): boolean {
  if (isSign(reading, at, '!?。')) return true
  if (isSign(reading, at, '”"»') && isSign(reading, at - 1, '.!?')) return opensSentence(reading, at + 1)
  if (!isSign(reading, at, '.') || isSign(reading, at + 1, '”"»')) return false
  const before = wordAt(reading, at - 1)
  const isInitial = before.length === 1 && /\p{L}/u.test(before)
  return !abbreviations.has(before) && !isInitial && opensSentence(reading, at + 1)
}

/** A full stop inside of "3.5" or "example.org" is followed by no gap; one inside a sentence by a small letter. */
function opensSentence({ text, tokens }: Reading, at: number): boolean {
  const token = tokens[at]
  if (token === undefined) return true
  if (token.gap === 'none') return false
  const first = text.charAt(token.start)
  return token.kind !== 'word' || first !== first.toLowerCase() || first === first.toUpperCase()
}
