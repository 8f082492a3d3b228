import { Failure } from '../../../shared/contract/failure'
import { isOfFirstVersion, type KeptFile, type Manifest, objectsFor } from './backup-documents'
import { sha256Of } from './object-store'
import type { Place } from './place'
import { whyRefused } from './why-refused'

/** The places into which a backup is made. One that fails is left out from then on, and the others get it nonetheless. */
export class Targets {
  #places: readonly Place[]
  readonly #failures: Error[] = []

  constructor(places: readonly Place[]) {
    this.#places = places
  }

  /** Those that did not fail. */
  get places(): readonly Place[] {
    return this.#places
  }

  get failures(): readonly Error[] {
    return this.#failures
  }

  /** Runs `job` for every place that has not failed. When it fails in all of them, so does this. */
  async inEach(job: (place: Place) => Promise<unknown>): Promise<void> {
    await Promise.all(this.#places.map((place) => this.#try(place, job)))
    if (this.#places.length === 0) throw this.#failures[0] ?? new Error('there is no place for a backup')
  }

  /** True when an object is missing in a place that needs it for these files. */
  async lack(files: readonly KeptFile[]): Promise<boolean> {
    for (const { objects, isComplete } of this.#places)
      for (const sha256 of objectsFor(files, isComplete)) if (!(await objects.has(sha256))) return true
    return false
  }

  /** As `lack`, for objects that are needed everywhere and those that are needed where a place is complete. */
  async lackAny(everywhere: readonly string[], complete: readonly string[]): Promise<boolean> {
    for (const { objects, isComplete } of this.#places)
      for (const sha256 of isComplete ? complete : everywhere) if (!(await objects.has(sha256))) return true
    return false
  }

  /** Keep bytes wherever they are needed for the file and missing. Answers what they are called. */
  async add(bytes: Uint8Array, onlyWhereComplete = false): Promise<string> {
    const sha256 = await sha256Of(bytes)
    await this.inEach(async ({ objects, isComplete }) => {
      if (isComplete || !onlyWhereComplete) await objects.add(sha256, bytes)
    })
    return sha256
  }

  /** Make sure that an earlier state of a file is wherever it is needed and missing, as long as one place has it. */
  async carry(kept: KeptFile): Promise<void> {
    if (!(await this.lack([kept]))) return
    for (const { objects } of this.#places) {
      const bytes = await objects.read(kept.sha256)
      if (bytes === null) continue
      await this.add(bytes, isOfFirstVersion(kept.path))
      return
    }
  }

  /** Say in each place that the backup was made, once all that it needs is there to stay. */
  async write(manifest: Manifest): Promise<void> {
    await this.inEach(async (place) => {
      await place.objects.sync()
      await place.write(manifest)
    })
  }

  async #try(place: Place, job: (place: Place) => Promise<unknown>): Promise<void> {
    try {
      await job(place)
    } catch (error) {
      // Others may have failed there at the same time.
      if (!this.#places.includes(place)) return
      // What is there may not be what it was when it works again.
      place.objects.forget()
      this.#places = this.#places.filter((other) => other !== place)
      this.#failures.push(notBackedUp(error, place.folder))
    }
  }
}

/** The Failure of a backup that a disk refused; an error that no disk gave is returned as it is. */
export function notBackedUp(error: unknown, folder: string): Error {
  const refusal = whyRefused(error)
  if (refusal === null)
    return error instanceof Error ? error : new Error('no backup was made', { cause: error })
  const { reason, why, advice } = refusal
  const message = `No backup was made in ${folder} because ${why}; ${advice}. What was saved in the notebook is unharmed; the next backup is tried by itself.`
  return new Failure(reason, message, { cause: error })
}

/** The refusal of what is done only once the present state is backed up; `refused` says what was not done. */
export function unlessBackedUp(error: unknown, refused: string): unknown {
  if (!(error instanceof Failure)) return error
  const message = `${refused}, since the notebook as it is now has to be backed up before. ${error.message}`
  return new Failure(error.reason, message, { cause: error })
}
