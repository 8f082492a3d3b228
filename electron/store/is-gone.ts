import { join } from 'node:path'
import { Failure } from '../../shared/contract/failure'
import { type FileSystem, orAbsent } from './file-system'

/**
 * True when nothing is left of the notebook in `folder`: its disk is not there, or it was deleted or moved. What we may have
 * written there since does not make it a notebook again. Where the disk gives no answer it is still there.
 */
export async function isGone(fs: FileSystem, folder: string): Promise<boolean> {
  for (const name of ['notebook.json', 'notebook.json.previous', 'sources']) {
    const stamp = await orAbsent(fs.stamp(join(folder, name))).catch(() => undefined)
    if (stamp !== null) return false
  }
  return true
}

/** Throws the Failure `gone` when nothing is left of the notebook, so that nothing is made in its place. */
export async function expectThere(fs: FileSystem, folder: string): Promise<void> {
  if (!(await isGone(fs, folder))) return
  const message = `The folder of this notebook is gone (${folder}), so nothing was done there: plug its disk in or move the folder back, or make the notebook anew from a backup outside.`
  throw new Failure('gone', message)
}
