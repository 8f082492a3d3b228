import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Remove everything of the notebook in `folder` from which a damaged document could be mended. */
export async function forgetEarlierStates(folder: string): Promise<void> {
  await rm(join(folder, 'backups'), { recursive: true, force: true })
  for (const name of await readdir(folder, { recursive: true }))
    if (name.endsWith('.previous')) await rm(join(folder, name))
}
