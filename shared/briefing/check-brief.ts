import type { Annotation } from '../model/annotation'
import type { Brief, BriefCheck } from '../model/brief'
import type { Actor } from '../model/codebook'
import { openFigures } from './checks/figures'
import { staleParts } from './checks/fresh'
import { nameIndex } from './checks/name-index'
import { anonymousOrigins, singleOrigins } from './checks/origins'
import { promptsLeftIn } from './checks/prompts'
import { differingQuotes } from './checks/quotes'
import type { Cited } from './checks/read-prose'
import { readProse } from './checks/read-prose'
import { twoSpellings } from './checks/two-spellings'
import { unsourcedSentences } from './checks/unsourced'
import type { TextEvidence } from './evidence'

/** What a brief is held against besides the passages that it names. */
export type Surroundings = {
  /** Every actor in use. */
  readonly actors: readonly Pick<Actor, 'id' | 'name' | 'spellings'>[]
  /** At least the claims on the issues of those claims that the brief names. */
  readonly claims: readonly Annotation[]
}

/**
 * What may be wrong with a brief, in the order of its text. What live blocks show is checked for being up to date alone: the
 * rest is a matter of the notebook.
 */
export function checkBrief({ document }: Brief, evidence: TextEvidence, around: Surroundings): BriefCheck[] {
  const read = readProse(document)
  const names = nameIndex(around.actors, evidence.sources.values())
  const once = firstOfEach(read.cited)
  return [
    ...promptsLeftIn(read.prose),
    ...unsourcedSentences(read.prose, names),
    ...differingQuotes(read, evidence),
    ...staleParts(read, evidence),
    ...anonymousOrigins(once, evidence),
    ...singleOrigins(once, evidence, around.claims),
    ...openFigures(once, evidence),
    ...twoSpellings(read.prose, names),
  ]
    .toSorted((a, b) => a.order - b.order)
    .map(({ check }) => check)
}

/** What is wrong with an annotation is told once, however often the brief names it. */
function firstOfEach(cited: readonly Cited[]): Cited[] {
  const seen = new Set<string>()
  return cited.filter(({ passage }) => !seen.has(passage.annotation) && seen.add(passage.annotation))
}
