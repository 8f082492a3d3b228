import { z } from 'zod'
import { SourceDetails } from './source'

const { shape } = SourceDetails

/** What a bibliography (RIS, BibTeX, CSL JSON) says about one text: details for a source that is in the notebook. */
export const Reference = z.strictObject({
  title: shape.title,
  outlet: shape.outlet,
  authors: shape.authors,
  published: shape.published,
  language: shape.language,
  url: shape.url,
  /** Digital object identifier without the address of a resolver. */
  doi: z.string().min(1).max(500).nullable(),
  /** Names of the files that the bibliography attaches to it, without folders. */
  files: z.array(z.string().min(1).max(255)).max(100),
})
export type Reference = z.infer<typeof Reference>
