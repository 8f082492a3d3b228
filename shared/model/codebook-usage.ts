import type { Annotation } from './annotation'
import type { EntryId, EntryUse } from './codebook'
import { entriesNamedBy, keyOf } from './edit-codebook'
import type { ActorId } from './ids'

/** How annotations use the codebook. */
export type Usage = {
  /** How many annotations name an entry. */
  readonly counts: ReadonlyMap<EntryId, number>
  /** Under which spellings, the most frequent first. */
  readonly spellings: ReadonlyMap<EntryId, EntryUse['spellings']>
  /** How many annotations name any of the entries. */
  naming(ids: ReadonlySet<EntryId>): number
}

const known = new WeakMap<readonly Annotation[], Usage>()

/** How these annotations use the codebook; counted once for one array. */
export function usageOf(annotations: readonly Annotation[]): Usage {
  const counted = known.get(annotations) ?? count(annotations)
  known.set(annotations, counted)
  return counted
}

/** The actor whom annotations name by that spelling, case and accents aside; of several the one named so most often. */
export function actorSpelt({ spellings }: Usage, name: string): EntryId | null {
  const wanted = keyOf(name)
  let best: { readonly id: EntryId; readonly count: number } | null = null
  for (const [id, ofActor] of spellings) {
    for (const { spelling, count: times } of ofActor) {
      if (keyOf(spelling) === wanted && times > (best?.count ?? 0)) best = { id, count: times }
    }
  }
  return best?.id ?? null
}

function count(annotations: readonly Annotation[]): Usage {
  const counts = new Map<EntryId, number>()
  const spellings = new Map<ActorId, Map<string, number>>()
  for (const annotation of annotations) {
    for (const id of entriesNamedBy(annotation)) counts.set(id, (counts.get(id) ?? 0) + 1)
    for (const { actor, asWritten, anonymous } of annotation.body.attribution) {
      if (actor === null || anonymous) continue
      const ofActor = spellings.get(actor) ?? new Map<string, number>()
      ofActor.set(asWritten, (ofActor.get(asWritten) ?? 0) + 1)
      spellings.set(actor, ofActor)
    }
  }
  return {
    counts,
    spellings: new Map([...spellings].map(([id, ofActor]) => [id, mostFrequentFirst(ofActor)])),
    naming: (ids) => annotations.filter((one) => entriesNamedBy(one).some((id) => ids.has(id))).length,
  }
}

function mostFrequentFirst(spellings: ReadonlyMap<string, number>): EntryUse['spellings'] {
  return [...spellings]
    .map(([spelling, times]) => ({ spelling, count: times }))
    .toSorted((a, b) => b.count - a.count || (a.spelling < b.spelling ? -1 : 1))
}
