import type { BlockId } from './ids'
import type { Structure } from './structure'

/** What the structure overlay says about one block. */
export type BlockRole = {
  /** Boilerplate of the page around the article. */
  readonly frame: boolean
  /** The block that begins the passage of which this block belongs to the second copy; null when it is no copy. */
  readonly repeat: BlockId | null
  /** Time of the post the block belongs to, as the text writes it. */
  readonly time: string | null
  readonly updated: boolean
}

/** The role of every block, in the order of `ids`. A mark that names a block which is not there says nothing. */
export function blockRoles(ids: readonly BlockId[], structure: Structure | null): BlockRole[] {
  const places = new Map(ids.map((id, index) => [id, index]))
  const roles = ids.map((): BlockRole => ({ frame: false, repeat: null, time: null, updated: false }))
  for (const mark of structure?.marks ?? []) {
    const from = places.get(mark.from)
    const to = places.get(mark.to)
    if (from === undefined || to === undefined) continue
    for (let index = from; index <= to; index += 1) {
      const role = roles[index]
      if (role === undefined) continue
      if (mark.kind === 'frame') roles[index] = { ...role, frame: true }
      else if (mark.kind === 'repeat') roles[index] = { ...role, repeat: mark.of }
      else if (mark.kind === 'post') roles[index] = { ...role, time: mark.time, updated: mark.updated }
    }
  }
  return roles
}
