import { type Annotation, excerptOf } from '../../shared/model/annotation'
import type { AnnotationId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'
import { shortened } from '../../shared/model/shortened'
import { useRefusal } from '../state/host-context'
import { Icon } from '../ui/Icon'
import { kindWords } from '../ui/kinds'
import { VirtualList } from '../ui/VirtualList'

type Props = {
  /** Null while they are not known; `failure` says why they cannot be. */
  readonly annotations: readonly Annotation[] | null
  readonly failure: string | null
  readonly used: ReadonlySet<AnnotationId>
  readonly sources: ReadonlyMap<string, SourceSummary>
  readonly onAdd: (annotation: AnnotationId) => void
  readonly onAddAll: () => void
}

/** The excerpts that are not in the brief yet. */
export function Tray({ annotations, failure, used, sources, onAdd, onAddAll }: Props) {
  const refusal = useRefusal()
  if (annotations === null) {
    return (
      <>
        <h3 className="sect">Evidence</h3>
        <p className="empty">{failure}</p>
        <span className="grow" />
      </>
    )
  }
  const waiting = annotations.filter(({ id }) => !used.has(id))
  return (
    <>
      <h3 className="sect">
        Evidence
        <span className="q num">
          {annotations.length - waiting.length} of {annotations.length} used
        </span>
        <span className="grow" />
        {waiting.length === 0 ? null : (
          <button type="button" className="btn quiet small" disabled={refusal !== null} onClick={onAddAll}>
            Add all
          </button>
        )}
      </h3>
      {waiting.length === 0 ? (
        <p className="empty">
          {annotations.length === 0
            ? 'Nothing is tagged yet. What you tag in Read gathers here.'
            : 'Every excerpt is in this brief.'}
        </p>
      ) : (
        <VirtualList label="Evidence" items={waiting} keyOf={({ id }) => id} estimate={84}>
          {({ id, body: { kind }, target }) => (
            <div className="tray">
              <div className="k">
                <Icon name={kind} size={11} className={kind} />
                {kindWords[kind].one}
                <span className="e">{sources.get(target.source)?.outlet ?? 'No outlet'}</span>
                <button
                  type="button"
                  className="btn quiet small"
                  aria-label={`Add ${kindWords[kind].one.toLowerCase()}: ${shortened(excerptOf(target))}`}
                  disabled={refusal !== null}
                  onClick={() => onAdd(id)}
                >
                  <Icon name="plus" size={12} />
                  Add
                </button>
              </div>
              <p dir="auto">{excerptOf(target)}</p>
            </div>
          )}
        </VirtualList>
      )}
    </>
  )
}
