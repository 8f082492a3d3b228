import { z } from 'zod'
import { AnnotationKind } from './annotation'
import { AnnotationId, SourceId } from './ids'

/** A stretch of a snippet that was looked for, in UTF-16 units. */
const Mark = z.strictObject({ start: z.int().min(0), end: z.int().min(1) })

const snippet = {
  source: SourceId,
  /** Words around the match, on one line. */
  snippet: z.string(),
  marks: z.array(Mark),
}

/** Where something was found. */
export const SearchHit = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    ...snippet,
    version: z.int().min(1),
    /** In the text projection: of one word the first match, of several the first of them where they are nearest. */
    start: z.int().min(0),
    end: z.int().min(1),
    /** How many matches the text has. */
    matches: z.int().min(1),
  }),
  /** In the details of a source: title, outlet, via or authors. */
  z.strictObject({ kind: z.literal('details'), ...snippet }),
  z.strictObject({ kind: z.literal('memo'), ...snippet }),
  /** In the words, the statement or the memo of an annotation. */
  z.strictObject({
    kind: z.literal('annotation'),
    ...snippet,
    annotation: AnnotationId,
    /** What the words were tagged as. */
    taggedAs: AnnotationKind,
  }),
])
export type SearchHit = z.infer<typeof SearchHit>

export const SearchAnswer = z.strictObject({
  /** How many hits there are, and the best of them. */
  total: z.int().min(0),
  hits: z.array(SearchHit),
  /** What could not be understood in the question, a sentence each. */
  notices: z.array(z.string()),
  /** How many sources the answer does not cover, because they have not been read for searching yet. */
  missing: z.int().min(0),
})
export type SearchAnswer = z.infer<typeof SearchAnswer>
