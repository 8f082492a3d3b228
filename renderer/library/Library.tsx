import type { SourceId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'
import { ListBox } from '../ui/ListBox'
import { SourceRow } from './SourceRow'
import './library.css'

type Props = {
  readonly sources: readonly SourceSummary[]
  readonly open: SourceId | null
  readonly onOpen: (source: SourceId) => void
  readonly onRemove: (source: SourceSummary) => void
}

/** The sources of the notebook. */
export function Library({ sources, open, onOpen, onRemove }: Props) {
  return (
    <>
      <div className="phead">
        <h2>Library</h2>
        <span className="count">{sources.length.toLocaleString('en')}</span>
      </div>
      <ListBox
        label="Sources"
        items={sources}
        keyOf={({ id }) => id}
        chosen={open}
        onChoose={({ id }) => onOpen(id)}
        onRemove={onRemove}
        estimate={86}
      >
        {(source) => <SourceRow source={source} />}
      </ListBox>
    </>
  )
}
