import type { Annotation } from '../../shared/model/annotation'
import type { Books } from '../../shared/model/edit-codebook'
import type { SourceId } from '../../shared/model/ids'
import type { AnnotationFile } from '../../shared/model/notebook'
import {
  changeSources,
  type Held,
  type SourceNow,
  type SourcesChange,
  type WantedSource,
} from './change-sources'
import { changeTogether } from './change-together'
import type { Home } from './home'
import { FILES_AT_ONCE, inParallel } from './in-parallel'
import { type KnownSources, noSource } from './known-sources'
import { inTurnOfAll } from './queue'
import type { SharedLists } from './shared-lists'
import type { SourceDocuments, Stage } from './source-documents'
import type { Changed } from './stored-document'
import { type TrashedSource, trashedSources } from './trashed-sources'
import type { WriteGate } from './write-gate'

/** The annotations of a source in reading order, and what `annotationChanges` says as long as they are these. */
export type AnnotationsNow = {
  readonly source: SourceId
  readonly changes: number | string
  readonly annotations: readonly Annotation[]
}

/** What becomes of the files of annotations of several sources, and of the shared lists. */
export type FilesChange = {
  /** Returns a file in which nothing changes as it is. */
  readonly change: (file: AnnotationFile) => AnnotationFile
  /** Annotations that come to these sources. */
  readonly more: readonly Annotation[]
  readonly books: (books: Books) => Books
}

/** Changes of several sources, each of which is made as a whole or not at all. */
export class SeveralSources {
  constructor(
    private readonly home: Home,
    private readonly known: KnownSources,
    private readonly lists: SharedLists,
    private readonly gate: WriteGate,
  ) {}

  async changeFiles(
    ids: readonly SourceId[],
    change: (file: AnnotationFile) => AnnotationFile,
  ): Promise<AnnotationsNow[]> {
    const { annotations } = await this.#change(ids, change, [], (stages) => this.makeTogether(stages))
    return annotations
  }

  async changeFilesWithBooks(
    ids: readonly SourceId[],
    { change, more, books: changeBooks }: FilesChange,
  ): Promise<{ readonly annotations: AnnotationsNow[]; readonly books: Changed<Books> }> {
    const { annotations, made } = await this.#change(ids, change, more, (stages) =>
      this.lists.holdBooks(async (before, stageBooks) => {
        const after = changeBooks(before)
        await this.makeTogether([...stages, ...stageBooks(after)])
        return { before, after }
      }),
    )
    return { annotations, books: made }
  }

  #change<Made>(
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
    const { known } = this
    const sources = [...arriving.keys()]
    return this.#inTurnOf(sources, async (all) => {
      for (const id of sources) known.expectKnown(id)
      const parts = await inParallel(all, FILES_AT_ONCE, (documents) => {
        const its = arriving.get(documents.id) ?? []
        return its.length === 0 ? documents.stageAnnotations(change) : documents.stageWithMore(change, its)
      })
      const made = await make(parts.flat())
      const annotations = await inParallel(all, FILES_AT_ONCE, async (documents) => {
        const source = documents.id
        // Annotations may have come out of the trash.
        const changes = known.noteOthers(source)
        await known.library.follow(source, documents)
        return { source, changes, annotations: await documents.readAnnotations() }
      })
      return { annotations, made }
    })
  }

  async changeSources(
    ids: readonly SourceId[],
    plan: (now: readonly SourceNow[]) => Promise<SourcesChange>,
    now: () => string,
  ): Promise<void> {
    const { fs, folder } = this.home
    const named = [...new Set(ids)]
    await this.#inTurnOf(named, async (all) => {
      const trashed = named.every((id) => this.known.knows(id)) ? [] : await trashedSources(this.home)
      const held = new Map<SourceId, Held>()
      for (const documents of all) held.set(documents.id, await this.#hold(documents, trashed))
      const change = await plan([...held.values()])
      const moved = await this.gate.allOrNone(() => changeSources(fs, folder, held, change, now()))
      for (const wanted of change.sources) await this.#follow(wanted)
      for (const [id, { to }] of moved) this.known.places.learn(to, { id })
    })
  }

  /** Runs `job` when its turn has come in all of these, and nobody else changes them. */
  #inTurnOf<Value>(
    ids: readonly SourceId[],
    job: (all: readonly SourceDocuments[]) => Promise<Value>,
  ): Promise<Value> {
    return this.gate.pass(() => {
      const all: SourceDocuments[] = []
      const { known } = this
      // One after another: what is in use is not let go by asking for the next.
      function* queues() {
        for (const id of ids) {
          const documents = known.of(id)
          all.push(documents)
          yield documents.queue
        }
      }
      return inTurnOfAll(queues(), () => job(all))
    })
  }

  async #hold(named: SourceDocuments, trashed: readonly TrashedSource[]): Promise<Held> {
    const { id } = named
    const lying = this.known.knows(id) ? null : trashed.find((one) => one.id === id)
    if (lying === undefined) throw noSource(id)
    const documents = lying?.documents ?? named
    const [source, annotations] = await Promise.all([documents.readSource(), documents.readAnnotations()])
    return { source, annotations, documents, folder: lying?.folder ?? `sources/${id}` }
  }

  /** What is remembered of a source follows a change of several. */
  async #follow({ source, in: place }: WantedSource): Promise<void> {
    const { id } = source
    if (place === 'trash') {
      this.known.drop(id)
    } else if (this.known.knows(id)) {
      this.known.noteOthers(id)
      await this.known.library.follow(id, this.known.of(id))
    } else {
      await this.known.arrive(source)
    }
  }

  /** Make a change of several documents, when no other one is being made. */
  makeTogether(stages: readonly Stage[]): Promise<number> {
    const { fs, folder } = this.home
    return this.gate.allOrNone(() => changeTogether(fs, folder, stages))
  }
}
