import { dirname, join } from 'node:path'
import { DiskError, notSaved } from './disk-failure'
import { isTemporary, keepGeneration } from './durable-file'
import { makeFolder, moveDurably, syncFolder } from './durable-folder'
import { errorCode, type FileSystem, orAbsent } from './file-system'
import { isIncoming } from './incoming'

type Place = { readonly fs: FileSystem; readonly folder: string }

/**
 * Move a file of the notebook to `aside/<time>/<its path>`, where nobody reads it and nobody deletes it; answers where it
 * lies from now on.
 */
export async function moveAside(home: Place, name: string, now: string): Promise<string> {
  const aside = await placeAside(home, name, now)
  await moveDurably(home.fs, join(home.folder, name), join(home.folder, aside))
  return aside
}

/** As `moveAside`, but a file also stays where it is, for whoever is about to replace it. A folder cannot be in two places. */
export async function keepAside(home: Place, name: string, now: string): Promise<string> {
  const { fs, folder } = home
  const aside = await placeAside(home, name, now)
  const path = join(folder, aside)
  try {
    if (!(await keepGeneration(fs, join(folder, name), path)))
      throw new DiskError('ENOENT', `${name} is gone`)
    await syncFolder(fs, dirname(path))
  } catch (error) {
    if (errorCode(error) !== 'EISDIR') throw notSaved(error, path)
    await moveDurably(fs, join(folder, name), path)
  }
  return aside
}

/** Move what a writer that died left in a folder of the notebook aside. */
export async function moveTemporariesAside(home: Place, folder: string, now: string): Promise<void> {
  for (const name of (await orAbsent(home.fs.readdir(join(home.folder, folder)))) ?? [])
    if (isTemporary(name) || isIncoming(name))
      await moveAside(home, folder === '' ? name : `${folder}/${name}`, now)
}

/** A path that is free, in a folder that is there. */
async function placeAside({ fs, folder }: Place, name: string, now: string): Promise<string> {
  const time = now.replaceAll(':', '-')
  for (let nth = 1; ; nth += 1) {
    const aside = `aside/${nth === 1 ? time : `${time}-${nth}`}/${name}`
    if ((await orAbsent(fs.stamp(join(folder, aside)))) !== null) continue
    await makeFoldersTo(fs, folder, aside)
    return aside
  }
}

/** Make the folders in which the file `name` of the notebook lies, and make them last. */
export async function makeFoldersTo(fs: FileSystem, folder: string, name: string): Promise<void> {
  const steps = name.split('/').slice(0, -1)
  for (let depth = 1; depth <= steps.length; depth += 1)
    await makeFolder(fs, join(folder, ...steps.slice(0, depth)))
}
