import { join } from 'node:path'
import { shortened } from '../../shared/model/shortened'
import { titleOf, versionIn } from '../store/conflict-copies'
import { realFileSystem } from '../store/file-system'
import type { SessionContext } from './session-context'

/** A sentence for each source that cannot be read, and of which a text that is whole was read from these very bytes. */
export async function damagedHolders(
  { store, texts }: Pick<SessionContext, 'store' | 'texts'>,
  sha256: string,
): Promise<string[]> {
  const place = { fs: realFileSystem, folder: store.folder }
  const told: string[] = []
  for (const id of new Set([...store.damaged.map(({ source }) => source), ...(await texts.unread())])) {
    const isWhole = await store.readSource(id).then(
      () => true,
      () => false,
    )
    const folder = `sources/${id}`
    const names = isWhole ? [] : await place.fs.readdir(join(place.folder, folder)).catch(() => [])
    for (const name of names.filter((one) => /^v[1-9]\d*\.json$/.test(one))) {
      const version = await versionIn(place, `${folder}/${name}`)
      if (version?.original.sha256 !== sha256) continue
      const title = store.library().find((one) => one.id === id)?.title ?? (await titleOf(place, folder))
      told.push(
        `The same file was imported before as “${shortened(title ?? version.original.fileName, 200)}”, which cannot be shown since the file with its details (${folder}/source.json) is damaged; what is whole of it is kept: bring that file back from a copy of the notebook to have it again.`,
      )
      break
    }
  }
  return told
}
