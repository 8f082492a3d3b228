import { againstMark, isMarkRefused, passageOfMark, placeOfMark, ruleOfMarks } from './decisions'
import type { BlockId } from './ids'
import type { Decision, Source, SourceDetails } from './source'
import type { Structure, StructureMark } from './structure'

type Text = Parameters<typeof passageOfMark>[0]

/** A change of the overlay with what is to be kept about it. */
export type StructureEdit = { readonly structure: Structure; readonly decisions: Decision[] }

/** The overlay without these marks; what rules found among them does not come back. */
export function refuseMarks(
  text: Text,
  structure: Structure,
  refused: readonly StructureMark[],
): StructureEdit {
  const gone = new Set(refused)
  return {
    structure: { ...structure, marks: structure.marks.filter((mark) => !gone.has(mark)) },
    decisions: refused.flatMap((mark) =>
      mark.origin === 'hand' && mark.evidence === null ? [] : (againstMark(text, mark) ?? []),
    ),
  }
}

/** The overlay in which these marks count as set by a person. */
export function acceptMarks(
  text: Text,
  structure: Structure,
  accepted: readonly StructureMark[],
): StructureEdit {
  const sure = new Set(accepted)
  return {
    structure: {
      ...structure,
      marks: structure.marks.map((mark) => (sure.has(mark) ? { ...mark, origin: 'hand' } : mark)),
    },
    decisions: accepted.flatMap((mark) => {
      const passage = passageOfMark(text, mark)
      return passage === null
        ? []
        : [{ rule: ruleOfMarks(mark.kind), passage, verdict: 'accepted' as const, reason: null }]
    }),
  }
}

/**
 * The overlay with another mark in place of one; it counts as set by a person. A stretch that is taken for the same already
 * is not taken for it twice.
 */
export function changeMark(
  text: Text,
  structure: Structure,
  mark: StructureMark,
  changed: StructureMark,
): StructureEdit {
  const by = { ...changed, origin: 'hand' as const }
  if (mark.kind === changed.kind) return { structure: replaced(structure, mark, by), decisions: [] }
  const edit = refuseMarks(text, structure, [mark])
  const place = placeOfMark(changed)
  const there = edit.structure.marks.find((one) => placeOfMark(one) === place)
  return there === undefined
    ? { ...edit, structure: replaced(structure, mark, by) }
    : { ...edit, structure: replaced(edit.structure, there, confirmed(there, changed)) }
}

function replaced(structure: Structure, mark: StructureMark, by: StructureMark): Structure {
  return { ...structure, marks: structure.marks.map((one) => (one === mark ? by : one)) }
}

/** What is known of a stretch, which a person took for the same: a speaker that they told is new. */
function confirmed(there: StructureMark, told: StructureMark): StructureMark {
  const mark = { ...there, origin: 'hand' as const }
  return mark.kind === 'quote' && told.kind === 'quote' && told.speaker !== null
    ? { ...mark, speaker: told.speaker }
    : mark
}

/** The kinds of marks, in the order in which a person looks at them. */
export const markKinds = [
  'post',
  'heading',
  'standfirst',
  'caption',
  'frame',
  'repeat',
  'summary',
  'quote',
  'reference',
  'unrelated',
] as const satisfies readonly StructureMark['kind'][]

/** The kinds that one stretch may be taken for instead of each other. */
export const plainKinds = ['frame', 'heading', 'standfirst', 'caption', 'quote', 'summary'] as const
export type PlainKind = (typeof plainKinds)[number]

export function isPlain(kind: StructureMark['kind']): kind is PlainKind {
  return plainKinds.some((plain) => plain === kind)
}

/** The same stretch as something else. */
export function takenFor(mark: StructureMark, kind: PlainKind): StructureMark {
  const { from, to, origin, evidence } = mark
  const stretch = { from, to, origin, evidence }
  if (kind === 'heading') return { kind, ...stretch, level: 2 }
  if (kind === 'quote') return { kind, ...stretch, speaker: null }
  return { kind, ...stretch }
}

/** Where a second article begins that is not split off, if one does. */
export function openSplit(structure: Structure | null): Extract<StructureMark, { kind: 'unrelated' }> | null {
  const found = structure?.marks.find((mark) => mark.kind === 'unrelated' && mark.source === undefined)
  return found?.kind === 'unrelated' ? found : null
}

/** How many blocks the marks of one kind hold. */
export function blocksOf(structure: Structure | null, kind: StructureMark['kind']): number {
  return (structure?.marks ?? [])
    .filter((mark) => mark.kind === kind)
    .reduce((sum, { from, to }) => sum + Math.max(0, placeOf(to) - placeOf(from) + 1), 0)
}

/** The place of a block in its version, from 1: its id says so. */
export function placeOf(block: BlockId): number {
  return Number(block.slice(1))
}

/** What reading a text once more would change. */
export type Rereading = {
  readonly details: readonly {
    readonly field: keyof SourceDetails
    readonly now: string
    readonly read: string
  }[]
  readonly added: readonly StructureMark[]
  readonly removed: readonly StructureMark[]
  /** The overlay as it would be. */
  readonly structure: Structure
}

/**
 * Compares what rules make of a text now with what the source says. What a person set stays, and a mark that they refused
 * does not come back.
 */
export function reread(
  text: Text,
  source: Source,
  found: Pick<Source, 'details' | 'inferences'> & { readonly structure: Structure },
): Rereading {
  const version = text.version.number
  const now = source.structures.find((one) => one.version === version)?.marks ?? []
  // Kept whatever rules say: what a person set, and where a source was split off.
  const kept = now.filter(
    (mark) => mark.origin === 'hand' || (mark.kind === 'unrelated' && mark.source !== undefined),
  )
  const places = new Set(kept.map(placeOfMark))
  const fresh = found.structure.marks.filter(
    (mark) => !places.has(placeOfMark(mark)) && !isMarkRefused(source.decisions, text, mark),
  )
  const before = new Set(now.map(wholeKey))
  const after = new Set([...kept, ...fresh].map(wholeKey))
  const inferred = new Set(source.inferences.map(({ field }) => field))
  const proposed = new Set(found.inferences.map(({ field }) => field))
  return {
    details: (Object.keys(found.details) as (keyof SourceDetails)[]) // the keys of details are its fields
      .filter((field) => proposed.has(field) && !isSame(source.details[field], found.details[field]))
      .filter((field) => found.details[field] !== null)
      .filter((field) => inferred.has(field) || wordsOf(source.details[field]) === '')
      .map((field) => ({
        field,
        now: wordsOf(source.details[field]),
        read: wordsOf(found.details[field]),
      })),
    added: fresh.filter((mark) => !before.has(wholeKey(mark))),
    removed: now.filter((mark) => !after.has(wholeKey(mark))),
    structure: { version, marks: [...kept, ...fresh] },
  }
}

function wordsOf(value: SourceDetails[keyof SourceDetails]): string {
  return typeof value === 'string' ? value : (value ?? []).join('; ')
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
const wholeKey = (mark: StructureMark) =>
  JSON.stringify(Object.entries(mark).toSorted(([one], [other]) => (one < other ? -1 : 1)))
