import type { Handlers } from '../../shared/contract/dispatch'
import type { NotebookEvent } from '../../shared/contract/events'
import type { BackupLosses, healthCalls, LostParts } from '../../shared/contract/health'
import type { Backup, Fault, Health } from '../../shared/model/health'

const whole: Health = {
  folder: '/home/ilse/Harbour fund',
  gone: false,
  holder: { who: 'this-window', since: '2025-02-26T09:00:00.000Z' },
  disk: { free: 120_000_000_000, size: 500_000_000_000 },
  syncedBy: null,
  backups: { notebook: null, outside: null, outsideFolder: null, failure: null },
  lastCheck: null,
  incidents: [],
  conflicts: [],
  checking: null,
}

type FakeHealth = {
  health: Health
  backups: Backup[]
  /** What every one of them has lost. */
  lost: LostParts
  losses: BackupLosses[]
  /** What a look at every file finds. */
  faults: Fault[]
  readonly calls: Pick<Handlers, keyof typeof healthCalls>
}

/**
 * The calls on the files of the notebook in memory; `health` is what they tell, and what they change. `emit` is told what a
 * host would tell its windows.
 */
export function fakeHealth(now: () => string, emit: (...events: NotebookEvent[]) => void): FakeHealth {
  const fake: FakeHealth = {
    health: whole,
    backups: [],
    lost: { lost: 0, messages: [] },
    losses: [],
    faults: [],
    calls: {
      'health.read': async () => fake.health,
      'health.check': async ({ texts }) => {
        const { faults } = fake
        const open = faults.filter(({ kind, mended }) => !mended && kind !== 'conflict-copy')
        const check = { at: now(), files: 12, faults: open.length, texts }
        fake.health = { ...fake.health, lastCheck: check }
        emit({ kind: 'health' })
        return { check, faults, stopped: false }
      },
      'health.stopCheck': async () => ({}),
      'health.choose': async ({ file }) => {
        const conflicts = fake.health.conflicts.filter((copy) => copy.file !== file)
        fake.health = { ...fake.health, conflicts }
        emit({ kind: 'health' })
        return {}
      },
      'backup.list': async () => fake.backups.toReversed(),
      'backup.make': async () => {
        const number = fake.backups.length + 1
        const made: Backup = {
          number,
          place: 'notebook',
          cause: 'asked',
          made: now(),
          sources: 0,
          annotations: 0,
          briefs: 0,
        }
        fake.backups.push(made)
        fake.health = { ...fake.health, backups: { ...fake.health.backups, notebook: made.made } }
        emit({ kind: 'health' })
        return made
      },
      'backup.restore': async () => {
        // As over a line: the answer may be the first to arrive.
        setTimeout(() => emit({ kind: 'reopened' }))
        return fake.lost
      },
      'backup.look': async () => fake.lost,
      'backup.losses': async () => fake.losses,
      'backup.restoreCopy': async () => ({ folder: `${whole.folder} (restored)` }),
      'desktop.openCopy': async () => ({}),
      'backup.setOutside': async ({ on }) => {
        const outsideFolder = on ? '/home/ilse/.config/Sourcebook/backups' : null
        fake.health = { ...fake.health, backups: { ...fake.health.backups, outsideFolder } }
        emit({ kind: 'health' })
        return {}
      },
    },
  }
  return fake
}
