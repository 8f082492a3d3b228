import { join } from 'node:path'
import { SourceId } from '../../shared/model/ids'
import { Catalogue, FORMAT, type SourceSummary } from '../../shared/model/notebook'
import { notRead } from './disk-failure'
import { decodeDocument, encodeDocument } from './document-codec'
import { writeDurably } from './durable-file'
import { type FileSystem, orAbsent, readWithStamp } from './file-system'
import { FILES_AT_ONCE, inParallel } from './in-parallel'
import { countKinds, summarise } from './library'
import { SourceDocuments } from './source-documents'
import { faultOf } from './understand'

/** A source that is there but could not be read in full. */
export type DamagedSource = { readonly source: SourceId; readonly error: unknown }

export type LoadedLibrary = {
  readonly summaries: readonly SourceSummary[]
  /** The sources that were read because the catalogue did not know them, or not for certain. */
  readonly derived: readonly SourceId[]
  readonly damaged: readonly DamagedSource[]
  /** True when the catalogue on the disk says something else. */
  readonly stale: boolean
}

/** Some file systems keep times in steps of two seconds, and a catalogue takes a moment to write. */
const MARGIN_NS = 2_000_000_000n

/**
 * The summaries of the sources in the notebook: from the catalogue where it can be believed, else from the sources.
 * It is believed about every source it names, unless the last writer may have died (`afterCrash`): then only about
 * those that were not touched since. A catalogue that is damaged or missing is no error.
 */
export async function loadLibrary(
  fs: FileSystem,
  notebook: string,
  { afterCrash }: { afterCrash: boolean },
): Promise<LoadedLibrary> {
  const [ids, catalogue] = await Promise.all([listSources(fs, notebook), readCatalogue(fs, notebook)])
  const known = new Map(catalogue?.sources.map((summary) => [summary.id, summary]))
  const since = (catalogue?.written ?? 0n) - MARGIN_NS
  const doubtful = afterCrash
    ? await inParallel(ids, FILES_AT_ONCE, async (id) => (await lastTouched(fs, notebook, id)) >= since)
    : null
  const derived = ids.filter((id, index) => !known.has(id) || doubtful?.[index] === true)
  const damaged: DamagedSource[] = []
  const fresh = new Map<SourceId, SourceSummary | null>()
  await inParallel(derived, FILES_AT_ONCE, async (id) => {
    const { summary, error } = await deriveSummary(fs, notebook, id)
    if (error !== null) damaged.push({ source: id, error })
    fresh.set(id, summary)
  })
  const summaries = ids.flatMap((id) => fresh.get(id) ?? known.get(id) ?? [])
  return { summaries, derived, damaged, stale: derived.length > 0 || known.size !== ids.length }
}

/** Read a source and count its annotations. Where only the annotations are damaged the source still shows. */
export async function deriveSummary(
  fs: FileSystem,
  notebook: string,
  id: SourceId,
): Promise<{ summary: SourceSummary | null; error: unknown }> {
  const documents = new SourceDocuments(fs, notebook, id)
  let summary: SourceSummary | null = null
  try {
    const source = await documents.readSource()
    summary = summarise(source, countKinds([]))
    return { summary: summarise(source, countKinds(await documents.readAnnotations())), error: null }
  } catch (error) {
    return { summary, error }
  }
}

/** Write the catalogue. It is a cache, so no generation of it is kept and nobody else's is respected. */
export async function writeCatalogue(
  fs: FileSystem,
  notebook: string,
  sources: readonly SourceSummary[],
): Promise<void> {
  const { bytes } = encodeDocument({ format: FORMAT, sequence: 1, document: { sources } })
  await writeDurably(fs, catalogueOf(notebook), bytes, { keepPrevious: false })
}

/** Take the catalogue away, so that the next opener does not believe what it says. */
export async function dropCatalogue(fs: FileSystem, notebook: string): Promise<void> {
  await orAbsent(fs.unlink(catalogueOf(notebook)))
}

async function readCatalogue(
  fs: FileSystem,
  notebook: string,
): Promise<{ sources: readonly SourceSummary[]; written: bigint } | null> {
  try {
    const found = await readWithStamp(fs, catalogueOf(notebook))
    if (found === null) return null
    const decoded = decodeDocument(found.bytes)
    if (decoded.status !== 'ok' || faultOf(Catalogue, decoded.document) !== null) return null
    // The schema has just found no fault in it.
    const { sources } = decoded.document as Catalogue
    return { sources, written: found.stamp.modified }
  } catch {
    // Whatever it was, the sources themselves say the same.
    return null
  }
}

async function listSources(fs: FileSystem, notebook: string): Promise<SourceId[]> {
  const folder = join(notebook, 'sources')
  try {
    const names = await fs.readdir(folder)
    return names.filter((name): name is SourceId => SourceId.safeParse(name).success)
  } catch (error) {
    throw notRead(error, folder)
  }
}

async function lastTouched(fs: FileSystem, notebook: string, id: SourceId): Promise<bigint> {
  const folder = join(notebook, 'sources', id)
  const stamps = await Promise.all(
    [folder, join(folder, 'annotations')].map((path) => orAbsent(fs.stamp(path))),
  )
  return stamps.reduce(
    (latest, stamp) => (stamp !== null && stamp.modified > latest ? stamp.modified : latest),
    0n,
  )
}

function catalogueOf(notebook: string): string {
  return join(notebook, 'catalogue.json')
}
