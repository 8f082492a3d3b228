import type { AttributionChain, Hop } from '../../../shared/model/annotation'
import { fold } from '../../../shared/model/fold'

/** How the interface calls each step of a chain. */
export const roleWords: Readonly<Record<Hop['role'], string>> = {
  outlet: 'outlet',
  'cited-outlet': 'cited',
  speaker: 'speaker',
}

/** Who stands in the chain, in the order in which the roles follow on each other. */
export const roles: readonly Hop['role'][] = ['outlet', 'cited-outlet', 'speaker']

/** The role of a hop that is added: what published the text comes first, and somebody speaks. */
export function nextRole(chain: AttributionChain, outlet: string | null, asWritten: string): Hop['role'] {
  const isOutlet = outlet === null || fold(outlet) === fold(asWritten)
  return chain.length === 0 && isOutlet ? 'outlet' : 'speaker'
}

/** The hop one place further up or down; the chain as it is at its ends. */
export function moveHop(chain: AttributionChain, index: number, by: -1 | 1): AttributionChain {
  const hop = chain[index]
  const to = index + by
  if (hop === undefined || to < 0 || to >= chain.length) return chain
  return chain.toSpliced(index, 1).toSpliced(to, 0, hop)
}
