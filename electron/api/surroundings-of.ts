import type { Surroundings } from '../../shared/briefing/check-brief'
import type { Evidence } from '../../shared/briefing/evidence'
import { passagesOf } from '../../shared/briefing/walk-brief'
import type { Annotation } from '../../shared/model/annotation'
import type { BriefDocument } from '../../shared/model/brief'
import type { IssueId } from '../../shared/model/ids'
import type { SessionContext } from './session-context'

/** Reads what a brief is held against besides its own passages: actors, and claims on the issues of its claims. */
export async function surroundingsOf(
  { annotations: all }: { readonly annotations: Pick<SessionContext['annotations'], 'all' | 'books'> },
  document: BriefDocument,
  { annotations }: Evidence,
): Promise<Surroundings> {
  const issues = new Set(
    passagesOf(document).flatMap(({ attrs }) => {
      const annotation = annotations.get(attrs.annotation)
      return annotation === undefined ? [] : (issueOfClaim(annotation) ?? [])
    }),
  )
  const { actors } = await all.books()
  const claims = (await all.all()).filter((annotation) => {
    const issue = issueOfClaim(annotation)
    return issue !== null && issues.has(issue)
  })
  return { actors: actors.actors.filter(({ gone }) => gone === null), claims }
}

function issueOfClaim({ body }: Annotation): IssueId | null {
  return body.kind === 'claim' ? body.issue : null
}
