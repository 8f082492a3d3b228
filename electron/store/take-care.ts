import { join } from 'node:path'
import type { NotebookId } from '../../shared/model/ids'
import { afterChange, Backups } from './backups/backups'
import type { FileSystem } from './file-system'
import { HealthLog } from './health-record'
import type { Home } from './home'
import type { StorePorts } from './notebook-store'
import { Repair } from './repair'
import { type Access, WriteGate } from './write-gate'

/** What keeps the documents of a notebook whole. */
export type Care = {
  readonly home: Home
  readonly gate: WriteGate
  readonly backups: Backups
  readonly health: HealthLog
}

/**
 * What keeps the documents of the notebook in `folder` whole. Its backups outside of the folder lie under its `id`; without one
 * only those inside are known. When somebody else may be its writer, nothing of it is changed.
 */
export function takeCare(
  fs: FileSystem,
  folder: string,
  { now, outside = null, later = afterChange, onHealth = () => undefined }: StorePorts,
  {
    id,
    access,
    health,
  }: { readonly id: NotebookId | null; readonly access: Access; readonly health?: HealthLog },
): Care {
  const gate = new WriteGate(access, () => backups.noteChange())
  const backups = new Backups({
    fs,
    notebook: folder,
    outside: outside === null || id === null ? null : join(outside, id),
    now,
    later,
    onBackup: (failure) => log.noteBackup(failure),
    hold: (job) => gate.allOrNone(job),
    isOurs: () => gate.isOurs(),
  })
  const known = { fs, folder, writes: access.readOnly === null, backups, now }
  const log = health ?? new HealthLog({ ...known, onHealth })
  const repair = new Repair({ ...known, note: (fault) => log.note(fault) })
  const home = { fs, folder, repair, expectFinished: () => gate.expectFinished() }
  return { home, gate, backups, health: log }
}
