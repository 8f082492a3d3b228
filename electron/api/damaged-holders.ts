import { join } from 'node:path'
import { Failure } from '../../shared/contract/failure'
import type { SourceId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'
import { shortened } from '../../shared/model/shortened'
import type { Version } from '../../shared/model/version'
import { titleOf, versionIn } from '../store/conflict-copies'
import { realFileSystem } from '../store/file-system'
import type { SessionContext } from './session-context'

/** A source whose details are lost, though there is a text of it that was read from known bytes. */
export type DamagedHolder = {
  readonly source: SourceId
  readonly title: string
  /** What the list of sources knows of it; null where it does not list it. */
  readonly listed: SourceSummary | null
  /** All its texts in their order; null where one of them is lost, too. */
  readonly versions: readonly Version[] | null
}

/**
 * The sources of which the details are damaged, with no good state known, and of which a text that is whole was read from these
 * very bytes. One that the disk does not give back, or that a later version wrote, is none of them.
 */
export async function damagedHolders(
  { store, texts }: Pick<SessionContext, 'store' | 'texts'>,
  sha256: string,
): Promise<DamagedHolder[]> {
  const holders: DamagedHolder[] = []
  for (const source of new Set([...store.damaged.map((one) => one.source), ...(await texts.unread())])) {
    if (!(await isDamaged(store.readSource(source)))) continue
    const { numbers, whole } = await versionsIn(store.folder, source)
    const holder = whole.find(({ original }) => original.sha256 === sha256)
    if (holder === undefined) continue
    const listed = store.library().find((one) => one.id === source) ?? null
    const place = { fs: realFileSystem, folder: store.folder }
    const title = listed?.title ?? (await titleOf(place, `sources/${source}`))
    // A version that was undone leaves its files behind it, so what is listed says how many there are.
    const count = listed === null ? Math.max(...numbers) : (listed.versions ?? 1)
    const versions = whole.filter(({ number }) => number <= count)
    const isAll = versions.length === count && (await newestTagged(store, source)) <= count
    holders.push({
      source,
      title: shortened(title ?? holder.original.fileName, 200),
      listed,
      versions: isAll ? versions : null,
    })
  }
  return holders
}

/** True only where the reading failed because of what the file holds. */
async function isDamaged(reading: Promise<unknown>): Promise<boolean> {
  return reading.then(
    () => false,
    (error: unknown) => error instanceof Failure && error.reason === 'damaged',
  )
}

/** The numbers of the versions whose files lie in the folder of a source, and those versions that are whole, in their order. */
async function versionsIn(folder: string, source: SourceId) {
  const place = { fs: realFileSystem, folder }
  const names = await place.fs.readdir(join(folder, 'sources', source)).catch(() => [])
  const numbers = names.flatMap((name) => /^v([1-9]\d{0,5})\.json$/.exec(name)?.[1] ?? []).map(Number)
  const whole: Version[] = []
  for (const number of numbers.toSorted((one, two) => one - two)) {
    const version = await versionIn(place, `sources/${source}/v${number}.json`)
    if (version?.number === number) whole.push(version)
  }
  return { numbers, whole }
}

/** The newest version that a highlight stands in; 0 where there is none that can be read. */
async function newestTagged(store: SessionContext['store'], source: SourceId): Promise<number> {
  const annotations = await store.readAnnotations(source).catch(() => [])
  return Math.max(0, ...annotations.map(({ target }) => target.version))
}

/** Why such a source is as it was, although a file of its was imported as a new one. */
export function detailsStayLost({ source, title, versions }: DamagedHolder): string {
  const what = `The same file was imported before as “${title}”, which cannot be shown since the file with its details (sources/${source}/source.json) is damaged`
  return versions === null
    ? `${what}, and not all of its texts are whole either; what is whole of it is kept: bring what is damaged back from a copy of the notebook to have it again.`
    : `${what}; its texts and highlights are kept: import the file once more, and not as a new source, to have it again.`
}
