import { type Manifest, objectsFor } from './backup-documents'
import type { Place } from './place'
import type { BackupReader } from './read-backups'
import { tooMany, tooManyOfEach } from './thin-out'

/** How many backups are thinned out before what only they needed is swept, which takes reading all lists. */
const SWEEP_AFTER = 16

/** Takes away from a place the backups of which there are too many, and now and then what nobody needs any more. */
export class Thinning {
  /** How many were thinned out since objects were last swept. A new process does not know what the one before left. */
  #thinned = SWEEP_AFTER

  constructor(
    private readonly place: Place,
    private readonly isLate: () => boolean,
  ) {}

  /** To be called when a backup was made. Who closes a notebook (`atClosing`) waits for a sweep now and then only. */
  async thinOut(reader: BackupReader, atClosing: boolean): Promise<void> {
    const { place, isLate } = this
    const { whole, unreadable, uncertain } = await place.manifests()
    const gone = place.isComplete ? tooManyOfEach(whole) : tooMany(whole)
    const stay = whole.filter(({ number }) => !gone.includes(number))
    const oldest = stay.at(-1)?.number ?? 0
    // One that cannot be read may be of any kind, so it stays as long as any that can be.
    const staying = unreadable.filter((number) => number > oldest || uncertain.includes(number))
    gone.push(...unreadable.filter((number) => !staying.includes(number)))
    await place.drop(gone)
    this.#thinned += gone.length
    // Some never have it open until the next backup.
    const [newest = 0, before = 0] = whole.map(({ number }) => Math.floor(number / SWEEP_AFTER))
    const isDue = atClosing ? newest !== before : this.#thinned >= SWEEP_AFTER
    // What one that cannot be read needs is not known.
    if (!isDue || staying.length > 0) return
    const needed = await this.#neededBy(stay, reader)
    if (needed === null) return
    await place.tidy()
    await place.objects.sweep(needed, isLate)
    if (!isLate()) this.#thinned = 0
  }

  /** The objects that these backups need; null when one of their lists cannot be read, or when it is too late. */
  async #neededBy(manifests: readonly Manifest[], reader: BackupReader): Promise<Set<string> | null> {
    const { isComplete } = this.place
    const needed = new Set<string>()
    for (const { root } of manifests) {
      if (needed.has(root)) continue
      if (this.isLate()) return null
      needed.add(root)
      const read = await reader.root(root)
      if (read === null) return null
      for (const sha256 of objectsFor(read.documents, isComplete)) needed.add(sha256)
      for (const [, sha256] of read.shelves) {
        if (needed.has(sha256)) continue
        needed.add(sha256)
        const shelf = await reader.shelf(sha256)
        if (shelf === null) return null
        for (const { files } of shelf.folders)
          for (const object of objectsFor(files, isComplete)) needed.add(object)
      }
    }
    return needed
  }
}
