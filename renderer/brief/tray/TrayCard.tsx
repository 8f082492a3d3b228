import { cardWords } from '../../../shared/briefing/card-words'
import { type Annotation, excerptOf } from '../../../shared/model/annotation'
import type { SourceSummary } from '../../../shared/model/notebook'
import { shortened } from '../../../shared/model/shortened'
import { useCodebook } from '../../state/codebook'
import { Icon } from '../../ui/Icon'
import { kindWords } from '../../ui/kinds'
import { ANNOTATION_DRAG } from '../editor/editor-props'

type Props = {
  readonly annotation: Annotation
  readonly source: SourceSummary | null
  readonly used: boolean
  readonly disabled: boolean
  /** The one card of the list that the Tab key reaches. */
  readonly isStop: boolean
  readonly onStop: () => void
  readonly onAdd: () => void
  readonly onCite: () => void
}

/** An excerpt that can go into the brief: dragged there, or put where the caret is. */
export function TrayCard({ annotation, source, used, disabled, isStop, onStop, onAdd, onCite }: Props) {
  const { nameOf } = useCodebook()
  const { kind } = annotation.body
  const excerpt = excerptOf(annotation.target)
  // A memo is the researcher's own, and no part of what a brief prints.
  const { title } = cardWords({ ...annotation, memo: '' }, nameOf)
  const name = `${kindWords[kind].one.toLowerCase()}: ${shortened(excerpt)}`
  return (
    <div
      className={used ? 'tray used' : 'tray'}
      title={excerpt}
      draggable={!disabled}
      onDragStart={({ dataTransfer }) => {
        const passage = { annotation: annotation.id, source: annotation.target.source }
        dataTransfer.setData(ANNOTATION_DRAG, JSON.stringify(passage))
        dataTransfer.setData('text/plain', excerpt)
        dataTransfer.effectAllowed = 'copy'
      }}
    >
      <div className="k">
        <Icon name={kind} size={11} className={kind} />
        {kindWords[kind].one}
        {used ? (
          <span className="is-used">
            <Icon name="check" size={11} />
            used
          </span>
        ) : null}
        <span className="e" dir="auto">
          {source === null ? '' : (source.outlet ?? source.title)}
        </span>
      </div>
      <p dir="auto">{title}</p>
      <div className="adding">
        <button
          type="button"
          className="btn small line"
          aria-label={`Add ${name}`}
          aria-keyshortcuts="Alt+Enter"
          title="Put it into the brief as a quotation (Enter). Alt+Enter puts the mark of a footnote at the caret."
          tabIndex={isStop ? 0 : -1}
          onFocus={onStop}
          disabled={disabled}
          onClick={({ altKey }) => (altKey ? onCite() : onAdd())}
        >
          <Icon name="plus" size={12} />
          Add
        </button>
        <button
          type="button"
          className="btn small line"
          aria-label={`Cite ${name}`}
          title="Put the mark of its footnote at the caret (Alt+Enter)"
          tabIndex={isStop ? 0 : -1}
          onFocus={onStop}
          disabled={disabled}
          onClick={onCite}
        >
          Cite
        </button>
      </div>
    </div>
  )
}
