import { projectText } from '../../shared/anchoring/text-projection'
import type { Version } from '../../shared/model/version'
import { createArticle } from './create-article'
import type { Highlight } from './segments'

const text = 'Nobody reads this.'
const blocks: Version['blocks'] = [
  { id: 'b1', kind: 'heading', text, level: 1, marks: [] },
  { id: 'b2', kind: 'paragraph', text, level: null, marks: [{ kind: 'emphasis', start: 7, end: 12 }] },
]
const highlights: readonly Highlight[] = [
  { id: 'a1', kind: 'claim', start: 20, end: 30, state: 'plain' },
  { id: 'a2', kind: 'figure', start: 25, end: 35, state: 'plain' },
]

/**
 * Opens a text of two lines apart from the page, and closes it: code runs slowly the first time, and nobody should wait
 * for that when the first text of the day is opened. For an idle moment after the start.
 */
export function warmReader(): void {
  const parent = document.createElement('div')
  createArticle({
    blocks,
    projection: projectText(blocks),
    title: '',
    highlights: () => highlights,
    place: null,
    parent,
    scroller: parent,
  }).destroy()
}
