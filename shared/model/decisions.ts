import { blockSpan, type TextProjection } from '../anchoring/text-projection'
import { type BlockId, SourceId } from './ids'
import type { Decision, Inference, SourceDetails } from './source'
import type { Passage, StructureMark } from './structure'
import type { Version } from './version'

/** A version as far as a stretch of it can be told in offsets. */
type Text = {
  readonly version: Pick<Version, 'number' | 'blocks'>
  readonly projection: TextProjection
}

/**
 * The same for marks that are one reading of one stretch. A paragraph may point to several posts, each with words of its own.
 */
export function placeOfMark(mark: StructureMark): string {
  const words = mark.kind === 'reference' ? (mark.evidence?.start ?? null) : null
  return JSON.stringify([mark.kind, mark.from, mark.to, words])
}

/**
 * What a mark is about, in offsets: the words of a reference, of which a paragraph may have several, and the stretch of all
 * others. Null where the version does not have its blocks.
 */
export function passageOfMark(text: Text, mark: StructureMark): Passage | null {
  const stretch = stretchOfMark(text, mark)
  const words = mark.kind === 'reference' ? mark.evidence : null
  return stretch !== null && words?.version === stretch.version ? words : stretch
}

function stretchOfMark({ version, projection }: Text, mark: StructureMark): Passage | null {
  const from = indexOf(version.blocks, mark.from)
  const to = indexOf(version.blocks, mark.to)
  if (from === -1 || to < from) return null
  const { start } = blockSpan(projection, from)
  return { version: version.number, start, end: blockSpan(projection, to).end }
}

/** Where a block stands. Its id says so, except in a version that was made otherwise. */
function indexOf(blocks: Version['blocks'], wanted: BlockId): number {
  const place = Number(wanted.slice(1)) - 1
  return blocks[place]?.id === wanted ? place : blocks.findIndex(({ id }) => id === wanted)
}

/** The rule under which a decision about marks of this kind is kept. */
export const ruleOfMarks = (kind: StructureMark['kind']): string => `structure ${kind}`

/** What keeps a mark that was refused from coming back; null where its version does not have it. */
export function againstMark(text: Text, mark: StructureMark): Decision | null {
  const passage = passageOfMark(text, mark)
  return passage === null
    ? null
    : { rule: ruleOfMarks(mark.kind), passage, verdict: 'rejected', reason: null }
}

/** Whether a person refused a mark of this kind on this very stretch. */
export function isMarkRefused(decisions: readonly Decision[], text: Text, mark: StructureMark): boolean {
  const rejected = decisions.filter(
    ({ rule, verdict }) => verdict === 'rejected' && rule === ruleOfMarks(mark.kind),
  )
  // One about its whole paragraph was kept before the words of a reference were told apart.
  const passages = rejected.length === 0 ? [] : [passageOfMark(text, mark), stretchOfMark(text, mark)]
  return rejected.some((one) => passages.some((passage) => isSamePassage(passage, one.passage)))
}

/** The rule under which a decision about this detail is kept. */
export const ruleOfDetail = (field: Inference['field']): string => `detail ${field}`

/** What keeps a detail that was refused from coming back; null for one that was read from no words of the text. */
export function againstDetail({ field, evidence }: Inference): Decision | null {
  return evidence === null
    ? null
    : { rule: ruleOfDetail(field), passage: evidence, verdict: 'rejected', reason: null }
}

/** What keeps the details that this change empties from being found again. */
export function againstEmptied(
  { inferences }: { readonly inferences: readonly Inference[] },
  details: Partial<SourceDetails>,
): Decision[] {
  return inferences
    .filter(({ field }) => details[field] === null || details[field]?.length === 0)
    .flatMap((inference) => againstDetail(inference) ?? [])
}

/** The rule under which it is kept that this text and that one are separate, although they share passages. */
export const separateRule = (other: SourceId): string => `${SEPARATE}${other}`
const SEPARATE = 'separate '

/** What says so about a text of which this version is the newest. */
export function separateFrom(
  other: SourceId,
  version: { readonly number: number; readonly characters: number },
): Decision {
  const passage = { version: version.number, start: 0, end: version.characters }
  return { rule: separateRule(other), passage, verdict: 'accepted', reason: null }
}

/** True for one that is about whole texts, rather than a passage. */
export function isAboutTexts({ rule }: Decision): boolean {
  return rule.startsWith(SEPARATE)
}

/** The other text that this decision is about; null for one that is about a passage. */
export function otherText(decision: Decision): SourceId | null {
  if (!isAboutTexts(decision)) return null
  return SourceId.safeParse(decision.rule.slice(SEPARATE.length)).data ?? null
}

/** Whether a person said that a text with these decisions is separate from the other, and did not take it back. */
export function isSeparate(decisions: readonly Decision[], other: SourceId): boolean {
  return decisions.some(({ rule, verdict }) => rule === separateRule(other) && verdict === 'accepted')
}

/** What takes back each of these decisions by which texts are separate: from the one named, or from all. */
export function againstSeparate(decisions: readonly Decision[], other: SourceId | null): Decision[] {
  return decisions
    .filter((one) => isAboutTexts(one) && one.verdict === 'accepted')
    .filter(({ rule }) => other === null || rule === separateRule(other))
    .map((one) => ({ ...one, verdict: 'rejected' }))
}

function isSamePassage(one: Passage | null, other: Passage): boolean {
  return one?.version === other.version && one.start === other.start && one.end === other.end
}
