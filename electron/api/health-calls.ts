import type { Handlers } from '../../shared/contract/dispatch'
import { Failure } from '../../shared/contract/failure'
import type { Health } from '../../shared/model/health'
import { unlessBackedUp } from '../store/backups/targets'
import { chooseCopy, undoChoice } from '../store/choose-copy'
import { describeCopies } from '../store/conflict-copies'
import { copyName, SOME_PROGRAM } from '../store/copy-name'
import { realFileSystem } from '../store/file-system'
import { readLockHolder } from '../store/lock-holder'
import { syncedBy } from '../store/synced-by'
import { toldIncidents } from '../store/told-incidents'
import { presenceOfBrief } from './brief-calls'
import { briefOfCopy } from './brief-of-copy'
import { eventsOf } from './events-of'
import type { HealthWatch } from './health-watch'
import { presenceStep } from './history'
import { recordStep, type SessionContext, sentenceOf } from './session-context'

type HealthCalls = Pick<Handlers, 'health.read' | 'health.check' | 'health.stopCheck' | 'health.choose'>

/** What the calls about the files of the notebook do. */
export function healthCalls(context: SessionContext, watch: HealthWatch): HealthCalls {
  const { store, now, publish } = context
  const place = { fs: realFileSystem, folder: store.folder, now }

  /** Windows ask again for what may be another document now. */
  const tellOf = (path: string) => {
    for (const event of eventsOf(path)) publish(event)
    publish({ kind: 'health' })
  }

  return {
    'health.read': () => readHealth(context, watch),
    'health.check': ({ texts }) => watch.check(texts),
    'health.stopCheck': async () => {
      watch.stopCheck()
      return {}
    },
    'health.choose': async ({ file, keep }) => {
      // Before the backup, too: it is another program's notebook.
      if (store.readOnly !== null) throw new Failure(store.readOnly.reason, store.readOnly.message)
      const of = copyName(file)?.of ?? file
      const other = keep === 'both' ? await briefOfCopy(context, file) : null
      await store.backups.make('before-choice').catch((error: unknown) => {
        throw unlessBackedUp(error, 'Nothing was chosen')
      })
      if (other !== null) await store.addBrief(other)
      const presence = other === null ? null : presenceOfBrief(context, other.id)
      const choose = () => store.replace(of, () => chooseCopy(place, file, keep === 'copy' ? 'copy' : 'this'))
      let choice = await choose().catch(async (error: unknown) => {
        await presence?.remove().catch(() => undefined) // what is refused is not half done
        throw error
      })
      tellOf(of)
      const step = presenceStep(other === null ? 'choose between copies' : 'keep both copies', {
        undo: async () => {
          await store.replace(of, () => undoChoice(place, choice))
          await presence?.remove()
          tellOf(of)
        },
        redo: async () => {
          await presence?.restore()
          choice = await choose()
          tellOf(of)
        },
      })
      await recordStep(context, step)
      return {}
    },
  }
}

async function readHealth({ store, outsideBackups }: SessionContext, watch: HealthWatch): Promise<Health> {
  const { folder, backups, health } = store
  const place = { fs: realFileSystem, folder }
  const [gone, holder, disk, by, made, outsideFolder, record, copies] = await Promise.all([
    watch.isGone(),
    readLockHolder(realFileSystem, folder),
    realFileSystem.space(folder).catch(() => null),
    syncedBy(folder),
    backups.list(),
    outsideBackups.wanted(),
    health.read(),
    // That a folder cannot be read says a look at every file; the page is needed all the more.
    watch.copies().catch(() => []),
  ])
  const titles = new Map(store.library().map(({ id, title }) => [`sources/${id}`, title]))
  const lastIn = (where: 'notebook' | 'outside') => made.find((one) => one.place === where)?.made ?? null
  return {
    folder,
    gone,
    holder,
    disk,
    syncedBy: by,
    backups: {
      notebook: lastIn('notebook'),
      outside: lastIn('outside'),
      outsideFolder,
      failure: health.backupFailure === null ? null : sentenceOf(health.backupFailure),
    },
    lastCheck: record.lastCheck,
    incidents: await toldIncidents(place, record.incidents, (path) => titles.get(path) ?? null),
    conflicts: (await describeCopies(place, copies)).map((copy) =>
      // Where its name is that of many programs, the folder may tell.
      copy.by === SOME_PROGRAM ? { ...copy, by: by ?? SOME_PROGRAM } : copy,
    ),
    checking: watch.checking,
  }
}
