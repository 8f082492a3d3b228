import type { Node } from '@tiptap/pm/model'
import type { BriefCounts, BriefHeadingLine } from './editor-props'
import { seenOf } from './lead-nodes'
import { leadsIn, passageOf } from './walk-leads'

// A block that was not touched is the same object, so that a long brief is not counted anew after each word.
const counted = new WeakMap<Node, BriefCounts>()
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

/** How much stands in the document. */
export function countsOf(doc: Node): BriefCounts {
  const all = { words: 0, characters: 0, quoted: 0, excerpts: 0, citations: 0, tables: 0 }
  doc.forEach((block) => {
    const counts = countsIn(block)
    all.words += counts.words
    all.characters += counts.characters
    all.quoted += counts.quoted
    all.excerpts += counts.excerpts
    all.citations += counts.citations
    all.tables += counts.tables
  })
  return all
}

function countsIn(block: Node): BriefCounts {
  const known = counted.get(block)
  if (known !== undefined) return known
  const leads = leadsIn(block).map(({ node }) => node)
  const named = (name: string) => leads.filter(({ type }) => type.name === name)
  // A space stands for what parts words: the end of a paragraph, a break. The mark of a footnote parts none.
  const own = block.textBetween(0, block.content.size, ' ', ({ type }) =>
    type.name === 'hardBreak' ? ' ' : '',
  )
  const notes = named('footnote').map(({ attrs }) => String(attrs.words))
  const rows = named('live').flatMap((node) => seenOf(node).rows)
  const quoted = [
    ...named('excerpt').map((node) => passageOf(node).exact),
    ...rows.flatMap(({ cells }) => cells.map(({ words }) => words)),
  ]
  const isTable = block.type.name === 'table' || (block.type.name === 'live' && seenOf(block).head.length > 0)
  const counts = {
    words: sum([own, ...notes].map(wordsIn)),
    characters: sum([own, ...notes].map((text) => text.length)),
    quoted: sum(quoted.map(wordsIn)),
    excerpts: named('excerpt').length,
    citations: named('citation').length,
    tables: isTable ? 1 : 0,
  }
  counted.set(block, counts)
  return counts
}

function wordsIn(text: string): number {
  let words = 0
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike === true) words += 1
  return words
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}

/** The headings of the document, in order. */
export function headingsOf(doc: Node): readonly BriefHeadingLine[] {
  const lines: { block: number; level: number; words: string; leads: number }[] = []
  doc.forEach((block, _, index) => {
    const { type, attrs, textContent } = block
    if (type.name === 'heading')
      lines.push({ block: index, level: Number(attrs.level), words: textContent, leads: 0 })
    const leads = leadsIn(block).filter(({ node }) => node.type.name !== 'footnote').length
    if (leads === 0) return
    // Those that it stands under: the last heading, and each before it that is above all that follow.
    let above = Number.POSITIVE_INFINITY
    for (const line of lines.toReversed()) {
      if (line.level >= above) continue
      above = line.level
      line.leads += leads
    }
  })
  return lines
}
