import { join } from 'node:path'
import { SourceId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'
import { type ReadCatalogue, readCatalogue, stampCatalogue } from './catalogue-file'
import { notRead } from './disk-failure'
import { type FileSystem, orAbsent, sameStamp } from './file-system'
import type { Home } from './home'
import { FILES_AT_ONCE, inParallel } from './in-parallel'
import { SourceDocuments } from './source-documents'
import { SourceStamps, stampSource } from './source-stamps'

/** A source that is there but could not be read in full. */
export type DamagedSource = { readonly source: SourceId; readonly error: unknown }

export type LoadedLibrary = {
  /** In the order of the catalogue, then those it did not know. */
  readonly summaries: Map<SourceId, SourceSummary>
  /** For which state of the folders the summaries are true. */
  readonly stamps: SourceStamps
  /** The sources that were read because the catalogue did not know them, or not for certain. */
  readonly derived: readonly SourceId[]
  readonly damaged: readonly DamagedSource[]
  /** What the catalogue says of sources whose folders are not among those of the sources. */
  readonly gone: readonly SourceSummary[]
  /** True when the catalogue on the disk says something else. */
  readonly stale: boolean
  /** Names in the folder of the sources that are not those of sources. */
  readonly strays: readonly string[]
}

/** What one sees of a library without reading any source. */
export type Glimpse = { readonly names: readonly string[]; readonly catalogue: ReadCatalogue | null }

/**
 * The summaries of the sources in the notebook: from the catalogue where it can be believed, else from the sources.
 * It is believed about every source it names, unless the last writer may have died (`afterCrash`): then only about
 * those whose folders are as they were when their summaries were true. A catalogue that is damaged or missing is no error.
 */
export async function loadLibrary(
  home: Home,
  { afterCrash, early }: { afterCrash: boolean; early: Glimpse | null },
): Promise<LoadedLibrary> {
  const { fs, folder: notebook } = home
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
  const gone = dropped ? keepOnly(summaries, new Set(known)) : []

  const stamps = new SourceStamps(catalogue)
  const touched = afterCrash
    ? await inParallel(known, FILES_AT_ONCE, async (id) => {
        const stamp = await stampSource(fs, notebook, id)
        return stamp === null || stamp !== stamps.get(id)
      })
    : []
  const derived = [...unknown, ...known.filter((_, index) => touched[index] === true)]
  const damaged: DamagedSource[] = []
  await inParallel(derived, FILES_AT_ONCE, async (id) => {
    const stamp = await stampSource(fs, notebook, id)
    const { summary, error } = await new SourceDocuments(home, id).summarise()
    if (error !== null) damaged.push({ source: id, error })
    if (summary !== null) summaries.set(id, summary)
    stamps.set(id, error === null ? stamp : null)
  })
  // Every key is the id of a summary.
  const byId = summaries as Map<SourceId, SourceSummary>
  const stale = derived.length > 0 || dropped
  return { summaries: byId, stamps, derived, damaged, gone, stale, strays }
}

function isSourceId(name: string): name is SourceId {
  return SourceId.safeParse(name).success
}

/** Answers those that were not kept. */
function keepOnly(summaries: Map<string, SourceSummary>, there: ReadonlySet<string>): SourceSummary[] {
  const others = [...summaries.values()].filter(({ id }) => !there.has(id))
  for (const { id } of others) summaries.delete(id)
  return others
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
    // Where the folder is gone there are no sources; a look at every file finds those that a backup knows.
    return (await orAbsent(fs.readdir(folder))) ?? []
  } catch (error) {
    throw notRead(error, folder)
  }
}
