import { assertNever } from '../../shared/model/assert-never'
import type { FileState, QueuedFile } from './import-queue'

/** What a report can be narrowed to. */
export const rowGroups = [
  'all',
  'decide',
  'refused',
  'passed',
  'cancelled',
  'known',
  'imported',
  'gone',
] as const
export type RowGroup = (typeof rowGroups)[number]

export const rowGroupWords: Readonly<Record<RowGroup, string>> = {
  all: 'All',
  decide: 'To decide',
  refused: 'Refused',
  passed: 'Passed over',
  cancelled: 'Cancelled',
  known: 'Here already',
  imported: 'Imported',
  gone: 'Joined or undone',
}

/** True while a person is asked something about the file: what it is to others, or whether it is one text. */
export function asksSomething(state: FileState): boolean {
  if (state.step !== 'imported' || state.gone === true) return false
  const { outcome } = state.report
  if (outcome.what === 'known') return state.leftOut !== true
  return outcome.what === 'added' && (outcome.findings.split !== null || outcome.findings.alike.length > 0)
}

/** True for a file of which the notebook holds the bytes already, while it is not settled what becomes of it. */
export function waitsAsKnown(state: FileState): boolean {
  return isKnown(state) && asksSomething(state)
}

/** True for a file of which the notebook holds the bytes already. */
function isKnown(state: FileState): boolean {
  return state.step === 'imported' && state.report.outcome.what === 'known'
}

/** True for a file that put back what the notebook had lost of it. */
function isMended(state: FileState): boolean {
  return state.step === 'imported' && state.gone !== true && state.report.outcome.what === 'mended'
}

/** True once the text of the file is no source of its own any more: it joined another as a version, or was undone. */
function isGone(state: FileState): boolean {
  return state.step === 'imported' && state.gone === true
}

export function isIn(group: RowGroup, { state }: QueuedFile): boolean {
  switch (group) {
    case 'all':
      return true
    case 'decide':
      return asksSomething(state)
    case 'refused':
    case 'passed':
    case 'cancelled':
      return state.step === group
    case 'known':
      return isKnown(state)
    case 'imported':
      return state.step === group && !isKnown(state) && !isGone(state)
    case 'gone':
      return isGone(state)
    default:
      return assertNever(group)
  }
}

/** How many files are in each group, and how many are still to be read. */
export function countRows(files: readonly QueuedFile[]): Record<RowGroup | 'mended' | 'left', number> {
  const counts = {
    all: 0,
    decide: 0,
    refused: 0,
    passed: 0,
    cancelled: 0,
    known: 0,
    imported: 0,
    gone: 0,
    mended: 0,
    left: 0,
  }
  for (const file of files) {
    const { step } = file.state
    for (const group of rowGroups) if (isIn(group, file)) counts[group] += 1
    if (isMended(file.state)) counts.mended += 1
    if (step === 'waiting' || step === 'reading') counts.left += 1
  }
  return counts
}

/** `3 imported, 1 refused`: only what there is. */
export function summaryOf(files: readonly QueuedFile[]): string {
  const counts = countRows(files)
  const parts = [
    [counts.imported - counts.mended, 'imported'],
    [counts.mended, 'put back'],
    [counts.gone, 'joined or undone'],
    [counts.known, 'here already'],
    [counts.refused, 'refused'],
    [counts.passed, 'passed over'],
    [counts.cancelled, 'cancelled'],
  ] as const
  return parts
    .filter(([n]) => n > 0)
    .map(([n, words]) => `${n.toLocaleString('en')} ${words}`)
    .join(', ')
}
