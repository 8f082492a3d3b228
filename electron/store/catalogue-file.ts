import { join } from 'node:path'
import { z } from 'zod'
import { type Catalogue, FORMAT, SourceSummary } from '../../shared/model/notebook'
import { decodeDocument, encodeDocument } from './document-codec'
import { writeDurably } from './durable-file'
import { type FileStamp, type FileSystem, orAbsent, readWithStamp } from './file-system'

/** The catalogue and the file it was read from. */
export type ReadCatalogue = {
  readonly sources: readonly SourceSummary[]
  /** For each of the sources, in their order, the state of its folders for which its summary is true; '' if unknown. */
  readonly stamps: readonly string[]
  readonly stamp: FileStamp
}

/** The catalogue as it lies on the disk; null when it is missing, damaged or of another version or format. */
export async function readCatalogue(fs: FileSystem, notebook: string): Promise<ReadCatalogue | null> {
  try {
    const found = await readWithStamp(fs, catalogueOf(notebook))
    if (found === null) return null
    const decoded = decodeDocument(found.bytes, NAME)
    if (decoded.status !== 'ok' || decoded.format !== FORMAT || !isCatalogue(decoded.document)) return null
    const { sources } = decoded.document
    return { sources, stamps: stampsIn(decoded.document, sources.length), stamp: found.stamp }
  } catch {
    // Whatever it was, the sources themselves say the same.
    return null
  }
}

/** Which catalogue lies on the disk now, without reading it; null when none does. */
export async function stampCatalogue(fs: FileSystem, notebook: string): Promise<FileStamp | null> {
  return fs.stamp(catalogueOf(notebook)).catch(() => null)
}

/** Write the catalogue. It is a cache, so no generation of it is kept and nobody else's is respected. */
export async function writeCatalogue(
  fs: FileSystem,
  notebook: string,
  sources: readonly SourceSummary[],
  stamps: readonly string[] = [],
): Promise<void> {
  const { bytes } = encodeDocument({ name: NAME, sequence: 1, document: { sources, stamps } })
  await writeDurably(fs, catalogueOf(notebook), bytes, { keepPrevious: false })
}

/** Take the catalogue away, so that the next opener does not believe what it says. */
export async function dropCatalogue(fs: FileSystem, notebook: string): Promise<void> {
  await orAbsent(fs.unlink(catalogueOf(notebook)))
}

/**
 * Whether it is a catalogue of this version. The checksum has shown that one of our versions wrote it at one stroke,
 * so the fields of its first and last summary tell whether it was this one; to check ten thousand against the schema
 * would take longer than all the rest of opening a notebook. The sources are checked in full when they are read.
 */
function isCatalogue(document: unknown): document is Catalogue {
  if (typeof document !== 'object' || document === null || !('sources' in document)) return false
  const { sources } = document
  if (!Array.isArray(sources)) return false
  return sources.length === 0 || (isSummary(sources[0]) && isSummary(sources.at(-1)))
}

/** A catalogue without stamps, or with those of another list, says of no source when its summary was true. */
function stampsIn(document: object, length: number): readonly string[] {
  const stamps: unknown = 'stamps' in document ? document.stamps : null
  return Array.isArray(stamps) && stamps.length === length && stamps.every(isString) ? stamps : []
}

function isString(value: unknown): value is string {
  return typeof value === 'string'
}

/** Those that every summary has. */
const fields = Object.entries(SourceSummary.shape)
  .filter(([, schema]) => !(schema instanceof z.ZodExactOptional))
  .map(([field]) => field)

function isSummary(value: unknown): boolean {
  return typeof value === 'object' && value !== null && fields.every((field) => field in value)
}

const NAME = 'catalogue.json'

function catalogueOf(notebook: string): string {
  return join(notebook, NAME)
}
