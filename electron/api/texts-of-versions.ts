import { Failure } from '../../shared/contract/failure'
import type { SourceId } from '../../shared/model/ids'
import { currentVersion, type Source, type VersionEntry } from '../../shared/model/source'
import type { Structure } from '../../shared/model/structure'
import { type TextOfVersion, textOfVersion } from '../../shared/versions/carry-overlay'
import type { SourceNow } from '../store/change-sources'
import type { OriginalFile } from '../store/incoming'
import type { SessionContext } from './session-context'

/** The texts of the newest version of a source, and of those that its annotations stand in. */
export async function textsOf(
  store: SessionContext['store'],
  { source, annotations }: SourceNow,
): Promise<(version: number) => TextOfVersion> {
  const texts = new Map<number, TextOfVersion>()
  const newest = currentVersion(source).number
  for (const number of new Set([newest, ...annotations.map(({ target }) => target.version)]))
    texts.set(number, textOfVersion(number, (await store.readVersion(source.id, number)).blocks))
  return (version) => {
    const text = texts.get(version)
    if (text === undefined) throw new Error(`version ${version} was not read`)
    return text
  }
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
  return marks.length === 0 ? [...structures] : [...structures, { version, marks }]
}
