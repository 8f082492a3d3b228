import { groupBy } from '../../comparison/mention'
import type { Stance } from '../../model/annotation'
import type { BriefBlock } from '../../model/brief'
import type { ClaimMention, IssueClaims, PositionCell } from '../../model/comparison'
import type { IssueId } from '../../model/ids'
import { promptLine } from '../checks/prompts'
import { certaintyWords } from '../facts-of-body'
import { quoted } from '../live/words'
import { bullets, cite, counted, heading, listed, live, type Part, paragraph } from './build'
import { figureSection } from './figure-section'
import { leftOut } from './left-out'
import { isDated, liveFilter, type Material, mentioned } from './material'
import { Quotes } from './quotes'
import { holderName, issueName, originSentence, stanceSentence } from './sentences'

type Held = { readonly issue: IssueId; readonly cells: readonly PositionCell[] }

/** What is asked, what is agreed, what is reported, the figures, who wants what, when, and what stays open. */
export function situationBrief(material: Material): BriefBlock[] {
  const { positions } = material
  const shown = new Quotes(material)
  const byIssue = groupBy(positions.cells, ({ issue }) => issue)
  const held = material.issues.map((issue): Held => {
    const cells = (byIssue.get(issue) ?? []).filter(
      (cell) => cell.stance !== null && holderName(material, cell) !== null,
    )
    return { issue, cells }
  })
  const several = held.filter(({ cells }) => cells.length > 1)
  const agreed = several.filter(({ cells }) => stancesOf(cells).size === 1 && cells[0]?.stance !== 'mixed')
  const disputed = held.filter(
    (one) => !agreed.includes(one) && (one.cells.length > 1 || one.cells[0]?.stance === 'mixed'),
  )
  const alone = held.filter((one) => one.cells.length === 1 && !disputed.includes(one))
  return [
    heading(2, 'What is asked'),
    promptLine('Say in two sentences what this brief is to answer, for whom, and as of which day.'),
    ...mainIssues(material),
    heading(2, 'What is agreed'),
    ...agreed.flatMap((one) => onIssue(material, one)),
    promptLine(
      agreed.length === 0
        ? 'Say what nobody disputes, or take this section out.'
        : 'Nobody was recorded against this. Say what else nobody disputes.',
    ),
    ...reported(material, shown),
    ...figureSection(material),
    ...(positions.cells.length === 0
      ? []
      : [
          heading(2, 'Who wants what'),
          live('positions', liveFilter(material, 'position')),
          ...leftOut(material, 'position'),
        ]),
    ...(isDated(material) ? [heading(2, 'Timeline'), live('timeline', liveFilter(material, 'claim'))] : []),
    heading(2, 'What stays open'),
    ...disputed.flatMap((one, index) => [
      ...onIssue(material, one),
      ...(index < MOST_QUOTED ? bothSides(shown, one.cells) : []),
    ]),
    ...oneSided(material, alone),
    ...unsure(material),
    promptLine('Add what nobody has been asked yet, and what would settle the points above.'),
  ]
}

/** Issues that are disputed so much that both sides are heard. */
const MOST_QUOTED = 4

function stancesOf(cells: readonly PositionCell[]): Set<PositionCell['stance']> {
  return new Set(cells.map(({ stance }) => stance))
}

const MOST_NAMED = 4

function mainIssues({ issues, annotations, evidence, strongest, sources }: Material): BriefBlock[] {
  if (issues.length === 0) return []
  const named = issues.slice(0, MOST_NAMED).map((issue, index): Part[] => {
    const passages = annotations.filter(({ body }) => body.kind !== 'figure' && body.issue === issue)
    const best = strongest(passages.map(mentioned))
    const count =
      index > 0
        ? String(passages.length)
        : passages.length === 1
          ? '1 passage'
          : `${passages.length} passages`
    return [`${evidence.nameOf(issue) ?? ''} (${count})`, ...(best === null ? [] : [cite(best)])]
  })
  const verb = `${sources.length === 1 ? 'turns' : 'turn'}${issues.length > MOST_NAMED ? ' mostly' : ''}`
  return [paragraph(`${counted(sources.length, 'source')} ${verb} on `, ...listed(named), '.')]
}

function onIssue(material: Material, { issue, cells }: Held): BriefBlock[] {
  const sentence = stanceSentence(material, cells)
  return [heading(3, issueName(material, issue)), ...(sentence === null ? [] : [paragraph(...sentence)])]
}

const sides: readonly (readonly Stance[])[] = [['supports', 'conditional'], ['opposes']]

/** A passage for it and one against it, of those who gave one answer alone where there are such. */
function bothSides(shown: Quotes, cells: readonly PositionCell[]): BriefBlock[] {
  const steady = cells.filter(({ stance }) => stance !== 'mixed')
  return sides.flatMap((side) => {
    const onSide = ({ mentions }: PositionCell) =>
      mentions.filter(({ stance }) => stance !== null && side.includes(stance))
    const quotes = shown.of(steady.flatMap(onSide), 1)
    return quotes.length > 0 ? quotes : shown.of(cells.flatMap(onSide), 1)
  })
}

/** What is reported on each issue: who knows it, and the strongest passage. */
function reported(material: Material, shown: Quotes): BriefBlock[] {
  if (material.claims.length === 0) return []
  return [
    heading(2, 'What is reported'),
    ...material.claims.flatMap((of) => [
      heading(3, issueName(material, of.issue)),
      paragraph(...originSentence(material, of)),
      ...shown.of(strongestOfEach(material, of), 2),
    ]),
    ...leftOut(material, 'claim'),
  ]
}

/** The strongest passage of each of the two origins that say most. */
function strongestOfEach(
  { strongest, byStrength }: Material,
  { claims, origins }: IssueClaims,
): ClaimMention[] {
  const best = origins.slice(0, 2).flatMap(({ claims: ids }) => {
    const said = new Set(ids)
    return strongest(claims.filter(({ annotation }) => said.has(annotation))) ?? []
  })
  return best.length === 0 ? byStrength(claims).slice(0, 1) : best
}

/** Issues on which one actor alone has been heard. */
function oneSided(material: Material, alone: readonly Held[]): BriefBlock[] {
  const named = alone.flatMap(({ issue, cells: [cell] }): Part[][] => {
    const best = cell === undefined ? null : material.strongest(cell.mentions)
    if (cell === undefined || best === null) return []
    const name = material.evidence.nameOf(issue) ?? ''
    return [[`${name} (${holderName(material, cell) ?? ''})`, cite(best)]]
  })
  if (named.length === 0) return []
  return [
    heading(3, 'One side alone'),
    paragraph(
      `Only one actor is on record on ${named.length === 1 ? '' : 'each of these: '}`,
      ...listed(named),
      '.',
    ),
  ]
}

/** Claims that somebody denies, or says without being sure. */
function unsure({ claims }: Material): BriefBlock[] {
  const items = claims
    .flatMap(({ claims: members }) => members)
    .flatMap((claim): Part[][] => {
      const { certainty } = claim
      if (certainty === null || certainty === 'asserted') return []
      const words = claim.statement?.replace(/\.$/, '') ?? quoted(claim.excerpt)
      return [[`${words} (${certaintyWords[certainty]}).`, cite(claim)]]
    })
  return items.length === 0 ? [] : [heading(3, 'Not for sure'), ...bullets(items.slice(0, MOST_UNSURE))]
}

const MOST_UNSURE = 10
