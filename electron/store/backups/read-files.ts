import { join } from 'node:path'
import { z } from 'zod'
import { Original } from '../../../shared/model/version'
import { decodeDocument, openEnvelope } from '../document-codec'
import { documentName } from '../document-name'
import { previousOf } from '../durable-file'
import { type FileStamp, type FileSystem, orAbsent, readWithStamp, sameStamp } from '../file-system'
import { isOfFirstVersion, type KeptFile } from './backup-documents'
import { sha256Of } from './object-store'
import type { Targets } from './targets'

/** A document this small is kept beside those of its source; with a file of its own it would take one block of the disk. */
const INLINE = 4096

/** A document as it goes into a backup, and what it holds. */
export type ReadDocument = {
  readonly kept: KeptFile
  readonly document: unknown
  /** False where an earlier state stands for what its file holds. */
  readonly isAsThere: boolean
}

/** Reads the files of a notebook into a backup: whole ones only. */
export class ReadFiles {
  /** What was read of files that may be replaced, while they are as they were. */
  readonly #known = new Map<string, { readonly stamp: FileStamp; readonly read: ReadDocument }>()

  constructor(
    private readonly fs: FileSystem,
    private readonly notebook: string,
    private readonly targets: () => Targets,
  ) {}

  /**
   * All files of the source whose folder lies in `place`. Of what is damaged or gone, the state in `earlier` stays; then
   * `isAsThere` is false, since the file may be read the next time though nothing in the folder changes.
   */
  async ofFolder(
    place: string,
    earlier: readonly KeptFile[],
  ): Promise<{ readonly files: KeptFile[]; readonly isAsThere: boolean }> {
    const folder = join(this.notebook, place)
    const names = await this.fs.readdir(folder)
    const inner = (await orAbsent(this.fs.readdir(join(folder, 'annotations')))) ?? []
    const all = [
      ...names,
      ...inner.map((name) => `annotations/${name}`),
      ...earlier.map(({ path }) => path),
    ].map((path) => path.replace(/\.previous$/, ''))
    const paths = [...new Set(all)].toSorted()
    const known = (path: string) => earlier.find((file) => file.path === path) ?? null

    const documents: ReadDocument[] = []
    for (const path of paths.filter((one) => document.test(one))) {
      const read = await this.document(path, { from: place, earlier: known(path), inline: true })
      if (read !== null) documents.push(read)
    }
    const source = documents.find(({ kept }) => kept.path === 'source.json')?.document
    const stated = statedOriginals(source)
    const files: KeptFile[] = documents.map(({ kept }) => kept)
    for (const path of paths.filter((one) => ofVersion.test(one))) {
      const before = known(path)
      const original = path.endsWith('.json') ? undefined : stated?.get(Number.parseInt(path.slice(1), 10))
      // What a source lists that cannot be read nobody knows; then what was kept before is right.
      const wanted = original ?? (isOfFirstVersion(path) || stated === null ? before?.sha256 : undefined)
      const file = await this.#version(place, path, before, wanted ?? null)
      if (file !== null) files.push(file)
    }
    return { files, isAsThere: documents.every(({ isAsThere }) => isAsThere) }
  }

  /**
   * A document that may change, in its newest state that is whole: that in its file, or else the last generation or the one in
   * `earlier`; null when there is none.
   */
  async document(
    path: string,
    { from, earlier, inline }: { from: string; earlier: KeptFile | null; inline: boolean },
  ): Promise<ReadDocument | null> {
    const whole = join(this.notebook, from, path)
    const stamp = await this.fs.stamp(whole).catch(() => null)
    const known = this.#known.get(whole)
    if (known !== undefined && stamp !== null && sameStamp(known.stamp, stamp))
      if (!(await this.targets().lack([known.read.kept]))) return known.read
    const name = documentName(from === '' ? path : `${from}/${path}`)
    const now = await this.#wholeAt(whole, name)
    if (now !== null) {
      const read = { kept: await this.#keep(path, now, inline), document: now.document, isAsThere: true }
      // Those of sources are many, and their folders tell when something changed.
      if (from === '') this.#known.set(whole, { stamp: now.stamp, read })
      return read
    }
    const generation = await this.#wholeAt(previousOf(whole), name)
    if (generation !== null && generation.sequence >= (earlier?.sequence ?? -1))
      return {
        kept: await this.#keep(path, generation, inline),
        document: generation.document,
        isAsThere: false,
      }
    const kept = await this.#carried(earlier)
    return kept === null ? null : { kept: { ...kept, path }, document: null, isAsThere: false }
  }

  async #wholeAt(path: string, name: string) {
    const found = await readWithStamp(this.fs, path).catch(() => null)
    if (found === null) return null
    const decoded = decodeDocument(found.bytes, name)
    if (decoded.status !== 'ok') return null
    const { sequence, document } = decoded
    return { ...found, sequence, document }
  }

  async #keep(
    path: string,
    { bytes, sequence, document }: { bytes: Uint8Array; sequence: number; document: unknown },
    inline: boolean,
  ): Promise<KeptFile> {
    const annotations = listedIn(document)
    const about = { path, sequence, bytes: bytes.length, ...(annotations === null ? {} : { annotations }) }
    if (inline && bytes.length <= INLINE)
      return { ...about, sha256: await sha256Of(bytes), text: Buffer.from(bytes).toString() }
    return { ...about, sha256: await this.targets().add(bytes) }
  }

  /**
   * A file that never changes: the blocks or the original of a version. Those of the first are never read twice. Where one
   * with the checksum `wanted` is known, no other takes its place.
   */
  async #version(
    place: string,
    path: string,
    known: KeptFile | null,
    wanted: string | null,
  ): Promise<KeptFile | null> {
    const isFirst = isOfFirstVersion(path)
    const fits = (sha256: string) => wanted === null || sha256 === wanted
    const isKnown = known !== null && fits(known.sha256)
    if (isFirst && isKnown && !(await this.targets().lack([known]))) return known
    const whole = join(this.notebook, place, path)
    const stamp = await this.fs.stamp(whole).catch(() => null)
    const before = this.#known.get(whole)
    if (
      before !== undefined &&
      stamp !== null &&
      sameStamp(before.stamp, stamp) &&
      fits(before.read.kept.sha256)
    )
      if (!(await this.targets().lack([before.read.kept]))) return before.read.kept

    const found = await readWithStamp(this.fs, whole).catch(() => null)
    if (found === null) return this.#carried(known)
    const { bytes } = found
    const sha256 = await sha256Of(bytes)
    // What is not as it was imported must not take its place in a backup.
    if (isKnown && !fits(sha256)) return this.#carried(known)
    const envelope = path.endsWith('.json') ? openEnvelope(bytes, documentName(`${place}/${path}`)) : null
    if (envelope !== null && envelope.status !== 'ok') return this.#carried(known)
    await this.targets().add(bytes, isFirst)
    const kept = { path, sequence: envelope?.sequence ?? null, sha256, bytes: bytes.length }
    if (!isFirst)
      this.#known.set(whole, { stamp: found.stamp, read: { kept, document: null, isAsThere: true } })
    return kept
  }

  /** What stands for a file that cannot be read now, in every place of the backup. */
  async #carried(earlier: KeptFile | null): Promise<KeptFile | null> {
    if (earlier !== null) await this.targets().carry(earlier)
    return earlier
  }
}

const document = /^(source|links|annotations\/[1-9][0-9]{0,5})\.json$/
const ofVersion = /^v[1-9][0-9]*\.[a-z0-9]{1,10}$/

/** How many annotations a document lists; null when it is not one that does. */
function listedIn(document: unknown): number | null {
  const isList = typeof document === 'object' && document !== null && 'annotations' in document
  return isList && Array.isArray(document.annotations) ? document.annotations.length : null
}

/** The checksums of the files that the versions of a source were read from, by their numbers; null where it does not say. */
function statedOriginals(source: unknown): ReadonlyMap<number, string> | null {
  const read = WithOriginals.safeParse(source)
  if (!read.success) return null
  return new Map(read.data.versions.map(({ number, original }) => [number, original.sha256]))
}
const { sha256 } = Original.shape
const WithOriginals = z.object({
  versions: z.array(z.object({ number: z.int(), original: z.object({ sha256 }) })),
})
