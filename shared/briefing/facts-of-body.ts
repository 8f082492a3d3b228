import { formatQuantity } from '../detection/figures/format-quantity'
import type {
  AnnotationBody,
  Certainty,
  ClaimBody,
  FigureBody,
  PositionBody,
  Quantity,
  Stance,
} from '../model/annotation'
import { assertNever } from '../model/assert-never'
import { balanced } from '../model/balanced'
import type { EntryId } from '../model/codebook'
import type { PartialDate } from '../model/time'
import { capitalised } from './capitalised'
import { formatDate } from './format-date'

/** Calls an entry of the codebook by its name; null for none and for one that is not known. */
export type NameOf = (id: EntryId | null) => string | null

/** What the researcher recorded about an excerpt, in sentences to stand under the quote; none while nothing is. */
export function factsOf(body: AnnotationBody, excerpt: string, nameOf: NameOf = unnamed): string[] {
  switch (body.kind) {
    case 'claim':
      return claimFacts(body, excerpt)
    case 'figure':
      return figureFacts(body, nameOf)
    case 'position':
      return positionFacts(body, nameOf)
    default:
      return assertNever(body)
  }
}

const unnamed: NameOf = () => null

function claimFacts({ statement, certainty, eventDate }: ClaimBody, excerpt: string): string[] {
  return [
    ...(statement === null || statement === excerpt ? [] : [`In short: ${statement}`]),
    ...sentence([
      certainty && certaintyWords[certainty],
      eventDate === null ? null : `of ${formatDate(eventDate)}`,
    ]),
  ]
}

function figureFacts({ measure, quantity, scope, asOf }: FigureBody, nameOf: NameOf): string[] {
  return sentence(
    [
      quantity === null ? null : amountWords(quantity),
      scope,
      asOf === null ? null : `as of ${formatDate(asOf)}`,
    ],
    [nameOf(measure)],
  )
}

function positionFacts(body: PositionBody, nameOf: NameOf): string[] {
  const { actor, issue, dateSaid } = body
  return sentence(
    [stanceWordsOf(body), dateSaid === null ? null : `said ${dayWords(dateSaid)}`],
    [nameOf(actor), nameOf(issue)],
  )
}

/** A stance with its condition: `for, if the guild agrees`, `against`; null while neither was recorded. */
export function stanceWordsOf({
  stance,
  condition,
}: Pick<PositionBody, 'stance' | 'condition'>): string | null {
  if (condition === null)
    return stance === 'conditional' ? 'for, on a condition' : stance && stanceWords[stance]
  const on = /^if\b/i.test(condition) ? condition : `if ${condition}`
  return stance === null ? on : `${stanceWords[stance]}, ${on}`
}

/** An amount as a reader takes it who does not know our signs: `at least €40m`, also where the bound is a hard one. */
export function amountWords(quantity: Quantity): string {
  return formatQuantity(quantity)
    .replace(/^[≥>]\s?/, 'at least ')
    .replace(/^[≤<]\s?/, 'at most ')
    .replace(/^≈/, 'about ')
}

/** "on 4 March 2025", "in March 2025". */
function dayWords(date: PartialDate): string {
  return `${date.split('-').length === 3 ? 'on' : 'in'} ${formatDate(date)}`
}

/** How a brief words how surely something is said. */
export const certaintyWords: Readonly<Record<Certainty, string>> = {
  asserted: 'asserted',
  hedged: 'said with reservations',
  denied: 'denied',
  alleged: 'alleged',
}

/** How a brief words the recorded stance; a condition follows behind it. */
export const stanceWords: Readonly<Record<Stance, string>> = {
  supports: 'for',
  opposes: 'against',
  conditional: 'for',
  ambiguous: 'unclear',
  mixed: 'mixed',
}

/** Of what it is said, and then what; the first letter is a capital. */
function sentence(parts: readonly (string | null)[], of: readonly (string | null)[] = []): string[] {
  const lists = [of, parts].map((list) =>
    list.flatMap((part) => (part === null ? [] : [balanced(part)])).join(', '),
  )
  const joined = lists.filter((list) => list !== '').join(': ')
  if (joined === '') return []
  return [`${capitalised(joined)}.`]
}
