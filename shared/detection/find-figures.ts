import type { Suggestion } from '../model/suggestion'
import type { ClaimSuggestion } from './claims/find-claims'
import { coveringIn } from './covering'
import { findQuantities } from './figures/find-quantities'
import { proposeContext } from './figures/propose-context'
import type { AttributedQuotation } from './quotes/find-quotes'

/** A figure that was found, and what its sentence says of it. */
export type FigureSuggestion = Extract<Suggestion, { kind: 'figure' }>

/** Names whoever a phrase of the sentence around `place` means; null when it stands elsewhere or names nobody. */
export type NameOf = (
  phrase: { readonly start: number; readonly end: number },
  place: number,
) => string | null

/**
 * The figures of a text, with what they measure and who is credited. Words between marks are credited to whoever is
 * quoted, what is reported as said to whoever said it; for others `nameOf` tells whom the words of the sentence name.
 */
export function findFigures(
  text: string,
  language: string | null,
  quotations: readonly AttributedQuotation[],
  claims: readonly ClaimSuggestion[],
  nameOf: NameOf,
): FigureSuggestion[] {
  const quoteAt = coveringIn(quotations.map(({ quotation, speaker }) => ({ ...quotation, speaker })))
  const claimAt = coveringIn(claims.toSorted((a, b) => a.start - b.start))
  return quantitiesByLine(text, language).map(({ start, end, exact, quantity, rule }) => {
    const quoted = quoteAt({ start, end })
    const { measure, speaker } = proposeContext(text, start, end, language)
    const told = claimAt({ start, end })?.speaker ?? (speaker === null ? null : nameOf(speaker, start))
    return {
      kind: 'figure',
      start,
      end,
      exact,
      rule: `figure: ${rule}`,
      quantity,
      measure: measure?.words ?? null,
      speaker: quoted === null ? told : (quoted.speaker?.name ?? null),
    }
  })
}

/** Long texts are read in parts, so that the words of a part are forgotten before the next: no figure runs over a line. */
const PART = 20_000

function quantitiesByLine(text: string, language: string | null): ReturnType<typeof findQuantities> {
  const found: ReturnType<typeof findQuantities> = []
  for (let from = 0; from < text.length; ) {
    const line = text.indexOf('\n', from + PART)
    const next = line === -1 ? text.length : line + 1
    for (const one of findQuantities(text.slice(from, next), { language }))
      found.push({ ...one, start: one.start + from, end: one.end + from })
    from = next
  }
  return found
}
