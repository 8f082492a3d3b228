import { z } from 'zod'
import { Memo } from './annotation'

const words = z.string().max(1_000_000)

/** Which program an annotation comes from, by the format of its file. */
export const AnnotationFormat = z.enum(['hypothesis', 'zotero', 'w3c'])
export type AnnotationFormat = z.infer<typeof AnnotationFormat>

/** An annotation that was made in another program, before it is known where its words stand in a source. */
export const ForeignAnnotation = z.strictObject({
  /** The page or the document it was made on, as far as the file tells; null for each that it does not. */
  url: z.string().max(4096).nullable(),
  title: z.string().max(5000).nullable(),
  fileName: z.string().max(255).nullable(),
  /** Null for a note on a whole page. */
  exact: words.min(1).nullable(),
  prefix: words,
  suffix: words,
  /** The page of a paginated text, as it is labelled. */
  page: z.string().max(50).nullable(),
  /** What was written about it, as Markdown. */
  note: Memo,
  tags: z.array(z.string().trim().min(1).max(500)).max(1000),
  /** As the file writes it. */
  created: z.string().max(100).nullable(),
})
export type ForeignAnnotation = z.infer<typeof ForeignAnnotation>
