import { type Annotation, excerptOf } from '../../shared/model/annotation'
import { useRefusal } from '../state/host-context'
import { Icon } from '../ui/Icon'
import { kindWords } from '../ui/kinds'
import { MemoField } from './MemoField'
import './excerpts.css'

type Props = { readonly annotation: Annotation; readonly onRemove: () => void; readonly onClose: () => void }

/** The chosen annotation: its kind, its words, its memo. */
export function AnnotationPanel({ annotation, onRemove, onClose }: Props) {
  const refusal = useRefusal()
  const { kind } = annotation.body
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
      <blockquote dir="auto">{excerptOf(annotation.target)}</blockquote>
      <MemoField key={annotation.id} annotation={annotation} />
      <button type="button" className="btn line small" disabled={refusal !== null} onClick={onRemove}>
        <Icon name="x" size={12} />
        Delete
      </button>
    </div>
  )
}
