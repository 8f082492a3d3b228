import { findSayings } from '../../detection/attribution/find-sayings'
import { speechOf } from '../../detection/attribution/tables/speech'
import { guessLanguage } from '../../detection/figures/guess-language'
import { tokenize } from '../../detection/figures/tokens'
import { findQuotations } from '../../detection/text/find-quotations'
import { sentencesIn } from '../../detection/text/sentences'
import type { SentenceSpan } from './cut-sentences'
import { aboutWords, type Finding } from './finding'
import type { NameIndex } from './name-index'
import { promptsIn } from './prompts'
import type { Prose } from './read-prose'

/** Enough of a brief to tell its language. */
const LANGUAGE_SAMPLE = 20_000

/**
 * Sentences of the author without a passage behind them. One that reports what others say, that names an outlet or an actor,
 * or that rests on a note or a link alone, is a paraphrase that wants its excerpt. A question states nothing and wants none,
 * nor does a line that is no sentence.
 */
export function unsourcedSentences(prose: readonly Prose[], names: NameIndex): Finding[] {
  const sample = prose.map(({ text }) => text).join('\n')
  const language = guessLanguage(tokenize(sample.slice(0, LANGUAGE_SAMPLE)))
  return prose.flatMap((one) => {
    const prompts = promptsIn(one)
    return one.sentences.flatMap((sentence, index) => {
      const isLast = index === one.sentences.length - 1
      if (prompts.some(({ start, end }) => sentence.start >= start && sentence.start < end)) return []
      if (!isStatement(one, sentence) || isSourced(one, sentence, isLast)) return []
      if (hasOtherSource(one, sentence)) return [aboutWords(PARAPHRASE, onlyNote, one, sentence)]
      const named = names.namedIn(one.text, sentence)
      if (named !== null) return [aboutWords(PARAPHRASE, namesWithoutPassage(named), one, sentence)]
      if (reports(one.text, sentence, language))
        return [aboutWords(PARAPHRASE, reportsWithoutPassage, one, sentence)]
      return [aboutWords('unsourced-sentence', withoutPassage, one, sentence)]
    })
  })
}

const PARAPHRASE = 'paraphrase-without-excerpt'
const withoutPassage =
  'No passage stands behind this sentence: cite one at its end, put the excerpt below it, or take the sentence out.'
const reportsWithoutPassage =
  'This sentence says what others say without showing it: cite the passage at its end, or put the excerpt below it.'
const onlyNote =
  'Only a note or a link of your own stands behind this sentence: highlight the passage in its source and cite it here.'

function namesWithoutPassage(name: string): string {
  return `This sentence is about ${name} and no passage stands behind it: cite one at its end, or put the excerpt below it.`
}

/** As many words as a heading has at most; without a full stop, that is what a line of them is. */
const LONGEST_HEADING = 7

function isStatement({ text, bold }: Prose, { start, end }: SentenceSpan): boolean {
  const words = text.slice(start, end)
  const count = countWords(words)
  if (count < 2 || /[:：?？؟]["”»’)\]]*$/.test(words)) return false
  if (count > LONGEST_HEADING) return true
  const isBold = bold.some((stretch) => stretch.start <= start && stretch.end >= end)
  return !isBold && /[.!…。！।]["”»’)\]]*$/.test(words)
}

/** Words between spaces; of scripts that have none between words, two characters are about one. */
function countWords(text: string): number {
  const dense = text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/gu)?.length ?? 0
  return dense > 0 ? Math.ceil(dense / 2) : (text.match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0)
}

/** A mark covers the sentences before it in its paragraph; an excerpt the one that leads to it. */
function isSourced({ citations, introduces }: Prose, { start }: SentenceSpan, isLast: boolean): boolean {
  return citations.some(({ at }) => at > start) || (isLast && introduces !== null)
}

function hasOtherSource({ notes, links }: Prose, { start, end }: SentenceSpan): boolean {
  return notes.some((at) => at > start) || links.some((link) => link.start < end && link.end > start)
}

// Languages that are written without capitals, which the rules for the others look for.
const otherCues =
  /(?:^|[\s«"“])(?:و|ف)?(?:قال|قالت|قالوا|أعلن|أعلنت|أكد|أكدت|صرح|صرحت|ذكر|ذكرت|أفاد|أفادت|وفقا|وفقًا|بحسب|حسب)(?=\s)|(?:表示|宣布|称[，,：]|说[，,：“]|据.{1,20}(?:报道|称))/u

function reports(text: string, { start, end }: SentenceSpan, language: string): boolean {
  if (otherCues.test(text.slice(start, end))) return true
  const quotations = findQuotations(text, start, end, '')
  const speech = speechOf(language)
  // Whoever asked or has not replied said nothing yet; "calls it" leads to the words that are quoted behind it.
  return sentencesIn(text, start, end, quotations).some(({ items }) =>
    findSayings(items, speech).some(
      ({ certainty, negated }) => (certainty !== null || quotations.length > 0) && !negated,
    ),
  )
}
