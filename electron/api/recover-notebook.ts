import { join, resolve } from 'node:path'
import { Failure } from '../../shared/contract/failure'
import { commandWords } from '../../shared/model/command-words'
import { listOutside, type OutsideNotebook } from '../store/backups/list-outside'
import { restoreCopy } from '../store/backups/restore-copy'
import { realFileSystem } from '../store/file-system'
import type { Ports } from './ports'
import { settingsFolder } from './settings'

/** The notebooks whose backups lie in `from`, or where backups lie unless somebody says otherwise. */
export function listRecoverable(from: string | null): Promise<readonly OutsideNotebook[]> {
  return listOutside(realFileSystem, from ?? join(settingsFolder(), 'backups'))
}

/**
 * Make a notebook whose own folder may be lost anew in `folder`, from its backups outside: the newest unless one is named by
 * its number. Throws a Failure when there is none, or when something is in that folder.
 */
export async function recoverNotebook(
  {
    from,
    id: which,
    number,
    partly = false,
    folder,
  }: {
    readonly from: string | null
    /** The id of the notebook, or the folder in which it lay; null for the only one that lay where it is to be. */
    readonly id: string | null
    readonly number: number | null
    /** What is damaged in the backup is taken from others, or left out. */
    readonly partly?: boolean
    readonly folder: string
  },
  ports: Pick<Ports, 'newId' | 'now'>,
): Promise<{ readonly folder: string; readonly title: string; readonly hurt: readonly string[] }> {
  const all = await listRecoverable(from)
  const lay = resolve(which ?? folder)
  const named = all.filter((one) => one.id === which || one.lay === lay)
  if (which === null && named.length > 1)
    throw new Failure(
      'conflict',
      `${named.length} notebooks lay in ${folder}: name one of them, too (${named.map(({ id }) => id).join(', ')}).`,
    )
  // Of copies of one folder it is the one that lay there.
  const lost = named.find(({ lay }) => lay === folder) ?? named[0]
  if (lost === undefined)
    throw new Failure(
      'not-found',
      `There are no backups of a notebook ${which ?? `that lay in ${folder}`}; ${commandWords('backup recover')} lists those that can be brought back.`,
    )
  const places = { notebook: null, outside: lost.folder }
  const backup = { place: 'outside' as const, number: number ?? lost.newest.number }
  const hurt = await restoreCopy(realFileSystem, places, backup, folder, ports, { instead: true, partly })
  return { folder, title: lost.title, hurt }
}
