import { join } from 'node:path'
import { Failure, type Reason } from '../../shared/contract/failure'
import type { Annotation } from '../../shared/model/annotation'
import type { Brief } from '../../shared/model/brief'
import type { Actors, Codebook } from '../../shared/model/codebook'
import type { Books } from '../../shared/model/edit-codebook'
import type { SavedViews } from '../../shared/model/excerpts'
import type { AnnotationId, BriefId, NewId, SourceId } from '../../shared/model/ids'
import type { AnnotationFile, Notebook, SourceSummary, TrashEntry } from '../../shared/model/notebook'
import type { Source } from '../../shared/model/source'
import { noTally, summarise, tallyOf } from '../../shared/model/summarise'
import type { Version } from '../../shared/model/version'
import { AnnotationPlaces } from './annotation-places'
import { Briefs, type ListedBriefs } from './briefs'
import { type Later, whenIdle } from './catalogue-writer'
import {
  changeSources,
  type Held,
  type SourceNow,
  type SourcesChange,
  type WantedSource,
} from './change-sources'
import { changeTogether, UnfinishedChange } from './change-together'
import { moveDurably } from './durable-folder'
import type { FileSystem } from './file-system'
import { FILES_AT_ONCE, inParallel } from './in-parallel'
import { bringIn, type OriginalFile } from './incoming'
import { KeptLibrary } from './kept-library'
import type { DamagedSource, LoadedLibrary } from './load-library'
import type { Lock } from './lock'
import { inTurnOfAll, Queue } from './queue'
import { SharedLists } from './shared-lists'
import type { SourceDocuments, Stage } from './source-documents'
import { SourceShelf } from './source-shelf'
import { stampSource } from './source-stamps'
import type { Changed } from './stored-document'
import { newestFirst, trashName } from './trash-folder'
import { listTrashedSources, type TrashedSource, trashedSources } from './trashed-sources'

export type StorePorts = {
  readonly now: () => string
  readonly newId: NewId
  readonly fs?: FileSystem
  /**
   * When to write the catalogue after a change, and when to compare it with the sources after opening; when nothing
   * has happened for a while unless given.
   */
  readonly later?: Later
  /** Called when the library turned out to say something else than the sources, and was put right. */
  readonly onLibraryChanged?: () => void
}

/** Why a notebook cannot be written to, in a sentence. */
export type ReadOnly = { readonly reason: Reason; readonly message: string }

/** What opening a notebook found. */
export type Opened = {
  readonly fs: FileSystem
  readonly folder: string
  readonly notebook: Notebook
  readonly library: LoadedLibrary
  /** True when every summary was compared with its source. */
  readonly compared: boolean
  readonly access:
    | { readonly readOnly: ReadOnly; readonly lock: null }
    | { readonly readOnly: null; readonly lock: Lock }
}

/** The annotations of a source in reading order, and what `annotationChanges` says as long as they are these. */
export type AnnotationsNow = {
  readonly source: SourceId
  readonly changes: number | string
  readonly annotations: readonly Annotation[]
}

/**
 * An open notebook. A change is on the disk when its promise resolves; when it rejects, memory and disk are as they
 * were. Growing the revision of what is changed is the business of whoever changes it.
 */
export class NotebookStore {
  readonly folder: string
  readonly notebook: Notebook
  readonly readOnly: ReadOnly | null
  /** Sources that could not be read in full when the notebook was opened. */
  readonly damaged: readonly DamagedSource[]
  readonly #fs: FileSystem
  readonly #lock: Lock | null
  readonly #now: () => string
  readonly #library: KeptLibrary
  readonly #shelf: SourceShelf
  readonly #places: AnnotationPlaces
  readonly #briefs: Briefs
  readonly #lists: SharedLists
  /** How often the annotations of a source may have become others since the notebook was opened. */
  readonly #annotationChanges = new Map<SourceId, number>()
  /** Once a change of several documents is certain but not made, nothing else may be. */
  #unfinished: Failure | null = null
  /** There is room to note down one change of several documents at a time. */
  readonly #together = new Queue()
  readonly #running = new Set<Promise<unknown>>()
  #closing: Promise<void> | null = null

  constructor({ fs, folder, notebook, library, compared, access }: Opened, ports: StorePorts) {
    this.folder = folder
    this.notebook = notebook
    this.readOnly = access.readOnly
    this.damaged = library.damaged
    this.#fs = fs
    this.#lock = access.lock
    this.#now = ports.now
    // Without the lock somebody else may change the files at any time, so nothing that was read is kept.
    this.#shelf = new SourceShelf(fs, folder, access.lock === null ? 0 : undefined)
    this.#briefs = new Briefs(fs, folder, access.lock !== null)
    this.#lists = new SharedLists(fs, folder, access.lock !== null)
    this.#places = new AnnotationPlaces((id) => this.readAnnotations(id), access.lock !== null)
    this.#library = new KeptLibrary(library, {
      fs,
      notebook: folder,
      shelf: this.#shelf,
      readOnly: access.lock === null,
      compared,
      later: ports.later ?? whenIdle,
      onPutRight: ports.onLibraryChanged ?? (() => undefined),
      onMeddled: (id) => {
        this.#places.forgetSearch(id)
        this.#noteAnnotations(id)
      },
    })
  }

  /** What there is, from memory, ordered by when it was added. */
  library(): readonly SourceSummary[] {
    return this.#library.list()
  }

  readSource(id: SourceId): Promise<Source> {
    return this.#reading(id, (documents) => documents.readSource())
  }

  readVersion(id: SourceId, number: number): Promise<Version> {
    return this.#reading(id, (documents) => documents.readVersion(number))
  }

  /** The bytes that a version was read from; null when their file is not there. */
  readOriginal(id: SourceId, number: number): Promise<OriginalFile | null> {
    return this.#reading(id, (documents) => documents.readOriginal(number))
  }

  /** In reading order, without those in the trash. Counts that turn out to be wrong are put right. */
  readAnnotations(id: SourceId): Promise<readonly Annotation[]> {
    return this.#reading(id, async (documents) => {
      const annotations = await documents.readAnnotations()
      this.#places.learnAll(id, annotations)
      await this.#library.expect(id, tallyOf(annotations), documents)
      return annotations
    })
  }

  /**
   * Another value than before whenever the annotations of the source may have become others, for whoever keeps what it
   * read; null when nobody can tell. Where another program writes, its folders say so.
   */
  async annotationChanges(id: SourceId): Promise<AnnotationsNow['changes'] | null> {
    if (this.readOnly !== null) return stampSource(this.#fs, this.folder, id)
    return this.#annotationChanges.get(id) ?? 0
  }

  readAnnotation(source: SourceId, id: AnnotationId): Promise<Annotation> {
    return this.#reading(source, (documents) => documents.readAnnotation(id))
  }

  /** Sources and briefs that were deleted, newest first. One that cannot be read is listed by its id. */
  async listTrash(): Promise<TrashEntry[]> {
    const sources = await listTrashedSources(this.#fs, this.folder)
    return [...sources, ...(await this.#briefs.listTrash())].toSorted(newestFirst)
  }

  /** The annotations that were deleted in a source, newest first. */
  async listTrashOf(source: SourceId): Promise<TrashEntry[]> {
    const trash = await this.#reading(source, (documents) => documents.readTrash())
    return trash.map(({ annotation, deleted }) => ({ kind: 'annotation', annotation, deleted }))
  }

  async addSource(source: Source, version: Version, original: OriginalFile): Promise<void> {
    await this.#changing(source.id, async () => {
      if (this.#knows(source.id)) throw new Failure('conflict', `There is a source ${source.id} already.`)
      await bringIn(this.#fs, this.folder, { source, version, original })
      this.#library.add(summarise(source, noTally))
    })
  }

  changeSource(id: SourceId, change: (source: Source) => Source): Promise<Changed<Source>> {
    return this.#changingWithin(id, (documents) => documents.changeSource(change))
  }

  /** Moves the source with everything in it to the trash. */
  trashSource(id: SourceId): Promise<void> {
    return this.#changing(id, async (documents) => {
      this.#expectKnown(id)
      const trash = join(this.folder, 'trash', trashName(id, this.#now()))
      await moveDurably(this.#fs, join(this.folder, 'sources', id), trash)
      documents.forget()
      this.#places.forgetSource(id)
      this.#noteAnnotations(id)
      this.#library.remove(id)
    })
  }

  restoreSource(id: SourceId): Promise<void> {
    return this.#changing(id, async (documents) => {
      const all = await trashedSources(this.#fs, this.folder)
      const trashed = all.find((source) => source.id === id)
      if (trashed === undefined) throw notInTrash(id)
      // Read where it lies: one that cannot be shown stays in the trash.
      const { summary, error } = await trashed.documents.summarise()
      if (summary === null) throw error
      await moveDurably(this.#fs, join(this.folder, trashed.folder), join(this.folder, 'sources', id))
      documents.forget()
      this.#places.forgetSearch(id)
      this.#noteAnnotations(id)
      this.#library.add(summary, error)
    })
  }

  addAnnotation(annotation: Annotation): Promise<void> {
    const { source } = annotation.target
    return this.#annotating(source, async (documents) => {
      await documents.addAnnotation(annotation)
      this.#places.learn(source, annotation)
    })
  }

  changeAnnotation(
    source: SourceId,
    id: AnnotationId,
    change: (annotation: Annotation) => Annotation,
  ): Promise<Changed<Annotation>> {
    return this.#annotating(source, (documents) => documents.changeAnnotation(id, change))
  }

  /** Change an annotation and the shared lists together: all of it, or nothing. */
  changeWithBooks(
    source: SourceId,
    id: AnnotationId,
    changeBooks: (books: Books) => Books,
    change: (annotation: Annotation) => Annotation,
  ): Promise<{ readonly books: Changed<Books>; readonly annotation: Changed<Annotation> }> {
    return this.#annotating(source, (documents) =>
      this.#lists.holdBooks(async (before, stageBooks) => {
        const after = changeBooks(before)
        const { stage, ...annotation } = await documents.stageAnnotation(id, change)
        await this.#makeTogether([...stageBooks(after), stage])
        return { books: { before, after }, annotation }
      }),
    )
  }

  /** Moves the annotation to the trash of its file. */
  trashAnnotation(source: SourceId, id: AnnotationId): Promise<Annotation> {
    return this.#annotating(source, async (documents) => {
      const annotation = await documents.trashAnnotation(id, this.#now())
      this.#places.forget(id)
      return annotation
    })
  }

  restoreAnnotation(source: SourceId, id: AnnotationId): Promise<Annotation> {
    return this.#annotating(source, async (documents) => {
      const annotation = await documents.restoreAnnotation(id)
      this.#places.learn(source, annotation)
      return annotation
    })
  }

  /**
   * Change the files of annotations of several sources: all of them, or none. `change` returns a file in which nothing
   * changes as it is. Answers what the sources have now.
   */
  async changeFiles(
    ids: readonly SourceId[],
    change: (file: AnnotationFile) => AnnotationFile,
  ): Promise<AnnotationsNow[]> {
    const { annotations } = await this.#changeFiles(ids, change, [], (stages) => this.#makeTogether(stages))
    return annotations
  }

  /** As `changeFiles`, with annotations that come to these sources, and with the shared lists. */
  async changeFilesWithBooks(
    ids: readonly SourceId[],
    {
      change,
      more,
      books: changeBooks,
    }: {
      readonly change: (file: AnnotationFile) => AnnotationFile
      readonly more: readonly Annotation[]
      readonly books: (books: Books) => Books
    },
  ): Promise<{ readonly annotations: AnnotationsNow[]; readonly books: Changed<Books> }> {
    const { annotations, made } = await this.#changeFiles(ids, change, more, (stages) =>
      this.#lists.holdBooks(async (before, stageBooks) => {
        const after = changeBooks(before)
        await this.#makeTogether([...stages, ...stageBooks(after)])
        return { before, after }
      }),
    )
    return { annotations, books: made }
  }

  #changeFiles<Made>(
    ids: readonly SourceId[],
    change: (file: AnnotationFile) => AnnotationFile,
    more: readonly Annotation[],
    make: (stages: readonly Stage[]) => Promise<Made>,
  ): Promise<{ readonly annotations: AnnotationsNow[]; readonly made: Made }> {
    const arriving = new Map<SourceId, Annotation[]>(ids.map((id) => [id, []]))
    for (const annotation of more) {
      const { source } = annotation.target
      arriving.set(source, [...(arriving.get(source) ?? []), annotation])
    }
    const sources = [...arriving.keys()]
    const all: SourceDocuments[] = []
    const shelf = this.#shelf
    function* queues() {
      for (const id of sources) {
        const documents = shelf.of(id)
        all.push(documents)
        yield documents.queue
      }
    }
    return this.#writing(() =>
      inTurnOfAll(queues(), async () => {
        for (const id of sources) this.#expectKnown(id)
        const parts = await inParallel(all, FILES_AT_ONCE, (documents) => {
          const its = arriving.get(documents.id) ?? []
          return its.length === 0 ? documents.stageAnnotations(change) : documents.stageWithMore(change, its)
        })
        const made = await make(parts.flat())
        const annotations = await inParallel(all, FILES_AT_ONCE, async (documents) => {
          const source = documents.id
          // Annotations may have come out of the trash.
          this.#places.forgetSearch(source)
          const changes = this.#noteAnnotations(source)
          await this.#library.follow(source, documents)
          return { source, changes, annotations: await documents.readAnnotations() }
        })
        return { annotations, made }
      }),
    )
  }

  /**
   * Change several sources with their annotations together: all of it, or nothing. They may come, and go to the trash or out
   * of it. `plan` is asked what they are to be once nobody else may change them, and is given those of `ids` in that order.
   */
  async changeSources(
    ids: readonly SourceId[],
    plan: (now: readonly SourceNow[]) => Promise<SourcesChange>,
  ): Promise<void> {
    const named = [...new Set(ids)]
    const turns = named.map((id) => this.#shelf.of(id).queue)
    await this.#writing(() =>
      inTurnOfAll(turns, async () => {
        const trashed = named.every((id) => this.#knows(id))
          ? []
          : await trashedSources(this.#fs, this.folder)
        const held = new Map<SourceId, Held>()
        for (const id of named) held.set(id, await this.#hold(id, trashed))
        const change = await plan([...held.values()])
        const moved = await this.#allOrNone(() =>
          changeSources(this.#fs, this.folder, held, change, this.#now()),
        )
        for (const wanted of change.sources) await this.#follow(wanted)
        for (const [id, { to }] of moved) this.#places.learn(to, { id })
      }),
    )
  }

  async #hold(id: SourceId, trashed: readonly TrashedSource[]): Promise<Held> {
    const lying = this.#knows(id) ? null : trashed.find((one) => one.id === id)
    if (lying === undefined) throw notFound(id)
    const documents = lying?.documents ?? this.#shelf.of(id)
    const [source, annotations] = await Promise.all([documents.readSource(), documents.readAnnotations()])
    return { source, annotations, documents, folder: lying?.folder ?? `sources/${id}` }
  }

  /** What is remembered of a source follows a change of several. */
  async #follow({ source: { id }, in: place }: WantedSource): Promise<void> {
    const documents = this.#shelf.of(id)
    this.#noteAnnotations(id)
    if (place === 'trash') {
      documents.forget()
      this.#places.forgetSource(id)
      this.#library.remove(id)
      return
    }
    this.#places.forgetSearch(id)
    if (this.#knows(id)) return this.#library.follow(id, documents)
    documents.forget()
    const { summary, error } = await documents.summarise()
    if (summary !== null) this.#library.add(summary, error)
  }

  #makeTogether(stages: readonly Stage[]): Promise<number> {
    return this.#allOrNone(() => changeTogether(this.#fs, this.folder, stages))
  }

  /** Runs a change of several documents when no other one is being made. */
  #allOrNone<Value>(change: () => Promise<Value>): Promise<Value> {
    return this.#together.run(async () => {
      this.#expectFinished()
      try {
        return await change()
      } catch (error) {
        if (error instanceof UnfinishedChange) this.#unfinished = error
        throw error
      }
    })
  }

  /** The source that holds the annotation; null when none does. */
  locateAnnotation(id: AnnotationId): Promise<SourceId | null> {
    return this.#places.locate(id, this.library())
  }

  /** Oldest first, and beside them those that cannot be read. */
  listBriefs(): Promise<ListedBriefs> {
    return this.#briefs.list()
  }

  readBrief(id: BriefId): Promise<Brief> {
    return this.#briefs.read(id)
  }

  addBrief(brief: Brief): Promise<void> {
    return this.#writing(() => this.#briefs.add(brief))
  }

  changeBrief(id: BriefId, change: (brief: Brief) => Brief): Promise<Changed<Brief>> {
    return this.#writing(() => this.#briefs.change(id, change))
  }

  trashBrief(id: BriefId): Promise<void> {
    return this.#writing(() => this.#briefs.trash(id, this.#now()))
  }

  restoreBrief(id: BriefId): Promise<void> {
    return this.#writing(() => this.#briefs.restore(id))
  }

  /** The shared lists as they are kept, with what was merged or removed. Each is the same object until it changes. */
  readBooks(): Promise<Books> {
    return this.#lists.readBooks()
  }

  changeCodebook(change: (codebook: Codebook) => Codebook): Promise<Changed<Codebook>> {
    return this.#writing(() => this.#lists.changeCodebook(change))
  }

  changeActors(change: (actors: Actors) => Actors): Promise<Changed<Actors>> {
    return this.#writing(() => this.#lists.changeActors(change))
  }

  readViews(): Promise<SavedViews> {
    return this.#lists.readViews()
  }

  changeViews(change: (views: SavedViews) => SavedViews): Promise<Changed<SavedViews>> {
    return this.#writing(() => this.#lists.changeViews(change))
  }

  /** Waits for what is being saved, writes the catalogue and lets others write. Closing twice is harmless. */
  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    await this.#library.stopChecking()
    while (this.#running.size > 0) await Promise.allSettled(this.#running)
    if (this.#lock === null) return
    await this.#library.finish()
    await this.#lock.release()
  }

  async #reading<Value>(id: SourceId, read: (documents: SourceDocuments) => Promise<Value>): Promise<Value> {
    this.#expectKnown(id)
    try {
      return await read(this.#shelf.of(id))
    } catch (error) {
      // It may have gone to the trash while it was read, which is no damage.
      this.#expectKnown(id)
      throw error
    }
  }

  /** As `#changingWithin`, for a change of annotations. */
  #annotating<Value>(id: SourceId, change: (documents: SourceDocuments) => Promise<Value>): Promise<Value> {
    return this.#changingWithin(id, (documents) =>
      // Noted also when it fails, since something of it may have been done.
      change(documents).finally(() => this.#noteAnnotations(id)),
    )
  }

  #noteAnnotations(id: SourceId): number {
    const changes = (this.#annotationChanges.get(id) ?? 0) + 1
    this.#annotationChanges.set(id, changes)
    return changes
  }

  /** A change of the documents of a source that stays where it is; its summary follows. */
  #changingWithin<Value>(
    id: SourceId,
    change: (documents: SourceDocuments) => Promise<Value>,
  ): Promise<Value> {
    return this.#changing(id, async (documents) => {
      this.#expectKnown(id)
      const value = await change(documents)
      await this.#library.follow(id, documents)
      return value
    })
  }

  /** Changes of one source run one after another. */
  #changing<Value>(id: SourceId, change: (documents: SourceDocuments) => Promise<Value>): Promise<Value> {
    return this.#writing(() => {
      const documents = this.#shelf.of(id)
      return documents.queue.run(() => {
        // What it waited for may have been a change that is to overwrite these files.
        this.#expectFinished()
        return change(documents)
      })
    })
  }

  async #writing<Value>(change: () => Promise<Value>): Promise<Value> {
    if (this.readOnly !== null) throw new Failure(this.readOnly.reason, this.readOnly.message)
    if (this.#closing !== null) {
      throw new Failure(
        'unavailable',
        'The notebook was closed, so the change was not saved; open it and try again.',
      )
    }
    this.#expectFinished()
    const running = change()
    this.#running.add(running)
    try {
      return await running
    } finally {
      this.#running.delete(running)
    }
  }

  #expectFinished(): void {
    if (this.#unfinished !== null) throw this.#unfinished
  }

  /** A damaged source may have no summary, yet it is there. */
  #knows(id: SourceId): boolean {
    return this.#library.has(id) || this.damaged.some(({ source }) => source === id)
  }

  #expectKnown(id: SourceId): void {
    if (!this.#knows(id)) throw notFound(id)
  }
}

function notFound(id: SourceId): Failure {
  return new Failure('not-found', `There is no source ${id} in this notebook; it may have been deleted.`)
}

function notInTrash(id: SourceId): Failure {
  return new Failure('not-found', `There is no source ${id} in the trash; it may have been restored already.`)
}
