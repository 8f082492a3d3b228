import type { Annotation, PositionBody, Stance } from '../model/annotation'
import type { PositionCell, PositionComparison, PositionMention, PositionMove } from '../model/comparison'
import type { ActorId, IssueId } from '../model/ids'
import type { PartialDate } from '../model/time'
import { byDate } from './days'
import { groupBy, largestFirst, mentionOf, type Sources } from './mention'

type Position = {
  readonly actor: ActorId | null
  readonly issue: IssueId | null
  readonly mention: PositionMention
}

/** The positions among the annotations: who says what on which issue, and how that changed. */
export function comparePositions(annotations: readonly Annotation[], sources: Sources): PositionComparison {
  const positions = annotations.flatMap((annotation) =>
    annotation.body.kind === 'position' ? [positionOf(annotation, annotation.body, sources)] : [],
  )
  const actors = largestFirst<ActorId, Position>(groupBy(positions, ({ actor }) => actor))
  const issues = largestFirst<IssueId, Position>(groupBy(positions, ({ issue }) => issue)).map(
    ([issue]) => issue,
  )
  const cells = actors.flatMap(([actor, held]) => {
    const byIssue = groupBy(held, ({ issue }) => issue)
    return issues.flatMap((issue) => {
      const members = byIssue.get(issue)
      return members === undefined ? [] : [cellOf(actor, issue, members)]
    })
  })
  return {
    actors: actors.map(([actor]) => actor),
    issues,
    cells,
    moved: cells.flatMap((cell) => moveIn(cell) ?? []),
  }
}

function positionOf(annotation: Annotation, body: PositionBody, sources: Sources): Position {
  const { actor, issue, stance, condition, dateSaid } = body
  const mention = { ...mentionOf(annotation, dateSaid, sources), stance, condition, dateSaid }
  return { actor, issue, mention }
}

function cellOf(actor: ActorId | null, issue: IssueId | null, positions: readonly Position[]): PositionCell {
  const mentions = positions.map(({ mention }) => mention).toSorted((a, b) => byDate(a.date, b.date))
  return { actor, issue, stance: stanceOf(mentions), mentions }
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
