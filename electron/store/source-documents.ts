import { createHash } from 'node:crypto'
import { extname, join } from 'node:path'
import { projectText } from '../../shared/anchoring/text-projection'
import { Failure } from '../../shared/contract/failure'
import { type Annotation, byPlace } from '../../shared/model/annotation'
import type { AnnotationId, SourceId } from '../../shared/model/ids'
import { ANNOTATIONS_A_FILE, AnnotationFile, type SourceSummary } from '../../shared/model/notebook'
import { Source, type VersionEntry } from '../../shared/model/source'
import { addTallies, noTally, summarise, type Tally, tallyOf } from '../../shared/model/summarise'
import { Version } from '../../shared/model/version'
import type { StagedChange } from './change-together'
import { notRead } from './disk-failure'
import { encodeDocument } from './document-codec'
import { documentName } from './document-name'
import { stageDurably } from './durable-file'
import { makeFolder } from './durable-folder'
import { orAbsent, readWithStamp } from './file-system'
import type { Home } from './home'
import { FILES_AT_ONCE, inParallel } from './in-parallel'
import { type OriginalFile, safeExtension, versionFiles } from './incoming'
import { Queue } from './queue'
import { type Changed, type Known, StoredDocument } from './stored-document'
import { newestFirst } from './trash-folder'

type AnnotationDocument = StoredDocument<AnnotationFile>

/** One part of a change of several documents. */
export type Stage = () => Promise<StagedChange | null>

/** What was put back of a version. */
export type PutBack = {
  /** True for the file that it was read from. */
  readonly original: boolean
  readonly text: 'whole' | 'put back' | 'lost'
}

const noAnnotations: AnnotationFile = { annotations: [], trash: [] }

/** A file is counted once, so that the cost of a change does not grow with the source. */
const tallied = new WeakMap<AnnotationFile, Tally>()

function tallyIn(file: AnnotationFile): Tally {
  const known = tallied.get(file)
  if (known !== undefined) return known
  const tally = tallyOf(file.annotations)
  tallied.set(file, tally)
  return tally
}

/** The documents of one source. Whoever changes something does it through `queue`. */
export class SourceDocuments {
  /** Orders the changes of a source, since some concern several of its files. */
  readonly queue = new Queue()
  #source: StoredDocument<Source>
  #files: AnnotationDocument[] | null = null

  constructor(
    private readonly home: Home,
    readonly id: SourceId,
    /** Where its files lie in the notebook: in `sources`, or somewhere in the trash. */
    private readonly place = `sources/${id}`,
  ) {
    this.#source = this.#openSource()
  }

  /** How many documents may be in memory. */
  get weight(): number {
    return 1 + (this.#files?.length ?? 0)
  }

  /** Forget what was read: the files were moved. */
  forget(): void {
    this.#source = this.#openSource()
    this.#files = null
  }

  /**
   * Look at what was read again: what another program damaged or deleted is put back, what it changed is read anew, and what
   * it added shows.
   */
  async lookAgain(): Promise<void> {
    const documents = [this.#source, ...(this.#files ?? [])]
    // What is damaged is told where it is read.
    await inParallel(documents, FILES_AT_ONCE, (document) => document.lookAgain().catch(() => undefined))
    this.#files = null
  }

  /** As `lookAgain`, for the files that were saved. */
  async lookBack(): Promise<void> {
    const documents = [this.#source, ...(this.#files ?? [])]
    await inParallel(documents, FILES_AT_ONCE, (document) => document.lookBack())
  }

  /** As `lookAgain`, for one file of the source by its name in the folder. Throws a Failure when it is lost. */
  async mend(file: string): Promise<void> {
    const [, folder = '', number = ''] = /^(annotations\/|v)([1-9]\d{0,5})\./.exec(file) ?? []
    if (file === 'source.json') return this.#source.lookAgain()
    if (folder === 'v') {
      await (file.endsWith('.json') ? this.readVersion(Number(number)) : this.readOriginal(Number(number)))
      return
    }
    if (folder === '') throw new Failure('not-found', 'A source has no such file.')
    const known = (await this.#annotationFiles())[Number(number) - 1]
    await (known ?? this.#openAnnotations(Number(number), null)).lookAgain()
    if (known === undefined) this.#files = null
  }

  /** What is in memory of its files, by their paths from its folder. */
  known(): ReadonlyMap<string, Known> {
    const all = [
      ['source.json', this.#source] as const,
      ...(this.#files ?? []).map((file, index) => [`annotations/${index + 1}.json`, file] as const),
    ]
    return new Map(all.flatMap(([path, { known }]) => (known === null ? [] : [[path, known] as const])))
  }

  readSource(): Promise<Source> {
    return this.#source.read()
  }

  changeSource(change: (source: Source) => Source): Promise<Changed<Source>> {
    return this.#source.change(change)
  }

  async readVersion(number: number): Promise<Version> {
    await this.#entry(number)
    const file = { name: this.#name(`v${number}.json`), schema: Version }
    return new StoredDocument(this.home, file).read()
  }

  async #entry(number: number): Promise<VersionEntry> {
    const { versions } = await this.readSource()
    const entry = versions.find((one) => one.number === number)
    if (entry === undefined) throw new Failure('not-found', `The source ${this.id} has no version ${number}.`)
    return entry
  }

  async readAnnotation(id: AnnotationId): Promise<Annotation> {
    const { document, index } = await this.#find(id, listed)
    return entryAt((await document.read()).annotations, index)
  }

  /** What was deleted, newest first. */
  async readTrash(): Promise<AnnotationFile['trash']> {
    const all = await this.#readFiles()
    return all.flatMap(({ trash }) => trash).toSorted(newestFirst)
  }

  /** The files of its annotations, each to be read by itself: where one cannot be read, others may be. */
  annotationFiles(): Promise<readonly Pick<AnnotationDocument, 'read'>[]> {
    return this.#annotationFiles()
  }

  /** In reading order, without those in the trash. */
  async readAnnotations(): Promise<Annotation[]> {
    const all = await this.#readFiles()
    return all.flatMap(({ annotations }) => annotations).toSorted(byPlace)
  }

  /**
   * What the library shows of the source, made from its documents. Where only annotations are damaged the source
   * still shows, with those that can be read; where it is itself, there is no summary. `error` says what was damaged.
   */
  async summarise(): Promise<{ summary: SourceSummary | null; error: unknown }> {
    let source: Source
    try {
      source = await this.readSource()
    } catch (error) {
      return { summary: null, error }
    }
    let fault: unknown = null
    const files = await this.#annotationFiles().catch((error: unknown) => {
      fault = error
      return []
    })
    const tallies = await inParallel(files, FILES_AT_ONCE, async (document) => {
      try {
        return tallyIn(await document.read())
      } catch (error) {
        fault = error
        return noTally
      }
    })
    return { summary: summarise(source, tallies.reduce(addTallies, noTally)), error: fault }
  }

  /** Into the last file that has room, so that a change never costs more than one file of bounded size. */
  async addAnnotation(annotation: Annotation): Promise<void> {
    const document = await this.#fileWithRoom()
    await document.change((file) => ({ ...file, annotations: [...file.annotations, annotation] }))
  }

  async changeAnnotation(
    id: AnnotationId,
    change: (annotation: Annotation) => Annotation,
  ): Promise<Changed<Annotation>> {
    const { document, index } = await this.#find(id, listed)
    const changed = await document.change((file) => withChanged(file, index, change))
    return {
      before: entryAt(changed.before.annotations, index),
      after: entryAt(changed.after.annotations, index),
    }
  }

  /** For a change of several documents: what the annotation is and becomes, and what stages that. */
  async stageAnnotation(
    id: AnnotationId,
    change: (annotation: Annotation) => Annotation,
  ): Promise<Changed<Annotation> & { readonly stage: Stage }> {
    const { document, index } = await this.#find(id, listed)
    const before = entryAt((await document.read()).annotations, index)
    const after = change(before)
    return { before, after, stage: () => document.stage((file) => withChanged(file, index, () => after)) }
  }

  async trashAnnotation(id: AnnotationId, deleted: string): Promise<Annotation> {
    const { document, index } = await this.#find(id, listed)
    const { before } = await document.change((file) => ({
      ...file,
      annotations: file.annotations.toSpliced(index, 1),
      trash: [...file.trash, { deleted, annotation: entryAt(file.annotations, index) }],
    }))
    return entryAt(before.annotations, index)
  }

  async restoreAnnotation(id: AnnotationId): Promise<Annotation> {
    const { document, index } = await this.#find(id, trashed)
    await this.#expectWords(entryAt((await document.read()).trash, index).annotation)
    const { before } = await document.change((file) => ({
      ...file,
      annotations: [...file.annotations, entryAt(file.trash, index).annotation],
      trash: file.trash.toSpliced(index, 1),
    }))
    return entryAt(before.trash, index).annotation
  }

  /** A version that was undone takes with it the place of what was deleted in it, though another one may bear its number. */
  async #expectWords({ target: { version, ranges } }: Annotation): Promise<void> {
    const { text } = projectText((await this.readVersion(version)).blocks)
    if (ranges.every(({ quote, position: { start, end } }) => text.slice(start, end) === quote.exact)) return
    throw new Failure(
      'not-found',
      'The version that this highlight was made in was taken back, so that it cannot be restored; tag its words again where they stand now.',
    )
  }

  /** For a change of several documents: what stages that of each file of annotations. */
  async stageAnnotations(change: (file: AnnotationFile) => AnnotationFile): Promise<Stage[]> {
    return (await this.#annotationFiles()).map((document) => () => document.stage(change))
  }

  /** As `stageAnnotations`, with annotations that come into the source: each file takes as many as it has room for. */
  async stageWithMore(
    change: (file: AnnotationFile) => AnnotationFile,
    more: readonly Annotation[],
  ): Promise<Stage[]> {
    const files = await this.#annotationFiles()
    const rest = [...more]
    const stages: Stage[] = []
    for (let index = 0; index < files.length || rest.length > 0; index += 1) {
      const document = files[index] ?? (await this.#beginFile(index + 1))
      if (index === files.length) files.push(document)
      const changed = change(await document.read())
      const room = Math.max(0, ANNOTATIONS_A_FILE - changed.annotations.length - changed.trash.length)
      const come = rest.splice(0, room)
      const after =
        come.length === 0 ? changed : { ...changed, annotations: [...changed.annotations, ...come] }
      stages.push(() => document.stage(() => after))
    }
    return stages
  }

  /** For a change of several documents: what stages the source itself, and the files of a version that comes to it. */
  stageSource(source: Source): Stage {
    return () => this.#source.stage(() => source)
  }

  /**
   * What stages the files of a new version. Where an undone one left files under its number they are overwritten: nothing
   * lists that number any more, and the step that could list it again is gone as soon as this one is done.
   */
  stageVersion(version: Version, original: OriginalFile): Stage[] {
    return versionFiles(version, original).map(({ path, bytes }) => async () => {
      const place = join(this.home.folder, this.#name(path))
      const staged = await stageDurably(this.home.fs, place, bytes, { keepPrevious: false })
      return { ...staged, settle: () => undefined }
    })
  }

  /**
   * The bytes that a version was read from, and how the name of their file ends. Where they are not those that were imported
   * and no backup has these, what is there; null when nothing is.
   */
  async readOriginal(number: number): Promise<OriginalFile | null> {
    const { original } = await this.#entry(number)
    const folder = join(this.home.folder, this.#name(''))
    try {
      let other: OriginalFile | null = null
      for (const name of (await orAbsent(this.home.fs.readdir(folder))) ?? []) {
        const [, nth, extension] = /^v([1-9][0-9]*)\.([a-z0-9]{1,10})$/.exec(name) ?? []
        if (extension === undefined || extension === 'json' || Number(nth) !== number) continue
        const found = await readWithStamp(this.home.fs, join(folder, name))
        if (found === null) continue
        // A version that was undone may have left one with another ending.
        const file = { bytes: found.bytes, extension }
        if (sha256Of(file.bytes) === original.sha256) return file
        other ??= file
      }
      return (await this.#mendOriginal(number, original, other)) ?? other
    } catch (error) {
      throw notRead(error, folder)
    }
  }

  /** Whether the file that a version was read from is whole, and its blocks; and what lies in the place of that file. */
  async lookAtVersion(number: number): Promise<{
    readonly original: boolean
    readonly isRead: boolean
    readonly there: OriginalFile | null
  }> {
    const entry = await this.#entry(number)
    const there = await this.readOriginal(number)
    const isRead = await canBeRead(this.readVersion(number))
    return { original: there !== null && sha256Of(there.bytes) === entry.original.sha256, isRead, there }
  }

  /**
   * Put back what is lost of a version, or damaged: the file that it was read from, given its bytes, and its blocks, which
   * `textOf` is asked for. Throws a Failure when the disk does not take them.
   */
  async putBackVersion(
    number: number,
    { bytes, extension }: OriginalFile,
    textOf: () => Promise<Version | null>,
  ): Promise<PutBack> {
    const put = async (ending: string, missing: Uint8Array) =>
      this.home.repair?.putBack(this.#name(`v${number}.${ending}`), missing)
    const { original, isRead, there } = await this.lookAtVersion(number)
    if (!original) await put(there?.extension ?? safeExtension(extension), bytes)
    if (isRead) return { original: !original, text: 'whole' }
    const version = await textOf()
    const [file] = version === null ? [] : versionFiles(version, { bytes, extension })
    if (file === undefined) return { original: !original, text: 'lost' }
    await put('json', file.bytes)
    return { original: !original, text: 'put back' }
  }

  /**
   * Writes the document with the details anew where that is damaged; false where it can be read. Throws a Failure when the disk
   * does not give it back or does not take it, and for one that a later version wrote.
   */
  async putBackSource(source: Source): Promise<boolean> {
    if (await canBeRead(this.readSource())) return false
    const name = this.#name('source.json')
    // Backups may know states of it though they are not there now: as the revision is, this one is later than any of them.
    const sequence = source.revision
    const { bytes } = encodeDocument({ name: documentName(name), sequence, document: source })
    await this.home.repair?.putBack(name, bytes)
    return true
  }

  /** The name of a file that is gone is not known, but what the imported file was called. */
  async #mendOriginal(
    number: number,
    { fileName, sha256 }: VersionEntry['original'],
    other: OriginalFile | null,
  ): Promise<OriginalFile | null> {
    const endings = [safeExtension(extname(fileName).slice(1)), other?.extension ?? 'bin']
    for (const extension of new Set(endings)) {
      const bytes = await this.home.repair?.mendOriginal(this.#name(`v${number}.${extension}`), sha256)
      if (bytes !== undefined && bytes !== null) return { bytes, extension }
    }
    return null
  }

  /** The document that holds the annotation, and its place in the given list of it. */
  async #find(
    id: AnnotationId,
    list: (file: AnnotationFile) => readonly Annotation[],
  ): Promise<{ document: AnnotationDocument; index: number }> {
    for (const document of await this.#annotationFiles()) {
      const index = list(await document.read()).findIndex((annotation) => annotation.id === id)
      if (index !== -1) return { document, index }
    }
    const where =
      list === trashed
        ? `the trash of the source ${this.id}; it may have been restored already`
        : `the source ${this.id}; it may have been deleted`
    throw new Failure('not-found', `There is no annotation ${id} in ${where}.`)
  }

  async #fileWithRoom(): Promise<AnnotationDocument> {
    const files = await this.#annotationFiles()
    const last = files.at(-1)
    if (last !== undefined) {
      const { annotations, trash } = await last.read()
      if (annotations.length + trash.length < ANNOTATIONS_A_FILE) return last
    }
    const next = await this.#beginFile(files.length + 1)
    files.push(next)
    return next
  }

  /** The file after the last one. It is new, unless it was lost. */
  async #beginFile(number: number): Promise<AnnotationDocument> {
    const document = this.#openAnnotations(number, noAnnotations)
    const isFirst = await makeFolder(this.home.fs, join(this.home.folder, this.#name('annotations')))
    if (!isFirst) await document.lookAgain()
    return document
  }

  /** Looks whether files of annotations are missing behind the last one that is there; they are mended from backups. */
  async lookForMore(): Promise<void> {
    const files = await this.#annotationFiles()
    for (;;) {
      const next = this.#openAnnotations(files.length + 1, noAnnotations)
      await next.lookAgain()
      if ((await next.read()) === noAnnotations) return
      files.push(next)
    }
  }

  async #readFiles(): Promise<AnnotationFile[]> {
    return inParallel(await this.#annotationFiles(), FILES_AT_ONCE, (document) => document.read())
  }

  async #annotationFiles(): Promise<AnnotationDocument[]> {
    if (this.#files !== null) return this.#files
    const folder = join(this.home.folder, this.#name('annotations'))
    let names: readonly string[]
    try {
      names = (await orAbsent(this.home.fs.readdir(folder))) ?? []
    } catch (error) {
      throw notRead(error, folder)
    }
    // A generation counts too: where only that is left, reading its document says what is missing.
    const numbers = names.map((name) => Number(/^([1-9]\d{0,5})\.json(\.previous)?$/.exec(name)?.[1] ?? 0))
    const files = Array.from({ length: Math.max(0, ...numbers) }, (_, index) =>
      this.#openAnnotations(index + 1, null),
    )
    // Another caller may have been here while the folder was read; there is one document for one file.
    this.#files ??= files
    return this.#files
  }

  #openSource(): StoredDocument<Source> {
    return new StoredDocument(this.home, { name: this.#name('source.json'), schema: Source })
  }

  #openAnnotations(number: number, ifAbsent: AnnotationFile | null): AnnotationDocument {
    const name = this.#name(`annotations/${number}.json`)
    return new StoredDocument(this.home, { name, schema: AnnotationFile }, ifAbsent)
  }

  #name(file: string): string {
    return `${this.place}/${file}`
  }
}

/** False where it is damaged; throws whatever else keeps it from being read. */
async function canBeRead(reading: Promise<unknown>): Promise<boolean> {
  return reading.then(
    () => true,
    (error: unknown) => {
      if (error instanceof Failure && error.reason === 'damaged') return false
      throw error
    },
  )
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function listed({ annotations }: AnnotationFile): readonly Annotation[] {
  return annotations
}

function trashed({ trash }: AnnotationFile): readonly Annotation[] {
  return trash.map(({ annotation }) => annotation)
}

function withChanged(
  file: AnnotationFile,
  index: number,
  change: (annotation: Annotation) => Annotation,
): AnnotationFile {
  const before = entryAt(file.annotations, index)
  const after = change(before)
  return after === before ? file : { ...file, annotations: file.annotations.with(index, after) }
}

function entryAt<Entry>(list: readonly Entry[], index: number): Entry {
  const entry = list[index]
  if (entry === undefined) throw new Error(`there is no entry ${index} in a list of ${list.length}`)
  return entry
}
