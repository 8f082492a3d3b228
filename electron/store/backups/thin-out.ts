import { BackupCause } from '../../../shared/model/health'
import type { Manifest } from './backup-documents'

type Kept = Pick<Manifest, 'number' | 'cause' | 'made'>

/**
 * The numbers of the backups that may go. Of those that were made in the course of work the newest 10 stay, the last of each
 * of the newest 24 hours in which there are any, and that of each of the newest 30 days; of the others, the newest 10 of each
 * cause. They are told apart by their numbers: a clock that jumps begins another hour, and never makes one seem old.
 */
export function tooMany(backups: readonly Kept[]): number[] {
  const newestFirst = backups.toSorted((one, two) => two.number - one.number)
  const regular = newestFirst.filter(({ cause }) => cause === 'regular')
  const kept = new Set([
    ...regular.slice(0, 10),
    ...lastOfEach(regular, ({ made }) => made.slice(0, 13)).slice(0, 24),
    ...lastOfEach(regular, ({ made }) => made.slice(0, 10)).slice(0, 30),
  ])
  for (const named of BackupCause.options)
    if (named !== 'regular')
      for (const one of newestFirst.filter(({ cause }) => cause === named).slice(0, 10)) kept.add(one)
  return newestFirst.filter((one) => !kept.has(one)).map(({ number }) => number)
}

/**
 * As `tooMany`, where copies of one notebook's folder keep their backups in the same place: each has as many as if it were
 * alone there, so that who works in one of them thins out nothing of the others.
 */
export function tooManyOfEach(backups: readonly (Kept & Pick<Manifest, 'folder'>)[]): number[] {
  const folders = new Set(backups.map(({ folder }) => folder))
  return [...folders].flatMap((its) => tooMany(backups.filter(({ folder }) => folder === its)))
}

/** The newest of each run of neighbours that bear the same label. */
function lastOfEach(newestFirst: readonly Kept[], label: (backup: Kept) => string): Kept[] {
  return newestFirst.filter((backup, index) => {
    const newer = newestFirst[index - 1]
    return newer === undefined || label(newer) !== label(backup)
  })
}
