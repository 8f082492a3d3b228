import type { TextProjection } from '../../../shared/anchoring/text-projection'
import { BlockId } from '../../../shared/model/ids'
import { markKinds, placeOf } from '../../../shared/model/review-structure'
import type { StructureMark } from '../../../shared/model/structure'
import { UsageError } from './io'

/** The details that a review shows, in the order in which a person looks at them. */
export const reviewedFields = [
  'title',
  'outlet',
  'via',
  'authors',
  'published',
  'updated',
  'url',
  'kind',
  'language',
] as const
export type ReviewedField = (typeof reviewedFields)[number]

type Kind = StructureMark['kind']

/** What is named by `frame`, `frame:b3` or `frame:b3-b5`: all that was taken for frame, or what begins there, or that very stretch. */
export type MarkName = {
  readonly of: 'marks'
  /** As it was typed. */
  readonly word: string
  readonly kind: Kind
  readonly from: BlockId | null
  readonly to: BlockId | null
  /** How far behind the beginning of its paragraph the words of a reference stand, where it has several; null for each of them. */
  readonly at: number | null
}

/** What a person names of all that was read of a text: a detail, or stretches of it. */
export type ReviewName = { readonly of: 'detail'; readonly field: ReviewedField } | MarkName

/** A stretch that has a name: one that is marked, or one that was refused. */
export type Stretch = Pick<StructureMark, 'kind' | 'from' | 'to'> & {
  /** Null for references that were refused with their whole paragraph, too. */
  readonly at: number | null
}

/** Where the words of a reference stand in its paragraph; null for marks of all other kinds. */
export function offsetOf({ kind, from, evidence }: StructureMark, { starts }: TextProjection): number | null {
  if (kind !== 'reference' || evidence === null) return null
  return evidence.start - (starts[placeOf(from) - 1] ?? 0)
}

/** How a stretch is named among all of the text. */
export function formatName(stretch: Stretch, all: readonly Stretch[]): string {
  const { kind, from, to, at } = stretch
  const isOneOfSeveral = at !== null && all.some((one) => one.at !== at && hasSameBlocks(one, stretch))
  return `${kind}:${from}${from === to ? '' : `-${to}`}${isOneOfSeveral ? `@${at}` : ''}`
}

/** Whether this stretch is what was named, or one of the references in it where that says nothing of their words. */
export function isStretchOf(named: Stretch, stretch: Stretch): boolean {
  return hasSameBlocks(named, stretch) && (named.at === null || named.at === stretch.at)
}

function hasSameBlocks(one: Stretch, other: Stretch): boolean {
  return one.kind === other.kind && one.from === other.from && one.to === other.to
}

/** The reverse of `formatName`, which also reads shorter names. Throws a UsageError for what is none. */
export function parseName(word: string): ReviewName {
  const field = reviewedFields.find((one) => one === word)
  if (field !== undefined) return { of: 'detail', field }
  const [, written, from, to, at] = /^([a-z]+)(?::(b\d+)(?:-(b\d+))?(?:@(\d{1,9}))?)?$/.exec(word) ?? []
  const kind = markKinds.find((one) => one === written)
  const [first, last] = [from, to].map((block) => BlockId.safeParse(block))
  if (kind === undefined || (from !== undefined && !first?.success) || (to !== undefined && !last?.success)) {
    const message = `“${word}” names nothing that was read: write a kind (${markKinds.join(', ')}), one of its stretches such as frame:b3-b5, or a detail (${reviewedFields.join(', ')}).`
    throw new UsageError(message)
  }
  return {
    of: 'marks',
    word,
    kind,
    from: first?.data ?? null,
    to: last?.data ?? null,
    at: at === undefined ? null : Number(at),
  }
}

/** Whether the name means this stretch. */
export function isNamed({ kind, from, to, at }: MarkName, stretch: Stretch): boolean {
  return (
    kind === stretch.kind &&
    (from === null || from === stretch.from) &&
    (to === null || to === stretch.to) &&
    (at === null || at === stretch.at)
  )
}
