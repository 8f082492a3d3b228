import { Failure } from '../../shared/contract/failure'
import type { Annotation } from '../../shared/model/annotation'
import { separateRule } from '../../shared/model/decisions'
import type { SourceId } from '../../shared/model/ids'
import { shortened } from '../../shared/model/shortened'
import { currentVersion, type Source } from '../../shared/model/source'
import { newerDetails } from '../../shared/versions/newer-details'
import type { SourceNow, SourcesChange } from '../store/change-sources'
import type { SessionContext } from './session-context'
import { becoming, marksOf, olderVersions, originalOf, withMarks } from './texts-of-versions'

/** The text of `newer` as the next version of `older`, which takes over its annotations; `newer` goes to the trash. */
export async function addVersion(
  { store, work }: SessionContext,
  older: SourceNow,
  newer: SourceNow,
): Promise<SourcesChange> {
  const [{ source }, { source: other }] = [older, newer]
  const [only, ...further] = other.versions
  if (only === undefined || further.length > 0) {
    const message = `“${shortened(other.details.title)}” has ${other.versions.length} versions of its own, so it cannot become one of another text.`
    throw new Failure('invalid-input', message)
  }
  const newest = currentVersion(source).number
  const number = newest + 1
  const version = { ...(await store.readVersion(other.id, only.number)), source: source.id, number }
  const original = await originalOf(store, other.id, only)
  const asNewest = <Passage extends { version: number }>(passage: Passage): Passage => ({
    ...passage,
    version: number,
  })
  const inferences = other.inferences.map((inference) => ({
    ...inference,
    evidence: inference.evidence === null ? null : asNewest(inference.evidence),
    ...(inference.support !== undefined && { support: asNewest(inference.support) }),
  }))
  // What a person marked in the older version holds in the newer one as far as its words are there.
  const byHand = marksOf(source, newest).filter(
    (mark) => mark.origin === 'hand' && !(mark.kind === 'unrelated' && mark.source === other.id),
  )
  const inFile = marksOf(other, only.number).map((mark) => ({
    ...mark,
    evidence: mark.evidence === null ? null : asNewest(mark.evidence),
  }))
  const { annotations, decisions, marks, place } = await work('carry', {
    before: await store.readVersion(source.id, newest),
    after: version,
    spans: null,
    older: await olderVersions(store, older),
    annotations: older.annotations,
    decisions: source.decisions,
    laterDecisions: other.decisions
      .filter(({ rule }) => rule !== separateRule(source.id))
      .map((decision) => ({ ...decision, passage: asNewest(decision.passage) })),
    gone: other.id,
    marks: byHand,
    laterMarks: inFile,
    place: source.place,
  })
  const wanted: Source = {
    ...source,
    revision: source.revision + 1,
    ...newerDetails(source, { details: other.details, inferences }),
    codes: [...new Set([...source.codes, ...other.codes])],
    memo: bothMemos(source.memo, other.memo),
    place,
    versions: [...source.versions, { ...only, number }],
    structures: withMarks(source.structures, number, marks),
    decisions,
  }
  const carried = becoming(annotations)
  return {
    sources: [
      { source: wanted, in: 'library', arrives: { version, original } },
      { source: other, in: 'trash', arrives: null },
    ],
    annotation: (annotation) =>
      annotation.target.source === source.id ? carried(annotation) : adopted(annotation, source.id, number),
  }
}

/** An annotation of the text that became a version: it stands where it stood. */
function adopted(annotation: Annotation, source: SourceId, version: number): Annotation {
  const { target, revision } = annotation
  return { ...annotation, revision: revision + 1, target: { ...target, source, version } }
}

/** As long as a memo may be. */
const LONGEST_MEMO = 100_000

/** One behind the other; where that is too long the second stays with its text in the trash. */
function bothMemos(one: string, two: string): string {
  const both = [one, two].filter((memo) => memo.trim() !== '').join('\n\n')
  return both.length <= LONGEST_MEMO ? both : one
}
