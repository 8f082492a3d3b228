import type {
  Blockquote,
  FootnoteDefinition,
  List,
  Paragraph,
  PhrasingContent,
  Root,
  RootContent,
} from 'mdast'
import { blockIndexAt, type TextProjection } from '../anchoring/text-projection'
import { type Annotation, excerptOf, extentOf } from '../model/annotation'
import { assertNever } from '../model/assert-never'
import type { Brief, BriefBlock, BriefExcerpt } from '../model/brief'
import type { AnnotationId, SourceId } from '../model/ids'
import type { Source } from '../model/source'
import { citePassage, citeSource } from './cite-source'
import { factsOf, type NameOf } from './facts-of-body'
import { formatReference } from './reference'

/** What a brief rests on: the sources and annotations it names, as the notebook holds them now. */
export type Evidence = {
  readonly sources: ReadonlyMap<SourceId, Source>
  readonly annotations: ReadonlyMap<AnnotationId, Annotation>
  /** Text of the version an annotation points into. */
  projectionOf(annotation: Annotation): TextProjection
  readonly nameOf: NameOf
}

/**
 * Lay a brief out as a Markdown tree: title, sections, each excerpt as a quote with its footnote, and the sources
 * at the end. A section that was made for one kind is left out while it is empty. Nothing here depends on the
 * clock or on the order in which the evidence was read, so the same notebook gives the same tree.
 */
export function composeBrief(brief: Brief, evidence: Evidence): Root {
  const footnotes: FootnoteDefinition[] = []
  const cited = new Set<Source>()
  const body = withoutEmptySections(brief.document.content).flatMap((block): RootContent[] => {
    switch (block.type) {
      case 'heading':
        return [{ type: 'heading', depth: depthOf(block.attrs.level), children: textOf(block) }]
      case 'paragraph':
        return [{ type: 'paragraph', children: textOf(block) }]
      case 'excerpt': {
        const label = String(footnotes.length + 1)
        const source = evidence.sources.get(block.attrs.source)
        if (source !== undefined) cited.add(source)
        footnotes.push(footnote(label, block, evidence))
        return excerpt(label, block, evidence)
      }
      default:
        return assertNever(block)
    }
  })
  return {
    type: 'root',
    children: [
      { type: 'heading', depth: 1, children: [{ type: 'text', value: brief.title }] },
      ...body,
      ...sourceList([...cited]),
      ...footnotes,
    ],
  }
}

function withoutEmptySections(blocks: readonly BriefBlock[]): BriefBlock[] {
  return blocks.filter((block, index) => {
    if (block.type !== 'heading' || block.attrs.section === null) return true
    const next = blocks[index + 1]
    return next !== undefined && next.type !== 'heading'
  })
}

function excerpt(label: string, block: BriefExcerpt, evidence: Evidence): RootContent[] {
  const annotation = evidence.annotations.get(block.attrs.annotation)
  const exact = annotation === undefined ? block.attrs.exact : excerptOf(annotation.target)
  const facts =
    annotation === undefined
      ? ['The highlight of this quote was deleted.']
      : factsOf(annotation.body, exact, evidence.nameOf)
  return [
    quote(exact, label),
    ...facts.map((fact): Paragraph => ({ type: 'paragraph', children: [text(fact)] })),
  ]
}

/** A quote, one paragraph for each block of the text that it spans; the footnote mark stands behind its last word. */
function quote(exact: string, label: string): Blockquote {
  const lines = exact.split('\n')
  return {
    type: 'blockquote',
    children: lines.map((line, index) => ({
      type: 'paragraph',
      children:
        index === lines.length - 1
          ? [text(line), { type: 'footnoteReference', identifier: label, label }]
          : [text(line)],
    })),
  }
}

function footnote(label: string, { attrs }: BriefExcerpt, evidence: Evidence): FootnoteDefinition {
  const source = evidence.sources.get(attrs.source)
  const annotation = evidence.annotations.get(attrs.annotation)
  const reference = formatReference(attrs)
  return {
    type: 'footnoteDefinition',
    identifier: label,
    label,
    children: [
      {
        type: 'paragraph',
        children: [
          text(`${describePlace(source, annotation, evidence)} `),
          { type: 'link', url: reference, children: [text(reference)] },
        ],
      },
    ],
  }
}

function describePlace(
  source: Source | undefined,
  annotation: Annotation | undefined,
  evidence: Evidence,
): string {
  if (source === undefined) return 'The source of this quote is no longer in the notebook.'
  if (annotation === undefined) return `${citeSource(source.details)} The highlight was deleted.`
  return citePassage(source.details, annotation.target.version, paragraphsOf(annotation, evidence))
}

/** "paragraph 3", or "paragraphs 3 to 5" when the passage spans several. */
function paragraphsOf(annotation: Annotation, evidence: Evidence): string {
  const projection = evidence.projectionOf(annotation)
  const { start, end } = extentOf(annotation.target)
  const first = blockIndexAt(projection, start) + 1
  const last = blockIndexAt(projection, end - 1) + 1
  return first === last ? `paragraph ${first}` : `paragraphs ${first} to ${last}`
}

function sourceList(sources: readonly Source[]): RootContent[] {
  if (sources.length === 0) return []
  const list: List = {
    type: 'list',
    ordered: false,
    spread: false,
    children: sources.map(({ details }) => ({
      type: 'listItem',
      spread: false,
      children: [{ type: 'paragraph', children: [text(citeSource(details))] }],
    })),
  }
  return [{ type: 'heading', depth: 2, children: [text('Sources')] }, list]
}

function textOf({
  content,
}: {
  readonly content?: readonly { readonly text: string }[] | undefined
}): PhrasingContent[] {
  return (content ?? []).map((part) => text(part.text))
}

function text(value: string): { type: 'text'; value: string } {
  return { type: 'text', value }
}

function depthOf(level: number): 2 | 3 | 4 | 5 | 6 {
  return level <= 2 ? 2 : level === 3 ? 3 : level === 4 ? 4 : level === 5 ? 5 : 6
}
