import type { BriefCheck, BriefCheckRule, SeenPassage } from '../../model/brief'
import { shortened } from '../../model/shortened'
import type { Cited, Prose } from './read-prose'

/** What a check found, and where it stands among all others. */
export type Finding = { readonly order: number; readonly check: BriefCheck }

/** Something about a passage that the brief names. */
export function aboutPassage(rule: BriefCheckRule, message: string, at: Cited): Finding {
  const { source, annotation, exact } = at.passage
  return {
    order: at.order,
    check: { rule, message, words: exact, block: at.block, passage: { source, annotation } },
  }
}

/** Something about the author's own words from `start` to `end`, and the passage that it is about, if any. */
export function aboutWords(
  rule: BriefCheckRule,
  message: string,
  { block, order, text }: Prose,
  { start, end }: { readonly start: number; readonly end: number },
  passage: SeenPassage | null = null,
): Finding {
  const named = passage && { source: passage.source, annotation: passage.annotation }
  return {
    order: order + start,
    check: { rule, message, words: text.slice(start, end), block, passage: named },
  }
}

/** Words in the middle of a message. */
export function inMarks(words: string): string {
  return `“${shortened(words)}”`
}
