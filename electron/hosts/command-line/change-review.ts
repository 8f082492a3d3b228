import { Failure } from '../../../shared/contract/failure'
import { commandWords } from '../../../shared/model/command-words'
import { againstEmptied, placeOfMark, ruleOfDetail } from '../../../shared/model/decisions'
import { acceptMarks, isPlain, type StructureEdit } from '../../../shared/model/review-structure'
import type { Source, SourceDetails } from '../../../shared/model/source'
import type { Structure, StructureMark } from '../../../shared/model/structure'
import type { Call } from './commands'
import { type NamedMark, type Reading, type ReviewedDetail, rejected, stretchOf } from './read-review'
import { isStretchOf, type ReviewedField } from './review-names'

/** All that one command does is one step to undo. */
export const BATCH = 'command line'

/** A change of the overlay that concerns these marks of it. */
export type EditMarks = (
  text: Reading,
  structure: Structure,
  marks: readonly StructureMark[],
) => StructureEdit

/** Changes these marks of the overlay, and answers the text as it is then. */
export async function editMarks(
  reading: Reading,
  marks: readonly StructureMark[],
  edit: EditMarks,
  call: Call,
): Promise<Reading> {
  if (marks.length === 0) return reading
  const next = edit(reading, reading.structure, marks)
  const { id, revision } = reading.source
  const source = await call('source.update', { source: id, revision, ...next, batch: BATCH })
  return { ...reading, source, structure: next.structure }
}

/** Sets these details; what rules had found of one that is emptied is not found again. */
export async function setDetails(
  source: Source,
  details: Partial<SourceDetails>,
  call: Call,
): Promise<Source> {
  if (Object.keys(details).length === 0) return source
  const { id, revision } = source
  const decisions = againstEmptied(source, details)
  return call('source.update', { source: id, revision, details, decisions, batch: BATCH })
}

/** Takes it back that these were refused: rules read the text again, and what they find of them stays. */
export async function bringBack(
  reading: Reading,
  marks: readonly NamedMark[],
  details: readonly ReviewedDetail[],
  call: Call,
): Promise<Reading> {
  if (marks.length + details.length === 0) return reading
  const { id, revision } = reading.source
  const against = [
    ...marks.flatMap((mark) => mark.against ?? []),
    ...details.flatMap(({ field }) => rejected(reading.source, reading.version, ruleOfDetail(field))),
  ]
  const decisions = against.map((one) => ({ ...one, verdict: 'accepted' as const }))
  const source = await call('source.update', { source: id, revision, decisions, batch: BATCH })
  const version = reading.version.number
  const found = await call('source.infer', { source: id, version })
  const fresh = foundAgain(reading, found.structure, marks)
  const told = new Set<string>(found.inferences.map(({ field }) => field))
  const lost = details.find(({ field }) => !told.has(field) || isEmpty(found.details[field]))
  if (lost !== undefined) throw new Failure('not-found', untoldWords(id, lost.field))
  const places = new Set(fresh.map(placeOfMark))
  const others = reading.structure.marks.filter((mark) => !places.has(placeOfMark(mark)))
  const now = { ...reading, source, structure: { ...reading.structure, marks: [...others, ...fresh] } }
  const after = await editMarks(now, fresh, acceptMarks, call)
  const known = Object.fromEntries(details.map(({ field }) => [field, found.details[field]]))
  return { ...after, source: await setDetails(after.source, known, call) }
}

/** What rules find of these once more, each once: a reference may have been refused alone and with its paragraph. */
function foundAgain(reading: Reading, found: Structure, marks: readonly NamedMark[]): StructureMark[] {
  const again = marks.flatMap(({ stretch, reviewed }) => {
    const meant = found.marks.filter((mark) => isStretchOf(stretch, stretchOf(reading, mark)))
    if (meant.length > 0) return meant
    throw new Failure('not-found', lostWords(reading.source.id, reviewed.name, stretch.kind))
  })
  return [...new Set(again)]
}

const isEmpty = (value: SourceDetails[ReviewedField]) => value === null || value.length === 0

function lostWords(id: string, name: string, kind: StructureMark['kind']): string {
  const lost = `Rules do not find ${name} in this text any more`
  return isPlain(kind)
    ? `${lost}: ${commandWords(`review mark ${id} ${name}`)} marks it by hand.`
    : `${lost}, so it cannot come back.`
}

/** Why a detail cannot be accepted. */
export function untoldWords(id: string, field: ReviewedField): string {
  const option = field === 'authors' ? 'author' : field
  return `Nothing in this text tells ${fieldWords[field]}: ${commandWords(`details ${id} --${option} …`)} sets it by hand.`
}

const fieldWords: Readonly<Record<ReviewedField, string>> = {
  title: 'the title',
  outlet: 'the outlet',
  via: 'who passed it on',
  authors: 'the authors',
  published: 'the day it was published',
  updated: 'the day it was updated',
  url: 'the address',
  kind: 'the kind',
  language: 'the language',
}
