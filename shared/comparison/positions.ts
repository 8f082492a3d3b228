import type { Annotation, PositionBody, Stance } from '../model/annotation'
import type {
  PositionCell,
  PositionComparison,
  PositionHolder,
  PositionMention,
  PositionMove,
} from '../model/comparison'
import { keyOf } from '../model/edit-codebook'
import type { IssueId } from '../model/ids'
import { speakerIn } from '../model/speaker'
import type { PartialDate } from '../model/time'
import { byDate } from './days'
import { groupBy, largestFirst, mentionOf, type Sources } from './mention'

type Position = {
  readonly holder: PositionHolder
  readonly issue: IssueId | null
  readonly mention: PositionMention
}

/** The positions among the annotations: who says what on which issue, and how that changed. */
export function comparePositions(annotations: readonly Annotation[], sources: Sources): PositionComparison {
  const positions = annotations.flatMap((annotation) =>
    annotation.body.kind === 'position' ? [positionOf(annotation, annotation.body, sources)] : [],
  )
  const holders = [...groupBy(positions, ({ holder }) => holderKey(holder)).values()]
    .flatMap((held) => (held[0] === undefined ? [] : [{ holder: held[0].holder, held }]))
    .toSorted((a, b) => rankOf(a.holder) - rankOf(b.holder) || b.held.length - a.held.length)
  const issues = largestFirst<IssueId, Position>(groupBy(positions, ({ issue }) => issue)).map(
    ([issue]) => issue,
  )
  const cells = holders.flatMap(({ holder, held }) => {
    const byIssue = groupBy(held, ({ issue }) => issue)
    return issues.flatMap((issue) => {
      const members = byIssue.get(issue)
      return members === undefined ? [] : [cellOf(holder, issue, members)]
    })
  })
  return {
    holders: holders.map(({ holder }) => holder),
    issues,
    cells,
    moved: cells.flatMap((cell) => moveIn(cell) ?? []),
  }
}

function positionOf(annotation: Annotation, body: PositionBody, sources: Sources): Position {
  const { issue, stance, condition, dateSaid } = body
  const mention = { ...mentionOf(annotation, dateSaid, sources), stance, condition, dateSaid }
  return { holder: speakerIn(body), issue, mention }
}

/** A name that is no entry yet is one however its capitals and accents are written. */
function holderKey({ actor, written }: PositionHolder): string {
  return actor ?? (written === null ? '' : `=${keyOf(written)}`)
}

function rankOf({ actor, written }: PositionHolder): number {
  return actor !== null ? 0 : written !== null ? 1 : 2
}

function cellOf(holder: PositionHolder, issue: IssueId | null, positions: readonly Position[]): PositionCell {
  const mentions = positions.map(({ mention }) => mention).toSorted((a, b) => byDate(a.date, b.date))
  return { ...holder, issue, stance: stanceOf(mentions), mentions }
}

/** The stance that all share who have one. */
function stanceOf(mentions: readonly PositionMention[]): Stance | null {
  const stances = new Set(mentions.flatMap(({ stance }) => stance ?? []))
  const [only = null] = stances
  return stances.size > 1 ? 'mixed' : only
}

/**
 * How the stance of a cell changed from date to date; null when it did not, or nobody can tell. What was said on one date
 * is one step. A date that may be before or after another, as `2025-02` may be of `2025-02-26`, has no place among them.
 */
function moveIn({ actor, issue, mentions }: PositionCell): PositionMove | null {
  if (actor === null || issue === null) return null
  const dated = mentions.filter(({ stance, date }) => stance !== null && date !== null)
  const dates = groupBy(dated, ({ date }) => date)
  const steps: PositionMove['steps'] = []
  for (const [date, said] of dates) {
    const [first] = said
    const stance = stanceOf(said)
    if (date === null || first === undefined || stance === null || isVague(date, dates.keys())) continue
    if (steps.at(-1)?.stance !== stance) steps.push({ stance, since: date, annotation: first.annotation })
  }
  return steps.length < 2 ? null : { actor, issue, steps }
}

function isVague(date: PartialDate, dates: Iterable<PartialDate | null>): boolean {
  return [...dates].some((other) => other !== null && other !== date && other.startsWith(date))
}
