import type { BriefCheck, BriefCheckRule } from '../../../shared/model/brief'
import type { IconName } from '../../ui/Icon'

type CheckWords = {
  readonly name: string
  readonly icon: IconName
  /** How it stands out: as a thing to mend, as one about figures, or as one to know of. */
  readonly tone: 'signal' | 'figure' | 'q'
}

/** How the interface calls what each rule found. */
export const checkWords: Readonly<Record<BriefCheckRule, CheckWords>> = {
  deleted: { name: 'Deleted passage', icon: 'trash', tone: 'signal' },
  stale: { name: 'Stale', icon: 'stale', tone: 'signal' },
  'quote-differs': { name: 'Quote differs from its source', icon: 'quote', tone: 'signal' },
  'unsourced-sentence': { name: 'Sentence without a source', icon: 'warn', tone: 'signal' },
  'paraphrase-without-excerpt': { name: 'Paraphrase without its excerpt', icon: 'warn', tone: 'signal' },
  'anonymous-origin': { name: 'Anonymous origin', icon: 'warn', tone: 'signal' },
  'single-origin': { name: 'One origin', icon: 'person', tone: 'q' },
  'figure-without-measure': { name: 'Figure without a measure', icon: 'figure', tone: 'figure' },
  'figure-without-date': { name: 'Figure without a date', icon: 'clock', tone: 'q' },
  'prompt-left-in': { name: 'Prompt left in', icon: 'note', tone: 'signal' },
  'two-spellings': { name: 'One name in two spellings', icon: 'text', tone: 'q' },
}

/** Rules whose findings a reader of the export would be misled by. */
const weighty: ReadonlySet<BriefCheckRule> = new Set([
  'deleted',
  'stale',
  'quote-differs',
  'unsourced-sentence',
  'prompt-left-in',
])

/** What is worth a question before the brief is given out of hand; the rest is a hint to its author and stays in the pane. */
export function weightyAmong(checks: readonly BriefCheck[]): readonly BriefCheck[] {
  return checks.filter(({ rule }) => weighty.has(rule))
}

/** Names a finding, the same as long as it is about the same words. */
export function checkKey({ rule, words, passage }: BriefCheck): string {
  return JSON.stringify([rule, words, passage?.annotation ?? null])
}
