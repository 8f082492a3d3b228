import type { BriefId } from '../../shared/model/ids'
import type { BriefSummary } from '../../shared/model/notebook'
import { useRefusal } from '../state/host-context'
import { Icon } from '../ui/Icon'
import { ListBox } from '../ui/ListBox'
import './brief.css'
import './brief-lists.css'

type Props = {
  /** Null while they are not known. */
  readonly briefs: readonly BriefSummary[] | null
  readonly open: BriefId | null
  readonly onOpen: (brief: BriefId) => void
  readonly onCreate: () => void
  readonly onTemplate: () => void
  readonly onRemove: (brief: BriefSummary) => void
}

/** The briefs of the notebook. With none yet, the page beside it offers the first. */
export function BriefList({ briefs: known, open, onOpen, onCreate, onTemplate, onRemove }: Props) {
  const refusal = useRefusal()
  const briefs = known ?? []
  return (
    <>
      <div className="phead">
        <h2>Briefs</h2>
        <span className="count">{known?.length}</span>
        <span className="grow" />
        {briefs.length === 0 ? null : (
          <>
            <button
              type="button"
              className="btn quiet small"
              disabled={refusal !== null}
              title="New brief from a template"
              onClick={onTemplate}
            >
              From a template…
            </button>
            <button
              type="button"
              className="ib"
              aria-label="New brief"
              title="New brief"
              disabled={refusal !== null}
              onClick={onCreate}
            >
              <Icon name="plus" size={16} />
            </button>
          </>
        )}
      </div>
      {briefs.length === 0 ? null : (
        <div className="briefs">
          <ListBox
            label="Briefs"
            items={briefs}
            keyOf={({ id }) => id}
            chosen={open}
            onChoose={({ id }) => onOpen(id)}
            onRemove={onRemove}
            nameOf={({ title }) => title}
            estimate={28}
          >
            {({ title, excerpts }) => (
              <div className="li">
                <span className="t" dir="auto">
                  {title}
                </span>
                <span className="n">
                  {excerpts}
                  <span className="sr"> excerpts</span>
                </span>
              </div>
            )}
          </ListBox>
        </div>
      )}
    </>
  )
}
