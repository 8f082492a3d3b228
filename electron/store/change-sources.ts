import type { Annotation } from '../../shared/model/annotation'
import type { AnnotationId, SourceId } from '../../shared/model/ids'
import type { AnnotationFile } from '../../shared/model/notebook'
import type { Source } from '../../shared/model/source'
import type { Version } from '../../shared/model/version'
import { changeTogether, type FolderMove, UnfinishedChange } from './change-together'
import type { FileSystem } from './file-system'
import { assemble, dropIncoming, expectWhole, type OriginalFile } from './incoming'
import type { SourceDocuments, Stage } from './source-documents'
import { trashName } from './trash-folder'

/** A source as it is while nobody else may change it, with its annotations in reading order. */
export type SourceNow = { readonly source: Source; readonly annotations: readonly Annotation[] }

/** What a source is to be, and where. */
export type WantedSource = {
  readonly source: Source
  readonly in: 'library' | 'trash'
  /** A version that it did not have; a source that is new comes with its first. */
  readonly arrives: { readonly version: Version; readonly original: OriginalFile } | null
}

/** What is to become of several sources: all of it, or nothing. */
export type SourcesChange = {
  readonly sources: readonly WantedSource[]
  /** What an annotation of theirs becomes. Its target names the one of them that keeps it from now on. */
  readonly annotation: (annotation: Annotation) => Annotation
}

/** A source that is there, with where it lies: `sources/<id>`, or a folder of the trash. */
export type Held = SourceNow & { readonly documents: SourceDocuments; readonly folder: string }

/** Where each annotation was and is. */
export type MovedAnnotations = ReadonlyMap<AnnotationId, { readonly from: SourceId; readonly to: SourceId }>

/**
 * Make the change on the disk. Answers which annotations went to another source. Whoever calls it holds the turn of every
 * source in `held`.
 */
export async function changeSources(
  fs: FileSystem,
  notebook: string,
  held: ReadonlyMap<SourceId, Held>,
  { sources, annotation: change }: SourcesChange,
  now: string,
): Promise<MovedAnnotations> {
  const moved = new Map<AnnotationId, { from: SourceId; to: SourceId }>()
  const arriving = new Map<SourceId, Annotation[]>(sources.map(({ source }) => [source.id, []]))
  const changed = new Map<AnnotationId, Annotation>()
  for (const { source, annotations } of held.values())
    for (const before of annotations) {
      const after = change(before)
      if (after === before) continue
      changed.set(before.id, after)
      const to = after.target.source
      if (to === source.id) continue
      const its = arriving.get(to)
      if (its === undefined) throw new Error(`annotation ${before.id} goes to a source that is not changed`)
      its.push(after)
      moved.set(before.id, { from: source.id, to })
    }

  const stages: Stage[] = []
  const moves: FolderMove[] = []
  const assembled: string[] = []
  try {
    for (const wanted of sources) {
      const { source, arrives } = wanted
      const there = held.get(source.id) ?? null
      const more = arriving.get(source.id) ?? []
      if (there === null) {
        if (arrives === null) throw new Error(`the new source ${source.id} comes without a text`)
        const folder = await assemble(fs, notebook, { source, ...arrives, annotations: more })
        assembled.push(folder)
        moves.push({ from: folder, to: `sources/${source.id}` })
        continue
      }
      if (arrives !== null) {
        expectWhole(source, arrives.version, arrives.original)
        stages.push(...there.documents.stageVersion(arrives.version, arrives.original))
      }
      if (source !== there.source) stages.push(there.documents.stageSource(source))
      stages.push(...(await there.documents.stageWithMore(withChanges(source.id, changed), more)))
      const inTrash = there.folder.startsWith('trash/')
      if (wanted.in === 'trash' && !inTrash)
        moves.push({ from: there.folder, to: `trash/${trashName(source.id, now)}` })
      if (wanted.in === 'library' && inTrash) moves.push({ from: there.folder, to: `sources/${source.id}` })
    }
    await changeTogether(fs, notebook, stages, moves)
  } catch (error) {
    // One that is noted down is still needed.
    if (!(error instanceof UnfinishedChange))
      for (const folder of assembled) await dropIncoming(fs, notebook, folder)
    throw error
  }
  return moved
}

/** The file with its annotations as they become, without those that go to another source. */
function withChanges(source: SourceId, changed: ReadonlyMap<AnnotationId, Annotation>) {
  return (file: AnnotationFile): AnnotationFile => {
    if (!file.annotations.some(({ id }) => changed.has(id))) return file
    const annotations = file.annotations.map((before) => changed.get(before.id) ?? before)
    return { ...file, annotations: annotations.filter(({ target }) => target.source === source) }
  }
}
