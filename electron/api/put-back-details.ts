import { isDeepStrictEqual } from 'node:util'
import { projectText } from '../../shared/anchoring/text-projection'
import type { SourceSummary } from '../../shared/model/notebook'
import type { SourceDetails, VersionEntry } from '../../shared/model/source'
import type { Version } from '../../shared/model/version'
import type { ReadFile } from '../intake/parser-answer'
import { correctedIn } from './correct-version'
import type { DamagedHolder } from './damaged-holders'
import type { SessionContext } from './session-context'

/**
 * Writes the details of a source anew that are lost, from a file that one of its texts was read from: what the list of sources
 * knows of them, and else what the file says. Its texts and highlights are what they were. Answers what is to be told; null,
 * and nothing is changed, where not all of its texts are whole, or where its details can be read by now.
 */
export async function putBackDetails(
  context: SessionContext,
  { source: id, title, listed, versions }: DamagedHolder,
  read: ReadFile,
): Promise<string | null> {
  const { store, damage, now, publish } = context
  const [first] = versions ?? []
  if (versions === null || first === undefined) return null
  const details: SourceDetails = { ...read.details, ...(listed !== null && detailsIn(listed)) }
  const told = read.inferences.filter(({ field }) => isDeepStrictEqual(details[field], read.details[field]))
  const entries = await Promise.all(versions.map((version) => entryOf(context, version)))
  const isPutBack = await store.putBackSource({
    id,
    // Nobody knows which one a window saw last: by seconds, this one is higher, also when it is put back once more.
    revision: Math.floor(Date.parse(now()) / 1000),
    added: listed?.added ?? first.created,
    details,
    inferences: isOf(read, first) ? told : [],
    status: listed?.status ?? 'unread',
    place: null,
    codes: [],
    memo: '',
    versions: entries,
    structures: versions
      .filter((version) => isOf(read, version))
      .map(({ number }) => ({ version: number, marks: read.structure })),
    decisions: [],
  })
  if (!isPutBack) return null
  damage.delete(id)
  for (const kind of ['library', 'health'] as const) publish({ kind })
  publish({ kind: 'source', source: id })
  const undone =
    listed === null && versions.length > 1
      ? ` It has ${versions.length} versions: one that you had undone may be among them.`
      : ''
  return `The details of “${title}” were lost or damaged; with this file it is there again, its texts and highlights as they were. Look whether its details are right: what you had noted of the text as a whole (memo, codes, decisions of the import review) is lost.${undone}`
}

async function entryOf({ work }: SessionContext, version: Version): Promise<VersionEntry> {
  const { number, created, original, blocks } = version
  const { text } = projectText(blocks)
  const corrects = correctedIn(version)
  const sketch = await work('sketch', { text })
  return {
    number,
    created,
    original,
    characters: text.length,
    ...(corrects !== null && { corrects }),
    sketch,
  }
}

function detailsIn({ title, outlet, via, authors, published, updated, kind }: SourceSummary) {
  return { title, outlet, via, authors, published, updated, kind }
}

/** True where the file gives the text as it was read then, so that what was found in it lies where it lay. */
function isOf(read: ReadFile, { blocks }: Version): boolean {
  return isDeepStrictEqual(read.blocks, blocks)
}
