import type { Suggestion } from '../../model/suggestion'
import type { AttributedSaying, AttributedSentence } from '../attribution/attribute'
import type { Speaker } from '../attribution/memory'
import type { Quotation } from '../text/find-quotations'
import type { Item } from '../text/sentences'

/** Fewer words between marks are a term or a doubt. */
const FEWEST_WORDS = 3

/** A quotation with whoever speaks in it. */
export type QuoteSuggestion = Extract<Suggestion, { kind: 'quote' }>

/** Which words around a quotation said who speaks, as the rule of its suggestion. */
type QuoteRule = 'cue behind' | 'cue before' | 'goes on' | 'no cue'

/** A quotation of any length, and who speaks in it. */
export type AttributedQuotation = {
  readonly quotation: Quotation
  readonly speaker: Speaker | null
  readonly cue: string | null
  readonly rule: string
  /** The saying that tells who speaks, and the sentence it stands in. */
  readonly said: { readonly sentence: AttributedSentence; readonly saying: AttributedSaying } | null
}

/** Say of every quotation who speaks, in reading order. */
export function attributeQuotations(
  text: string,
  sentences: readonly AttributedSentence[],
): AttributedQuotation[] {
  const found: AttributedQuotation[] = []
  // A turn that runs over paragraphs may name its speaker at its end alone: those before it wait.
  let waiting: Quotation[] = []
  let above: Turn | null = null
  for (const attributed of sentences) {
    const { line, sentence } = attributed
    for (const [index, item] of sentence.items.entries()) {
      if (item.quotation === null) continue
      const own = sayingOf(text, attributed, index)
      const said: Said | null = own ?? (isAlone(sentence.items, index) ? goingOn(above, line.block) : null)
      if (said === null && item.quotation.goesOn) {
        waiting.push(item.quotation)
        continue
      }
      for (const quotation of waiting) found.push(attributedTo(quotation, said, 'goes on'))
      waiting = []
      found.push(attributedTo(item.quotation, said, line.spoken))
      if (said !== null) above = { block: line.block, said }
    }
    const last = attributed.sayings.at(-1)
    // "He replied:" with the words in the next line.
    if (
      last !== undefined &&
      last.speaker !== null &&
      last.form !== 'colon' &&
      sentence.items.at(-1)?.text === ':'
    )
      above = { block: line.block, said: saidBy(attributed, last, 'cue before') }
    else if (above !== null && !sentence.items.some(({ kind }) => kind === 'quote')) above = null
  }
  for (const quotation of waiting) found.push(attributedTo(quotation, null, 'goes on'))
  return found
}

/** The quotations long enough to be one, as suggestions. */
export function quoteSuggestions(
  text: string,
  quotations: readonly AttributedQuotation[],
): QuoteSuggestion[] {
  return quotations
    .filter(({ quotation }) => quotation.words >= FEWEST_WORDS)
    .map(({ quotation: { start, end }, speaker, cue, rule }) => ({
      kind: 'quote',
      start,
      end,
      exact: text.slice(start, end),
      rule,
      speaker: speaker?.name ?? null,
      cue,
    }))
}

type Said = Pick<AttributedQuotation, 'speaker' | 'cue' | 'said'> & { readonly rule: QuoteRule }

const saidBy = (sentence: AttributedSentence, saying: AttributedSaying, rule: QuoteRule): Said => ({
  speaker: saying.speaker,
  cue: saying.cue,
  said: { sentence, saying },
  rule,
})

/** What was said last, and in which block. */
type Turn = { readonly block: number; readonly said: Said }

/** The turn of this paragraph or of the one above. */
function goingOn(above: Turn | null, block: number): Said | null {
  return above === null || block - above.block > 1 ? null : { ...above.said, rule: 'goes on' }
}

function attributedTo(quotation: Quotation, said: Said | null, rule: string | null): AttributedQuotation {
  return {
    quotation,
    speaker: said?.speaker ?? null,
    cue: said?.cue ?? null,
    said: said?.said ?? null,
    rule: `quote: ${rule ?? said?.rule ?? 'no cue'}`,
  }
}

/** A sentence that is nothing but a quotation goes on with what was quoted before. */
function isAlone(items: readonly Item[], index: number): boolean {
  return items.every((item, at) => at === index || item.kind === 'sign' || item.kind === 'quote')
}

/** The saying that gives the quotation at `index` to its speaker: the one behind it where the quotation leads to it. */
function sayingOf(text: string, attributed: AttributedSentence, index: number): Said | null {
  const { sentence, sayings } = attributed
  const { items } = sentence
  const behind = sayings.find((saying) => beginsAt(saying) > index && leadsTo(items, index, beginsAt(saying)))
  const cues = sayings.filter(
    ({ verb, negated, form }) =>
      verb < index &&
      !(negated && form === 'before') &&
      !items.slice(verb, index).some(({ text: sign }) => sign === ';'),
  )
  // "Ruiz added that the guild believes ‘…’" is in the words of Ruiz.
  const before =
    cues.findLast(({ certainty, form }, at) => certainty !== 'hedged' || (at === 0 && form !== 'shared')) ??
    cues.at(-1)
  const isBehind = behind !== undefined && (before === undefined || isLeftOpen(text, items, index))
  const saying = isBehind ? behind : before
  if (saying === undefined) return null
  return saidBy(attributed, saying, isBehind ? 'cue behind' : 'cue before')
}

/** Where the words of a saying begin: its verb, or the subject before it. */
function beginsAt({ verb, subject, form }: AttributedSaying): number {
  return subject !== null && form === 'before' ? Math.min(verb, subject.from) : verb
}

/** Nothing but a comma, an article or an "and" of the same turn stands between a quotation and its cue. */
function leadsTo(items: readonly Item[], index: number, begin: number): boolean {
  return items
    .slice(index + 1, begin)
    .every(
      (item, at) =>
        (item.kind === 'sign' && /[,.?!:–—-]/.test(item.text) && at < 2) || /^(the|a|an|as)$/.test(item.text),
    )
}

/** The quotation ends in a comma or a question: whoever said it is still to come. */
function isLeftOpen(text: string, items: readonly Item[], index: number): boolean {
  const end = items[index]?.quotation?.end ?? 1
  return /[,?!–—-]/.test(text.charAt(end - 1)) || items[index + 1]?.text === ','
}
