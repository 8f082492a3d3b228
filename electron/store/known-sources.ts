import { Failure } from '../../shared/contract/failure'
import type { Annotation } from '../../shared/model/annotation'
import type { SourceId } from '../../shared/model/ids'
import type { Source } from '../../shared/model/source'
import { noTally, summarise, tallyOf } from '../../shared/model/summarise'
import { AnnotationPlaces } from './annotation-places'
import type { Later } from './catalogue-writer'
import type { Home } from './home'
import { KeptLibrary } from './kept-library'
import type { DamagedSource, LoadedLibrary } from './load-library'
import type { SourceDocuments } from './source-documents'
import { SourceShelf } from './source-shelf'
import { withTitle } from './with-title'

export type KnownSourcesPorts = {
  readonly home: Home
  /** True when nobody else may change the files. */
  readonly alone: boolean
  /** True when every summary was compared with its source. */
  readonly compared: boolean
  readonly later: Later
  /** False where somebody else has the notebook by now. */
  readonly isOurs: () => Promise<boolean>
  readonly onLibraryChanged: () => void
}

/** The sources of an open notebook: which there are, their documents, and what was seen in them. */
export class KnownSources {
  readonly library: KeptLibrary
  readonly places: AnnotationPlaces
  /** Those that could not be read in full when the notebook was opened. */
  readonly damaged: readonly DamagedSource[]
  readonly #shelf: SourceShelf
  /** How often the annotations of a source may have become others since the notebook was opened. */
  readonly #changes = new Map<SourceId, number>()

  constructor(
    loaded: LoadedLibrary,
    { home, alone, compared, later, isOurs, onLibraryChanged }: KnownSourcesPorts,
  ) {
    this.damaged = loaded.damaged
    // Where somebody else may change the files at any time, nothing that was read is kept.
    this.#shelf = new SourceShelf(home, alone ? undefined : 0)
    this.places = new AnnotationPlaces((id) => this.readAnnotations(id), alone)
    this.library = new KeptLibrary(loaded, {
      fs: home.fs,
      notebook: home.folder,
      shelf: this.#shelf,
      readOnly: !alone,
      compared,
      later,
      isOurs,
      onPutRight: onLibraryChanged,
      onMeddled: (id) => this.noteOthers(id),
    })
  }

  /** There is never more than one object in use for a source. */
  of(id: SourceId): SourceDocuments {
    return this.#shelf.of(id)
  }

  /** Look at what was saved in those that are in memory, before they are forgotten. */
  async lookBack(): Promise<void> {
    for (const documents of this.#shelf.all()) await documents.lookBack()
  }

  /** A damaged source may have no summary, yet it is there. */
  knows(id: SourceId): boolean {
    return this.library.has(id) || this.damaged.some(({ source }) => source === id)
  }

  expectKnown(id: SourceId): void {
    if (!this.knows(id)) throw noSource(id)
  }

  async reading<Value>(id: SourceId, read: (documents: SourceDocuments) => Promise<Value>): Promise<Value> {
    this.expectKnown(id)
    try {
      return await read(this.of(id))
    } catch (error) {
      // It may have gone to the trash while it was read, which is no damage.
      this.expectKnown(id)
      throw withTitle(error, this.library.get(id)?.title ?? null)
    }
  }

  /** In reading order, without those in the trash. Counts that turn out to be wrong are put right. */
  readAnnotations(id: SourceId): Promise<readonly Annotation[]> {
    return this.reading(id, async (documents) => {
      const found = await documents.readAnnotations()
      const isExpected = await this.library.expect(id, tallyOf(found), documents)
      const annotations = isExpected ? found : await documents.readAnnotations()
      this.places.learnAll(id, annotations)
      return annotations
    })
  }

  annotationChanges(id: SourceId): number {
    return this.#changes.get(id) ?? 0
  }

  /** To be called when the annotations of a source may have become others. */
  noteAnnotations(id: SourceId): number {
    const changes = this.annotationChanges(id) + 1
    this.#changes.set(id, changes)
    return changes
  }

  /** As `noteAnnotations`, where some may have come that nobody has seen. */
  noteOthers(id: SourceId): number {
    this.places.forgetSearch(id)
    return this.noteAnnotations(id)
  }

  /** The source is in the trash now. */
  drop(id: SourceId): void {
    this.of(id).forget()
    this.places.forgetSource(id)
    this.noteAnnotations(id)
    this.library.remove(id)
  }

  /** The source came out of the trash, or is new: it was saved like this. */
  async arrive(source: Source): Promise<void> {
    const { id } = source
    const documents = this.of(id)
    documents.forget()
    this.noteOthers(id)
    const { summary, error } = await documents.summarise()
    // One that the disk does not give back at this moment is there all the same.
    this.library.add(summary ?? summarise(source, noTally), error)
  }
}

export function noSource(id: SourceId): Failure {
  return new Failure('not-found', `There is no source ${id} in this notebook; it may have been deleted.`)
}
