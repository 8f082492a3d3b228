import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryFolder } from '../../testing/temporary-folder'
import type { NotebookStore } from '../notebook-store'
import { openNotebook } from '../open-notebook'
import { samplePorts } from './samples'

/** What a computer that lost power would find: the notebook in `folder` as it is, opened by a process that knows nothing. */
export async function afterKill<Found>(
  folder: string,
  look: (found: NotebookStore, copy: string) => Promise<Found>,
): Promise<Found> {
  const copy = await temporaryFolder()
  await cp(folder, copy, { recursive: true })
  // Larger than any pid.
  const lock = (await readFile(join(copy, 'lock'), 'utf8')).replace(/"pid":\d+/, '"pid":4194305')
  await writeFile(join(copy, 'lock'), lock)
  const found = await openNotebook(copy, samplePorts())
  try {
    return await look(found, copy)
  } finally {
    await found.close()
  }
}
