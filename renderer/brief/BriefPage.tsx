import type { ReactNode } from 'react'
import { inlinesOf } from '../../shared/briefing/walk-brief'
import type { Annotation } from '../../shared/model/annotation'
import { type Brief, type BriefBlock, BriefTitle } from '../../shared/model/brief'
import type { AnnotationId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'
import { useRefusal } from '../state/host-context'
import { TextField } from '../ui/TextField'
import { BriefExcerptBlock } from './BriefExcerptBlock'

type Props = {
  readonly brief: Brief
  /** Null while they are not known. */
  readonly annotations: ReadonlyMap<string, Annotation> | null
  readonly sources: ReadonlyMap<string, SourceSummary>
  /** A sentence when the title could not be saved. */
  readonly onRename: (title: string) => Promise<string | null>
  readonly onDrop: (annotation: AnnotationId) => void
  readonly onOpen: (annotation: Annotation) => void
}

/** A brief as it will read. */
export function BriefPage({ brief, annotations, sources, onRename, onDrop, onOpen }: Props) {
  const refusal = useRefusal()
  const blocks = brief.document.content
  const empty = !blocks.some(({ type }) => type === 'excerpt')
  return (
    <article className="doc">
      <h1 className="sr">{brief.title}</h1>
      <TextField
        key={brief.id}
        className="brief-title"
        label="Title of the brief"
        hideLabel
        multiline
        value={brief.title}
        revision={brief.revision}
        check={(draft) =>
          BriefTitle.safeParse(draft).success ? null : 'A brief needs a title, of 500 characters at most.'
        }
        onSave={onRename}
        disabled={refusal !== null}
      />
      {empty ? (
        <p className="sub">
          No excerpts yet. Add them from the evidence on the left, one by one or all at once: each goes under
          the heading of its kind.
        </p>
      ) : null}
      {keyed(printed(blocks)).map(([key, block]) => (
        <Block key={key} block={block}>
          {block.type !== 'excerpt' ? null : (
            <BriefExcerptBlock
              exact={block.attrs.exact}
              annotation={
                annotations === null ? 'unknown' : (annotations.get(block.attrs.annotation) ?? null)
              }
              source={sources.get(block.attrs.source) ?? null}
              onDrop={() => onDrop(block.attrs.annotation)}
              onOpen={onOpen}
            />
          )}
        </Block>
      ))}
    </article>
  )
}

function Block({ block, children }: { block: BriefBlock; children: ReactNode }) {
  switch (block.type) {
    case 'heading': {
      const Heading = block.attrs.level === 2 ? 'h2' : 'h3'
      return <Heading dir="auto">{wordsOf(block)}</Heading>
    }
    case 'excerpt':
      return children
    default:
      return <p dir="auto">{wordsOf(block)}</p>
  }
}

/** Without the headings that have nothing below them: an export leaves those out as well. */
function printed(blocks: readonly BriefBlock[]): readonly BriefBlock[] {
  return blocks.filter(({ type }, index) => {
    const next = blocks[index + 1]
    return type !== 'heading' || (next !== undefined && next.type !== 'heading')
  })
}

function wordsOf(block: BriefBlock): string {
  return inlinesOf(block)
    .map((inline) => (inline.type === 'text' ? inline.text : ''))
    .join('')
}

/** Blocks with keys that stay when a neighbour is removed: an excerpt's own, for the others their count. */
function keyed(blocks: readonly BriefBlock[]): (readonly [string, BriefBlock])[] {
  let others = 0
  return blocks.map((block) => [
    block.type === 'excerpt' ? block.attrs.annotation : `block-${others++}`,
    block,
  ])
}
