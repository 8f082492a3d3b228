import { basename, join } from 'node:path'
import type { Fault } from '../../shared/model/health'
import type { SourceId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'
import { shortened } from '../../shared/model/shortened'
import { Source } from '../../shared/model/source'
import { asNewest } from './as-newest'
import type { Backups, KnownFile } from './backups/backups'
import { encodeDocument } from './document-codec'
import { documentSchema } from './document-schemas'
import { moveDurably } from './durable-folder'
import { type FileSystem, orAbsent } from './file-system'
import { assembleFiles, dropIncoming, isOfVersion, type SourceFile } from './incoming'
import { stateIn } from './read-state'
import { asInBackup } from './repair'
import type { Known } from './stored-document'

type Ports = {
  readonly fs: FileSystem
  readonly folder: string
  readonly backups: Pick<Backups, 'newest' | 'statesOf' | 'unchanging'>
}

/**
 * Put the folder of a source that is gone back as the newest backup has it, and where a later state of a file is in memory
 * (`known`), as that says: all of the folder, or nothing. Answers what is to be told, and the source. Null where the folder lies
 * somewhere, or where not all of it is known: a part of it would be in the way of whoever brings the folder itself back. To be
 * called in the turn of the source.
 */
export async function bringBack(
  { fs, folder, backups }: Ports,
  id: SourceId,
  known: ReadonlyMap<string, Known>,
): Promise<{ readonly fault: Fault; readonly source: Source } | null> {
  const place = `sources/${id}`
  if (!(await isSourceGone({ fs, folder }, id))) return null
  const listed = (await backups.newest()).filter(({ at }) => at.startsWith(`${place}/`))

  const files: SourceFile[] = []
  let source: Source | null = null
  let made: string | null = null
  for (const file of listed) {
    const path = file.at.slice(place.length + 1)
    const found = isOfVersion(path)
      ? await versionOf(backups, file)
      : await stateOf(backups, file, known.get(path))
    if (found === null) return null
    files.push({ path, bytes: found.bytes })
    if (path !== 'source.json') continue
    source = Source.safeParse(found.document).data ?? null
    made = found.made
  }
  if (source === null) return null
  // What came since is in memory only.
  for (const [path, { document, sequence }] of known)
    if (!files.some((file) => file.path === path))
      files.push({ path, bytes: encode(`${place}/${path}`, sequence + 1, document) })

  const assembled = await assembleFiles(fs, folder, files)
  try {
    await moveDurably(fs, join(folder, assembled), join(folder, place))
  } catch (error) {
    await dropIncoming(fs, folder, assembled)
    throw error
  }
  const reach = made === null ? 'as it was last saved' : asInBackup(made)
  const message = `The folder of “${source.details.title}” (${place}) was missing, and was put back ${reach}. If it was deleted on purpose, put the source into the trash.`
  return { fault: { kind: 'missing', file: place, message, mended: true, keptAs: null }, source }
}

/**
 * Whether the folder of a source lies nowhere. Whoever deletes a source puts it into the trash; from there, whoever empties it
 * in a file manager means that.
 */
export async function isSourceGone(
  { fs, folder }: Pick<Ports, 'fs' | 'folder'>,
  id: SourceId,
): Promise<boolean> {
  if ((await orAbsent(fs.stamp(join(folder, 'sources', id)))) !== null) return false
  const trash = (await orAbsent(fs.readdir(join(folder, 'trash')))) ?? []
  return !trash.some((name) => name.startsWith(id))
}

/** Those of the briefs that lay at these paths which lie nowhere now. As with a source, one in the trash may be deleted for good. */
export async function briefsGone(
  { fs, folder }: Pick<Ports, 'fs' | 'folder'>,
  paths: readonly string[],
): Promise<readonly string[]> {
  const briefs = paths.filter((path) => path.startsWith('briefs/'))
  if (briefs.length === 0) return []
  const lists = await Promise.all(['briefs', 'trash'].map((one) => orAbsent(fs.readdir(join(folder, one)))))
  const there = new Set(lists.flatMap((names) => names ?? []).map((name) => name.split('.')[0]))
  return briefs.filter((path) => !there.has(basename(path, '.json')))
}

/**
 * What is to be told of a source that was known and is gone, and that cannot be brought back, or for which nobody has `tried` that;
 * null where it lies somewhere.
 */
export async function faultOfGone(
  ports: Pick<Ports, 'fs' | 'folder'>,
  { id, title }: Pick<SourceSummary, 'id' | 'title'>,
  tried = true,
): Promise<Fault | null> {
  if (!(await isSourceGone(ports, id))) return null
  const file = `sources/${id}`
  const lost = `The folder of “${shortened(title, 200)}” (${file}) was there when the notebook was last open and is missing now`
  const message = !tried
    ? `${lost}; nothing was changed. Where a backup has all of it, it comes back when the notebook is opened for writing.`
    : `${lost}, and no backup has all of it; nothing else was changed. If another program is still bringing the notebook up to date, wait for it and open the notebook again; else put the folder back from a copy of the notebook.`
  return { kind: 'missing', file, message, mended: false, keptAs: null }
}

type Found = { readonly bytes: Uint8Array; readonly document: unknown; readonly made: string | null }

async function versionOf(backups: Ports['backups'], { name, sha256 }: KnownFile): Promise<Found | null> {
  const bytes = await backups.unchanging(name, sha256)
  return bytes === null ? null : { bytes, document: null, made: null }
}

/** A document as its newest state; one that we do not know comes back as it was. */
async function stateOf(
  backups: Ports['backups'],
  { name }: KnownFile,
  known: Known | undefined,
): Promise<Found | null> {
  const stored = documentSchema(name)
  const [newest] = await backups.statesOf(name)
  if (newest === undefined || stored === null) return null
  if (known !== undefined && known.sequence >= newest.sequence) {
    const { document, sequence } = known
    return { bytes: encode(name, sequence + 1, document), document, made: null }
  }
  const { bytes, made } = newest
  const state = stateIn({ name, schema: stored.schema }, bytes)
  if (state.status !== 'whole') return state.status === 'newer' ? { bytes, document: null, made } : null
  const document = asNewest(name, state.document, { states: [], lost: true })
  return { bytes: encode(name, state.sequence + 2, document), document, made }
}

function encode(name: string, sequence: number, document: object): Uint8Array {
  return encodeDocument({ name, sequence, document }).bytes
}
