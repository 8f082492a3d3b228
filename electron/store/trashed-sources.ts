import { SourceId } from '../../shared/model/ids'
import type { TrashEntry } from '../../shared/model/notebook'
import type { Home } from './home'
import { FILES_AT_ONCE, inParallel } from './in-parallel'
import { SourceDocuments } from './source-documents'
import { listTrash, type Trashed } from './trash-folder'

/** A source in the trash: its folder inside the notebook, and its documents where they lie. */
export type TrashedSource = Trashed<SourceId> & {
  readonly folder: string
  readonly documents: SourceDocuments
}

/** The sources in the trash, newest first. Nothing of them is read yet. */
export async function trashedSources(home: Home): Promise<TrashedSource[]> {
  const entries = await listTrash(home, { ids: SourceId, ending: '' })
  return entries.map((entry) => {
    const folder = `trash/${entry.name}`
    return { ...entry, folder, documents: new SourceDocuments(home, entry.id, folder) }
  })
}

/** What the trash shows of each source in it. One that cannot be read is named by its id. */
export async function listTrashedSources(home: Home): Promise<TrashEntry[]> {
  return inParallel(
    await trashedSources(home),
    FILES_AT_ONCE,
    async ({ id, deleted, documents }): Promise<TrashEntry> => {
      const { title, outlet } = await documents.readSource().then(
        ({ details }) => details,
        () => ({ title: `A source that cannot be read (${id})`, outlet: null }),
      )
      return { kind: 'source', source: id, title, outlet, deleted }
    },
  )
}
