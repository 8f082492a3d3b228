import { join } from 'node:path'
import type { SourceId } from '../../shared/model/ids'
import { shortened } from '../../shared/model/shortened'
import type { Version } from '../../shared/model/version'
import { titleOf, versionIn } from '../store/conflict-copies'
import { realFileSystem } from '../store/file-system'
import type { SessionContext } from './session-context'

/** A source whose details are lost, though there is a text of it that was read from known bytes. */
export type DamagedHolder = {
  readonly source: SourceId
  readonly title: string
  /** All its texts in their order; null where one of them is lost, too. */
  readonly versions: readonly Version[] | null
}

/** The sources that cannot be read, and of which a text that is whole was read from these very bytes. */
export async function damagedHolders(
  { store, texts }: Pick<SessionContext, 'store' | 'texts'>,
  sha256: string,
): Promise<DamagedHolder[]> {
  const place = { fs: realFileSystem, folder: store.folder }
  const holders: DamagedHolder[] = []
  for (const source of new Set([...store.damaged.map((one) => one.source), ...(await texts.unread())])) {
    const isWhole = await store.readSource(source).then(
      () => true,
      () => false,
    )
    const folder = `sources/${source}`
    const names = isWhole ? [] : await place.fs.readdir(join(place.folder, folder)).catch(() => [])
    const numbers = names.flatMap((name) => /^v([1-9]\d*)\.json$/.exec(name)?.[1] ?? []).map(Number)
    const versions: Version[] = []
    for (const number of numbers.toSorted((one, two) => one - two)) {
      const version = await versionIn(place, `${folder}/v${number}.json`)
      if (version !== null) versions.push(version)
    }
    const holder = versions.find(({ original }) => original.sha256 === sha256)
    if (holder === undefined) continue
    const title = store.library().find((one) => one.id === source)?.title ?? (await titleOf(place, folder))
    const isAll = versions.length === numbers.length && versions.every(isInItsPlace)
    holders.push({
      source,
      title: shortened(title ?? holder.original.fileName, 200),
      versions: isAll ? versions : null,
    })
  }
  return holders
}

function isInItsPlace({ number }: Version, index: number): boolean {
  return number === index + 1
}

/** Why such a source is as it was, although a file of its was imported. */
export function detailsStayLost({ source, title, versions }: DamagedHolder): string {
  const what = `The same file was imported before as “${title}”, which cannot be shown since the file with its details (sources/${source}/source.json) is damaged`
  return versions === null
    ? `${what}, and not all of its texts are whole either; what is whole of it is kept: bring what is damaged back from a copy of the notebook to have it again.`
    : `${what}; its texts and highlights are kept: move this new source to the trash and import the file once more to have it again.`
}
