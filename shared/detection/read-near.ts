import { blockIndexAt, projectText } from '../anchoring/text-projection'
import type { SourceDetails } from '../model/source'
import type { Structure } from '../model/structure'
import type { Block } from '../model/version'
import type { Place } from './attribution/credit-at'
import { type ReadText, readText } from './read-text'

/** As much text before a place as names who a sentence there speaks of, and as much behind it. */
const BEFORE = 60_000
const BEHIND = 5_000

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
  const from = blockIndexAt(projection, start - BEFORE)
  const next = blockIndexAt(projection, end + BEHIND) + 1
  const offset = projection.starts[from] ?? 0
  return {
    read: readText(blocks.slice(from, next), structure, details),
    place: { start: start - offset, end: end - offset },
  }
}
