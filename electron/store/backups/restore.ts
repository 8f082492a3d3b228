import { Failure } from '../../../shared/contract/failure'
import type { Backup } from '../../../shared/model/health'
import { decodeDocument } from '../document-codec'
import type { FileSystem } from '../file-system'
import { FILES_AT_ONCE, inParallel } from '../in-parallel'
import { isOfVersion } from '../incoming'
import { migrated } from '../migrations'
import type { Manifest } from './backup-documents'
import { type Places, placesOf } from './backups'
import { BackupReader, type FileOfBackup, nameOfFile } from './read-backups'

/** Which backup is meant: the number of one, and the place in which it is listed. */
export type WhichBackup = Pick<Backup, 'number' | 'place'>

/** A backup of which every file can be brought back. */
export type OpenBackup = {
  readonly manifest: Manifest
  readonly files: readonly FileOfBackup[]
  /** The bytes of one of the files. */
  readonly read: (file: FileOfBackup) => Promise<Uint8Array>
}

/** Look up a backup, and make sure that all of it can be brought back. Throws a Failure that says why not. */
export async function openBackup(
  fs: FileSystem,
  places: Places,
  { number, place: kind }: WhichBackup,
): Promise<OpenBackup> {
  const all = placesOf(fs, places)
  const reader = new BackupReader(fs, all, places.notebook)
  const listed = await all.find((place) => place.kind === kind)?.manifests()
  const manifest = listed?.whole.find((one) => one.number === number)
  if (manifest === undefined)
    throw listed?.unreadable.includes(number) === true
      ? spoilt(number, 'its list is damaged')
      : new Failure('not-found', `There is no backup ${number} here; it may have been thinned out by now.`)
  const files = await reader.files(manifest.root)
  if (files === null) throw spoilt(number, 'a list of its files is damaged')
  const read = async (file: FileOfBackup) => {
    const bytes = await reader.bytes(file)
    if (bytes === null) throw spoilt(number, `${file.at} is damaged or missing in it`)
    if (!isOfVersion(file.at)) documentIn(file, bytes)
    return bytes
  }
  // Nothing is begun that could not be finished.
  await inParallel(files, FILES_AT_ONCE, read)
  return { manifest, files, read }
}

/** What a document of a backup holds, as it is written today. */
export function documentIn(file: FileOfBackup, bytes: Uint8Array): unknown {
  const name = nameOfFile(file)
  const decoded = decodeDocument(bytes, name)
  if (decoded.status === 'ok') return migrated(name, decoded.format, decoded.document)
  throw new Failure('damaged', `${file.at} is damaged in the backup, so nothing was changed.`)
}

function spoilt(number: number, why: string): Failure {
  const message = `Backup ${number} cannot be brought back because ${why}. Nothing was changed; choose another backup.`
  return new Failure('damaged', message)
}
