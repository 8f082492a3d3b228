import type { Annotation } from '../../shared/model/annotation'
import type { AnnotationId, SourceId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'
import { FILES_AT_ONCE, inParallel } from './in-parallel'

/** Remembers in which source an annotation was seen, and looks through the sources for one that was not. */
export class AnnotationPlaces {
  readonly #seen = new Map<AnnotationId, SourceId>()
  /** The sources all of whose annotations were seen, so that what was not seen is not there. */
  readonly #complete = new Set<SourceId>()

  /** `alone` says that nobody else adds annotations, so that no source needs to be looked through twice. */
  constructor(
    private readonly read: (id: SourceId) => Promise<readonly Annotation[]>,
    private readonly alone: boolean,
  ) {}

  learn(source: SourceId, { id }: Pick<Annotation, 'id'>): void {
    this.#seen.set(id, source)
  }

  /** As `learn`, for all annotations that a source has. */
  learnAll(source: SourceId, annotations: readonly Annotation[]): void {
    for (const annotation of annotations) this.learn(source, annotation)
    if (this.alone) this.#complete.add(source)
  }

  forget(id: AnnotationId): void {
    this.#seen.delete(id)
  }

  forgetSource(source: SourceId): void {
    for (const [id, where] of this.#seen) if (where === source) this.#seen.delete(id)
    this.forgetSearch(source)
  }

  /** To be called when annotations may have come into a source that were not learnt. */
  forgetSearch(source: SourceId): void {
    this.#complete.delete(source)
  }

  /** Null when none of the sources has it. One that cannot be read may have it: then its Failure is thrown. */
  async locate(id: AnnotationId, library: readonly SourceSummary[]): Promise<SourceId | null> {
    const seen = this.#seen.get(id)
    if (seen !== undefined) return seen
    const failures: unknown[] = []
    const unread = library.filter((source) => !this.#complete.has(source.id))
    // The counts may be out of date, so they say where to look first and never where not to look.
    for (const sources of [unread.filter(isAnnotated), unread.filter((source) => !isAnnotated(source))]) {
      await inParallel(sources, FILES_AT_ONCE, async (source) => {
        if (this.#seen.has(id)) return
        try {
          this.learnAll(source.id, await this.read(source.id))
        } catch (error) {
          failures.push(error)
        }
      })
      const found = this.#seen.get(id)
      if (found !== undefined) return found
    }
    if (failures.length > 0) throw failures[0]
    return null
  }
}

function isAnnotated({ counts }: SourceSummary): boolean {
  return counts.claim + counts.figure + counts.position > 0
}
