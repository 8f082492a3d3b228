import { abbreviations, sentenceStarters } from '../../detection/text/tables/abbreviations'

/** Where a sentence stands in a text, without the white space around it. */
export type SentenceSpan = { readonly start: number; readonly end: number }

// Not a language of its own for each text: the rules that the runtime has for sentences are the same for all of them.
const segmenter = new Intl.Segmenter('und', { granularity: 'sentence' })

/**
 * Cut prose of any language into sentences. The rules of Unicode cut behind every full stop before a capital letter, so what
 * they cut in the middle is put together again: behind "Dr." and "U.S.", in "4. März", and between “Is it?” and whoever asked.
 */
export function cutSentences(text: string): SentenceSpan[] {
  const spans: { start: number; end: number }[] = []
  for (const { segment, index } of segmenter.segment(text)) {
    const words = segment.trim()
    if (words === '') continue
    const start = index + segment.indexOf(words)
    const last = spans.at(-1)
    const gap = last === undefined ? '' : text.slice(last.end, start)
    if (last !== undefined && !gap.includes('\n') && goesOn(text.slice(last.start, last.end), words))
      last.end = start + words.length
    else spans.push({ start, end: start + words.length })
  }
  return spans
}

/** Whether the words of `next` belong to the sentence that seemed to end before them. */
function goesOn(sentence: string, next: string): boolean {
  const begins = /^\p{L}+/u.exec(next)?.[0].toLowerCase() ?? ''
  if (sentenceStarters.has(begins)) return false
  if (/[!?…]["”»’]$/.test(sentence)) return true
  const last = /(?:^|[\s("“„«])((?:\p{L}\.)*\p{L}+|\d{1,2})\.$/u.exec(sentence)?.[1]
  if (last === undefined) return false
  return /^(\p{L}|\d+|.*\..*)$/u.test(last) || abbreviations.has(last.toLowerCase())
}
