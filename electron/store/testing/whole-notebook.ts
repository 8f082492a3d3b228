import type { Annotation } from '../../../shared/model/annotation'
import type { Brief } from '../../../shared/model/brief'
import { createNotebook } from '../create-notebook'
import { openNotebook } from '../open-notebook'
import { type SampleSource, sampleAnnotation, sampleBrief, samplePorts, sampleSource } from './samples'

/** What a notebook of every sort of file holds. */
export type WholeNotebook = {
  readonly source: SampleSource
  /** In the file of annotations that was changed last, so that its last generation has one fewer. */
  readonly annotations: readonly Annotation[]
  readonly brief: Brief
  /** The folder of the source in the trash, and the file of the brief there, as paths in the notebook. */
  readonly trashedSource: string
  readonly trashedBrief: string
}

/** Make a notebook in `folder` with everything that one may hold, also in its trash, and with last generations. */
export async function makeWholeNotebook(folder: string): Promise<WholeNotebook> {
  const ports = samplePorts()
  await createNotebook(folder, 'Quays', ports)
  const store = await openNotebook(folder, ports)
  const source = sampleSource(ports)
  await store.addSource(source.source, source.version, source.original)
  const annotations = [0, 1, 2].map((nth) => sampleAnnotation(ports, source, nth))
  for (const annotation of annotations) await store.addAnnotation(annotation)
  await store.changeSource(source.source.id, (seen) => ({ ...seen, revision: 2, memo: 'read twice' }))
  const brief = sampleBrief(ports)
  await store.addBrief(brief)
  await store.changeBrief(brief.id, (seen) => ({ ...seen, revision: 2, title: 'What it costs' }))
  await store.changeCodebook((book) => ({ ...book, revision: book.revision + 1 }))
  await store.changeActors((actors) => ({ ...actors, revision: actors.revision + 1 }))
  for (let nth = 0; nth < 2; nth += 1)
    await store.changeViews((views) => ({ ...views, revision: views.revision + 1 }))

  const other = sampleSource(ports, 'Ferries of Orrefjord')
  await store.addSource(other.source, other.version, other.original)
  await store.addAnnotation(sampleAnnotation(ports, other))
  await store.trashSource(other.source.id)
  const dropped = sampleBrief(ports, 'Dropped')
  await store.addBrief(dropped)
  await store.trashBrief(dropped.id)
  const trash = await store.listTrash()
  const timeOf = (kind: 'source' | 'brief') =>
    trash.find((entry) => entry.kind === kind)?.deleted?.replaceAll(':', '-') ?? ''
  await store.close()
  return {
    source,
    annotations,
    brief,
    trashedSource: `trash/${other.source.id}.${timeOf('source')}`,
    trashedBrief: `trash/${dropped.id}.${timeOf('brief')}.json`,
  }
}
