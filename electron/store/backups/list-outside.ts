import { join } from 'node:path'
import type { Backup } from '../../../shared/model/health'
import { NotebookId } from '../../../shared/model/ids'
import { type FileSystem, orAbsent } from '../file-system'
import { FILES_AT_ONCE, inParallel } from '../in-parallel'
import type { Manifest } from './backup-documents'
import { backupOf, Place } from './place'
import { BackupReader } from './read-backups'

/** A notebook of which there are backups in a folder outside of it. */
export type OutsideNotebook = {
  readonly id: NotebookId
  readonly title: string
  /** Where its backups lie. */
  readonly folder: string
  /** Where it lay when these were made. Copies of one folder bear one id, and each has backups of its own. */
  readonly lay: string
  readonly newest: Backup
}

/** The notebooks of which `all` holds backups, those that bear one id with the newest backup first. */
export async function listOutside(fs: FileSystem, all: string): Promise<readonly OutsideNotebook[]> {
  const found = await inParallel(await idsIn(fs, all), FILES_AT_ONCE, async (id) => {
    const place = new Place(fs, 'outside', join(all, id))
    const { whole } = await place.manifests().catch(() => ({ whole: [] }))
    return newestOfEach(whole).map((newest): OutsideNotebook => {
      const { notebook, folder: lay } = newest
      return {
        id,
        title: notebook?.title ?? id,
        folder: place.folder,
        lay,
        newest: backupOf(newest, 'outside'),
      }
    })
  })
  return found.flat()
}

/** The newest of the backups of each folder; they are given with the newest first. */
function newestOfEach(manifests: readonly Manifest[]): Manifest[] {
  return manifests.filter(({ folder }, nth) => manifests.findIndex((one) => one.folder === folder) === nth)
}

async function idsIn(fs: FileSystem, all: string): Promise<NotebookId[]> {
  const names = (await orAbsent(fs.readdir(all))) ?? []
  return names.filter((name): name is NotebookId => NotebookId.safeParse(name).success).toSorted()
}

/**
 * The id of the notebook in `folder`, for one that cannot say itself which it is: `all` holds backups outside, each notebook's
 * in a folder that bears its id, and they say where it lay. Where several lay there, it is the one of whose sources most are
 * there now; one of whose sources none is there is another one. Null when nothing tells.
 */
export async function outsideOf(fs: FileSystem, all: string, folder: string): Promise<NotebookId | null> {
  const here = (await orAbsent(fs.readdir(join(folder, 'sources')))) ?? []
  const found: { readonly id: NotebookId; readonly shared: number }[] = []
  for (const id of await idsIn(fs, all)) {
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
