import { blockIndexAt, projectText } from '../anchoring/text-projection'
import type { SourceDetails } from '../model/source'
import type { Structure } from '../model/structure'
import type { Block } from '../model/version'
import type { Place } from './attribution/credit-at'
import { type ReadText, readText } from './read-text'

/** As much text on each side of a place as names in full who a sentence there speaks of. */
const REACH = 60_000

/** A part of a text that was read, and where the place stands in it. */
export type ReadPart = { readonly read: ReadText; readonly place: Place }

/** Read as much of a version as what is said at a place can depend on, so that a long text takes no longer than an article. */
export function readNear(
  blocks: readonly Block[],
  structure: Structure | null,
  details: Pick<SourceDetails, 'language'>,
  { start, end }: Place,
): ReadPart {
  const projection = projectText(blocks)
  const from = blockIndexAt(projection, start - REACH)
  const next = blockIndexAt(projection, end + REACH) + 1
  const offset = projection.starts[from] ?? 0
  return {
    read: readText(blocks.slice(from, next), structure, details),
    place: { start: start - offset, end: end - offset },
  }
}
