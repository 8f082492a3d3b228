import type {
  AnnotationBody,
  ClaimBody,
  FigureBody,
  PositionBody,
  Quantity,
  Stance,
} from '../model/annotation'
import { assertNever } from '../model/assert-never'
import { formatNumber } from '../model/format-number'
import { formatDate } from './format-date'

/** What the researcher recorded about an excerpt, in sentences to stand under the quote; none while nothing is. */
export function factsOf(body: AnnotationBody, excerpt: string): string[] {
  switch (body.kind) {
    case 'claim':
      return claimFacts(body, excerpt)
    case 'figure':
      return figureFacts(body)
    case 'position':
      return positionFacts(body)
    default:
      return assertNever(body)
  }
}

function claimFacts({ statement, certainty, eventDate }: ClaimBody, excerpt: string): string[] {
  return [
    ...(statement === null || statement === excerpt ? [] : [`In short: ${statement}`]),
    ...sentence([certainty, eventDate === null ? null : `of ${formatDate(eventDate)}`]),
  ]
}

function figureFacts({ quantity, scope, asOf }: FigureBody): string[] {
  return sentence([
    quantity === null ? null : describeQuantity(quantity),
    scope,
    asOf === null ? null : `as of ${formatDate(asOf)}`,
  ])
}

function positionFacts({ stance, condition, dateSaid }: PositionBody): string[] {
  return sentence([
    stance === 'conditional' && condition === null ? 'for, on a condition' : stance && stanceWords[stance],
    condition === null ? null : /^if\b/i.test(condition) ? condition : `if ${condition}`,
    dateSaid === null ? null : `said on ${formatDate(dateSaid)}`,
  ])
}

/** How a brief words the recorded stance; a condition follows behind it. */
export const stanceWords: Readonly<Record<Stance, string>> = {
  supports: 'for',
  opposes: 'against',
  conditional: 'for',
  ambiguous: 'unclear',
  mixed: 'mixed',
}

function describeQuantity({ value, upper, unit, bound, approximate }: Quantity): string {
  const amount = upper === null ? formatNumber(value) : `${formatNumber(value)} to ${formatNumber(upper)}`
  const qualifier = bound === 'exact' || bound === 'range' ? (approximate ? 'about ' : '') : `${bound} `
  return `${qualifier}${amount}${unit === null ? '' : unit === '%' ? '%' : ` ${unit}`}`
}

function sentence(parts: readonly (string | null)[]): string[] {
  const known = parts.filter((part) => part !== null)
  if (known.length === 0) return []
  const joined = known.join(', ')
  return [`${joined.charAt(0).toUpperCase()}${joined.slice(1)}.`]
}
