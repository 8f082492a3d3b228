import { join } from 'node:path'
import { Failure } from '../../shared/contract/failure'
import type { Annotation } from '../../shared/model/annotation'
import type { Brief } from '../../shared/model/brief'
import type { Actors, Codebook } from '../../shared/model/codebook'
import type { Books } from '../../shared/model/edit-codebook'
import type { SavedViews } from '../../shared/model/excerpts'
import type { Fault, Incident } from '../../shared/model/health'
import type { AnnotationId, BriefId, NewId, SourceId } from '../../shared/model/ids'
import type { AnnotationFile, Notebook, SourceSummary, TrashEntry } from '../../shared/model/notebook'
import type { Source } from '../../shared/model/source'
import { noTally, summarise } from '../../shared/model/summarise'
import type { Version } from '../../shared/model/version'
import type { Backups } from './backups/backups'
import { Briefs, type FoundBrief, type ListedBriefs } from './briefs'
import { type Later, whenIdle } from './catalogue-writer'
import type { SourceNow, SourcesChange } from './change-sources'
import { moveDurably, StandingMove } from './durable-folder'
import type { FileSystem } from './file-system'
import type { HealthLog } from './health-record'
import type { Home } from './home'
import { bringIn, type OriginalFile } from './incoming'
import { KnownSources } from './known-sources'
import type { DamagedSource, LoadedLibrary } from './load-library'
import type { Lock } from './lock'
import { Mending, sourceOf } from './mending'
import { type AnnotationsNow, type FilesChange, SeveralSources } from './several-sources'
import { SharedLists } from './shared-lists'
import type { PutBack, SourceDocuments } from './source-documents'
import { stampSource } from './source-stamps'
import type { Changed } from './stored-document'
import type { Care } from './take-care'
import { newestFirst, trashName } from './trash-folder'
import { listTrashedSources, trashedSources } from './trashed-sources'
import type { ReadOnly, WriteGate } from './write-gate'

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
  /** A folder for the backups of all notebooks, outside of them; none unless given. */
  readonly outside?: string | null
  /** Called when there is something to be told of the files of the notebook, or when a backup was made. */
  readonly onHealth?: () => void
  /** Called with the path of a document that is no longer what was read: it was mended, or another program changed it. */
  readonly onReplaced?: (name: string) => void
}

/** What opening a notebook found. */
export type Opened = Care & {
  readonly notebook: Notebook
  readonly library: LoadedLibrary
  /** True when every summary was compared with its source. */
  readonly compared: boolean
  readonly access:
    | { readonly readOnly: ReadOnly; readonly lock: null }
    | { readonly readOnly: null; readonly lock: Lock }
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
  readonly backups: Backups
  /** What went wrong with the files of the notebook. */
  readonly health: HealthLog
  readonly #home: Home
  readonly #lock: Lock | null
  readonly #now: () => string
  readonly #onReplaced: (name: string) => void
  readonly #known: KnownSources
  readonly #briefs: Briefs
  readonly #lists: SharedLists
  readonly #gate: WriteGate
  readonly #several: SeveralSources
  readonly #mending: Mending
  #closing: Promise<void> | null = null

  constructor(
    { home, gate, backups, health, notebook, library, compared, access }: Opened,
    ports: StorePorts,
  ) {
    this.folder = home.folder
    this.notebook = notebook
    this.readOnly = access.readOnly
    this.damaged = library.damaged
    this.backups = backups
    this.health = health
    this.#home = home
    this.#lock = access.lock
    this.#now = ports.now
    const alone = access.lock !== null
    this.#known = new KnownSources(library, {
      home,
      alone,
      compared,
      later: ports.later ?? whenIdle,
      isOurs: () => gate.isOurs(),
      onLibraryChanged: ports.onLibraryChanged ?? (() => undefined),
    })
    this.#briefs = new Briefs(home, alone)
    this.#lists = new SharedLists(home, alone)
    this.#gate = gate
    this.#several = new SeveralSources(home, this.#known, this.#lists, this.#gate)
    if (alone) backups.resume(compared)
    this.#onReplaced = ports.onReplaced ?? (() => undefined)
    this.#mending = new Mending({
      home,
      notebook,
      gate,
      backups,
      health,
      known: this.#known,
      briefs: this.#briefs,
      lists: this.#lists,
      onReplaced: this.#onReplaced,
    })
    home.repair?.onReplaced((name) => {
      const source = sourceOf(name)
      if (source !== null) {
        this.#known.noteOthers(source)
        this.#known.library.reconsider(source)
      }
      this.#onReplaced(name)
    })
    this.#mending.lookForGone(library.gone, alone)
  }

  /** What there is, from memory, ordered by when it was added. */
  library(): readonly SourceSummary[] {
    return this.#known.library.list()
  }

  readSource(id: SourceId): Promise<Source> {
    return this.#known.reading(id, (documents) => documents.readSource())
  }

  readVersion(id: SourceId, number: number): Promise<Version> {
    return this.#known.reading(id, (documents) => documents.readVersion(number))
  }

  /** The bytes that a version was read from; null when their file is not there. */
  readOriginal(id: SourceId, number: number): Promise<OriginalFile | null> {
    return this.#known.reading(id, (documents) => documents.readOriginal(number))
  }

  /** Puts back what is lost of a version, given the bytes that it was read from: see `SourceDocuments`. */
  async putBackVersion(
    id: SourceId,
    number: number,
    original: OriginalFile,
    textOf: () => Promise<Version | null>,
  ): Promise<PutBack> {
    // What is whole is no change.
    const now = await this.#known.reading(id, (documents) => documents.lookAtVersion(number))
    if (now.original && now.isRead) return { original: false, text: 'whole' }
    return this.#changing(id, (documents) => documents.putBackVersion(number, original, textOf))
  }

  /** Writes the details of a source anew that are damaged; what lay in their place is kept aside. False where they can be read. */
  putBackSource(source: Source): Promise<boolean> {
    return this.#changing(source.id, async (documents) => {
      this.#known.expectKnown(source.id)
      const isPutBack = await documents.putBackSource(source)
      if (isPutBack) await this.#known.arrive(source)
      return isPutBack
    })
  }

  /** In reading order, without those in the trash. Counts that turn out to be wrong are put right. */
  readAnnotations(id: SourceId): Promise<readonly Annotation[]> {
    return this.#known.readAnnotations(id)
  }

  /**
   * Another value than before whenever the annotations of the source may have become others, for whoever keeps what it
   * read; null when nobody can tell. Where another program writes, its folders say so.
   */
  async annotationChanges(id: SourceId): Promise<AnnotationsNow['changes'] | null> {
    if (this.readOnly !== null) return stampSource(this.#home.fs, this.folder, id)
    return this.#known.annotationChanges(id)
  }

  readAnnotation(source: SourceId, id: AnnotationId): Promise<Annotation> {
    return this.#known.reading(source, (documents) => documents.readAnnotation(id))
  }

  /** Sources and briefs that were deleted, newest first. One that cannot be read is listed by its id. */
  async listTrash(): Promise<TrashEntry[]> {
    const sources = await listTrashedSources(this.#home)
    return [...sources, ...(await this.#briefs.listTrash())].toSorted(newestFirst)
  }

  /** The annotations that were deleted in a source, newest first. */
  async listTrashOf(source: SourceId): Promise<TrashEntry[]> {
    const trash = await this.#known.reading(source, (documents) => documents.readTrash())
    return trash.map(({ annotation, deleted }) => ({ kind: 'annotation', annotation, deleted }))
  }

  async addSource(source: Source, version: Version, original: OriginalFile): Promise<void> {
    await this.#changing(source.id, async () => {
      if (this.#known.knows(source.id))
        throw new Failure('conflict', `There is a source ${source.id} already.`)
      await bringIn(this.#home.fs, this.folder, { source, version, original })
      this.#known.library.add(summarise(source, noTally))
    })
  }

  changeSource(id: SourceId, change: (source: Source) => Source): Promise<Changed<Source>> {
    return this.#changingWithin(id, (documents) => documents.changeSource(change))
  }

  /** Moves the source with everything in it to the trash. */
  trashSource(id: SourceId): Promise<void> {
    return this.#changing(id, async () => {
      this.#known.expectKnown(id)
      const trash = join(this.folder, 'trash', trashName(id, this.#now()))
      const move = moveDurably(this.#home.fs, join(this.folder, 'sources', id), trash)
      await onceMoved(move, () => this.#known.drop(id))
    })
  }

  restoreSource(id: SourceId): Promise<void> {
    return this.#changing(id, async (documents) => {
      const all = await trashedSources(this.#home)
      const trashed = all.find((source) => source.id === id)
      if (trashed === undefined) throw notInTrash(id)
      // Read where it lies: one that cannot be shown stays in the trash.
      const { summary, error } = await trashed.documents.summarise()
      if (summary === null) throw error
      const place = join(this.folder, 'sources', id)
      await onceMoved(moveDurably(this.#home.fs, join(this.folder, trashed.folder), place), () => {
        documents.forget()
        this.#known.noteOthers(id)
        this.#known.library.add(summary, error)
      })
    })
  }

  addAnnotation(annotation: Annotation): Promise<void> {
    const { source } = annotation.target
    return this.#annotating(source, async (documents) => {
      await documents.addAnnotation(annotation)
      this.#known.places.learn(source, annotation)
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
        await this.#several.makeTogether([...stageBooks(after), stage])
        return { books: { before, after }, annotation }
      }),
    )
  }

  /** Moves the annotation to the trash of its file. */
  trashAnnotation(source: SourceId, id: AnnotationId): Promise<Annotation> {
    return this.#annotating(source, async (documents) => {
      const annotation = await documents.trashAnnotation(id, this.#now())
      this.#known.places.forget(id)
      return annotation
    })
  }

  restoreAnnotation(source: SourceId, id: AnnotationId): Promise<Annotation> {
    return this.#annotating(source, async (documents) => {
      const annotation = await documents.restoreAnnotation(id)
      this.#known.places.learn(source, annotation)
      return annotation
    })
  }

  /**
   * Change the files of annotations of several sources: all of them, or none. `change` returns a file in which nothing
   * changes as it is. Answers what the sources have now.
   */
  changeFiles(
    ids: readonly SourceId[],
    change: (file: AnnotationFile) => AnnotationFile,
  ): Promise<AnnotationsNow[]> {
    return this.#several.changeFiles(ids, change)
  }

  /** As `changeFiles`, with annotations that come to these sources, and with the shared lists. */
  changeFilesWithBooks(
    ids: readonly SourceId[],
    change: FilesChange,
  ): Promise<{ readonly annotations: AnnotationsNow[]; readonly books: Changed<Books> }> {
    return this.#several.changeFilesWithBooks(ids, change)
  }

  /**
   * Change several sources with their annotations together: all of it, or nothing. They may come, and go to the trash or out
   * of it. `plan` is asked what they are to be once nobody else may change them, and is given those of `ids` in that order.
   */
  changeSources(
    ids: readonly SourceId[],
    plan: (now: readonly SourceNow[]) => Promise<SourcesChange>,
  ): Promise<void> {
    return this.#several.changeSources(ids, plan, this.#now)
  }

  /** The source that holds the annotation; null when none does. */
  locateAnnotation(id: AnnotationId): Promise<SourceId | null> {
    return this.#known.places.locate(id, this.library())
  }

  /** Oldest first, and beside them those that cannot be read. */
  listBriefs(): Promise<ListedBriefs> {
    return this.#briefs.list()
  }

  readBrief(id: BriefId): Promise<Brief> {
    return this.#briefs.read(id)
  }

  /** As its file says, also where this version does not know its text; null where it does not say. */
  findBrief(id: BriefId): Promise<FoundBrief | null> {
    return this.#briefs.find(id)
  }

  addBrief(brief: Brief): Promise<void> {
    return this.#gate.pass(() => this.#briefs.add(brief))
  }

  changeBrief(id: BriefId, change: (brief: Brief) => Brief): Promise<Changed<Brief>> {
    return this.#gate.pass(() => this.#briefs.change(id, change))
  }

  trashBrief(id: BriefId): Promise<void> {
    return this.#gate.pass(() => this.#briefs.trash(id, this.#now()))
  }

  restoreBrief(id: BriefId): Promise<void> {
    return this.#gate.pass(() => this.#briefs.restore(id))
  }

  /** The shared lists as they are kept, with what was merged or removed. Each is the same object until it changes. */
  readBooks(): Promise<Books> {
    return this.#lists.readBooks()
  }

  changeCodebook(change: (codebook: Codebook) => Codebook): Promise<Changed<Codebook>> {
    return this.#gate.pass(() => this.#lists.changeCodebook(change))
  }

  changeActors(change: (actors: Actors) => Actors): Promise<Changed<Actors>> {
    return this.#gate.pass(() => this.#lists.changeActors(change))
  }

  readViews(): Promise<SavedViews> {
    return this.#lists.readViews()
  }

  changeViews(change: (views: SavedViews) => SavedViews): Promise<Changed<SavedViews>> {
    return this.#gate.pass(() => this.#lists.changeViews(change))
  }

  /** What was met in the files of the notebook since it was opened, newest first. */
  notes(): readonly Incident[] {
    return this.health.notes()
  }

  /**
   * Look at the file of a document again, given its path in the notebook, when it seems to be damaged or gone: what is known of
   * it is put back. Answers what was found; null when nothing was wrong. Throws a Failure when nothing good is known of it.
   */
  async mend(name: string): Promise<Fault | null> {
    const before = this.notes().length
    await this.#gate.pass(() => this.#mending.lookAt(name))
    const found = this.notes().slice(0, this.notes().length - before)
    return found.find(({ file }) => file === name) ?? null
  }

  /** What is to be told of each source that was there once and lies nowhere now. */
  gone(): Promise<readonly Fault[]> {
    return this.#mending.gone()
  }

  /**
   * Runs `job`, which puts another file or folder at this path inside the notebook, while nobody changes what lies there. It is
   * read anew afterwards.
   */
  replace<Value>(path: string, job: () => Promise<Value>): Promise<Value> {
    const inTurn = () => {
      this.#gate.expectFinished()
      return job()
    }
    return this.#gate.pass(async () => {
      const source = sourceOf(path)
      if (source === null) return this.#lists.replace(() => this.#briefs.replace(inTurn))
      const documents = this.#known.of(source)
      try {
        // Whoever changes something right after it must not go on from what was there before.
        return await documents.queue.run(() => inTurn().finally(() => documents.forget()))
      } finally {
        this.#known.noteOthers(source)
        this.#known.library.reconsider(source)
      }
    })
  }

  /** Runs `job` while nobody changes anything of that source. */
  inTurn<Value>(source: SourceId, job: () => Promise<Value>): Promise<Value> {
    return this.#known.of(source).queue.run(job)
  }

  /** Waits for what is being saved, makes a last backup, writes the catalogue and lets others write. Closing twice is harmless. */
  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    await this.#gate.close()
    await this.#known.library.stopChecking()
    if (this.#lock === null) return
    // Where somebody else has the notebook by now, all that lies there is his.
    const isOurs = await this.#gate.isOurs()
    // What others did to a file since it was saved would else be met when what we know of it is forgotten.
    if (isOurs) for (const saved of [this.#known, this.#briefs, this.#lists]) await saved.lookBack()
    // A backup that cannot be made is told by the backups themselves.
    await this.backups.finish().catch(() => undefined)
    await this.#known.library.finish()
    if (isOurs) await this.health.finish()
    await this.#lock.release()
  }

  /** As `#changingWithin`, for a change of annotations. */
  #annotating<Value>(id: SourceId, change: (documents: SourceDocuments) => Promise<Value>): Promise<Value> {
    return this.#changingWithin(id, (documents) =>
      // Noted also when it fails, since something of it may have been done.
      change(documents).finally(() => this.#known.noteAnnotations(id)),
    )
  }

  /** A change of the documents of a source that stays where it is; its summary follows. */
  #changingWithin<Value>(
    id: SourceId,
    change: (documents: SourceDocuments) => Promise<Value>,
  ): Promise<Value> {
    return this.#changing(id, async (documents) => {
      this.#known.expectKnown(id)
      const value = await change(documents)
      await this.#known.library.follow(id, documents)
      return value
    })
  }

  /** Changes of one source run one after another. */
  #changing<Value>(id: SourceId, change: (documents: SourceDocuments) => Promise<Value>): Promise<Value> {
    return this.#gate.pass(() => {
      const documents = this.#known.of(id)
      return documents.queue.run(() => {
        // What it waited for may have been a change that is to overwrite these files.
        this.#gate.expectFinished()
        return change(documents)
      })
    })
  }
}

/** Runs `follow` once a move is made, be it that it was refused and stands. */
async function onceMoved(move: Promise<void>, follow: () => void): Promise<void> {
  try {
    await move
  } catch (error) {
    if (error instanceof StandingMove) follow()
    throw error
  }
  follow()
}

function notInTrash(id: SourceId): Failure {
  return new Failure('not-found', `There is no source ${id} in the trash; it may have been restored already.`)
}
