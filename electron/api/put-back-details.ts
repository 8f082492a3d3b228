import { isDeepStrictEqual } from 'node:util'
import { projectText } from '../../shared/anchoring/text-projection'
import type { SourceDetails } from '../../shared/model/source'
import type { Version } from '../../shared/model/version'
import type { ReadFile } from '../intake/parser-answer'
import type { DamagedHolder } from './damaged-holders'
import type { SessionContext } from './session-context'

/**
 * Writes the details of a source anew that are lost, from a file that one of its texts was read from: what the list of sources
 * knows of them, and else what the file says. Its texts and highlights are what they were. Answers what is to be told; null,
 * and nothing is changed, where not all of its texts are whole.
 */
export async function putBackDetails(
  { store, damage, publish }: SessionContext,
  { source: id, title, versions }: DamagedHolder,
  read: ReadFile,
): Promise<string | null> {
  const [first] = versions ?? []
  if (versions === null || first === undefined) return null
  const listed = store.library().find((one) => one.id === id)
  const details: SourceDetails = { ...read.details, ...(listed !== undefined && detailsIn(listed)) }
  const told = read.inferences.filter(({ field }) => isDeepStrictEqual(details[field], read.details[field]))
  await store.putBackSource({
    id,
    revision: 1,
    added: listed?.added ?? first.created,
    details,
    inferences: isOf(read, first) ? told : [],
    status: listed?.status ?? 'unread',
    place: null,
    codes: [],
    memo: '',
    versions: versions.map(({ number, created, original, blocks }) => ({
      number,
      created,
      original,
      characters: projectText(blocks).text.length,
    })),
    structures: versions
      .filter((version) => isOf(read, version))
      .map(({ number }) => ({ version: number, marks: read.structure })),
    decisions: [],
  })
  damage.delete(id)
  for (const kind of ['library', 'health'] as const) publish({ kind })
  publish({ kind: 'source', source: id })
  return `The details of “${title}” were lost or damaged; with this file it is there again, its texts and highlights as they were. Look whether its details are right: what you had noted of the text as a whole (memo, codes, decisions of the import review) is lost.`
}

function detailsIn(
  listed: Pick<SourceDetails, 'title' | 'outlet' | 'via' | 'authors' | 'published' | 'updated' | 'kind'>,
) {
  const { title, outlet, via, authors, published, updated, kind } = listed
  return { title, outlet, via, authors, published, updated, kind }
}

/** True where the file gives the text as it was read then, so that what was found in it lies where it lay. */
function isOf(read: ReadFile, { blocks }: Version): boolean {
  return isDeepStrictEqual(read.blocks, blocks)
}
