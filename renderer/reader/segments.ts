import type { AnnotationKind } from '../../shared/model/annotation'
import { kindWords } from '../ui/kinds'
import type { Stretch } from './article'

/** A passage to draw. `state` is `pending` until the disk has it, `on` for the chosen one, `hovered` for what is pointed at. */
export type Highlight = {
  readonly id: string
  /** A `part` is of no kind yet: it is kept until the annotation is made that it will belong to. */
  readonly kind: AnnotationKind | 'part'
  readonly start: number
  readonly end: number
  readonly state: 'plain' | 'hovered' | 'on' | 'pending'
  /** Which passage of its annotation it is, as in “1 of 2”; absent where it is the only one. */
  readonly part?: string
}

/** A stretch of text under which the same highlights lie, the widest first. */
export type Segment = {
  readonly start: number
  readonly end: number
  readonly highlights: readonly Highlight[]
}

const everywhere: Stretch = { start: 0, end: Number.MAX_SAFE_INTEGER }

/**
 * Cut overlapping highlights into segments in reading order; text without a highlight is left out. Only what lies
 * `within` is cut, and at `edges` too.
 */
export function segmentsOf(
  highlights: readonly Highlight[],
  within: Stretch = everywhere,
  edges: readonly number[] = [],
): Segment[] {
  const inside = (offset: number) => Math.min(Math.max(offset, within.start), within.end)
  const ends = highlights.flatMap(({ start, end }) => [start, end])
  const cuts = [...new Set([...ends, ...edges].map(inside))].toSorted((a, b) => a - b)
  const waiting = highlights.toSorted((a, b) => a.start - b.start || b.end - a.end)
  const segments: Segment[] = []
  let open: Highlight[] = []
  let next = 0
  for (const [index, start] of cuts.entries()) {
    const end = cuts[index + 1]
    if (end === undefined) break
    open = open.filter((highlight) => highlight.end > start)
    for (
      let highlight = waiting[next];
      highlight !== undefined && highlight.start <= start;
      highlight = waiting[next]
    ) {
      open.push(highlight)
      next += 1
    }
    if (open.length > 0) segments.push({ start, end, highlights: open.toSorted(widestFirst) })
  }
  return segments
}

function widestFirst(a: Highlight, b: Highlight): number {
  return b.end - b.start - (a.end - a.start) || a.start - b.start || (a.id < b.id ? -1 : 1)
}

/**
 * The classes that draw one segment: the rules of claims and positions share one element (`lines`), a figure is
 * a box inside it (`box`), open at the ends where the figure goes on. Null where there is nothing of the sort.
 */
export function classesOf({ start, end, highlights }: Segment): { lines: string | null; box: string | null } {
  const lines = highlights.filter(({ kind }) => kind !== 'figure')
  const boxes = highlights.filter(({ kind }) => kind === 'figure')
  return {
    lines: lines.length === 0 ? null : join('hl', ...lines.map(({ kind }) => kind), stateOf(lines)),
    box:
      boxes.length === 0
        ? null
        : join(
            'hl figure',
            boxes.some((box) => box.start === start) && 'first',
            boxes.some((box) => box.end === end) && 'last',
            stateOf(boxes),
          ),
  }
}

/**
 * What a screen reader says before and after a segment: the kind of every highlight that begins there, the widest
 * first, and of every one that ends there, the narrowest first. So each is told once, however many segments it has.
 */
export function wordsAround({ start, end, highlights }: Segment): { before: string; after: string } {
  const begin = highlights.filter((highlight) => highlight.start === start)
  const over = highlights.filter((highlight) => highlight.end === end)
  return {
    before: begin.map((highlight) => `${nameOf(highlight)}: `).join(''),
    after: over
      .toReversed()
      .map((highlight) => `, end of ${nameOf(highlight)}`)
      .join(''),
  }
}

function nameOf({ kind, part }: Highlight): string {
  const word = kind === 'part' ? 'part' : kindWords[kind].one.toLowerCase()
  return part === undefined ? word : `${word}, part ${part}`
}

function stateOf(highlights: readonly Highlight[]): string | false {
  if (highlights.some(({ state }) => state === 'on')) return 'on'
  if (highlights.some(({ state }) => state === 'hovered')) return 'hovered'
  return highlights.every(({ state }) => state === 'pending') && 'pending'
}

function join(...names: readonly (string | false)[]): string {
  return [...new Set(names.filter((name) => name !== false))].join(' ')
}
