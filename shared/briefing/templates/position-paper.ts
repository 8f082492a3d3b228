import { groupBy } from '../../comparison/mention'
import type { BriefBlock } from '../../model/brief'
import type { PositionCell, PositionMove } from '../../model/comparison'
import { promptLine } from '../checks/prompts'
import { stanceWordsOf } from '../facts-of-body'
import { formatDate } from '../format-date'
import { bullets, cite, heading, live, type Part, paragraph } from './build'
import { leftOut } from './left-out'
import { liveFilter, type Material } from './material'
import { Quotes } from './quotes'
import { holderName, issueName, stanceSentence } from './sentences'

/** Who stands where: all at once, issue by issue in their own words, on which conditions, and who moved. */
export function positionPaper(material: Material): BriefBlock[] {
  const { positions } = material
  const shown = new Quotes(material)
  const byIssue = groupBy(positions.cells, ({ issue }) => issue)
  const named = positions.issues.filter((issue) => issue !== null)
  const issues = named.length === 0 ? positions.issues : named
  if (positions.cells.length === 0)
    return [
      heading(2, 'In short'),
      promptLine(
        'No position passes the filter of this brief: highlight who is for what, then begin it again.',
      ),
    ]
  return [
    heading(2, 'In short'),
    promptLine('Say in three sentences who wants what, who can stop it, and what would bring them together.'),
    heading(2, 'Who stands where'),
    live('positions', liveFilter(material, 'position')),
    ...leftOut(material, 'position'),
    ...issues.flatMap((issue) => {
      const cells = byIssue.get(issue) ?? []
      const sentence = issue === null ? null : stanceSentence(material, cells)
      const quotes = cells.slice(0, MOST_HOLDERS).flatMap(({ mentions }) => shown.of(mentions, 1))
      const differ = new Set(cells.map(({ stance }) => stance)).size > 1
      return [
        heading(2, issueName(material, issue)),
        ...(sentence === null ? [] : [paragraph(...sentence)]),
        ...quotes,
        ...(differ ? [promptLine('Say what divides them, and what would bring them together.')] : []),
      ]
    }),
    ...section(
      'Conditions',
      positions.cells.flatMap((cell) => conditionsOf(material, cell)),
    ),
    ...section(
      'Who moved',
      positions.moved.map((move) => moveSentence(material, move)),
    ),
  ]
}

/** More of them are in the matrix. */
const MOST_HOLDERS = 8

function section(title: string, items: readonly (readonly Part[])[]): BriefBlock[] {
  return items.length === 0 ? [] : [heading(2, title), ...bullets(items)]
}

/** On what a holder would agree, each condition once. */
function conditionsOf(material: Material, cell: PositionCell): Part[][] {
  const name = holderName(material, cell) ?? 'Somebody unnamed'
  const seen = new Set<string>()
  return cell.mentions.flatMap((mention): Part[][] => {
    const { condition } = mention
    if (condition === null || seen.has(condition)) return []
    seen.add(condition)
    const words = condition.replace(/^(?:only )?if\s+/i, '').replace(/\.$/, '')
    return [[`${issueName(material, cell.issue)}: ${name} has a condition, ${words}.`, cite(mention)]]
  })
}

/** "A, on the fund: against (3 March 2025), then for (5 March 2025)." */
function moveSentence({ evidence, positions }: Material, { actor, issue, steps }: PositionMove): Part[] {
  const cell = positions.cells.find((one) => one.actor === actor && one.issue === issue)
  const name = evidence.nameOf(actor) ?? ''
  return [
    `${name} on ${evidence.nameOf(issue) ?? 'this'}: `,
    ...steps.flatMap(({ stance, since, annotation }, index): Part[] => {
      const mention = cell?.mentions.find((one) => one.annotation === annotation)
      const words = `${index === 0 ? '' : ', then '}${stanceWordsOf({ stance, condition: null }) ?? ''} (${formatDate(since)})`
      return mention === undefined ? [words] : [words, cite(mention)]
    }),
    '.',
  ]
}
