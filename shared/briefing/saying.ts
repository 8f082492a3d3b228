import { originIn } from '../comparison/claims'
import type { AttributionChain, Hop } from '../model/annotation'
import type { NameOf } from './facts-of-body'

/** A chain of attribution as it is told: from who knows to where it is read. */
export type Saying = {
  /** Who knows; null when nobody is named or described. */
  readonly who: (Pick<Hop, 'actor' | 'anonymous'> & { readonly name: string }) | null
  /** Through whom it was learnt, the nearest to who knows first. */
  readonly via: readonly Hop[]
}

/** Who knows according to a chain, and through whom it was learnt. */
export function sayingOf(chain: AttributionChain, nameOf: NameOf): Saying {
  const last = originIn(chain)
  if (last === null) return { who: null, via: [] }
  const between = chain.slice(0, -1).filter(({ role }) => role !== 'outlet')
  return {
    who: { name: hopName(last, nameOf), actor: last.actor, anonymous: last.anonymous },
    via: between.toReversed(),
  }
}

/** `Tomas Reyl, via the Ellery Courier`; `a former town official, unnamed`; null where nobody is named or described. */
export function speakerWords(chain: AttributionChain, nameOf: NameOf): string | null {
  const { who, via } = sayingOf(chain, nameOf)
  if (who === null) return null
  const name = who.anonymous ? `${who.name}, unnamed` : who.name
  return via.length === 0 ? name : `${name}, via ${via.map((hop) => hopName(hop, nameOf)).join(', ')}`
}

export const NO_SPEAKER = 'no speaker named'

/** The same, and in words where there is nobody. */
export function sayingWords(chain: AttributionChain, nameOf: NameOf): string {
  return speakerWords(chain, nameOf) ?? NO_SPEAKER
}

/** Who stands at one place of a chain: the actor's name, or the words of the text. */
export function hopName({ actor, asWritten }: Hop, nameOf: NameOf): string {
  return nameOf(actor) ?? asWritten
}
