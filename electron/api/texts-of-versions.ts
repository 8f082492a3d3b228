import { Failure } from '../../shared/contract/failure'
import type { Annotation } from '../../shared/model/annotation'
import type { SourceId } from '../../shared/model/ids'
import { currentVersion, type Source, type VersionEntry } from '../../shared/model/source'
import type { Structure } from '../../shared/model/structure'
import type { NumberedBlocks } from '../../shared/versions/carry-version'
import type { SourceNow } from '../store/change-sources'
import type { OriginalFile } from '../store/incoming'
import type { SessionContext } from './session-context'

/** The versions before the newest in which annotations stand that may come to a newer one. */
export async function olderVersions(
  store: SessionContext['store'],
  { source, annotations }: SourceNow,
): Promise<NumberedBlocks[]> {
  const older: NumberedBlocks[] = []
  const newest = currentVersion(source).number
  for (const number of new Set(annotations.map(({ target }) => target.version)))
    if (number !== newest) older.push(await store.readVersion(source.id, number))
  return older
}

/** What each annotation becomes, where some become others. */
export function becoming(changed: readonly Annotation[]): (annotation: Annotation) => Annotation {
  const byId = new Map(changed.map((annotation) => [annotation.id, annotation]))
  return (annotation) => byId.get(annotation.id) ?? annotation
}

/** The original of a version, which has to be there to be kept with another source. */
export async function originalOf(
  store: SessionContext['store'],
  source: SourceId,
  { number, original }: VersionEntry,
): Promise<OriginalFile> {
  const found = await store.readOriginal(source, number)
  if (found !== null) return found
  const message = `The file “${original.fileName}” that version ${number} was read from is missing in the notebook; restore it from a copy of the notebook first.`
  throw new Failure('damaged', message)
}

/** The overlay of a version; no marks where it has none. */
export function marksOf({ structures }: Source, version: number): Structure['marks'] {
  return structures.find((one) => one.version === version)?.marks ?? []
}

/** The overlays with that of a version which had none yet. */
export function withMarks(
  structures: readonly Structure[],
  version: number,
  marks: Structure['marks'],
): Structure[] {
  return [...structures, { version, marks }]
}
