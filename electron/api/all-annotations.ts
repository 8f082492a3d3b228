import { isDeepStrictEqual } from 'node:util'
import { Failure } from '../../shared/contract/failure'
import type { Annotation } from '../../shared/model/annotation'
import { emptyActors, emptyCodebook } from '../../shared/model/codebook'
import { type Books, type ResolveId, resolved, resolverOf } from '../../shared/model/edit-codebook'
import type { AnnotationId, SourceId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'
import { FILES_AT_ONCE, inParallel } from '../store/in-parallel'
import type { NotebookStore } from '../store/notebook-store'
import type { AnnotationsNow } from '../store/several-sources'

/** A person who waits longer than this is told how far it is, and again after as long. */
const TELL_MS = 250

type KeptSource = {
  readonly changes: AnnotationsNow['changes'] | null
  readonly stored: Promise<readonly Annotation[]>
  /** How they read, and by which resolver. */
  read: { readonly resolve: ResolveId; readonly annotations: readonly Annotation[] } | null
}

/**
 * The annotations of a notebook as they read today: an entry of the codebook that was merged is the one it was merged
 * into, one that is gone is null. Every answer that carries annotations has them from here.
 */
export class AllAnnotations {
  readonly #kept = new Map<SourceId, KeptSource>()
  #books: Books | null = null
  #resolver: { readonly books: Books; readonly resolve: ResolveId } | null = null
  #latest: {
    readonly parts: readonly (readonly Annotation[])[]
    readonly all: readonly Annotation[]
  } | null = null

  /**
   * `damage` is told which documents could not be read, each with a sentence; `tell` how far all are read, where that takes
   * a person's time.
   */
  constructor(
    private readonly store: NotebookStore,
    private readonly damage: Map<string, string>,
    private readonly tell: (read: number, of: number) => void = () => undefined,
  ) {}

  /**
   * Every annotation, in the order of the library and of reading: the same array as long as nothing changed, so that
   * what is made from it can be kept beside it. A source that cannot be read does not hide the others.
   */
  async all(): Promise<readonly Annotation[]> {
    const resolve = await this.resolver()
    const library = this.store.library()
    // The counts of the library do not decide what is read: another program may have put annotations there.
    const progress = this.#progressThrough(library)
    const parts = await inParallel(library, FILES_AT_ONCE, async ({ id }) => {
      const part = await this.#orNone(id, resolve)
      progress(part.length)
      return part
    })
    if (this.#latest !== null && isSameList(this.#latest.parts, parts)) return this.#latest.all
    const all = parts.flat()
    this.#forgetOthers(library)
    this.#latest = { parts, all }
    return all
  }

  /** Reads those of one source, so that they are there when all are asked for. That it cannot be read is told then. */
  async prepare(source: SourceId): Promise<void> {
    await this.of(source).catch(() => undefined)
  }

  #progressThrough(library: readonly SourceSummary[]): (more: number) => void {
    let read = 0
    let last = Date.now()
    return (more) => {
      read += more
      const now = Date.now()
      if (now - last < TELL_MS) return
      last = now
      const of = library.reduce((sum, { counts }) => sum + counts.claim + counts.figure + counts.position, 0)
      this.tell(Math.min(read, of), of)
    }
  }

  /** Those of one source, in reading order. Throws a Failure when they cannot be read. */
  async of(source: SourceId): Promise<readonly Annotation[]> {
    return this.#read(source, await this.resolver())
  }

  /** The annotations of these ids, in their order; each source is read once. Throws a Failure when one is not there. */
  async named(ids: readonly AnnotationId[]): Promise<Annotation[]> {
    const found = new Map<AnnotationId, Annotation>()
    for (const id of ids) {
      if (found.has(id)) continue
      const source = await this.store.locateAnnotation(id)
      for (const annotation of source === null ? [] : await this.of(source))
        found.set(annotation.id, annotation)
    }
    return ids.map((id) => {
      const annotation = found.get(id)
      if (annotation === undefined)
        throw new Failure('not-found', `There is no annotation ${id} in this notebook.`)
      return annotation
    })
  }

  /** One that was read from the store, as it reads today. */
  async asRead(annotation: Annotation): Promise<Annotation> {
    return resolved(annotation, await this.resolver())
  }

  /** What ids of the codebook mean today: the same function until that changes. Where it is damaged, nothing. */
  async resolver(): Promise<ResolveId> {
    const books = await this.books()
    if (this.#resolver?.books !== books) this.#resolver = { books, resolve: resolverOf(books) }
    return this.#resolver.resolve
  }

  /** The shared lists: the same object as long as they say the same. Where they are damaged, none. */
  async books(): Promise<Books> {
    try {
      const books = await this.store.readBooks()
      this.damage.delete('codebook')
      // Each of the two is another object also where it was only read anew.
      if (this.#books === null || !isDeepStrictEqual(this.#books, books)) this.#books = books
      return this.#books
    } catch (error) {
      this.#note('codebook', error)
      return noBooks
    }
  }

  async #orNone(source: SourceId, resolve: ResolveId): Promise<readonly Annotation[]> {
    try {
      const annotations = await this.#read(source, resolve)
      this.damage.delete(source)
      return annotations
    } catch (error) {
      this.#note(source, error)
      return none
    }
  }

  /** Damage is told by the notebook's state; any other failure is that of the caller. */
  #note(what: string, error: unknown): void {
    if (!(error instanceof Failure && error.reason === 'damaged')) throw error
    this.damage.set(what, error.message)
  }

  async #read(source: SourceId, resolve: ResolveId): Promise<readonly Annotation[]> {
    const kept = await this.#stored(source)
    const stored = await kept.stored
    if (kept.read?.resolve === resolve) return kept.read.annotations
    const annotations = stored.map((annotation) => resolved(annotation, resolve))
    // A change of the codebook that concerns none of them leaves the list the same one.
    const last = kept.read?.annotations ?? null
    kept.read = { resolve, annotations: last !== null && isSameList(last, annotations) ? last : annotations }
    return kept.read.annotations
  }

  async #stored(source: SourceId): Promise<KeptSource> {
    const changes = await this.store.annotationChanges(source)
    const kept = this.#kept.get(source)
    if (changes !== null && kept?.changes === changes) return kept
    const stored = this.store.readAnnotations(source)
    const read: KeptSource = { changes, stored, read: null }
    this.#kept.set(source, read)
    // What could not be read is tried again by the next caller.
    stored.catch(() => this.#kept.get(source) === read && this.#kept.delete(source))
    return read
  }

  /** To be told what a change of many sources made of them, so that they need not be read again. */
  keep(sources: readonly AnnotationsNow[]): void {
    for (const { source, changes, annotations } of sources)
      this.#kept.set(source, { changes, stored: Promise.resolve(annotations), read: null })
  }

  #forgetOthers(library: readonly SourceSummary[]): void {
    if (this.#kept.size <= library.length) return
    const there = new Set(library.map(({ id }) => id))
    for (const id of this.#kept.keys()) if (!there.has(id)) this.#kept.delete(id)
  }
}

const none: readonly Annotation[] = []
const noBooks: Books = { codebook: emptyCodebook, actors: emptyActors }

function isSameList(one: readonly unknown[], two: readonly unknown[]): boolean {
  return one.length === two.length && one.every((part, index) => part === two[index])
}
