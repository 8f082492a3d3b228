import { emptyActors, emptyCodebook } from '../../shared/model/codebook'
import { noViews } from '../../shared/model/excerpts'
import type { Contents } from './model'
import type { Random } from './random'
import { changesOfAnnotations } from './workload/annotations'
import { Desk, type Made, type Ports } from './workload/desk'
import { changesOfListsAndBriefs } from './workload/lists-and-briefs'
import { addSource, changesOfSources } from './workload/sources'

/** One change of a notebook, and what it is, for whoever reads about it. */
export type Step = Made & { readonly what: string }

/** What a notebook that was just made holds. */
export const newContents: Contents = new Map([
  ['codebook', JSON.stringify(emptyCodebook)],
  ['actors', JSON.stringify(emptyActors)],
  ['views', JSON.stringify(noViews)],
])

const kinds = [...changesOfSources, ...changesOfAnnotations, ...changesOfListsAndBriefs]
const weighted = kinds.flatMap((kind) => Array.from({ length: kind[2] }, () => kind))

/** What a change can be, by name. */
export const stepKinds: readonly string[] = kinds.map(([name]) => name)

/**
 * Some change that is possible in a notebook that holds these contents. Everything random in it comes from `random`, so
 * that the same contents and the same numbers give the same change; with `what`, one of that kind where it is possible.
 */
export function nextStep(contents: Contents, random: Random, ports: Ports, what: string | null = null): Step {
  const desk = new Desk(contents, random, ports)
  const named = what === null ? null : (kinds.find(([name]) => name === what) ?? null)
  for (let tried = 0; tried < 50; tried += 1) {
    const [name, make] = tried === 0 && named !== null ? named : random.pick(weighted)
    const step = make(desk)
    if (step !== null) return { what: name, ...step }
  }
  return { what: 'add source', ...addSource(desk) }
}
