import { originIn } from '../../shared/comparison/claims'
import type { AttributionChain, Hop } from '../../shared/model/annotation'
import type { EntryId } from '../../shared/model/codebook'

/** Calls an entry of the codebook by its name; null for one that is not known. */
export type NameOf = (id: EntryId | null) => string | null

/** A chain of attribution as Compare tells it: from who knows to where it is read. */
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

/** `Tomas Reyl, via the Ellery Courier`; `a former town official, unnamed`; `no speaker named`. */
export function sayingWords(chain: AttributionChain, nameOf: NameOf): string {
  const { who, via } = sayingOf(chain, nameOf)
  if (who === null) return 'no speaker named'
  const name = who.anonymous ? `${who.name}, unnamed` : who.name
  return via.length === 0 ? name : `${name}, via ${via.map((hop) => hopName(hop, nameOf)).join(', ')}`
}

/** Who stands at one place of a chain: the actor's name, or the words of the text. */
export function hopName({ actor, asWritten }: Hop, nameOf: NameOf): string {
  return nameOf(actor) ?? asWritten
}
