import { assertNever } from '../../../shared/model/assert-never'
import { ruleWords } from '../../../shared/model/rule-words'
import { shortened } from '../../../shared/model/shortened'
import type { StructureMark } from '../../../shared/model/structure'
import { inColumns } from './columns'
import { oneLine } from './excerpt-words'
import type { Evidence, Review, ReviewedDetail, ReviewedMark } from './read-review'

/** So many letters of words of the text are enough to know the place. */
const ENOUGH = 60

/** A line for each detail and each stretch: its name, how sure it is, what it says, and which words told it. */
export function describeReview({ details, marks }: Pick<Review, 'details' | 'marks'>): string[] {
  return inColumns([...details.map(detailRow), ...marks.map(markRow)])
}

function detailRow({ field, value, state, rule, evidence, support }: ReviewedDetail): string[] {
  const words = typeof value === 'string' ? value : (value ?? []).join('; ')
  const why = [
    ...(state === 'unclear' ? [field === 'published' || field === 'updated' ? 'no date' : 'not told'] : []),
    ...(rule === null ? [] : [ruleWords(rule)]),
  ].join(', ')
  const found = [
    ...(evidence === null ? [] : [evidenceWords(evidence)]),
    ...(support === null ? [] : [`with ${evidenceWords(support)}`]),
  ].join(' ')
  return [
    field,
    stateWords[state],
    shortened(words, ENOUGH),
    [why, found].filter((part) => part !== '').join(': '),
  ]
}

const stateWords: Readonly<Record<ReviewedDetail['state'] | ReviewedMark['state'], string>> = {
  inferred: 'inferred',
  unclear: 'unclear',
  set: 'set',
  accepted: 'accepted',
  refused: 'refused',
  'not-found': 'not found',
}

function markRow({ name, state, words, evidence, mark }: ReviewedMark): string[] {
  return [
    name,
    stateWords[state],
    `“${shortened(words, ENOUGH)}”`,
    mark === null
      ? refusedWords(evidence)
      : [...aboutMark(mark, evidence), ...beside(mark, words, evidence)].join(', '),
  ]
}

/** Of a reference its words are known still. */
function refusedWords(evidence: Evidence | null): string {
  const words = evidence?.words ?? null
  return words === null ? '' : `“${shortened(words, ENOUGH)}”`
}

/** What is known of a stretch beside where it lies. */
function aboutMark(mark: StructureMark, evidence: Evidence | null): string[] {
  switch (mark.kind) {
    case 'post':
      return [mark.time === null ? 'no time' : oneLine(mark.time), ...(mark.updated ? ['updated'] : [])]
    case 'quote':
      return mark.speaker === null ? [] : [`by ${oneLine(mark.speaker)}`]
    case 'repeat':
      return [`says ${mark.of} again`]
    case 'reference':
      return [
        `“${shortened(evidence?.words ?? '', ENOUGH)}” ${mark.post === null ? 'leads to no post of this copy' : `leads to ${mark.post}`}`,
      ]
    case 'unrelated':
      return mark.source === undefined ? [] : [`is ${mark.source} now`]
    case 'frame':
    case 'heading':
    case 'standfirst':
    case 'caption':
    case 'summary':
      return []
    default:
      return assertNever(mark)
  }
}

/** The words that told it, where they are not those it begins with, or a part of them. */
function beside(mark: StructureMark, words: string, evidence: Evidence | null): string[] {
  const isWithin = evidence?.block === mark.from && evidence.words !== null && words.includes(evidence.words)
  return evidence === null || isWithin ? [] : [`by ${evidenceWords(evidence)}`]
}

function evidenceWords({ version, block, words }: Evidence): string {
  return words === null ? `words of version ${version}` : `“${shortened(words, ENOUGH)}” (${block ?? ''})`
}
