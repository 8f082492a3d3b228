import { z } from 'zod'

/**
 * Ids are made by us, never taken from a file: a letter that says what is named, then 16 characters of
 * Crockford's base 32 in lower case (80 random bits). They are safe as file names on every system.
 */
const unique = z.string().regex(/^[0-9a-hjkmnp-tv-z]{16}$/)

export const NotebookId = z.templateLiteral(['n-', unique])
export type NotebookId = z.infer<typeof NotebookId>

export const SourceId = z.templateLiteral(['s-', unique])
export type SourceId = z.infer<typeof SourceId>

export const AnnotationId = z.templateLiteral(['a-', unique])
export type AnnotationId = z.infer<typeof AnnotationId>

export const BriefId = z.templateLiteral(['b-', unique])
export type BriefId = z.infer<typeof BriefId>

/** Entries of the codebook: `i-` an issue, `m-` a measure, `c-` a code; `p-` an actor (a person or a body). */
export const IssueId = z.templateLiteral(['i-', unique])
export type IssueId = z.infer<typeof IssueId>

export const MeasureId = z.templateLiteral(['m-', unique])
export type MeasureId = z.infer<typeof MeasureId>

export const CodeId = z.templateLiteral(['c-', unique])
export type CodeId = z.infer<typeof CodeId>

export const ActorId = z.templateLiteral(['p-', unique])
export type ActorId = z.infer<typeof ActorId>

/** A block of a version: `b` and its place in the version, counted from 1. */
export const BlockId = z.templateLiteral(['b', z.string().regex(/^[1-9][0-9]*$/)])
export type BlockId = z.infer<typeof BlockId>

export type IdPrefix = 'n' | 's' | 'a' | 'b' | 'i' | 'm' | 'c' | 'p'

/** Makes an id that no other call has made. Given as an argument, so that every result can be repeated. */
export type NewId = <Prefix extends IdPrefix>(prefix: Prefix) => `${Prefix}-${string}`
