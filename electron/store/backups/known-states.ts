import type { Manifest } from './backup-documents'
import { type BackupReader, type FileOfBackup, nameOfFile } from './read-backups'
import { shelfOf } from './take-snapshot'

/** An earlier state of a document: the bytes of its file, as they were. */
export type KnownState = { readonly bytes: Uint8Array; readonly sequence: number; readonly made: string }

/** The states of a document that these backups hold, that of the first of them first. */
export async function statesIn(
  reader: BackupReader,
  manifests: readonly Manifest[],
  name: string,
): Promise<readonly KnownState[]> {
  const states = new Map<string, KnownState>()
  for (const { manifest, file } of await everywhere(reader, manifests, name)) {
    if (file.sequence === null || states.has(file.sha256)) continue
    const bytes = await reader.bytes(file)
    if (bytes !== null) states.set(file.sha256, { bytes, sequence: file.sequence, made: manifest.made })
  }
  return [...states.values()]
}

/** The bytes of a file that never changes, those with the checksum `wanted` where it is known; null when none of these backups holds them. */
export async function unchangingIn(
  reader: BackupReader,
  manifests: readonly Manifest[],
  name: string,
  wanted: string | null,
): Promise<Uint8Array | null> {
  const tried = new Set<string>()
  for (const { file } of await everywhere(reader, manifests, name)) {
    if (tried.has(file.sha256) || (wanted !== null && file.sha256 !== wanted)) continue
    tried.add(file.sha256)
    const bytes = await reader.bytes(file)
    if (bytes !== null) return bytes
  }
  return null
}

/** A file in all of these backups that name it. */
async function everywhere(
  reader: BackupReader,
  manifests: readonly Manifest[],
  name: string,
): Promise<{ manifest: Manifest; file: FileOfBackup }[]> {
  const found: { manifest: Manifest; file: FileOfBackup }[] = []
  const [, id, path] = /^sources\/(s-[^/]+)\/(.+)$/.exec(name) ?? []
  const key = id === undefined ? null : shelfOf(id)
  const shelves = new Map<string, FileOfBackup[]>()
  for (const manifest of manifests) {
    const root = await reader.root(manifest.root)
    if (root === null) continue
    if (key === null) {
      for (const file of root.documents)
        if (nameOfFile({ ...file, at: file.path }) === name)
          found.push({ manifest, file: { ...file, at: file.path } })
      continue
    }
    const sha256 = root.shelves.find(([shelf]) => shelf === key)?.[1]
    if (sha256 === undefined) continue
    const known = shelves.get(sha256)
    const files = known ?? (await filesIn(reader, sha256, name, path))
    shelves.set(sha256, files)
    for (const file of files) found.push({ manifest, file })
  }
  return found
}

async function filesIn(
  reader: BackupReader,
  shelf: string,
  name: string,
  path: string | undefined,
): Promise<FileOfBackup[]> {
  const read = await reader.shelf(shelf)
  return (read?.folders ?? []).flatMap(({ place, files }) =>
    files
      .filter((file) => file.path === path)
      .map((file) => ({ ...file, at: `${place}/${file.path}` }))
      .filter((file) => nameOfFile(file) === name),
  )
}
