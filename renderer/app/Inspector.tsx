import { type KeyboardEvent, useDeferredValue } from 'react'
import type { Annotation } from '../../shared/model/annotation'
import type { AnnotationId } from '../../shared/model/ids'
import type { Source } from '../../shared/model/source'
import type { Version } from '../../shared/model/version'
import { ExcerptList } from '../excerpts/ExcerptList'
import { AnnotationPanel } from '../excerpts/inspector/AnnotationPanel'
import { SourceDetailsForm } from '../library/SourceDetailsForm'
import { Icon } from '../ui/Icon'
import type { OtherCopy } from './use-other-copy'

type Props = {
  readonly source: Source
  readonly version: Version
  /** Null while they are not known; `failure` says why they, or newer ones, cannot be had. */
  readonly annotations: readonly Annotation[] | null
  readonly failure: string | null
  readonly chosen: AnnotationId | null
  /** A wish to fill it in; a new object is a new wish. */
  readonly entering: { readonly annotation: AnnotationId } | null
  /** What can be done about another copy of the chosen passage; null where there is none. */
  readonly otherCopy: OtherCopy | null
  readonly onChoose: (annotation: AnnotationId | null) => void
  readonly onRemove: (annotation: Annotation) => void
  readonly onRemoveSource: () => void
  readonly onClose: () => void
  /** Escape in one of its fields: back to the passage in the text. */
  readonly onBack: (annotation: AnnotationId) => void
}

/** The chosen annotation, or with none chosen the details of the source; below either, its excerpts. */
export function Inspector(props: Props) {
  const { source, version, failure, entering, onChoose, onRemove, onRemoveSource, onClose, onBack } = props
  // What was tagged is painted in the text first; the form for it follows.
  const chosen = useDeferredValue(props.chosen)
  const annotations = props.annotations ?? []
  const index = annotations.findIndex(({ id }) => id === chosen)
  const annotation = annotations[index]
  const step = (by: number) => {
    const start = index === -1 && by < 0 ? 0 : index
    const next = annotations[(start + by + annotations.length) % annotations.length]
    if (next !== undefined) onChoose(next.id)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || annotation === undefined) return
    if (event.nativeEvent.isComposing) return
    event.preventDefault()
    onBack(annotation.id)
  }
  return (
    <section className="pane insp" aria-label="Inspector">
      <div className="phead">
        <h2>Inspector</h2>
        <span className="grow" />
        {annotations.length === 0 ? null : (
          <>
            <button type="button" className="ib" aria-label="Previous annotation" onClick={() => step(-1)}>
              <Icon name="left" size={14} />
            </button>
            <span className="q num">
              {index === -1 ? annotations.length : `${index + 1} of ${annotations.length}`}
            </span>
            <button type="button" className="ib" aria-label="Next annotation" onClick={() => step(1)}>
              <Icon name="right" size={14} />
            </button>
          </>
        )}
        <button type="button" className="ib drawer-close" aria-label="Close the inspector" onClick={onClose}>
          <Icon name="x" size={14} />
        </button>
      </div>
      {annotation === undefined ? (
        <div className="part">
          <h3 className="sect">Source details</h3>
          <SourceDetailsForm key={source.id} source={source} version={version} onRemove={onRemoveSource} />
        </div>
      ) : (
        // The keys belong to the fields of the panel, which hand them up.
        <div role="presentation" className="part" onKeyDown={onKeyDown}>
          <AnnotationPanel
            key={annotation.id}
            annotation={annotation}
            source={source}
            version={version}
            entering={entering?.annotation === annotation.id ? entering : null}
            otherCopy={annotation.id === props.chosen ? props.otherCopy : null}
            onRemove={() => onRemove(annotation)}
            onClose={() => onChoose(null)}
          />
        </div>
      )}
      <hr className="rule" />
      {failure === null ? null : <p className="empty">{failure}</p>}
      {props.annotations === null ? null : (
        <ExcerptList
          annotations={annotations}
          chosen={annotation?.id ?? null}
          onChoose={({ id }) => onChoose(id)}
          onRemove={onRemove}
        />
      )}
    </section>
  )
}
