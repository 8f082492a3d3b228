import type { Annotation } from './annotation'
import { openDecisions } from './annotations-in'
import { type KindCounts, noCounts, type SourceSummary } from './notebook'
import type { Source } from './source'

/** How many annotations there are: of each kind, and those that nobody has decided about since a new version came. */
export type Tally = { readonly counts: KindCounts; readonly undecided: number }

export const noTally: Tally = { counts: noCounts, undecided: 0 }

/** What the library shows of a source with these annotations. */
export function summarise(source: Source, { counts, undecided }: Tally): SourceSummary {
  const { title, outlet, via, authors, published, updated, kind } = source.details
  const { id, status, added, versions } = source
  return {
    id,
    title,
    outlet,
    via,
    authors,
    published,
    updated,
    kind,
    status,
    added,
    counts,
    ...(versions.length > 1 && { versions: versions.length }),
    ...(undecided > 0 && { undecided }),
  }
}

/** The tally that a summary was made with. */
export function tallyIn({ counts, undecided = 0 }: SourceSummary): Tally {
  return { counts, undecided }
}

export function tallyOf(annotations: readonly Annotation[]): Tally {
  const counts = { ...noCounts }
  for (const { body } of annotations) counts[body.kind] += 1
  return { counts, undecided: openDecisions(annotations).length }
}

export function addTallies(one: Tally, two: Tally): Tally {
  const counts = {
    claim: one.counts.claim + two.counts.claim,
    figure: one.counts.figure + two.counts.figure,
    position: one.counts.position + two.counts.position,
  }
  return { counts, undecided: one.undecided + two.undecided }
}
