import type { NameOf } from '../../shared/briefing/facts-of-body'
import type { PositionHolder } from '../../shared/model/comparison'

/** What a holder of positions is told apart by. */
export function holderKey({ actor, written }: PositionHolder): string {
  return actor ?? (written === null ? 'none' : `=${written}`)
}

/** What the holder is called: an actor by the name of the list, else as the texts write. */
export function holderName({ actor, written }: PositionHolder, nameOf: NameOf): string {
  return actor === null ? (written ?? 'No actor yet') : (nameOf(actor) ?? '…')
}

/** How the name is set: dotted where it stands in the texts alone, grey where there is none. */
export function holderLook({ actor, written }: PositionHolder): string | undefined {
  return actor !== null ? undefined : written === null ? 'q' : 'inf'
}
