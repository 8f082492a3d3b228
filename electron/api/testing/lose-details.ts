import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SourceId } from '../../../shared/model/ids'
import type { openDesk } from './desk'

/**
 * Damages the details of a source and removes every other state of them, and what the list of sources knows of it unless that
 * is to be `listed`; then the notebook is open anew.
 */
export async function loseDetails(
  desk: Pick<Awaited<ReturnType<typeof openDesk>>, 'folder' | 'reopen'>,
  source: SourceId,
  { listed = false }: { readonly listed?: boolean } = {},
): Promise<void> {
  await desk.reopen()
  const lost = [`sources/${source}/source.json.previous`, 'backups', ...(listed ? [] : ['catalogue.json'])]
  for (const name of lost) rmSync(join(desk.folder, name), { recursive: true, force: true })
  writeFileSync(join(desk.folder, 'sources', source, 'source.json'), '{')
  await desk.reopen()
  rmSync(join(desk.folder, 'backups'), { recursive: true, force: true })
}
