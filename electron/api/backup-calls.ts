import { mkdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Handlers } from '../../shared/contract/dispatch'
import { Failure } from '../../shared/contract/failure'
import type { healthCalls as contract, LostParts } from '../../shared/contract/health'
import { type Lost, lossesOf } from '../store/backups/loss-words'
import { openBackup } from '../store/backups/restore'
import { restoreCopy } from '../store/backups/restore-copy'
import { restoreInPlace } from '../store/backups/restore-in-place'
import { isNotebook } from '../store/create-notebook'
import { realFileSystem } from '../store/file-system'
import { expectThere } from '../store/is-gone'
import { acquireLock } from '../store/lock'
import { documentsFolder } from './documents-folder'
import { tellOfLosses } from './health-watch'
import { needDesktop } from './import-calls'
import type { OpenPorts } from './open-calls'
import type { SessionContext } from './session-context'

type BackupCalls = Pick<Handlers, Extract<keyof typeof contract, `backup.${string}` | 'desktop.openCopy'>>

/** What the calls on backups do. */
export function backupCalls(context: SessionContext, whileClosed: OpenPorts['whileClosed']): BackupCalls {
  const { store, outsideBackups, desktop, now, newId, publish } = context
  const { folder, notebook, readOnly } = store

  /** The folders of those that were made. */
  const copies = new Set<string>()

  const places = async () => {
    const all = await outsideBackups.wanted()
    return { notebook: folder, outside: all === null ? null : join(all, notebook.id) }
  }

  return {
    'backup.list': async () => [...(await store.backups.list())],
    'backup.make': async () => {
      if (readOnly !== null) throw new Failure(readOnly.reason, readOnly.message)
      const made = await store.backups.make('asked')
      publish({ kind: 'health' })
      return made
    },
    'backup.restore': async ({ partly = false, ...which }) => {
      if (readOnly !== null) throw new Failure(readOnly.reason, readOnly.message)
      let lost: readonly Lost[] = []
      await whileClosed(
        async () => {
          const lock = await acquireLock(realFileSystem, folder, { now })
          try {
            const how = { partly }
            lost = await restoreInPlace(realFileSystem, folder, await places(), which, { now, newId }, how)
          } finally {
            await lock.release()
          }
        },
        () => expectThere(realFileSystem, folder),
      )
      return partsOf(lost)
    },
    'backup.look': async (which) => {
      const backup = await openBackup(realFileSystem, await places(), which, { partly: true })
      return partsOf(await lossesOf(backup))
    },
    'backup.losses': async () => {
      const lost = await store.backups.losses()
      await tellOfLosses(store, lost)
      return lost.map(({ number, place, lostSources, isListed }) => ({
        number,
        place,
        sources: lostSources.length,
        listed: isListed,
      }))
    },
    'backup.restoreCopy': async (which) => {
      const made = (await store.backups.list()).find(
        ({ number, place }) => number === which.number && place === which.place,
      )
      const beside = await freeFolder(folder, (made?.made ?? now()).slice(0, 10))
      await restoreCopy(realFileSystem, await places(), which, beside, { now, newId })
      copies.add(beside)
      return { folder: beside }
    },
    'desktop.openCopy': async ({ folder: copy }) => {
      const app = needDesktop(desktop)
      // A window may not have any folder at all opened.
      if (!copies.has(copy))
        throw new Failure('not-found', `${copy} is no copy that was made here since the notebook was opened.`)
      await app.openNotebook(copy)
      return {}
    },
    'backup.setOutside': async ({ on }) => {
      await outsideBackups.want(on)
      await store.backups.setOutside((await places()).outside)
      publish({ kind: 'health' })
      return {}
    },
  }
}

function partsOf(lost: readonly Lost[]): LostParts {
  return { lost: lost.length, messages: lost.slice(0, 100).map(({ message }) => message) }
}

/**
 * A folder beside the notebook that is not there yet, named after it and after the day to which it goes back; among the person's
 * documents where all that is around the notebook is gone.
 */
async function freeFolder(folder: string, day: string): Promise<string> {
  const name = `${basename(folder)} (as of ${day})`
  const beside = (await realFileSystem.stamp(dirname(folder)).catch(() => null)) !== null
  const parent = beside ? dirname(folder) : await documentsFolder()
  await mkdir(parent, { recursive: true })
  for (let nth = 1; ; nth += 1) {
    const path = join(parent, nth === 1 ? name : `${name} ${nth}`)
    const there = await realFileSystem.stamp(path).catch(() => null)
    if (there === null && !(await isNotebook(path))) return path
  }
}
