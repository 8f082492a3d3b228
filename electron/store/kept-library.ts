import { isDeepStrictEqual } from 'node:util'
import type { SourceId } from '../../shared/model/ids'
import { noCounts, type SourceSummary } from '../../shared/model/notebook'
import { type Tally, tallyIn } from '../../shared/model/summarise'
import { CatalogueWriter, type Later } from './catalogue-writer'
import type { FileSystem } from './file-system'
import { Library } from './library'
import { LibraryCheck } from './library-check'
import type { LoadedLibrary } from './load-library'
import type { SourceDocuments } from './source-documents'
import type { SourceShelf } from './source-shelf'
import { type SourceStamps, stampSource } from './source-stamps'

export type KeptLibraryPorts = {
  readonly fs: FileSystem
  readonly notebook: string
  readonly shelf: SourceShelf
  /** Reading is all we may do; then the catalogue is left alone. */
  readonly readOnly: boolean
  /** True when every summary was compared with its source already. */
  readonly compared: boolean
  readonly later: Later
  /** False where somebody else has the notebook by now. */
  readonly isOurs: () => Promise<boolean>
  /** Called when the library turned out to say something else than the sources, and was put right. */
  readonly onPutRight: () => void
  /** Called when the files of a source are no longer those that were read. */
  readonly onMeddled: (id: SourceId) => void
}

/**
 * The library of an open notebook, kept true to the sources: after each change, where a source is read, and by a look
 * at all of them some time after opening. What it says is written to the catalogue.
 */
export class KeptLibrary {
  readonly #library: Library
  readonly #stamps: SourceStamps
  readonly #catalogue: CatalogueWriter
  readonly #check: LibraryCheck | null
  readonly #looking = new Set<Promise<void>>()

  constructor(
    loaded: LoadedLibrary,
    private readonly ports: KeptLibraryPorts,
  ) {
    const { fs, notebook, shelf, readOnly, compared, later, isOurs } = ports
    this.#library = new Library(loaded.summaries)
    this.#stamps = loaded.stamps
    const origin = {
      list: () => this.list(),
      stamps: loaded.stamps,
      look: (id: SourceId) => shelf.of(id).queue.run(() => stampSource(fs, notebook, id)),
      isOurs,
    }
    this.#catalogue = new CatalogueWriter(fs, notebook, origin, later)
    if (loaded.stale) this.#markStale()
    const ids = () => this.list().map(({ id }) => id)
    this.#check = readOnly || compared ? null : new LibraryCheck(ids, (id) => this.#compare(id), later)
  }

  /** Ordered by when a source was added, then by id so that the order is total. */
  list(): readonly SourceSummary[] {
    return this.#library.list()
  }

  get(id: SourceId): SourceSummary | null {
    return this.#library.get(id)
  }

  has(id: SourceId): boolean {
    return this.#library.has(id)
  }

  /** A source that came. With an `error` something of it could not be read, so it is looked at again at the next opening. */
  add(summary: SourceSummary, error: unknown = null): void {
    this.#library.set(summary)
    if (error === null) this.#stamps.touch(summary.id)
    else this.#stamps.set(summary.id, null)
    this.#markStale()
  }

  remove(id: SourceId): void {
    this.#library.remove(id)
    this.#stamps.set(id, null)
    this.#markStale()
  }

  /** To be called after a change of the documents, in their queue: no mistake in a summary outlives a change. */
  async follow(id: SourceId, documents: SourceDocuments): Promise<void> {
    await this.#summarise(id, documents)
    this.#markStale()
  }

  /**
   * To be told how many annotations a source turned out to have. False when that was not what the library says; if files of
   * annotations were missing they are there again, if they are known.
   */
  async expect(id: SourceId, tally: Tally, documents: SourceDocuments): Promise<boolean> {
    const summary = this.#library.get(id)
    if (summary === null || isDeepStrictEqual(tallyIn(summary), tally)) return true
    // A change may be under way that the library learns of in a moment; then this finds nothing to put right.
    await documents.queue.run(async () => {
      if (!this.ports.readOnly) await this.#missAnnotations(id, documents)
      await this.#putRight(id, documents)
    })
    return false
  }

  /** Where there are fewer than the library says, a file of them may be missing. */
  async #missAnnotations(id: SourceId, documents: SourceDocuments): Promise<void> {
    try {
      const { counts } = this.#library.get(id) ?? { counts: noCounts }
      const listed = Object.values(counts).reduce((sum, count) => sum + count, 0)
      if ((await documents.readAnnotations()).length < listed) await documents.lookForMore()
    } catch {
      // What is damaged is told where it is read.
    }
  }

  /** To be called when the files of a source turned out to be others than those that were read: its summary follows. */
  reconsider(id: SourceId): void {
    const documents = this.ports.shelf.of(id)
    const looking = documents.queue.run(() => this.#putRight(id, documents)).catch(() => undefined)
    this.#looking.add(looking)
    void looking.finally(() => this.#looking.delete(looking))
  }

  /** Resolves when nothing is read any more in the background. */
  async stopChecking(): Promise<void> {
    await Promise.all([this.#check?.stop(), ...this.#looking])
  }

  /** Bring the catalogue up to date for the last time. */
  async finish(): Promise<void> {
    await this.#catalogue.finish()
  }

  /** The summary is true for the folders as they were at `stamp` if given, else as they will be when no change is under way. */
  async #summarise(id: SourceId, documents: SourceDocuments, stamp: string | null = null): Promise<void> {
    const { summary, error } = await documents.summarise()
    if (summary !== null) this.#library.set(summary)
    if (error === null && stamp === null) this.#stamps.touch(id)
    else this.#stamps.set(id, error === null ? stamp : null)
  }

  /** As `#summarise`, where nothing was changed by us. */
  async #putRight(id: SourceId, documents: SourceDocuments, stamp: string | null = null): Promise<void> {
    const before = this.#library.get(id)
    if (before === null) return
    const known = this.#stamps.get(id)
    await this.#summarise(id, documents, stamp)
    const same = isDeepStrictEqual(before, this.#library.get(id))
    if (!same || this.#stamps.get(id) !== known) this.#markStale()
    if (!same) this.ports.onPutRight()
  }

  /** Read a source again if its folders are not as they were when its summary was true. */
  async #compare(id: SourceId): Promise<void> {
    const { fs, notebook, shelf, onMeddled } = this.ports
    const known = this.#stamps.get(id)
    if (known !== null && (await stampSource(fs, notebook, id)) === known) return
    const documents = shelf.of(id)
    await documents.queue.run(async () => {
      const stamp = await stampSource(fs, notebook, id)
      if (stamp === null) return
      // What is in memory may be older than what another program put there.
      await documents.lookAgain()
      onMeddled(id)
      await this.#putRight(id, documents, stamp)
    })
  }

  #markStale(): void {
    if (!this.ports.readOnly) this.#catalogue.markStale()
  }
}
