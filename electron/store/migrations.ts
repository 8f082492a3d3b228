import { FORMAT } from '../../shared/model/notebook'

/** What leads from one format of a notebook to the next. */
export type Migration = {
  readonly from: number
  /** What it does, as the changelog says it. */
  readonly what: string
  /** What a document of format `from` becomes. Pure: versions are never rewritten, they are migrated whenever they are read. */
  readonly document: (name: string, document: unknown) => unknown
}

/** From the first format to the present one, in order and without a gap. A migration that was released is never edited. */
export const MIGRATIONS: readonly Migration[] = [
  {
    from: 1,
    what: 'Each document says which one it is, and its checksum covers that and its sequence number.',
    document: (_name, document) => document,
  },
]

/** A document of an earlier format as it is written today; one of the present format is returned as it is. */
export function migrated(name: string, format: number, document: unknown): unknown {
  let now = document
  for (const migration of MIGRATIONS)
    if (migration.from >= format && migration.from < FORMAT) now = migration.document(name, now)
  return now
}
