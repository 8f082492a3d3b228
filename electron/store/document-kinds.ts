import type { z } from 'zod'
import { Brief } from '../../shared/model/brief'
import { Actors, Codebook } from '../../shared/model/codebook'
import { SavedViews } from '../../shared/model/excerpts'
import { HealthRecord } from '../../shared/model/health'
import { AnnotationFile, Links, Notebook } from '../../shared/model/notebook'
import { Source } from '../../shared/model/source'
import { Version } from '../../shared/model/version'

/** What a document of the notebook is to hold. */
export type DocumentKind = {
  readonly schema: z.ZodType<object>
  /** False for what is written once and never again. */
  readonly changes: boolean
}

/** The kind of the document of this name (see `documentName`); null when a notebook keeps no such document. */
export function documentKind(name: string): DocumentKind | null {
  return kinds.find(([pattern]) => pattern.test(name))?.[1] ?? null
}

const kinds: readonly (readonly [RegExp, DocumentKind])[] = [
  [/^notebook\.json$/, { schema: Notebook, changes: true }],
  [/^codebook\.json$/, { schema: Codebook, changes: true }],
  [/^actors\.json$/, { schema: Actors, changes: true }],
  [/^views\.json$/, { schema: SavedViews, changes: true }],
  [/^health\.json$/, { schema: HealthRecord, changes: true }],
  [/^briefs\/b-[0-9a-z]{16}\.json$/, { schema: Brief, changes: true }],
  [/^sources\/s-[0-9a-z]{16}\/source\.json$/, { schema: Source, changes: true }],
  [/^sources\/s-[0-9a-z]{16}\/links\.json$/, { schema: Links, changes: true }],
  [/^sources\/s-[0-9a-z]{16}\/annotations\/[1-9]\d{0,5}\.json$/, { schema: AnnotationFile, changes: true }],
  [/^sources\/s-[0-9a-z]{16}\/v[1-9]\d*\.json$/, { schema: Version, changes: false }],
]
