import type { Backup } from '../../../shared/model/health'
import { FILES_AT_ONCE, inParallel } from '../in-parallel'
import { isObject, type Manifest, Root, Shelf } from './backup-documents'
import { backupOf, type Place } from './place'
import { type BackupReader, type FileOfBackup, parsed } from './read-backups'

/** What a full look at the backups found. */
export type BackupCheck = {
  readonly objects: number
  /** How many were not whole or missing, and how many of these are whole again. */
  readonly hurt: number
  readonly mended: number
  /** How many could not be read, so that nobody knows whether they are whole; they were left alone. */
  readonly unread: number
  /** The backups that cannot be brought back as long as nothing more is found. */
  readonly unavailable: readonly Backup[]
}

/**
 * Reads every object that a backup in these places names. One that is not whole is replaced by what is whole elsewhere, in
 * `reader`; else it is removed, and the next backup writes anew what the notebook still has of it. Once it `isOver`, what was found until
 * then is answered. To be called where nobody else adds anything to the places or sweeps them.
 */
export async function verifyPlaces(
  places: readonly Place[],
  reader: BackupReader,
  isOver: () => boolean,
): Promise<BackupCheck> {
  const found = { objects: 0, hurt: 0, mended: 0, unread: 0 }
  const unavailable: Backup[] = []
  for (const place of places) {
    const manifests = await place.manifests().catch(() => null)
    if (manifests === null) found.unread += 1
    const look = new Look(place, reader, isOver, found)
    for (const manifest of manifests?.whole ?? [])
      if (!(await look.isAvailable(manifest)) && !isOver()) unavailable.push(backupOf(manifest, place.kind))
    // What may not last is found missing by the next look.
    await place.objects.sync().catch(() => undefined)
  }
  return { ...found, unavailable }
}

/** So many shelves are looked at side by side: one by one, the last objects of each would be waited for. */
const SHELVES_AT_ONCE = 4

/** A look at all objects of a place, each of which is read once however many backups name it. */
class Look {
  readonly #objects = new Map<string, Promise<boolean>>()
  readonly #shelves = new Map<string, Promise<boolean>>()
  readonly #roots = new Map<string, Promise<boolean>>()

  constructor(
    private readonly place: Place,
    private readonly reader: BackupReader,
    private readonly isOver: () => boolean,
    private readonly found: { objects: number; hurt: number; mended: number; unread: number },
  ) {}

  isAvailable({ root }: Manifest): Promise<boolean> {
    return once(this.#roots, root, () => this.#root(root))
  }

  async #root(sha256: string): Promise<boolean> {
    const root = parsed(Root, await this.#bytes(sha256, null))
    if (root === null) return false
    const documents = root.documents.map((file) => ({ ...file, at: file.path }))
    const shelves = await inParallel(root.shelves, SHELVES_AT_ONCE, ([, shelf]) =>
      once(this.#shelves, shelf, () => this.#shelf(shelf)),
    )
    return (await this.#all(documents)) && shelves.every(Boolean)
  }

  async #shelf(sha256: string): Promise<boolean> {
    const shelf = parsed(Shelf, await this.#bytes(sha256, null))
    if (shelf === null) return false
    return this.#all(
      shelf.folders.flatMap(({ place, files }) =>
        files.map((file) => ({ ...file, at: `${place}/${file.path}` })),
      ),
    )
  }

  async #all(files: readonly FileOfBackup[]): Promise<boolean> {
    const objects = files.filter((file) => isObject(file, this.place.isComplete))
    const available = await inParallel(objects, FILES_AT_ONCE, (file) =>
      once(this.#objects, file.sha256, async () => (await this.#bytes(file.sha256, file)) !== null),
    )
    return available.every(Boolean)
  }

  /** The bytes of an object, of a file where it is not a list; null when it is not whole and could not be made so. */
  async #bytes(sha256: string, file: FileOfBackup | null): Promise<Uint8Array | null> {
    const { found, reader } = this
    const { objects } = this.place
    if (this.isOver()) return null
    found.objects += 1
    try {
      const bytes = await objects.readOrFail(sha256)
      if (bytes !== null) return bytes
    } catch {
      found.unread += 1
      return null
    }
    found.hurt += 1
    // A disk that refuses this is no reason not to look at the rest.
    await objects.remove(sha256).catch(() => undefined)
    const bytes = file === null ? await reader.object(sha256) : await reader.bytes(file)
    if (bytes === null) return null
    try {
      await objects.add(sha256, bytes)
    } catch {
      return null
    }
    found.mended += 1
    return bytes
  }
}

/** What `job` answers for a name, asked for once. */
function once(
  known: Map<string, Promise<boolean>>,
  name: string,
  job: () => Promise<boolean>,
): Promise<boolean> {
  const before = known.get(name)
  if (before !== undefined) return before
  const answer = job()
  known.set(name, answer)
  return answer
}
