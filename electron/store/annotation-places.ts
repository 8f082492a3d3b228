import type { Annotation } from '../../shared/model/annotation'
import type { AnnotationId, SourceId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'
import { FILES_AT_ONCE, inParallel } from './in-parallel'

/** Remembers in which source an annotation was seen, and looks through the sources for one that was not. */
export class AnnotationPlaces {
  readonly #seen = new Map<AnnotationId, SourceId>()
  /** True when all sources have been looked through, so that what was not seen is not there. */
  #complete = false

  constructor(private readonly read: (id: SourceId) => Promise<readonly Annotation[]>) {}

  learn(source: SourceId, annotations: readonly Annotation[]): void {
    for (const { id } of annotations) this.#seen.set(id, source)
  }

  forget(id: AnnotationId): void {
    this.#seen.delete(id)
  }

  forgetSource(source: SourceId): void {
    for (const [id, where] of this.#seen) if (where === source) this.#seen.delete(id)
  }

  /** To be called when annotations have come that were not learnt. */
  forgetSearch(): void {
    this.#complete = false
  }

  /** Null when none of the sources has it. One that cannot be read may have it: then its Failure is thrown. */
  async locate(id: AnnotationId, library: readonly SourceSummary[]): Promise<SourceId | null> {
    const seen = this.#seen.get(id)
    if (seen !== undefined || this.#complete) return seen ?? null
    const failures: unknown[] = []
    const annotated = library.filter(({ counts }) => counts.claim + counts.figure + counts.position > 0)
    await inParallel(annotated, FILES_AT_ONCE, async (source) => {
      if (this.#seen.has(id)) return
      try {
        this.learn(source.id, await this.read(source.id))
      } catch (error) {
        failures.push(error)
      }
    })
    const found = this.#seen.get(id)
    if (found !== undefined) return found
    if (failures.length > 0) throw failures[0]
    this.#complete = true
    return null
  }
}
