import type { Annotation } from '../../../model/annotation'
import { excerptOf } from '../../../model/annotation'
import type {
  Brief,
  BriefBlock,
  BriefDocument,
  BriefInline,
  BriefMark,
  SeenPassage,
} from '../../../model/brief'
import { sampleId } from '../../../testing/samples'
import { startBrief } from '../../edit-brief'

/**
 * A document in short: "## " begins a heading, "- " an item of a list, "| " the cells of a row, "“> " a quotation of one's own;
 * ">3" is the excerpt of the third passage and "[^3]" cites it; "[^!words]" is a note of one's own, "[words](address)" a link,
 * "*words*" is in bold and "_words_" in italics.
 */
export function writeDocument(lines: readonly string[], passages: readonly Annotation[]): BriefDocument {
  const seen = (number: string): SeenPassage => {
    const annotation = passages[Number(number) - 1]
    if (annotation === undefined) throw new Error(`there is no passage ${number}`)
    const { target, id } = annotation
    return { source: target.source, annotation: id, exact: excerptOf(target), declined: null }
  }
  const inlines = (line: string): BriefInline[] =>
    (
      line.match(/\[\^[^\]]+\]|\[[^\]]+\]\([^)]+\)|\*[^*]+\*|_[^_]+_|(?:\[(?!\^|[^\]]+\]\()|[^[*_])+/g) ?? []
    ).map((part): BriefInline => {
      const note = /^\[\^!(.+)\]$/.exec(part)?.[1]
      if (note !== undefined) return { type: 'footnote', attrs: { words: note } }
      const cited = /^\[\^(\d+)\]$/.exec(part)?.[1]
      if (cited !== undefined) return { type: 'citation', attrs: seen(cited) }
      const [, linked, href] = /^\[(.+)\]\((.+)\)$/.exec(part) ?? []
      if (linked !== undefined && href !== undefined) return marked(linked, { type: 'link', attrs: { href } })
      const [, sign, words] = /^([*_])(.+)[*_]$/.exec(part) ?? []
      if (words !== undefined) return marked(words, { type: sign === '*' ? 'bold' : 'italic' })
      return { type: 'text', text: part }
    })
  const paragraph = (line: string): BriefBlock & { type: 'paragraph' } => ({
    type: 'paragraph',
    content: inlines(line),
  })
  const content = lines.map((line): BriefBlock => {
    const [, sign = '', words = line] = /^(## |- |\| |“> |>)(.*)$/.exec(line) ?? []
    switch (sign) {
      case '## ':
        return { type: 'heading', attrs: { level: 2, section: null }, content: inlines(words) }
      case '- ':
        return { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(words)] }] }
      case '| ': {
        const cells = words
          .split(' | ')
          .map((cell) => ({ type: 'tableCell' as const, content: [paragraph(cell)] }))
        const head = cells.map(() => ({ type: 'tableHeader' as const, content: [paragraph('Head')] }))
        return {
          type: 'table',
          content: [
            { type: 'tableRow', content: head },
            { type: 'tableRow', content: cells },
          ],
        }
      }
      case '“> ':
        return { type: 'blockquote', content: [paragraph(words)] }
      case '>':
        return { type: 'excerpt', attrs: seen(words) }
      default:
        return paragraph(words)
    }
  })
  return { type: 'doc', content }
}

function marked(text: string, mark: BriefMark): BriefInline {
  return { type: 'text', text, marks: [mark] }
}

/** A brief of that document. */
export function briefOf(document: BriefDocument): Brief {
  return {
    ...startBrief(sampleId('b', 1), 'The quarrel over the harbour', '2025-03-06T09:00:00.000Z'),
    document,
  }
}
