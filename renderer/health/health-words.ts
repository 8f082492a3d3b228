import type { Reason } from '../../shared/contract/failure'
import type { BackupLosses } from '../../shared/contract/health'
import { assertNever } from '../../shared/model/assert-never'
import type { Backup, BackupCause, ConflictCopy, Health, LockHolder } from '../../shared/model/health'
import { count, fileSize, listOf } from '../ui/words'
import { agoWords, momentWords, partOfDayWords } from './moment-words'

/** What keeps a notebook from being well though nothing is wrong with its files. */
export type Hindrance = 'read-only' | 'unsaved' | null

/** How the notebook is, in a sentence. `wanted` is how many things want attention. */
export function stateWords(
  { gone, backups, lastCheck }: Health,
  wanted: number,
  hindrance: Hindrance,
  now: Date,
): string {
  if (gone) {
    const outside = backups.outside === null ? '' : ' A backup of it lies outside.'
    return `The folder of this notebook is gone: nothing can be saved in it until it is back.${outside}`
  }
  const backup = lastBackup(backups)
  const backedUp = backup === null ? 'no backup yet' : `backed up ${agoWords(backup, now)}`
  const lookedAt =
    lastCheck === null
      ? 'no look at every file yet'
      : `every file looked at ${partOfDayWords(lastCheck.at, now)}`
  const facts = `${backedUp}, ${lookedAt}.`
  if (wanted > 0)
    return `${wantedWords(wanted)} your attention. ${facts.slice(0, 1).toUpperCase()}${facts.slice(1)}`
  if (hindrance !== null) return `${hindranceWords[hindrance]}: ${facts}`
  const isKnown = backup !== null && lastCheck !== null
  return `${isKnown ? 'All is well' : 'Nothing is wrong as far as is known'}: ${facts}`
}

const hindranceWords: Readonly<Record<NonNullable<Hindrance>, string>> = {
  'read-only': 'No change can be saved for now',
  unsaved: 'Not all that you wrote is saved yet',
}

/** `1 thing wants`, `2 things want`. */
export function wantedWords(wanted: number): string {
  return `${count(wanted, 'thing')} ${wanted === 1 ? 'wants' : 'want'}`
}

function lastBackup({ notebook, outside }: Health['backups']): string | null {
  return [notebook, outside].reduce((one, two) => (one === null || (two !== null && two > one) ? two : one))
}

export const causeWords: Record<BackupCause, string> = {
  regular: 'made by itself',
  asked: 'you asked for it',
  'before-migration': 'before the notebook was brought to a new format',
  'before-restore': 'before an earlier state was brought back',
  'before-choice': 'before you chose between two copies',
}

/** `14 sources, 230 annotations and 2 briefs`. */
export function holdingsWords({ sources, annotations, briefs }: Backup): string {
  return listOf([count(sources, 'source'), count(annotations, 'annotation'), count(briefs, 'brief')])
}

/** What a backup has lost: `2 sources not whole`; nothing where it is whole. */
export function lossWords(loss: BackupLosses | null): string[] {
  if (loss === null) return []
  if (!loss.listed) return ['a list of it is lost']
  return [loss.sources === 0 ? 'not whole' : `${count(loss.sources, 'source')} not whole`]
}

/** How a document and a copy of it differ, in a sentence, and how each of its parts does of which that is known. */
export function differenceWords({ difference }: ConflictCopy): readonly [string, ...string[]] {
  const [counted = null, ...each] = difference?.split('\n') ?? []
  return [countWords(counted), ...each]
}

function countWords(difference: string | null): string {
  if (difference === null) return 'The copy cannot be read.'
  if (difference === 'the same') return 'Both say the same.'
  if (difference === 'an earlier state')
    return 'The copy is an earlier state: all that it holds is in the notebook, too.'
  if (difference.startsWith('the ')) return `T${difference.slice(1)}; the copy can be read.`
  return `They differ: ${difference}. Here is what the notebook shows now, there is the copy.`
}

/** Who may write in the notebook, in a sentence without its full stop. */
export function holderWords(holder: LockHolder, now: Date): string {
  switch (holder.who) {
    case 'this-window':
      return `This window, since ${sinceWords(holder.since, now)}`
    case 'nobody':
      return 'Nobody'
    case 'another': {
      const since = Number.isNaN(Date.parse(holder.since)) ? holder.since : sinceWords(holder.since, now)
      const who = `Another Sourcebook on the computer “${holder.host}”, since ${since}`
      if (holder.running === null) return `${who}; whether it still runs cannot be seen from here`
      return holder.running ? who : `${who}; it has ended`
    }
    default:
      return assertNever(holder)
  }
}

/** Since when something is so, as it follows “since”: `14:05`, `yesterday at 18:02`. */
export function sinceWords(timestamp: string, now: Date): string {
  return momentWords(timestamp, now).replace(/^(on|today at) /, '')
}

/** `120 GB`. */
export function spaceWords(bytes: number): string {
  if (bytes < 1_000_000_000) return fileSize(bytes)
  const gigabytes = bytes / 1_000_000_000
  return `${gigabytes < 100 ? gigabytes.toFixed(1) : Math.round(gigabytes).toLocaleString('en')} GB`
}

/** What leads out of a notebook that can only be read, where its own sentence does not say. */
export const wayOut: Readonly<Partial<Record<Reason, string>>> = {
  held: 'When it is closed there, close this window and open the notebook again.',
  'newer-format': 'Update Sourcebook, then open the notebook again. This version leaves it exactly as it is.',
  'disk-full': 'Free some space on its disk, then open the notebook again.',
  'disk-read-only': 'Its disk takes no changes at all. Copy the notebook to another disk, and open it there.',
  'no-permission': 'Give your account the right to write in its folder, then open the notebook again.',
}
