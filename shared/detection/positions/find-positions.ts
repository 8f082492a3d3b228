import type { Suggestion } from '../../model/suggestion'
import type { AttributedSentence } from '../attribution/attribute'
import type { Names } from '../attribution/names'
import type { AttributedQuotation } from '../quotes/find-quotes'
import { type Item, sentencesIn } from '../text/sentences'
import type { Clause, Stand } from './clause'
import { normsIn } from './norms'
import { ownStand, standOfOthers } from './own-words'
import { refusal } from './refusal'
import { phraseStand } from './verb-stand'

/** A stand on an issue, and who takes it. */
export type PositionSuggestion = Extract<Suggestion, { kind: 'position' }>

/** Find where somebody takes a stand on something, in the words of the reporter and in their own. */
export function findPositions(
  text: string,
  sentences: readonly AttributedSentence[],
  quotations: readonly AttributedQuotation[],
  names: Names,
): PositionSuggestion[] {
  return standsIn(text, sentences, quotations, names).map((placed) => positionOf(text, placed))
}

/** A stand among the items that it is told by. */
export type PlacedStand = { readonly items: readonly Item[]; readonly stand: Stand }

/** The stands that sentences tell, and those in the words of quotations. */
export function standsIn(
  text: string,
  sentences: readonly AttributedSentence[],
  quotations: readonly AttributedQuotation[],
  names: Names,
): PlacedStand[] {
  const told = sentences
    .filter(({ line }) => line.spoken === null)
    .flatMap((sentence) =>
      standsOf(text, sentence, names).map((stand) => ({ items: sentence.sentence.items, stand })),
    )
  return [...told, ...quotations.flatMap((quotation) => quotedStands(text, quotation, names))]
}

function standsOf(text: string, attributed: Clause, names: Names): Stand[] {
  const {
    sentence: { items },
  } = attributed
  const stands: Stand[] = []
  for (let at = 1; at < items.length; at += 1) {
    const stand = phraseStand(text, attributed, at, names) ?? refusal(text, attributed, at, names)
    if (stand === null) continue
    stands.push(stand)
    at = Math.max(at, stand.verbEnd - 1)
  }
  return [...stands, ...normsIn(text, attributed, stands)]
}

/** Stands in somebody's own words: "we will not sign", "it is vital that …". */
function quotedStands(
  text: string,
  { quotation, speaker }: AttributedQuotation,
  names: Names,
): PlacedStand[] {
  if (quotation.words < 4) return []
  return sentencesIn(text, quotation.start, quotation.end, []).flatMap(({ items }) => {
    const own = speaker === null || speaker.kind === 'outlet' ? null : ownStand(text, items, speaker)
    const stand = own ?? standOfOthers(text, items, names)
    return stand === null ? [] : [{ items, stand }]
  })
}

function positionOf(
  text: string,
  { items, stand: { from, next, rule, stance, issue, actor } }: PlacedStand,
): PositionSuggestion {
  const start = items[from]?.start ?? 0
  const end = items[next - 1]?.end ?? 0
  return {
    kind: 'position',
    start,
    end,
    exact: text.slice(start, end),
    rule: `position: ${rule}`,
    actor: actor.name,
    issue,
    stance,
  }
}
