import { join } from 'node:path'
import type { SourceId } from '../../shared/model/ids'
import type { ReadCatalogue } from './catalogue-file'
import { type FileSystem, orAbsent } from './file-system'
import { FILES_AT_ONCE, inParallel } from './in-parallel'

/** When the folders of a source last changed, as a word to be compared; null when that cannot be seen. */
export function stampSource(fs: FileSystem, notebook: string, id: SourceId): Promise<string | null> {
  return stampFolder(fs, join(notebook, 'sources', id))
}

/** As `stampSource`, for a source that lies in `folder`. */
export async function stampFolder(fs: FileSystem, folder: string): Promise<string | null> {
  try {
    const [own, annotations] = await Promise.all([
      fs.stamp(folder),
      orAbsent(fs.stamp(join(folder, 'annotations'))),
    ])
    return `${own.modified.toString(36)}.${(annotations?.modified ?? 0n).toString(36)}`
  } catch {
    return null
  }
}

/**
 * In which state of its folders each source was when its summary was last known to be true. Only another stamp tells
 * that something changed, never a later one: clocks are set back, and files come from other computers.
 */
export class SourceStamps {
  /** Made when it is first asked for: opening a large notebook does not need it. */
  #stamps: Map<SourceId, string> | null = null
  readonly #touched = new Set<SourceId>()

  constructor(private readonly catalogue: Pick<ReadCatalogue, 'sources' | 'stamps'> | null) {}

  /** Null when no state is known for which the summary is true. */
  get(id: SourceId): string | null {
    return this.#all().get(id) ?? null
  }

  set(id: SourceId, stamp: string | null): void {
    this.#touched.delete(id)
    if (stamp === null) this.#all().delete(id)
    else this.#all().set(id, stamp)
  }

  /** To be called when summary and folders changed together; the folders are looked at later. */
  touch(id: SourceId): void {
    this.#touched.add(id)
  }

  async lookAtTouched(look: (id: SourceId) => Promise<string | null>): Promise<void> {
    const touched = [...this.#touched]
    await inParallel(touched, FILES_AT_ONCE, async (id) => this.set(id, await look(id)))
  }

  #all(): Map<SourceId, string> {
    if (this.#stamps !== null) return this.#stamps
    this.#stamps = new Map()
    const { sources, stamps } = this.catalogue ?? { sources: [], stamps: [] }
    for (const [index, { id }] of sources.entries()) {
      const stamp = stamps[index] ?? ''
      if (stamp !== '') this.#stamps.set(id, stamp)
    }
    return this.#stamps
  }
}
