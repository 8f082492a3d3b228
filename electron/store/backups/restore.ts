import { Failure } from '../../../shared/contract/failure'
import type { Backup } from '../../../shared/model/health'
import { decodeDocument } from '../document-codec'
import { fileInWords } from '../file-in-words'
import type { FileSystem } from '../file-system'
import { FILES_AT_ONCE, inParallel } from '../in-parallel'
import { isOfVersion } from '../incoming'
import { migrated } from '../migrations'
import type { Manifest } from './backup-documents'
import { type Places, placesOf } from './backups'
import { BackupReader, type FileOfBackup, nameOfFile } from './read-backups'

/** Which backup is meant: the number of one, and the place in which it is listed. */
export type WhichBackup = Pick<Backup, 'number' | 'place'>

/** A backup of which every file in `files` can be brought back. */
export type OpenBackup = {
  readonly manifest: Manifest
  readonly files: readonly FileOfBackup[]
  /** The bytes of one of the files. */
  readonly read: (file: FileOfBackup) => Promise<Uint8Array>
  /** The paths of what cannot be brought back, or only in the state of another backup; none unless a part is enough. */
  readonly hurt: readonly string[]
  /** What of it can be brought back in no state. */
  readonly gone: Gone
}

export type Gone = {
  /** The paths of files. */
  readonly files: ReadonlySet<string>
  /**
   * The shelves of which its own list is not whole, so that nobody knows all that stood on them: the list of another backup,
   * which stands in for it, need not name the same sources.
   */
  readonly shelves: ReadonlySet<string>
}

/**
 * Look up a backup, and make sure that all of it can be brought back. Throws a Failure that says why not. Where a part is
 * enough (`partly`), what is damaged in it is taken from the backup nearest to it that has it whole, or left out.
 */
export async function openBackup(
  fs: FileSystem,
  places: Places,
  { number, place: kind }: WhichBackup,
  { partly = false }: { readonly partly?: boolean } = {},
): Promise<OpenBackup> {
  const all = placesOf(fs, places)
  const reader = new BackupReader(fs, all, places.notebook)
  const listed = await all.find((place) => place.kind === kind)?.manifests()
  const manifest = listed?.whole.find((one) => one.number === number)
  if (manifest === undefined)
    throw listed?.unreadable.includes(number) === true
      ? spoilt(number, 'its list is damaged')
      : new Failure('not-found', `There is no backup ${number} here; it may have been thinned out by now.`)
  const read = async (file: FileOfBackup) => {
    const bytes = await reader.bytes(file)
    if (bytes === null)
      throw spoilt(number, `${withinSentence(fileInWords(file.at))} is damaged or missing in it`)
    if (!isOfVersion(file.at)) documentIn(file, bytes)
    return bytes
  }
  if (partly) {
    const near = (listed?.whole ?? [])
      .filter((one) => one.folder === manifest.folder && one.number !== number)
      .toSorted((one, two) => Math.abs(one.number - number) - Math.abs(two.number - number))
    return { manifest, read, ...(await whatIsLeft(reader, manifest, near, read)) }
  }
  const files = await reader.files(manifest.root)
  if (files === null) throw spoilt(number, 'a list of its files is damaged')
  // Nothing is begun that could not be finished.
  await inParallel(files, FILES_AT_ONCE, read)
  return { manifest, files, read, hurt: [], gone: { files: new Set(), shelves: new Set() } }
}

/** What can be read of a backup; of what cannot, its state in the first of the others that has it whole. */
async function whatIsLeft(
  reader: BackupReader,
  { root, number }: Manifest,
  others: readonly Manifest[],
  read: OpenBackup['read'],
): Promise<Pick<OpenBackup, 'files' | 'hurt' | 'gone'>> {
  const lists = await reader.lists(root)
  if (lists === null) throw spoilt(number, 'the list of its files is damaged')
  const files: FileOfBackup[] = []
  const missing = new Set<string>()
  const take = async (file: FileOfBackup) => {
    const isWhole = await read(file).then(
      () => true,
      () => false,
    )
    if (isWhole) files.push(file)
    return isWhole
  }
  await inParallel(
    [...lists.values()].flatMap((list) => list ?? []),
    FILES_AT_ONCE,
    async (file) => {
      if (!(await take(file))) missing.add(file.at)
    },
  )
  const hurt = [...missing]
  // What bears the same number elsewhere may be another version, which does not fit the rest of its source.
  const versions = new Set(hurt.filter(isOfVersion))
  const shelves = new Set([...lists].flatMap(([key, list]) => (list === null ? [key] : [])))
  const lost = new Set(shelves)
  for (const other of others) {
    if (missing.size === versions.size && lost.size === 0) break
    for (const [key, list] of (await reader.lists(other.root)) ?? []) {
      if (list === null) continue
      // All that a list names which cannot be read is as this backup has it.
      if (lost.delete(key)) {
        hurt.push(...new Set(list.map(({ at }) => at.split('/').slice(0, 2).join('/'))))
        for (const { at } of list) missing.add(at)
      }
      await inParallel(
        list.filter(({ at }) => missing.has(at) && !versions.has(at)),
        FILES_AT_ONCE,
        async (file) => {
          if (await take(file)) missing.delete(file.at)
        },
      )
    }
  }
  if (!files.some(({ at }) => at === 'notebook.json'))
    throw spoilt(number, 'what says which notebook it is is damaged')
  return { files, hurt: hurt.toSorted(), gone: { files: missing, shelves } }
}

/** What a document of a backup holds, as it is written today. */
export function documentIn(file: FileOfBackup, bytes: Uint8Array): unknown {
  const name = nameOfFile(file)
  const decoded = decodeDocument(bytes, name)
  if (decoded.status === 'ok') return migrated(name, decoded.format, decoded.document)
  throw new Failure('damaged', `${file.at} is damaged in the backup, so nothing was changed.`)
}

function withinSentence(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1)
}

function spoilt(number: number, why: string): Failure {
  const message = `Backup ${number} cannot be brought back because ${why}. Nothing was changed; choose a backup that is whole, if there is one.`
  return new Failure('damaged', message)
}
