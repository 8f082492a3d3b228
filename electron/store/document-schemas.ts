import type { z } from 'zod'
import { Brief } from '../../shared/model/brief'
import { Actors, Codebook } from '../../shared/model/codebook'
import { SavedViews } from '../../shared/model/excerpts'
import { HealthRecord } from '../../shared/model/health'
import { AnnotationFile, Links, Notebook } from '../../shared/model/notebook'
import { Source } from '../../shared/model/source'
import { Version } from '../../shared/model/version'

export type StoredSchema = {
  /** Matches what such a document is called: see `documentName`. */
  readonly name: RegExp
  readonly schema: z.ZodType<object>
  /** False for what is never written again once it is there. */
  readonly changes: boolean
}

const id = '[0-9a-z]{16}'

/** What a notebook keeps. Caches, and notes that are gone when a change is finished, are not among them. */
export const documentSchemas = {
  notebook: { name: /^notebook\.json$/, schema: Notebook, changes: true },
  codebook: { name: /^codebook\.json$/, schema: Codebook, changes: true },
  actors: { name: /^actors\.json$/, schema: Actors, changes: true },
  views: { name: /^views\.json$/, schema: SavedViews, changes: true },
  health: { name: /^health\.json$/, schema: HealthRecord, changes: true },
  source: { name: new RegExp(`^sources/s-${id}/source\\.json$`), schema: Source, changes: true },
  annotations: {
    name: new RegExp(`^sources/s-${id}/annotations/[1-9][0-9]{0,5}\\.json$`),
    schema: AnnotationFile,
    changes: true,
  },
  links: { name: new RegExp(`^sources/s-${id}/links\\.json$`), schema: Links, changes: true },
  version: { name: new RegExp(`^sources/s-${id}/v[1-9][0-9]*\\.json$`), schema: Version, changes: false },
  brief: { name: new RegExp(`^briefs/b-${id}\\.json$`), schema: Brief, changes: true },
} satisfies Record<string, StoredSchema>

/** The schema of the document of this name; null where there is no such document. */
export function documentSchema(name: string): StoredSchema | null {
  return all.find((stored) => stored.name.test(name)) ?? null
}
const all: readonly StoredSchema[] = Object.values(documentSchemas)
