import {
  blockIndexAt,
  blockSpan,
  projectText,
  type TextProjection,
} from '../../../shared/anchoring/text-projection'
import { passageOfMark, ruleOfDetail, ruleOfMarks } from '../../../shared/model/decisions'
import type { BlockId, SourceId } from '../../../shared/model/ids'
import { markKinds, placeOf } from '../../../shared/model/review-structure'
import { currentVersion, type Decision, type Source, type SourceDetails } from '../../../shared/model/source'
import type { Passage, Structure, StructureMark } from '../../../shared/model/structure'
import type { Version } from '../../../shared/model/version'
import type { Call } from './commands'
import {
  formatName,
  isNamed,
  offsetOf,
  type ReviewedField,
  type ReviewName,
  reviewedFields,
  type Stretch,
} from './review-names'

/** A source with its newest version, of which a review tells what was read. */
export type Reading = {
  readonly source: Source
  readonly version: Version
  readonly projection: TextProjection
  readonly structure: Structure
}

/** Words of the text that something rests on, and the paragraph in which they begin. */
export type Evidence = Passage & {
  readonly block: BlockId | null
  /** Null for those of another version. */
  readonly words: string | null
}

export type ReviewedDetail = {
  readonly field: ReviewedField
  readonly value: SourceDetails[ReviewedField]
  /** `unclear`: words were found that do not tell it. */
  readonly state: 'inferred' | 'unclear' | 'set' | 'refused' | 'not-found'
  readonly rule: string | null
  readonly evidence: Evidence | null
  readonly support: Evidence | null
}

/** A stretch that was taken for something; of one that was refused nothing else is known any more. */
export type ReviewedMark = {
  readonly name: string
  readonly state: 'inferred' | 'accepted' | 'refused'
  /** The paragraph with which it begins. */
  readonly words: string
  readonly evidence: Evidence | null
  readonly mark: StructureMark | null
}

/** All that was read of a text, or what is named of it. */
export type Review = {
  readonly source: SourceId
  readonly version: number
  readonly details: readonly ReviewedDetail[]
  readonly marks: readonly ReviewedMark[]
}

export async function readSource(id: SourceId, call: Call): Promise<Reading> {
  const source = await call('source.get', { source: id })
  const { number } = currentVersion(source)
  const version = await call('version.get', { source: id, version: number })
  const structure = source.structures.find((one) => one.version === number) ?? { version: number, marks: [] }
  return { source, version, projection: projectText(version.blocks), structure }
}

/** What the names mean of all that was read of a text; all of it without names. */
export function reviewOf(reading: Reading, names: readonly ReviewName[] = []): Review {
  const { source, version } = reading
  const isWanted = (field: ReviewedField) =>
    names.length === 0 || names.some((name) => name.of === 'detail' && name.field === field)
  return {
    source: source.id,
    version: version.number,
    details: reviewedFields.filter(isWanted).map((field) => reviewedDetail(reading, field)),
    marks: marksNamed(reading, names).map(({ reviewed }) => reviewed),
  }
}

/** A stretch with what is told of it, and what was decided against it where it was refused. */
export type NamedMark = {
  readonly stretch: Stretch
  readonly reviewed: ReviewedMark
  readonly against: Decision | null
}

/** The stretches that the names mean, kind by kind in reading order; all of them without names. */
export function marksNamed(reading: Reading, names: readonly ReviewName[]): NamedMark[] {
  const marked = reading.structure.marks.map((mark) => ({ mark, stretch: stretchOf(reading, mark) }))
  const refused = refusedStretches(reading)
  const all = [...marked, ...refused].map(({ stretch }) => stretch)
  const reviewed = [
    ...marked.map(({ mark, stretch }) => ({
      stretch,
      reviewed: reviewedMark(reading, formatName(stretch, all), mark),
      against: null,
    })),
    ...refused.map(({ stretch, against }) => ({
      stretch,
      reviewed: refusedMark(reading, formatName(stretch, all), stretch, against),
      against,
    })),
  ]
  return reviewed
    .filter(
      ({ stretch }) => names.length === 0 || names.some((one) => one.of === 'marks' && isNamed(one, stretch)),
    )
    .toSorted(
      ({ stretch: one }, { stretch: other }) =>
        orderOf(one) - orderOf(other) || startOf(one) - startOf(other),
    )
}

export function stretchOf({ projection }: Reading, mark: StructureMark): Stretch {
  return { kind: mark.kind, from: mark.from, to: mark.to, at: offsetOf(mark, projection) }
}

const orderOf = ({ kind }: Stretch) => markKinds.indexOf(kind)
const startOf = ({ from, at }: Stretch) => placeOf(from) + (at ?? 0) / 1e9

function reviewedMark(reading: Reading, name: string, mark: StructureMark): ReviewedMark {
  return {
    name,
    state: mark.origin === 'hand' ? 'accepted' : 'inferred',
    words: wordsOf(reading, mark.from),
    evidence: evidenceOf(reading, mark.evidence),
    mark,
  }
}

function refusedMark(
  reading: Reading,
  name: string,
  { from, at }: Stretch,
  { passage }: Decision,
): ReviewedMark {
  const evidence = at === null ? null : evidenceOf(reading, passage)
  return { name, state: 'refused', words: wordsOf(reading, from), evidence, mark: null }
}

/** Stretches that were refused as what rules took them for, and are not taken for it by now. */
function refusedStretches(reading: Reading): { stretch: Stretch; against: Decision }[] {
  const { source, version, projection, structure } = reading
  const text = { version, projection }
  return markKinds.flatMap((kind) => {
    const marked = structure.marks.filter((mark) => mark.kind === kind)
    return rejected(source, version, ruleOfMarks(kind)).flatMap((against) => {
      const { passage } = against
      const first = blockIndexAt(projection, passage.start)
      const from = version.blocks[first]?.id
      const last = blockIndexAt(projection, passage.end)
      const to = version.blocks[last]?.id
      const isMarked = marked.some((mark) => isSamePassage(passageOfMark(text, mark), passage))
      if (from === undefined || to === undefined || isMarked) return []
      const stretch = { start: blockSpan(projection, first).start, end: blockSpan(projection, last).end }
      const at =
        kind === 'reference' && !isSamePassage(passage, stretch) ? passage.start - stretch.start : null
      return [{ stretch: { kind, from, to, at }, against }]
    })
  })
}

type Span = Pick<Passage, 'start' | 'end'>

/** What was decided against by this rule in this version. */
export function rejected({ decisions }: Source, { number }: Version, rule: string): Decision[] {
  return decisions.filter(
    (one) => one.verdict === 'rejected' && one.rule === rule && one.passage.version === number,
  )
}

const isSamePassage = (one: Span | null, other: Span) => one?.start === other.start && one.end === other.end

function reviewedDetail(reading: Reading, field: ReviewedField): ReviewedDetail {
  const { source, version } = reading
  const value = source.details[field]
  const isKnown = value !== null && value.length > 0
  const inference = source.inferences.find((one) => one.field === field)
  if (inference === undefined) {
    const wasRefused = rejected(source, version, ruleOfDetail(field)).length > 0
    const state = isKnown ? 'set' : wasRefused ? 'refused' : 'not-found'
    return { field, value, state, rule: null, evidence: null, support: null }
  }
  return {
    field,
    value,
    state: isKnown ? 'inferred' : 'unclear',
    rule: inference.rule,
    evidence: evidenceOf(reading, inference.evidence),
    support: evidenceOf(reading, inference.support ?? null),
  }
}

function evidenceOf({ version, projection }: Reading, passage: Passage | null): Evidence | null {
  if (passage === null) return null
  if (passage.version !== version.number) return { ...passage, block: null, words: null }
  return {
    ...passage,
    block: version.blocks[blockIndexAt(projection, passage.start)]?.id ?? null,
    words: projection.text.slice(passage.start, passage.end),
  }
}

/** The words of a block; none where the version does not have it. */
export function wordsOf({ version, projection }: Reading, block: BlockId): string {
  const index = version.blocks.findIndex(({ id }) => id === block)
  if (index === -1) return ''
  const { start, end } = blockSpan(projection, index)
  return projection.text.slice(start, end)
}
