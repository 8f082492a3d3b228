import { type Annotation, excerptOf } from '../../shared/model/annotation'
import type {
  BriefBlock,
  BriefDocument,
  BriefInline,
  BriefParagraph,
  LiveQuestion,
  SeenPassage,
} from '../../shared/model/brief'
import { anyExcerpt } from '../../shared/model/excerpts'
import type { CodeId, IssueId, MeasureId } from '../../shared/model/ids'
import type { SampleBlock } from './sample'

/** What names and keys of the sample mean in the notebook that it was put into. */
export type SampleNames = {
  readonly annotation: (key: string) => Annotation
  readonly measure: (name: string) => MeasureId
  readonly issue: (name: string) => IssueId
  readonly code: (name: string) => CodeId
}

/** The document of the sample's brief. Its live blocks have not been seen yet. */
export function sampleBrief(blocks: readonly SampleBlock[], names: SampleNames): BriefDocument {
  return { type: 'doc', content: blocks.map((block) => blockOf(block, names)) }
}

function blockOf(block: SampleBlock, names: SampleNames): BriefBlock {
  if ('heading' in block) {
    const content = [{ type: 'text' as const, text: block.heading }]
    return { type: 'heading', attrs: { level: 2, section: null }, content }
  }
  if ('paragraph' in block) return paragraphOf(block.paragraph, names)
  if ('list' in block) {
    const content = block.list.map((words) => ({
      type: 'listItem' as const,
      content: [paragraphOf(words, names)],
    }))
    return { type: 'bulletList', content }
  }
  if ('excerpt' in block) return { type: 'excerpt', attrs: passageOf(names.annotation(block.excerpt)) }
  return {
    type: 'live',
    attrs: { ...questionOf(block, names), caption: block.caption, seen: null, declined: null },
  }
}

function questionOf(block: Extract<SampleBlock, { live: unknown }>, names: SampleNames): LiveQuestion {
  return {
    view: block.live,
    filter: {
      ...anyExcerpt,
      measures: block.measures.map(names.measure),
      issues: block.issues.map(names.issue),
      codes: block.codes.map(names.code),
    },
  }
}

/** The words, with a citation wherever `[^key]` stands. */
function paragraphOf(words: string, names: SampleNames): BriefParagraph {
  // Split at a pattern with a group, every second piece is what the group held.
  const content = words.split(/\[\^([\w-]+)\]/).flatMap((piece, index): BriefInline[] => {
    if (index % 2 === 1) return [{ type: 'citation', attrs: passageOf(names.annotation(piece)) }]
    return piece === '' ? [] : [{ type: 'text', text: piece }]
  })
  return { type: 'paragraph', content }
}

function passageOf({ id, target }: Annotation): SeenPassage {
  return { source: target.source, annotation: id, exact: excerptOf(target), declined: null }
}
