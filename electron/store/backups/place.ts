import { join } from 'node:path'
import type { Backup, BackupPlace } from '../../../shared/model/health'
import { decodeDocument, encodeDocument } from '../document-codec'
import { isTemporary, writeDurably } from '../durable-file'
import { syncFolder } from '../durable-folder'
import { type FileSystem, orAbsent, readWithStamp } from '../file-system'
import { FILES_AT_ONCE, inParallel } from '../in-parallel'
import { Manifest } from './backup-documents'
import { ObjectStore } from './object-store'

/** What is known of the backups of a place, newest first. */
export type Manifests = {
  readonly whole: readonly Manifest[]
  /** The numbers of those that cannot be read. */
  readonly unreadable: readonly number[]
  /** Of these, those of which the disk did not say what they hold: they may be whole. */
  readonly uncertain: readonly number[]
}

/** A folder with backups. */
export class Place {
  readonly objects: ObjectStore
  /** Those that were read. None is ever changed. */
  readonly #known = new Map<number, Manifest>()

  constructor(
    private readonly fs: FileSystem,
    readonly kind: BackupPlace,
    readonly folder: string,
  ) {
    this.objects = new ObjectStore(fs, join(folder, 'objects'))
  }

  /** True where a backup can be brought back from this place alone. */
  get isComplete(): boolean {
    return this.kind === 'outside'
  }

  async manifests(): Promise<Manifests> {
    const names = (await orAbsent(this.fs.readdir(this.folder))) ?? []
    const numbers = names
      .flatMap((name) => /^([1-9][0-9]{0,14})\.json$/.exec(name)?.[1] ?? [])
      .map(Number)
      .toSorted((one, two) => two - one)
    const uncertain: number[] = []
    const read = await inParallel(numbers, FILES_AT_ONCE, (number) =>
      this.#read(number).catch(() => {
        uncertain.push(number)
        return null
      }),
    )
    return {
      whole: read.filter((manifest) => manifest !== null),
      unreadable: numbers.filter((_, index) => read[index] === null),
      uncertain,
    }
  }

  /** Say that a backup was made. Everything it needs must be on the disk. */
  async write(manifest: Manifest): Promise<void> {
    const { number } = manifest
    const { bytes } = encodeDocument({ name: nameOf(number), sequence: number, document: manifest })
    await writeDurably(this.fs, this.#path(number), bytes, { keepPrevious: false })
    this.#known.set(number, manifest)
  }

  /** Take backups away, and make sure of it: whatever only they need may be removed after that. */
  async drop(numbers: readonly number[]): Promise<void> {
    if (numbers.length === 0) return
    for (const number of numbers) {
      this.#known.delete(number)
      await orAbsent(this.fs.unlink(this.#path(number)))
    }
    await syncFolder(this.fs, this.folder)
  }

  /** Remove what a process that was killed has left. */
  async tidy(): Promise<void> {
    for (const name of (await orAbsent(this.fs.readdir(this.folder))) ?? [])
      if (isTemporary(name)) await orAbsent(this.fs.unlink(join(this.folder, name)))
  }

  async #read(number: number): Promise<Manifest | null> {
    const known = this.#known.get(number)
    if (known !== undefined) return known
    const found = await readWithStamp(this.fs, this.#path(number))
    const decoded = found === null ? null : decodeDocument(found.bytes, nameOf(number))
    const manifest = Manifest.safeParse(decoded?.status === 'ok' ? decoded.document : null)
    if (!manifest.success || manifest.data.number !== number) return null
    this.#known.set(number, manifest.data)
    return manifest.data
  }

  #path(number: number): string {
    return join(this.folder, `${number}.json`)
  }
}

function nameOf(number: number): string {
  return `backups/${number}.json`
}

/** What a person sees of a backup. */
export function backupOf({ number, cause, made, ...rest }: Manifest, place: BackupPlace): Backup {
  const { sources, annotations, briefs } = rest
  return { number, place, cause, made, sources, annotations, briefs }
}
