import type { Paragraph } from 'mdast'
import { citeDate, citeOutlet, titleOf } from '../../../shared/briefing/cite-source'
import { formatReference } from '../../../shared/briefing/reference'
import { writeMarkdown } from '../../../shared/briefing/write-markdown'
import { type Annotation, excerptOf } from '../../../shared/model/annotation'
import { balanced } from '../../../shared/model/balanced'
import type { SourceId } from '../../../shared/model/ids'
import type { SourceSummary } from '../../../shared/model/notebook'

/** The excerpts as Markdown: each a quote that ends with its outlet, title, date and reference, as briefs cite them. */
export function writeQuotes(
  annotations: readonly Annotation[],
  sources: ReadonlyMap<SourceId, SourceSummary>,
): string {
  const [first, ...rest] = annotations.map((annotation) =>
    writeQuote(annotation, sources.get(annotation.target.source)),
  )
  // Two quotes in a row would be read as one.
  return [first ?? '', ...rest].join('\n')
}

function writeQuote({ id, target }: Annotation, source: SourceSummary | undefined): string {
  const reference = formatReference({ source: target.source, annotation: id })
  const cited = source === undefined ? 'source not known' : cite(source)
  const citation: Paragraph = {
    type: 'paragraph',
    children: [
      { type: 'text', value: `— ${cited}, ` },
      { type: 'link', url: reference, children: [{ type: 'text', value: reference }] },
    ],
  }
  const words = excerptOf(target)
    .split('\n')
    .map((line): Paragraph => ({ type: 'paragraph', children: [{ type: 'text', value: balanced(line) }] }))
  return writeMarkdown({ type: 'root', children: [{ type: 'blockquote', children: [...words, citation] }] })
}

function cite(source: SourceSummary): string {
  return `${citeOutlet(source)}, ${titleOf(source)}, ${citeDate(source)}`
}
