import { type Annotation, excerptOf } from '../../shared/model/annotation'
import type { AnnotationId } from '../../shared/model/ids'
import { Icon } from '../ui/Icon'
import { kindWords } from '../ui/kinds'
import { ListBox } from '../ui/ListBox'
import './excerpts.css'

type Props = {
  readonly annotations: readonly Annotation[]
  readonly chosen: AnnotationId | null
  readonly onChoose: (annotation: Annotation) => void
  readonly onRemove: (annotation: Annotation) => void
}

/** Every excerpt of one source, in reading order. */
export function ExcerptList({ annotations, chosen, onChoose, onRemove }: Props) {
  return (
    <>
      <h3 className="sect">
        Excerpts<span className="q num">{annotations.length.toLocaleString('en')}</span>
      </h3>
      {annotations.length === 0 ? (
        <p className="empty">Select words in the text and press 1, 2 or 3: the excerpts gather here.</p>
      ) : (
        <ListBox
          label="Excerpts"
          items={annotations}
          keyOf={({ id }) => id}
          chosen={chosen}
          onChoose={onChoose}
          onRemove={onRemove}
          estimate={52}
        >
          {({ body: { kind }, target, memo }) => (
            <div className={`xrow choosable ${kind}`}>
              <Icon name={kind} size={12} className={kind} />
              <span className="sr">{kindWords[kind].one}: </span>
              <span className="w" dir="auto">
                {excerptOf(target)}
              </span>
              {memo === '' ? null : (
                <span className="memo-mark">
                  <Icon name="note" size={13} />
                  <span className="sr">, with a memo</span>
                </span>
              )}
            </div>
          )}
        </ListBox>
      )}
    </>
  )
}
