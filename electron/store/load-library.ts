import { join } from 'node:path'
import { SourceId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'
import { type ReadCatalogue, readCatalogue, stampCatalogue } from './catalogue-file'
import { notRead } from './disk-failure'
import { type FileSystem, orAbsent, sameStamp } from './file-system'
import { FILES_AT_ONCE, inParallel } from './in-parallel'
import { countKinds, summarise } from './library'
import { SourceDocuments } from './source-documents'

/** A source that is there but could not be read in full. */
export type DamagedSource = { readonly source: SourceId; readonly error: unknown }

export type LoadedLibrary = {
  /** In the order of the catalogue, then those it did not know. */
  readonly summaries: Map<SourceId, SourceSummary>
  /** The sources that were read because the catalogue did not know them, or not for certain. */
  readonly derived: readonly SourceId[]
  readonly damaged: readonly DamagedSource[]
  /** True when the catalogue on the disk says something else. */
  readonly stale: boolean
  /** Names in the folder of the sources that are not those of sources. */
  readonly strays: readonly string[]
}

/** What one sees of a library without reading any source. */
export type Glimpse = { readonly names: readonly string[]; readonly catalogue: ReadCatalogue | null }

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
  { afterCrash, early }: { afterCrash: boolean; early: Glimpse | null },
): Promise<LoadedLibrary> {
  const believed = !afterCrash && early !== null && (await isStillTrue(fs, notebook, early))
  const { names, catalogue } = believed ? early : await glimpse(fs, notebook)
  // Ten thousand names are looked up here while somebody waits, so only an unknown one is looked at more closely.
  const summaries = new Map<string, SourceSummary>()
  for (const summary of catalogue?.sources ?? []) summaries.set(summary.id, summary)
  const known: SourceId[] = []
  const unknown: SourceId[] = []
  const strays: string[] = []
  for (const name of names) {
    const id = summaries.get(name)?.id
    if (id !== undefined) known.push(id)
    else if (isSourceId(name)) unknown.push(name)
    else strays.push(name)
  }
  const dropped = known.length < summaries.size
  if (dropped) keepOnly(summaries, new Set(known))

  const since = (catalogue?.stamp.modified ?? 0n) - MARGIN_NS
  const touched = afterCrash
    ? await inParallel(known, FILES_AT_ONCE, async (id) => (await lastTouched(fs, notebook, id)) >= since)
    : []
  const derived = [...unknown, ...known.filter((_, index) => touched[index] === true)]
  const damaged: DamagedSource[] = []
  await inParallel(derived, FILES_AT_ONCE, async (id) => {
    const { summary, error } = await deriveSummary(fs, notebook, id)
    if (error !== null) damaged.push({ source: id, error })
    if (summary !== null) summaries.set(id, summary)
  })
  // Every key is the id of a summary.
  const byId = summaries as Map<SourceId, SourceSummary>
  const stale = derived.length > 0 || dropped
  return { summaries: byId, derived, damaged, stale, strays }
}

function isSourceId(name: string): name is SourceId {
  return SourceId.safeParse(name).success
}

function keepOnly(summaries: Map<string, SourceSummary>, there: ReadonlySet<string>): void {
  for (const id of summaries.keys()) if (!there.has(id)) summaries.delete(id)
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

/**
 * Look at the catalogue and at the names of the sources. One may look before one knows whether one may write, since
 * `loadLibrary` looks whether anything has changed: what it takes the processor to read, it reads while the lock
 * waits for the disk.
 */
export async function glimpse(fs: FileSystem, notebook: string): Promise<Glimpse> {
  const before = await stampCatalogue(fs, notebook)
  const [names, catalogue] = await Promise.all([listNames(fs, notebook), readCatalogue(fs, notebook)])
  // The names must not be older than the catalogue. A writer may have put a new one there in between.
  const together = before !== null && catalogue !== null && sameStamp(before, catalogue.stamp)
  return together ? { names, catalogue } : { names: await listNames(fs, notebook), catalogue }
}

/** A writer that gave its lock back has left another catalogue behind, or none, if it changed anything. */
async function isStillTrue(fs: FileSystem, notebook: string, { catalogue }: Glimpse): Promise<boolean> {
  const now = await stampCatalogue(fs, notebook)
  return now !== null && catalogue !== null && sameStamp(now, catalogue.stamp)
}

async function listNames(fs: FileSystem, notebook: string): Promise<string[]> {
  const folder = join(notebook, 'sources')
  try {
    return await fs.readdir(folder)
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
