import { Decoration } from '@tiptap/pm/view'
import { blockSpan, type TextProjection } from '../../shared/anchoring/text-projection'
import type { InlineMark } from '../../shared/model/version'
import { classesOf, type Highlight, segmentsOf, wordsAround } from './segments'

/** A highlight that begins with the break before a block begins with the block, and one that ends with it likewise. */
function withoutBreaks({ text }: TextProjection, highlight: Highlight): Highlight {
  let { start, end } = highlight
  while (start < end && text[start] === '\n') start += 1
  while (end > start && text[end - 1] === '\n') end -= 1
  return start === highlight.start && end === highlight.end ? highlight : { ...highlight, start, end }
}

/** True when both draw the same. */
export function sameHighlights(some: readonly Highlight[], others: readonly Highlight[]): boolean {
  return (
    some.length === others.length &&
    some.every((one, index) => {
      const other = others[index]
      return (
        one === other ||
        (one.id === other?.id &&
          one.kind === other.kind &&
          one.part === other.part &&
          one.state === other.state &&
          one.start === other.start &&
          one.end === other.end)
      )
    })
  )
}

/**
 * Draws the highlights of one block, whose text starts at the position `text`. They are cut where emphasis or a link
 * begins or ends too, because there the browser needs another element: so an edge is drawn and told only once.
 */
export function drawHighlights(
  projection: TextProjection,
  block: number,
  text: number,
  highlights: readonly Highlight[],
  marks: readonly InlineMark[],
): Decoration[] {
  const span = blockSpan(projection, block)
  const onText = highlights.map((highlight) => withoutBreaks(projection, highlight))
  const edges = marks.flatMap(({ start, end }) => [span.start + start, span.start + end])
  return segmentsOf(onText, span, edges).flatMap((segment) => {
    const from = text + segment.start - span.start
    const to = text + segment.end - span.start
    const { lines, box } = classesOf(segment)
    const ids = segment.highlights.map(({ id }) => id).join(' ')
    const { before, after } = wordsAround(segment)
    const told = {
      ...(before !== '' && { 'data-before': before }),
      ...(after !== '' && { 'data-after': after }),
    }
    // The first decoration of a place becomes the inner element: the box lies on the lines, not around them.
    return [box, lines]
      .filter((names) => names !== null)
      .map((names, index, drawn) =>
        Decoration.inline(from, to, {
          nodeName: 'mark',
          class: names,
          'data-annotations': ids,
          // The words around it tell what it is; the element would tell it again for every segment.
          role: 'presentation',
          ...(index === drawn.length - 1 && told),
        }),
      )
  })
}
