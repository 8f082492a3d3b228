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
  /** In the order of the catalogue, then those it did not know. */
  readonly summaries: Map<SourceId, SourceSummary>
  /** The sources that were read because the catalogue did not know them, or not for certain. */
  readonly derived: readonly SourceId[]
  readonly damaged: readonly DamagedSource[]
  /** True when the catalogue on the disk says something else. */
  readonly stale: boolean
  /** Everything there is in the folder of the sources. */
  readonly names: readonly string[]
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
  const [names, catalogue] = await Promise.all([listNames(fs, notebook), readCatalogue(fs, notebook)])
  // Ten thousand names are looked up here while somebody waits, so only an unknown one is looked at more closely.
  const summaries = new Map<string, SourceSummary>()
  for (const summary of catalogue?.sources ?? []) summaries.set(summary.id, summary)
  const known: SourceId[] = []
  const unknown: SourceId[] = []
  for (const name of names) {
    const id = summaries.get(name)?.id
    if (id !== undefined) known.push(id)
    else if (isSourceId(name)) unknown.push(name)
  }
  const dropped = known.length < summaries.size
  if (dropped) keepOnly(summaries, new Set(known))

  const since = (catalogue?.written ?? 0n) - MARGIN_NS
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
  return { summaries: byId, derived, damaged, stale, names }
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
    if (decoded.status !== 'ok' || !isCatalogue(decoded.document)) return null
    return { sources: decoded.document.sources, written: found.stamp.modified }
  } catch {
    // Whatever it was, the sources themselves say the same.
    return null
  }
}

/** How many summaries are checked against the schema. */
const SAMPLE = 50

/**
 * Whether it is a catalogue of this version. The checksum has shown that one of our versions wrote it at one stroke,
 * so a few summaries tell its shape as well as all of them, whose check would take longer than all the rest of
 * opening a notebook. The sources themselves are checked in full when they are read.
 */
function isCatalogue(document: unknown): document is Catalogue {
  if (typeof document !== 'object' || document === null || !('sources' in document)) return false
  const { sources } = document
  if (!Array.isArray(sources)) return false
  const step = Math.ceil(sources.length / SAMPLE)
  return (
    faultOf(Catalogue, { ...document, sources: sources.filter((_, index) => index % step === 0) }) === null
  )
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

function catalogueOf(notebook: string): string {
  return join(notebook, 'catalogue.json')
}
