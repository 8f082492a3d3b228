import { getMarkRange } from '@tiptap/core'
import type { ResolvedPos } from '@tiptap/pm/model'

/** The link that a place is in or at the edge of, and how far it reaches; null for none. */
export function linkAt($place: ResolvedPos): { from: number; to: number; href: string } | null {
  const type = $place.doc.type.schema.marks.link
  const range = type === undefined ? undefined : getMarkRange($place, type)
  if (type === undefined || range === undefined) return null
  const mark = type.isInSet($place.doc.nodeAt(range.from)?.marks ?? [])
  return { from: range.from, to: range.to, href: String(mark?.attrs.href ?? '') }
}
