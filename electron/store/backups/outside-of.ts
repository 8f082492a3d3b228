import { join } from 'node:path'
import { NotebookId } from '../../../shared/model/ids'
import { type FileSystem, orAbsent } from '../file-system'
import type { Manifest } from './backup-documents'
import { Place } from './place'
import { BackupReader } from './read-backups'

/**
 * The id of the notebook in `folder`, for one that cannot say itself which it is: `all` holds backups outside, each notebook's
 * in a folder that bears its id, and they say where it lay. Where several lay there, it is the one of whose sources most are
 * there now; one of whose sources none is there is another one. Null when nothing tells.
 */
export async function outsideOf(fs: FileSystem, all: string, folder: string): Promise<NotebookId | null> {
  const here = (await orAbsent(fs.readdir(join(folder, 'sources')))) ?? []
  const names = (await orAbsent(fs.readdir(all))) ?? []
  const found: { readonly id: NotebookId; readonly shared: number }[] = []
  for (const id of names.filter((name): name is NotebookId => NotebookId.safeParse(name).success)) {
    const place = new Place(fs, 'outside', join(all, id))
    const { whole } = await place.manifests().catch(() => ({ whole: [] }))
    const ofFolder = whole.filter((manifest) => manifest.folder === folder)
    if (ofFolder.length === 0) continue
    const known = await sourcesIn(fs, place, ofFolder)
    const shared = here.filter((name) => known.has(name)).length
    if (shared > 0 || here.length === 0) found.push({ id, shared })
  }
  const most = Math.max(...found.map(({ shared }) => shared))
  const [one, another] = found.filter(({ shared }) => shared === most)
  return another === undefined ? (one?.id ?? null) : null
}

/** The ids of the sources in the newest of these backups whose lists can be read. */
async function sourcesIn(fs: FileSystem, place: Place, manifests: readonly Manifest[]): Promise<Set<string>> {
  const reader = new BackupReader(fs, [place], null)
  for (const { root } of manifests) {
    const files = await reader.files(root)
    if (files !== null) return new Set(files.flatMap(({ at }) => /^sources\/([^/]+)\//.exec(at)?.[1] ?? []))
  }
  return new Set()
}
