import { resolve } from 'node:path'
import { Failure } from '../../../shared/contract/failure'
import type { BackupLosses } from '../../../shared/contract/health'
import type { Verification } from '../../../shared/contract/intake'
import { assertNever } from '../../../shared/model/assert-never'
import { commandWords } from '../../../shared/model/command-words'
import type { Backup, Fault, Health, LockHolder } from '../../../shared/model/health'
import { NotebookId, type SourceId } from '../../../shared/model/ids'
import { listRecoverable, recoverNotebook } from '../../api/recover-notebook'
import { answered } from './answered'
import { inColumns } from './columns'
import type { Call, Command } from './commands'
import { counted, oneLine } from './excerpt-words'
import { UsageError } from './io'
import { findSource } from './source-commands'
import { expectNoWords, textOf } from './typed-values'

/** So many sources are read again in one call. */
const VERIFIED_AT_ONCE = 20

const verify: Command = {
  usage: 'verify [SOURCE]... [--files]',
  says: 'look whether every file is whole and mend what is not, then read the texts from their originals again; --files leaves that out, and with sources named only these are read',
  options: { files: { type: 'boolean' } },
  plan({ words, values }) {
    const filesOnly = values['files'] === true
    if (filesOnly && words.length > 0) throw new UsageError('--files looks at all files: name no source.')
    return {
      access: 'change-if-free',
      async run(call) {
        const named = await Promise.all(words.map((word) => findSource(word, call)))
        const checked = named.length > 0 ? null : await call('health.check', { texts: false })
        const faults = checked?.faults ?? []
        const texts = filesOnly ? [] : await verifyTexts(named, call)
        const differing = texts.filter(({ state }) => state !== 'same')
        const open = faults.filter(({ mended }) => !mended)
        const wrong = open.length + differing.length
        const whole = `${texts.length - differing.length} of ${counted(texts.length, 'version')} as imported`
        return answered(
          { check: checked?.check ?? null, faults, texts },
          (shown) =>
            [
              ...shown.faults.map(({ message }) => message),
              ...shown.texts
                .filter(({ state }) => state !== 'same')
                .map(({ source, version, message }) => `${source} version ${version}: ${message}`),
              ...(shown.check === null ? [] : [describeCheck(shown.check.files, faults)]),
              ...(filesOnly ? [] : [whole]),
            ].join('\n'),
          wrong > 0 ? 'Not everything is as it was saved; the lines above say what is not.' : undefined,
        )
      },
    }
  },
}

async function verifyTexts(named: readonly SourceId[], call: Call): Promise<Verification[]> {
  const all = named.length > 0 ? named : (await call('library.list', {})).map(({ id }) => id)
  const found: Verification[] = []
  for (let at = 0; at < all.length; at += VERIFIED_AT_ONCE)
    found.push(...(await call('source.verify', { sources: all.slice(at, at + VERIFIED_AT_ONCE) })))
  return found
}

function describeCheck(files: number, faults: readonly Fault[]): string {
  const mended = faults.filter((fault) => fault.mended).length
  const open = faults.length - mended
  const found =
    open === 0
      ? mended === 0
        ? 'all whole'
        : `all whole now, ${mended} mended`
      : `${open} not, ${mended} mended`
  return `${counted(files, 'file')} looked at: ${found}`
}

const health: Command = {
  usage: 'health',
  says: 'say who holds the notebook, when it was backed up and looked at last, and what went wrong',
  options: {},
  plan(typed) {
    expectNoWords(typed)
    return {
      access: 'look',
      async run(call) {
        const found = await call('health.read', {})
        return answered(found, describeHealth)
      },
    }
  },
}

function describeHealth(found: Health): string {
  const { backups, lastCheck, disk } = found
  const rows = [
    ['folder', found.folder],
    ['held by', describeHolder(found.holder)],
    ['disk', disk === null ? 'not known' : `${gigabytes(disk.free)} free of ${gigabytes(disk.size)}`],
    ['synced by', found.syncedBy ?? 'nothing that is known'],
    ['backup', backups.notebook ?? 'none yet'],
    ['outside', backups.outsideFolder === null ? 'not wanted' : (backups.outside ?? 'none yet')],
    ['looked at', lastCheck === null ? 'not yet' : `${lastCheck.at}, ${counted(lastCheck.faults, 'fault')}`],
  ]
  return [
    inColumns(rows),
    ...(backups.failure === null ? [] : [backups.failure]),
    ...found.conflicts.map(({ title, by, file }) => `another copy of ${oneLine(title)}, by ${by}: ${file}`),
    ...found.incidents.map(({ at, message }) => `${at}  ${oneLine(message)}`),
  ]
    .flat()
    .join('\n')
}

function describeHolder(holder: LockHolder): string {
  switch (holder.who) {
    case 'this-window':
      return 'this command'
    case 'nobody':
      return 'nobody'
    case 'another': {
      const state = holder.running === false ? ', which has ended' : ''
      return `process ${holder.pid} on ${holder.host} since ${holder.since}${state}`
    }
    default:
      return assertNever(holder)
  }
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`
}

const listBackups: Command = {
  usage: 'backup list',
  says: 'list the states of the notebook that one can go back to, newest first',
  options: {},
  plan(typed) {
    expectNoWords(typed)
    return {
      access: 'look',
      async run(call) {
        const all = await call('backup.list', {})
        const losses = await call('backup.losses', {})
        const told = all.map((backup) => {
          const lost = lossOf(backup, losses)
          return lost === null ? backup : { ...backup, lost }
        })
        return answered(told, (backups) =>
          inColumns(
            backups.map((backup) => [...rowOf(backup), lostWords('lost' in backup ? backup.lost : null)]),
          ).join('\n'),
        )
      },
    }
  },
}

function rowOf({ number, place, cause, made, sources, annotations, briefs }: Backup): string[] {
  return [
    String(number),
    place,
    made,
    counted(sources, 'source'),
    counted(annotations, 'annotation'),
    counted(briefs, 'brief'),
    cause === 'regular' ? '' : cause,
  ]
}

type Loss = Pick<BackupLosses, 'sources' | 'listed'>

/** What a backup has lost; null where it is whole. */
function lossOf({ number, place }: Backup, losses: readonly BackupLosses[]): Loss | null {
  const found = losses.find((one) => one.number === number && one.place === place)
  return found === undefined ? null : { sources: found.sources, listed: found.listed }
}

function lostWords(lost: Loss | null): string {
  if (lost === null) return ''
  if (!lost.listed) return 'a list of it is lost'
  return lost.sources === 0 ? 'not whole' : `${counted(lost.sources, 'source')} not whole`
}

const makeBackup: Command = {
  usage: 'backup make',
  says: 'back the notebook up now',
  options: {},
  plan(typed) {
    expectNoWords(typed)
    return {
      access: 'change',
      async run(call) {
        const made = await call('backup.make', {})
        return answered(made, (shown) => rowOf(shown).join('  '))
      },
    }
  },
}

const restoreBackup: Command = {
  usage: 'backup restore NUMBER [--outside] [--copy | --partly]',
  says: 'put the notebook back into the state of a backup; with --partly, also where not all of the backup is whole; with --copy, make a new notebook in that state beside it',
  options: { outside: { type: 'boolean' }, copy: { type: 'boolean' }, partly: { type: 'boolean' } },
  plan({ words, values }) {
    const number = backupNumber(words)
    const place = values['outside'] === true ? ('outside' as const) : ('notebook' as const)
    const copy = values['copy'] === true
    const partly = values['partly'] === true
    if (copy && partly) throw new UsageError('A copy is made of a whole backup only: leave out --partly.')
    return {
      access: copy ? 'look' : 'change',
      async run(call) {
        if (copy) {
          const { folder } = await call('backup.restoreCopy', { number, place })
          return answered({ folder }, (shown) => shown.folder)
        }
        const { lost, messages } = await call('backup.restore', { number, place, partly }).catch(
          (error: unknown) => {
            throw partly ? error : withPartly(error)
          },
        )
        return answered({ number, place, lost, messages }, (shown) =>
          [
            `restored: backup ${number}. The state before it is a backup, too: ${commandWords('backup list')}.`,
            ...shown.messages,
            ...(lost > messages.length ? [`and ${lost - messages.length} more`] : []),
          ].join('\n'),
        )
      },
    }
  },
}

function backupNumber([word, ...rest]: readonly string[]): number {
  if (word === undefined || rest.length > 0 || !/^[1-9]\d{0,8}$/.test(word))
    throw new UsageError(`Name one backup by its number; ${commandWords('backup list')} lists them.`)
  return Number(word)
}

const recover: Command = {
  usage: 'backup recover [NOTEBOOK] [FOLDER] [--number N] [--partly] [--from DIR]',
  says: 'bring back a notebook whose folder is lost, named by its id or by where it lay, from its backups outside into FOLDER; with FOLDER alone, the one that lay there; with --partly, also where not all of the backup is whole; without words, list those that can be',
  options: { number: { type: 'string' }, from: { type: 'string' }, partly: { type: 'boolean' } },
  plan(typed, ports) {
    const folder = typed.words.at(-1)
    const id = typed.words.length === 1 ? null : typed.words[0]
    if (typed.words.length > 2 || (id === null && NotebookId.safeParse(folder).success))
      throw new UsageError('Name the notebook and a folder that is not there yet, or that folder alone.')
    const number = textOf(typed, 'number')
    const given = {
      from: textOf(typed, 'from'),
      number: number === null ? null : backupNumber([number]),
      partly: typed.values['partly'] === true,
    }
    return {
      access: 'none',
      async run() {
        if (id === undefined || folder === undefined) {
          const all = await listRecoverable(given.from)
          return answered(all, (shown) =>
            inColumns(
              shown.map(({ id: named, title, lay, newest }) => [named, newest.made, oneLine(title), lay]),
            ).join('\n'),
          )
        }
        const made = await recoverNotebook({ ...given, id, folder: resolve(folder) }, ports).catch(
          (error: unknown) => {
            throw given.partly ? error : withPartly(error)
          },
        )
        return answered(made, ({ title, folder: place, hurt }) =>
          [
            `“${title}” is in ${place} again`,
            ...hurt.map((path) => `damaged in the backup, so from another one or left out: ${path}`),
          ].join('\n'),
        )
      },
    }
  },
}

/** Where not all of a backup is whole, what is can be brought back. */
function withPartly(error: unknown): unknown {
  if (!(error instanceof Failure) || error.reason !== 'damaged') return error
  return new Failure('damaged', `${error.message} Or bring back what is whole of it: with --partly.`)
}

export const healthCommands: Readonly<Record<string, Command>> = {
  verify,
  health,
  'backup list': listBackups,
  'backup make': makeBackup,
  'backup restore': restoreBackup,
  'backup recover': recover,
}
