import { formatDate } from '../../shared/briefing/format-date'
import { ALIKE, type Findings, type ImportOutcome } from '../../shared/contract/intake'
import { assertNever } from '../../shared/model/assert-never'
import { withBalancedQuotes } from '../../shared/model/balanced'
import type { IconName } from '../ui/Icon'
import { count, publishedBy, sourceKindWords } from '../ui/words'
import type { FileState } from './import-queue'
import { asksSomething } from './row-groups'

/** The sign before a file, and what it means. */
export function signOf(state: FileState): { icon: IconName; className: string; words: string } {
  switch (state.step) {
    case 'waiting':
      return { icon: 'clock', className: '', words: 'Waiting' }
    case 'reading':
      return { icon: 'clock', className: 'now', words: 'Reading' }
    case 'imported':
      if (state.gone === true) return { icon: 'minus', className: '', words: 'Gone' }
      if (state.leftOut === true) return { icon: 'minus', className: '', words: 'Left out' }
      if (asksSomething(state)) return { icon: 'split', className: 'signal', words: 'To decide' }
      if (state.report.outcome.what === 'mended')
        return { icon: 'check', className: 'good', words: 'Put back' }
      return isPoor(state.report.outcome)
        ? { icon: 'doc', className: '', words: 'Imported' }
        : { icon: 'check', className: 'good', words: 'Imported' }
    case 'refused':
      return { icon: 'x', className: 'signal', words: 'Refused' }
    case 'passed':
      return { icon: 'minus', className: '', words: 'Passed over' }
    case 'cancelled':
      return { icon: 'x', className: '', words: 'Cancelled' }
    default:
      return assertNever(state)
  }
}

/** Of a text that says nothing about itself the sign says so too. */
function isPoor(outcome: ImportOutcome): boolean {
  return outcome.what === 'added' && saysNothing(outcome.findings)
}

/** One line on a file: what was found in it, what is asked, or why there is nothing. */
export function lineOf(state: FileState): string {
  return withBalancedQuotes(wordsOf(state))
}

function wordsOf(state: FileState): string {
  switch (state.step) {
    case 'waiting':
      return 'Waiting'
    case 'reading':
      return 'Reading'
    case 'imported':
      if (state.gone === true) return 'Not a source of its own any more.'
      if (state.leftOut === true && state.report.outcome.what === 'known')
        return `Left out: in the notebook already as “${state.report.outcome.title}”.`
      return outcomeLine(state.report.outcome, state.report.notices)
    case 'refused':
    case 'passed':
      return state.message
    case 'cancelled':
      return 'Cancelled; nothing was added.'
    default:
      return assertNever(state)
  }
}

function outcomeLine(outcome: ImportOutcome, notices: readonly string[]): string {
  switch (outcome.what) {
    case 'added':
      return [questionLine(outcome.findings) ?? findingsLine(outcome.findings), ...notices].join(' ')
    case 'known':
      return [`In the notebook already as “${outcome.title}”. Import it all the same?`, ...notices].join(' ')
    case 'mended':
      return [outcome.message, ...notices].join(' ')
    case 'references': {
      const { matched, unmatched } = outcome
      const records = count(matched.length + unmatched.length, 'reference')
      return [
        `${records}: ${count(matched.length, 'source')} found${unmatched.length === 0 ? '.' : `, ${unmatched.length.toLocaleString('en')} not.`}`,
        ...notices,
      ].join(' ')
    }
    case 'annotations':
      return [annotationsLine(outcome), ...notices].join(' ')
    case 'archive':
      return [`${count(outcome.members.length, 'file')} inside.`, ...notices].join(' ')
    default:
      return assertNever(outcome)
  }
}

function annotationsLine(outcome: Extract<ImportOutcome, { what: 'annotations' }>): string {
  const { exact, approximate, known, notFound } = outcome
  const parts = [
    [exact, 'exact'],
    [approximate, 'approximate'],
    [known, 'here already'],
    [notFound.length, 'not found'],
  ] as const
  const words = parts.filter(([n]) => n > 0).map(([n, what]) => `${n.toLocaleString('en')} ${what}`)
  return `Annotations: ${words.length === 0 ? 'none' : words.join(', ')}.`
}

/** What a person is asked first; null when nothing is. */
function questionLine({ split, alike }: Findings): string | null {
  if (split !== null) return 'Holds a second article. Split into two?'
  const [most] = alike
  if (most === undefined) return null
  if (most.share < ALIKE) return `From the same address as “${most.title}”. A version of it?`
  return `Shares ${percent(most.share)} with “${most.title}”. A version of it?`
}

/** `Live blog, 13 posts. Published 26 Feb 2025, updated 27 Feb.` */
export function findingsLine(findings: Findings): string {
  if (saysNothing(findings)) return 'No outlet, author or date found. You can add them later.'
  const { details, posts, frame, repeats } = findings
  const what = [
    details.kind === 'article' ? null : capitalised(sourceKindWords[details.kind]),
    posts === 0 ? null : count(posts, 'post'),
    publishedBy(details),
  ].filter((part) => part !== null)
  const aside = [
    frame === 0 ? null : count(frame, 'paragraph of frame', 'paragraphs of frame'),
    repeats === 0 ? null : count(repeats, 'repeated paragraph'),
  ].filter((part) => part !== null)
  return [what.join(', '), datesLine(findings), aside.join(', ')]
    .filter((part) => part !== '')
    .map((part) => `${part}.`)
    .join(' ')
}

function datesLine({ details: { published, updated } }: Findings): string {
  if (published === null && updated === null) return 'No date'
  if (updated === null) return `Published ${dayOf(published)}`
  if (published === null) return `Updated ${dayOf(updated)}`
  // The year once, where it is the same.
  const again = published.slice(0, 4) === updated.slice(0, 4) && updated.length > 4
  return `Published ${dayOf(published)}, updated ${again ? dayOf(updated).replace(/ \d{4}$/, '') : dayOf(updated)}`
}

function saysNothing({ details, posts, split }: Findings): boolean {
  const { outlet, via, authors, published, updated } = details
  const hasWords = outlet !== null || via !== null || published !== null || updated !== null
  return !hasWords && authors.length === 0 && posts === 0 && split === null
}

/** `26 Feb 2025` */
export function dayOf(date: string | null): string {
  return formatDate(date ?? '').replace(/\p{L}+/u, (month) => month.slice(0, 3))
}

/** `94 %`; what is almost all is not called all. */
export function percent(share: number): string {
  return `${share === 1 ? 100 : Math.min(99, Math.round(share * 100))} %`
}

function capitalised(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}
