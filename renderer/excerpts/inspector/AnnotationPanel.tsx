import { useEffect, useRef } from 'react'
import { type Annotation, excerptOf } from '../../../shared/model/annotation'
import { assertNever } from '../../../shared/model/assert-never'
import type { Source } from '../../../shared/model/source'
import type { Version } from '../../../shared/model/version'
import { Icon } from '../../ui/Icon'
import { kindWords } from '../../ui/kinds'
import { ClaimFields } from './ClaimFields'
import { CodesField } from './CodesField'
import { FigureFields } from './FigureFields'
import { FIELD } from './first-field'
import { MemoField } from './MemoField'
import { PositionFields } from './PositionFields'
import { type Draft, useAnnotationDraft } from './use-annotation-draft'
import './inspector.css'

type Props = {
  readonly annotation: Annotation
  readonly source: Source
  readonly version: Version
  /** A new object gives its first field the focus. */
  readonly entering: object | null
  /** What can be done about another copy of the passage in the same text; null where there is none. */
  readonly otherCopy: { readonly words: string; readonly act: () => void } | null
  readonly onRemove: () => void
  readonly onClose: () => void
}

/** The chosen annotation: its kind, its words, and what they state, to be filled in. */
export function AnnotationPanel(props: Props) {
  const { annotation, source, version, entering, otherCopy, onRemove, onClose } = props
  const draft = useAnnotationDraft(annotation)
  const { kind } = annotation.body
  const fields = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (entering !== null) fields.current?.querySelector<HTMLElement>(FIELD)?.focus()
  }, [entering])
  return (
    <div className={`ih ${kind}`}>
      <div className="k">
        <Icon name={kind} size={14} />
        {kindWords[kind].one}
        <span className="grow" />
        <button type="button" className="btn quiet small" onClick={onClose}>
          Source details
        </button>
      </div>
      <Excerpt annotation={annotation} />
      <div ref={fields} role="group" aria-label={kindWords[kind].one} className="insp-form">
        <OwnFields draft={draft} source={source} version={version} />
        <CodesField draft={draft} />
        <MemoField draft={draft} />
      </div>
      <div className="acts">
        <button type="button" className="btn line small" disabled={draft.refusal !== null} onClick={onRemove}>
          <Icon name="x" size={12} />
          Delete
        </button>
        {otherCopy === null ? null : (
          <button type="button" className="btn line small" onClick={otherCopy.act}>
            <Icon name="copy" size={12} />
            {otherCopy.words}
          </button>
        )}
      </div>
    </div>
  )
}

function OwnFields({ draft, source, version }: { draft: Draft; source: Source; version: Version }) {
  const { body } = draft.annotation
  switch (body.kind) {
    case 'claim':
      return <ClaimFields draft={draft} body={body} source={source} version={version} />
    case 'figure':
      return <FigureFields draft={draft} body={body} source={source} version={version} />
    case 'position':
      return <PositionFields draft={draft} body={body} source={source} version={version} />
    default:
      return assertNever(body)
  }
}

/** The words; a figure stands in the words around it, so that it is seen what it is a figure of. */
function Excerpt({ annotation: { body, target } }: { annotation: Annotation }) {
  const [quote] = target.ranges.map((range) => range.quote)
  if (body.kind !== 'figure' || target.ranges.length > 1 || quote === undefined)
    return <blockquote dir="auto">{excerptOf(target)}</blockquote>
  const [before = ''] = /(?<=^|\s)\S[^\n]*$/.exec(quote.prefix.replace(/^\S*\s/, '')) ?? []
  return (
    <blockquote dir="auto">
      {before}
      <b>{quote.exact}</b>
      {quote.suffix.split('\n')[0]?.replace(/\s\S*$/, '')}
    </blockquote>
  )
}
