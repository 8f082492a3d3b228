import type { TextProjection } from '../../anchoring/text-projection'
import { findQuotations } from '../../detection/text/find-quotations'
import { type Annotation, excerptOf } from '../../model/annotation'
import type { SeenPassage } from '../../model/brief'
import type { TextEvidence } from '../evidence'
import { passageFreshness } from '../staleness'
import type { SentenceSpan } from './cut-sentences'
import { aboutPassage, aboutWords, type Finding } from './finding'
import type { Cited, Prose, ReadBrief } from './read-prose'

/** Fewer words are a turn of phrase, and stand in most texts. */
const FEWEST_WORDS = 3

/**
 * Words between quotation marks that stand in none of the passages cited there, nor in the texts of these; and excerpts whose
 * words are not in their text. White space, quotation marks and apostrophes do not count, the case of a first letter does not
 * either. What an ellipsis or brackets leave out may be missing, in order.
 */
export function differingQuotes({ prose, cited }: ReadBrief, evidence: TextEvidence): Finding[] {
  const texts = new TextsOfVersions(evidence)
  const titles = [...evidence.sources.values()].map(({ title }) => bare(title))
  return [...quotesInProse(prose, texts, titles), ...changedExcerpts(cited, evidence, texts)]
}

function quotesInProse(
  prose: readonly Prose[],
  texts: TextsOfVersions,
  titles: readonly string[],
): Finding[] {
  return prose.flatMap((one) =>
    quotedIn(one).flatMap((quote) => {
      const passages = passagesBehind(one, quote)
      const words = one.text.slice(quote.start, quote.end)
      const parts = partsOf(words)
      const [first] = passages
      if (
        first === undefined ||
        passages.some((passage) => standIn(bare(passage.exact), parts) || texts.have(passage, parts)) ||
        // The title of a source stands between marks too, and may be cut short.
        titles.some((title) => standIn(title, parts))
      )
        return []
      const message =
        'These words stand between quotation marks, and not like this in the source cited here: copy them from the passage, or take the marks away.'
      return [aboutWords('quote-differs', message, one, quote, first)]
    }),
  )
}

/** What stands between marks, or all of it in a quotation. */
function quotedIn({ text, quoted }: Prose): SentenceSpan[] {
  const spans = quoted
    ? [{ start: 0, end: text.length }]
    : [...text.matchAll(/[^\n]+/g)].flatMap(({ 0: line, index }) => [
        ...findQuotations(text, index, index + line.length, ''),
        ...otherQuotations(line, index),
      ])
  return spans.filter(({ start, end }) => isLong(text.slice(start, end)))
}

// Marks that news in English, French and German does not use, and so no reader of those looks for.
const otherMarks =
  /「([^「」]+)」|『([^『』]+)』|‹([^‹›]+)›|›([^‹›]+)‹|‚([^‚‘’]+)[‘’]|(?<=^|[\s(])”([^“”]+)”/g

function otherQuotations(line: string, from: number): SentenceSpan[] {
  return [...line.matchAll(otherMarks)].map(({ 0: quote, index }) => ({
    start: from + index + 1,
    end: from + index + quote.length - 1,
  }))
}

function isLong(words: string): boolean {
  const dense = words.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/gu)?.length ?? 0
  return dense >= 2 * FEWEST_WORDS || words.trim().split(/\s+/).length >= FEWEST_WORDS
}

/**
 * The passages that words in a paragraph rest on: those cited in their sentence, and the next ones behind it. Where none
 * follows, the excerpt that the paragraph leads to.
 */
function passagesBehind(
  { sentences, citations, introduces, quoted }: Prose,
  quote: SentenceSpan,
): readonly SeenPassage[] {
  if (quoted) return citations.map(({ passage }) => passage)
  const sentence = sentences.find(({ end }) => end >= quote.end) ?? quote
  const behind = citations.filter(({ at }) => at > sentence.start)
  if (behind.length === 0) return introduces ?? []
  const next = behind.find(({ at }) => at >= sentence.end)?.at ?? sentence.end
  return behind.filter(({ at }) => at <= next).map(({ passage }) => passage)
}

/** Stale ones say so themselves. */
function changedExcerpts(cited: readonly Cited[], evidence: TextEvidence, texts: TextsOfVersions): Finding[] {
  return cited.flatMap((at) => {
    const annotation = evidence.annotations.get(at.passage.annotation)
    if (annotation === undefined || passageFreshness(at.passage, annotation).status !== 'fresh') return []
    if (isAnchored(annotation, at.passage, evidence) || texts.have(at.passage, partsOf(at.passage.exact)))
      return []
    const message =
      'The words that are kept here do not stand in the text of the source: use the words of the highlight, or take the passage out.'
    return [aboutPassage('quote-differs', message, at)]
  })
}

/** Whether the words are those at the very place of the highlight, so that the text need not be searched. */
function isAnchored(annotation: Annotation, { exact }: SeenPassage, evidence: TextEvidence): boolean {
  const { text } = evidence.projectionOf(annotation)
  const { ranges } = annotation.target
  const isThere = ranges.every(({ quote, position }) => text.startsWith(quote.exact, position.start))
  return isThere && exact === excerptOf(annotation.target)
}

/** The texts that passages point into, prepared once each. */
class TextsOfVersions {
  readonly #texts = new Map<TextProjection, string>()

  constructor(private readonly evidence: TextEvidence) {}

  /** Whether parts of words stand in the text that a passage points into. One that is gone has no text to ask. */
  have({ annotation: id }: SeenPassage, parts: readonly string[]): boolean {
    const annotation = this.evidence.annotations.get(id)
    if (annotation === undefined) return false
    return standIn(this.#textOf(this.evidence.projectionOf(annotation)), parts)
  }

  #textOf(projection: TextProjection): string {
    const known = this.#texts.get(projection)
    if (known !== undefined) return known
    const text = bare(projection.text)
    this.#texts.set(projection, text)
    return text
  }
}

/** The words apart from white space, quotation marks and apostrophes. */
function bare(words: string): string {
  return words.normalize('NFC').replaceAll(/[\s\u00ad\u200b"“”„‟«»‹›‘’‚‛'ʼ`´「」『』]+/g, '')
}

/** What is left of a quotation between ellipses and brackets, without the mark that ends the sentence around it. */
function partsOf(words: string): string[] {
  return words
    .split(/\[[^\]]*\]|\(\s*(?:…|\.{3})\s*\)|…|\.{3}/)
    .map((part) => bare(part).replaceAll(/^[.,;:!?。，、！？]+|[.,;:!?。，、！？؟،–—-]+$/g, ''))
    .filter((part) => part !== '')
}

/** Whether the parts stand in the text one behind the other. */
function standIn(text: string, parts: readonly string[]): boolean {
  let from = 0
  return parts.every((part) => {
    const at = indexOfPart(text, part, from)
    from = at + part.length
    return at !== -1
  })
}

/** Where the part stands, whatever the case of its first letter; -1 where it does not. */
function indexOfPart(text: string, part: string, from: number): number {
  const first = part.charAt(0).toLowerCase()
  const rest = part.slice(1)
  // Nothing stands everywhere, and its search would have no end.
  if (rest === '') return text.toLowerCase().indexOf(first, from)
  for (let at = text.indexOf(rest, from + 1); at !== -1; at = text.indexOf(rest, at + 1))
    if (text.charAt(at - 1).toLowerCase() === first) return at - 1
  return -1
}
