import { join, relative, sep } from 'node:path'
import type { z } from 'zod'
import { documentName } from '../document-name'
import { type FileStamp, type FileSystem, orAbsent, readWithStamp, sameStamp } from '../file-system'
import { FILES_AT_ONCE, inParallel } from '../in-parallel'
import { isOfVersion } from '../incoming'
import { Slices } from '../slices'
import { type KeptFile, Root, Shelf } from './backup-documents'
import { sha256Of } from './object-store'
import type { Place } from './place'
import { idIn } from './take-snapshot'

/** A file of a backup, by its path from the notebook. */
export type FileOfBackup = KeptFile & { readonly at: string }

/** Reads what backups hold: each object from whichever place has it whole. */
export class BackupReader {
  /** What was read of files of the notebook, while they are as they were. */
  readonly #seen = new Map<string, { readonly stamp: FileStamp; readonly sha256: string }>()

  constructor(
    private readonly fs: FileSystem,
    private readonly places: readonly Place[],
    /** The folder of the notebook, in which backups leave what never changes; null where there is none any more. */
    private readonly notebook: string | null,
  ) {}

  /** Null when it is not whole in any of the places. */
  async root(sha256: string): Promise<Root | null> {
    return parsed(Root, await this.object(sha256))
  }

  async shelf(sha256: string): Promise<Shelf | null> {
    return parsed(Shelf, await this.object(sha256))
  }

  /** All files of a backup; null when one of its lists cannot be read. */
  async files(root: string): Promise<FileOfBackup[] | null> {
    const lists = [...((await this.lists(root))?.values() ?? [null])]
    const whole = lists.filter((list) => list !== null)
    return whole.length === lists.length ? whole.flat() : null
  }

  /**
   * The files of a backup by the shelves that list them, those of no source under ''; null for a list that is not whole, and
   * instead of them all where it is the first one.
   */
  async lists(root: string): Promise<Map<string, FileOfBackup[] | null> | null> {
    const read = await this.root(root)
    if (read === null) return null
    const lists = new Map<string, FileOfBackup[] | null>()
    lists.set(
      '',
      read.documents.map((file) => ({ ...file, at: file.path })),
    )
    const shelves = await inParallel(read.shelves, FILES_AT_ONCE, async ([key, sha256]) => ({
      key,
      shelf: await this.shelf(sha256),
    }))
    // There may be very many.
    await new Slices().each(shelves, ({ key, shelf }) => {
      lists.set(key, shelf === null ? null : filesOn(shelf))
    })
    return lists
  }

  /** The bytes of a file of a backup, as they were; null when nobody has them any more. */
  async bytes(file: FileOfBackup): Promise<Uint8Array | null> {
    if (file.text !== undefined) {
      const bytes = Buffer.from(file.text)
      return (await sha256Of(bytes)) === file.sha256 ? bytes : null
    }
    return (await this.object(file.sha256)) ?? this.#inNotebook(file)
  }

  /** The bytes of an object, from the first place that has it whole. */
  async object(sha256: string): Promise<Uint8Array | null> {
    for (const { objects } of this.places) {
      const bytes = await objects.read(sha256)
      if (bytes !== null) return bytes
    }
    return null
  }

  /** Whether somebody has the bytes of a file: among the backups it only has to be there, in the notebook to be the same. */
  async has(file: FileOfBackup): Promise<boolean> {
    for (const { objects } of this.places) if (await objects.has(file.sha256).catch(() => false)) return true
    for await (const path of this.#placesInNotebook(file)) {
      const stamp = await this.fs.stamp(path).catch(() => null)
      const known = this.#seen.get(path)
      if (stamp !== null && known !== undefined && sameStamp(known.stamp, stamp)) {
        if (known.sha256 === file.sha256) return true
        continue
      }
      const found = await readWithStamp(this.fs, path).catch(() => null)
      if (found === null) continue
      const sha256 = await sha256Of(found.bytes)
      this.#seen.set(path, { stamp: found.stamp, sha256 })
      if (sha256 === file.sha256) return true
    }
    return false
  }

  /** Where a file lies in the notebook that never changes, as far as one can tell without reading it; null where it does not. */
  async placeInNotebook(file: FileOfBackup): Promise<string | null> {
    for await (const path of this.#placesInNotebook(file)) {
      const stamp = await this.fs.stamp(path).catch(() => null)
      if (stamp?.size === BigInt(file.bytes)) return relative(this.notebook ?? '', path).replaceAll(sep, '/')
    }
    return null
  }

  async #inNotebook(file: FileOfBackup): Promise<Uint8Array | null> {
    for await (const path of this.#placesInNotebook(file)) {
      const found = await readWithStamp(this.fs, path).catch(() => null)
      if (found !== null && (await sha256Of(found.bytes)) === file.sha256) return found.bytes
    }
    return null
  }

  /** What never changes lies where it was, or in the trash. */
  async *#placesInNotebook({ at }: FileOfBackup): AsyncGenerator<string> {
    const [folder = '', source = '', file = ''] = at.split('/')
    if (this.notebook === null || !isOfVersion(at) || !['sources', 'trash'].includes(folder)) return
    const id = idIn(source)
    yield join(this.notebook, 'sources', id, file)
    const trash = (await orAbsent(this.fs.readdir(join(this.notebook, 'trash'))).catch(() => null)) ?? []
    for (const name of trash) if (idIn(name) === id) yield join(this.notebook, 'trash', name, file)
  }
}

function filesOn({ folders }: Shelf): FileOfBackup[] {
  return folders.flatMap(({ place, files }) =>
    files.map((file) => ({ ...file, at: `${place}/${file.path}` })),
  )
}

/** The list in an object; null when it is none. */
export function parsed<T>(schema: z.ZodType<T>, bytes: Uint8Array | null): T | null {
  if (bytes === null) return null
  const checked = schema.safeParse(JSON.parse(Buffer.from(bytes).toString()))
  return checked.success ? checked.data : null
}

/** The name of the document in a file of a backup, wherever that lay. */
export function nameOfFile({ at }: FileOfBackup): string {
  return documentName(at)
}
