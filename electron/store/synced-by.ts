import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { type FileSystem, readWithStamp, realFileSystem } from './file-system'

/**
 * The program that syncs the folder, as far as its path and what programs leave in the folders above it tell; null when none
 * is seen. Nothing is asked of the program itself.
 */
export async function syncedBy(
  folder: string,
  { fs = realFileSystem, home = homedir() }: { fs?: FileSystem; home?: string } = {},
): Promise<string | null> {
  for (let at = folder; ; at = dirname(at)) {
    const found = byName(at, home) ?? (await byMarks(fs, at))
    if (found !== null) return found
    if (dirname(at) === at) return null
  }
}

/** By the name of the folder. A name that a person may well have chosen counts only where the program puts its folder. */
function byName(path: string, home: string): string | null {
  const name = basename(path)
  const parent = basename(dirname(path))
  const isAtHome = dirname(path) === home
  // `~/Library/Mobile Documents/com~apple~CloudDocs`, also for the documents and the desktop that macOS keeps there.
  if (name === 'Mobile Documents' && parent === 'Library') return 'iCloud Drive'
  if (name === 'iCloudDrive' && isAtHome) return 'iCloud Drive'
  // Where macOS puts the folders of all of them: `~/Library/CloudStorage/GoogleDrive-tove@example.org`.
  if (parent === 'CloudStorage')
    return clouds.find(([start]) => start.test(name))?.[1] ?? 'a program that syncs folders'
  return isAtHome ? (homes.find(([whole]) => whole.test(name))?.[1] ?? null) : null
}

const clouds: readonly (readonly [RegExp, string])[] = [
  [/^Dropbox/, 'Dropbox'],
  [/^OneDrive/, 'OneDrive'],
  [/^GoogleDrive/, 'Google Drive'],
  [/^Nextcloud/i, 'Nextcloud'],
  [/^ownCloud/i, 'ownCloud'],
  [/^Box/, 'Box'],
]

/** The folder that each offers to make; with an account or a company behind its name where there are several. */
const homes: readonly (readonly [RegExp, string])[] = [
  [/^Dropbox( \(.+\))?$/, 'Dropbox'],
  [/^OneDrive( - .+)?$/, 'OneDrive'],
  [/^(Google ?Drive|My Drive)( \(.+\))?$/, 'Google Drive'],
  [/^Nextcloud\d*$/i, 'Nextcloud'],
  [/^ownCloud\d*$/i, 'ownCloud'],
  [/^pCloud ?Drive$/i, 'pCloud'],
  [/^MEGA(sync)?$/i, 'MEGA'],
  [/^(Resilio|BitTorrent) ?Sync$/i, 'Resilio Sync'],
]

/** By what the program puts into the folder that it syncs. */
async function byMarks(fs: FileSystem, folder: string): Promise<string | null> {
  const names = await namesIn(fs, folder)
  const found = marks.find(([mark]) => names.some((name) => mark.test(name)))?.[1]
  if (found !== undefined) return found
  // Any folder of Windows may have one; that of OneDrive names its icon or its resources.
  const look = names.includes('desktop.ini') ? await textOf(fs, join(folder, 'desktop.ini')) : ''
  if (/onedrive/i.test(look)) return 'OneDrive'
  // A folder of settings, which other programs may have, too; that of Resilio holds the id of the share.
  if (!names.includes('.sync')) return null
  const settings = await namesIn(fs, join(folder, '.sync'))
  return settings.some((name) => /^(ID|IgnoreList|Archive|StreamsList)$/.test(name)) ? 'Resilio Sync' : null
}

const marks: readonly (readonly [RegExp, string])[] = [
  [/^\.dropbox(\.cache)?$/, 'Dropbox'],
  // Syncthing stops when it does not find it: docs.syncthing.net, “Config”, markerName.
  [/^\.stfolder$/, 'Syncthing'],
  // Before version 2.6 both were called by the name of the other, and either may have left the older one.
  [/^\.(owncloudsync\.log|_oc_sync\.db)$/, 'ownCloud'],
  [/^\.(nextcloudsync\.log|sync_[0-9a-f]+\.db|_sync_[0-9a-f]+\.db)$/, 'Nextcloud'],
  [/^\.tmp\.drive(up|down)load$/, 'Google Drive'],
  [/^\.849C9593-D756-4E56-8D6E-42412F2A707B$/, 'OneDrive'],
  [/^\.megaignore$/, 'MEGA'],
]

/** What cannot be read tells nothing. */
function namesIn(fs: FileSystem, folder: string): Promise<string[]> {
  return fs.readdir(folder).catch((): string[] => [])
}

/** A small file as text; one of Windows may be in UTF-16, whose letters stand apart. */
async function textOf(fs: FileSystem, path: string): Promise<string> {
  const found = await readWithStamp(fs, path).catch(() => null)
  return Buffer.from(found?.bytes ?? [])
    .toString('latin1')
    .replaceAll('\0', '')
}
