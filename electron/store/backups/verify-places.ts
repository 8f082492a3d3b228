import { isObject, Root, Shelf } from './backup-documents'
import { FindLosses, type LostOfBackup, lostOf, once } from './losses'
import type { Place } from './place'
import { type BackupReader, type FileOfBackup, parsed } from './read-backups'

/** What a full look at the backups found. */
export type BackupCheck = {
  readonly objects: number
  /** How many were not whole or missing, and how many of these are whole again. */
  readonly hurt: number
  readonly mended: number
  /** How many could not be read, so that nobody knows whether they are whole; they were left alone. */
  readonly unread: number
  /** The backups of which not everything can be brought back as long as nothing more is found. */
  readonly unavailable: readonly LostOfBackup[]
}

export type HowToVerify = {
  /** Once it is over, what was found until then is answered. */
  readonly isOver: () => boolean
  /** Files of the notebook, by their paths in it, that a look at them did not find whole. */
  readonly doubted: ReadonlySet<string>
}

/**
 * Reads every object that a backup in these places names. One that is not whole is replaced by what is whole elsewhere, in
 * `reader`; else it is removed, and the next backup writes anew what the notebook still has of it. What backups leave in the
 * notebook counts as whole where it lies there and is not `doubted`, so that nothing is read twice. To be called where nobody
 * else adds anything to the places or sweeps them.
 */
export async function verifyPlaces(
  places: readonly Place[],
  reader: BackupReader,
  { isOver, doubted }: HowToVerify,
): Promise<BackupCheck> {
  const found = { objects: 0, hurt: 0, mended: 0, unread: 0 }
  const unavailable: LostOfBackup[] = []
  for (const place of places) {
    const manifests = await place.manifests().catch(() => null)
    if (manifests === null) found.unread += 1
    const look = new Look(place, reader, { isOver, doubted }, found)
    for (const manifest of manifests?.whole ?? []) {
      const lost = lostOf(manifest, place, await look.losses.in(manifest.root))
      if (lost !== null && !isOver()) unavailable.push(lost)
    }
    // What may not last is found missing by the next look.
    await place.objects.sync().catch(() => undefined)
  }
  return { ...found, unavailable }
}

/** A look at all objects of a place, each of which is read once however many backups name it. */
class Look {
  readonly losses = new FindLosses({
    root: async (sha256) => parsed(Root, await this.#bytes(sha256, null)),
    shelf: async (sha256) => parsed(Shelf, await this.#bytes(sha256, null)),
    isWhole: (file) => this.#isWhole(file),
  })
  readonly #objects = new Map<string, Promise<boolean>>()

  constructor(
    private readonly place: Place,
    private readonly reader: BackupReader,
    private readonly how: HowToVerify,
    private readonly found: { objects: number; hurt: number; mended: number; unread: number },
  ) {}

  async #isWhole(file: FileOfBackup): Promise<boolean> {
    const { place, reader, how } = this
    if (isObject(file, place.isComplete))
      return once(this.#objects, file.sha256, async () => (await this.#bytes(file.sha256, file)) !== null)
    const path = await reader.placeInNotebook(file)
    return (path !== null && !how.doubted.has(path)) || (await reader.bytes(file)) !== null
  }

  /** The bytes of an object, of a file where it is not a list; null when it is not whole and could not be made so. */
  async #bytes(sha256: string, file: FileOfBackup | null): Promise<Uint8Array | null> {
    const { found, reader } = this
    const { objects } = this.place
    if (this.how.isOver()) return null
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
