/** What the name of a file or folder says when it is a copy that a program laid beside a part of the notebook. */
export type CopyName = {
  /** The copy, by its path inside the notebook. */
  readonly file: string
  /** What it is a copy of. */
  readonly of: string
  /** Who made it, as far as the name tells. */
  readonly by: string
  readonly isFolder: boolean
}

const anyId = '[0-9a-hjkmnp-tv-z]{16}'
/** How the names in the trash go on: see `trashName`. */
const trashTime = String.raw`(?:\.\d{4}-\d\d-[0-9T.-]+Z)?`

/** How the names of documents begin, by the folder in which they lie. Only what begins as one of them is looked at further. */
const places: readonly { readonly folder: RegExp; readonly stem: RegExp; readonly folders: RegExp }[] = [
  { folder: /^$/, stem: /^(notebook|codebook|actors|views)/, folders: /^(sources|briefs|trash)/ },
  { folder: /^sources$/, stem: /^(?!)/, folders: new RegExp(`^s-${anyId}`) },
  { folder: /^briefs$/, stem: new RegExp(`^b-${anyId}`), folders: /^(?!)/ },
  {
    folder: /^trash$/,
    stem: new RegExp(`^b-${anyId}${trashTime}`),
    folders: new RegExp(`^s-${anyId}${trashTime}`),
  },
  { folder: /^(sources|trash)\/[^/]+$/, stem: /^(source|links|v[1-9]\d{0,8})/, folders: /^annotations/ },
  { folder: /^(sources|trash)\/[^/]+\/annotations$/, stem: /^[1-9]\d{0,5}/, folders: /^(?!)/ },
]

const SOURCEBOOK = 'Sourcebook'
/** Nobody can tell which one by the name alone. */
export const SOME_PROGRAM = 'a program that syncs folders'

/** What programs put between the name of a file and its ending. The first that fits tells who it was. */
const marks: readonly { readonly by: string; readonly mark: RegExp }[] = [
  // Our own: what was to be saved when another program had changed the file.
  { by: SOURCEBOOK, mark: /^\.conflict-[0-9A-Za-z.-]+$/ },
  // `<name>.sync-conflict-<date>-<time>-<modifiedBy>.<ext>`: docs.syncthing.net, “Syncing”, conflicting changes. Older
  // ones had no device, and Obsidian Sync borrowed the form (obsidianmd/obsidian-help#1056).
  { by: 'Syncthing', mark: /^\.sync-conflict-\d{8}-\d{6}(-[0-9A-Z]{7})?$/ },
  // `mydata (conflicted copy 2018-04-10 093612).txt`, with the name of the user before the date where copies are uploaded:
  // Nextcloud user manual, “Conflicts”; nextcloud/desktop test/testsyncconflict.cpp. OpenCloud does the same.
  { by: 'Nextcloud', mark: /^ \(conflicted copy (.+ )?\d{4}-\d\d-\d\d \d{6}\)$/ },
  // `name_conflict-20161231-235959.txt`, in later ones with the user: ownCloud desktop client until 2.5 and its tests.
  { by: 'ownCloud', mark: /^_conflict(-[^/]+)?-\d{8}-\d{6}$/ },
  // `foo (Miguel Mota's conflicted copy 2014-06-17).txt`: help.dropbox.com, “What’s a conflicted copy?”, and those made
  // where names clash: `(Case Conflict)`, `(Unicode Encoding Conflict)`, `(shared folder conflict)`. Without a name before
  // it `(conflicted copy)` may be of others, too.
  { by: 'Dropbox', mark: /^ \([^/]+['’]s conflicted copy( \d{4}-\d\d-\d\d)?( \d+| \(\d+\))?\)$/i },
  {
    by: 'Dropbox',
    mark: /^ \((case|unicode encoding|white ?space|selective sync|shared folder) conflict( \d+)?\)$/i,
  },
  // `name.Conflict.ext`: Resilio Sync, where the two sides changed a file at once.
  { by: 'Resilio Sync', mark: /^\.conflict(\.\d+)?$/i },
  // Dropbox in other languages, pCloud (`[conflicted]`), Box and Obsidian Sync: a bracket that speaks of a conflict.
  { by: SOME_PROGRAM, mark: /^ ?[([][^/]*(conflict|konflikt|conflit|conflitto|競合|冲突)[^/]*[)\]]$/i },
  // `source_BACKUP_4711.json`, `_BASE_`, `_LOCAL_`, `_REMOTE_`: git-mergetool.sh, the files that it gives to a tool.
  { by: 'git', mark: /^[._](BACKUP|BASE|LOCAL|REMOTE)_\d+$/ },
  // `name (1).ext`: Google Drive, where two files of a folder have one name; also browsers, and the Explorer of Windows.
  { by: 'Google Drive', mark: /^ \(\d{1,3}\)$/ },
  // `name 2.ext`: iCloud Drive, where a file came twice (logseq/logseq#6972); macOS where one copies a file by hand.
  { by: 'iCloud Drive', mark: /^ \d{1,3}$/ },
  // `name - Copy (2).ext`, `name copy 2.ext`: the Explorer of Windows and the Finder of macOS.
  { by: 'someone who copied it', mark: /^( - Copy| copy)( \(?\d{1,3}\)?)?$/ },
  // `name-<computer>.ext`, `name-<computer>-2.ext`: OneDrive (abraunegg/onedrive#207, skilion/onedrive#338); the name of a
  // computer may have spaces and apostrophes. It comes last, since it may be nearly anything.
  { by: 'OneDrive', mark: /^-[\p{L}\p{N}][\p{L}\p{N} .'’_-]*$/u },
]

/** What programs put behind the whole name. */
const tails: readonly { readonly by: string; readonly tail: RegExp }[] = [
  // `source.json.orig`: git mergetool keeps it (git-mergetool(1), TEMPORARY FILES). Others are patch and diff3.
  { by: 'git', tail: /^\.(orig|rej)$/ },
  // `source.json~HEAD`, `source.json~branch`: git merge, where a file and a folder have one name.
  { by: 'git', tail: /^~[^/]+$/ },
  { by: 'someone who copied it', tail: /^(~|\.bak|\.old)$/ },
]

/** What the name at `file`, a path inside the notebook, says if it is that of a copy; null when it is none. */
export function copyName(file: string): CopyName | null {
  const cut = file.lastIndexOf('/')
  const folder = file.slice(0, Math.max(0, cut))
  const name = file.slice(cut + 1)
  const place = places.find((one) => one.folder.test(folder))
  if (place === undefined) return null
  const path = (base: string) => (folder === '' ? base : `${folder}/${base}`)

  const directory = place.folders.exec(name)?.[0]
  if (directory !== undefined) {
    const by = whoMarked(name.slice(directory.length))
    return by === null ? null : { file, of: path(directory), by, isFolder: true }
  }
  const stem = place.stem.exec(name)?.[0]
  if (stem === undefined) return null
  const rest = name.slice(stem.length)
  // Only versions have files that are no documents.
  const [, mark = '', ending = ''] =
    (/^v\d/.test(stem) ? /^(.*?)(\.[a-z0-9]{1,10})$/ : /^(.*?)(\.json)$/).exec(rest) ?? []
  const marker = whoMarked(mark)
  if (marker !== null) return { file, of: path(`${stem}${ending}`), by: marker, isFolder: false }
  const [, whole = '', tail = ''] = /^(\.json)([.~].*)$/.exec(rest) ?? []
  const by = tails.find((one) => tail !== '' && one.tail.test(tail))?.by
  return by === undefined ? null : { file, of: path(`${stem}${whole}`), by, isFolder: false }
}

function whoMarked(mark: string): string | null {
  return marks.find((one) => one.mark.test(mark))?.by ?? null
}
