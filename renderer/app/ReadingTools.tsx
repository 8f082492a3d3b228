import type { Source } from '../../shared/model/source'
import type { Version } from '../../shared/model/version'
import { useRefusal } from '../state/host-context'
import { useSourceChange } from '../state/use-source-change'
import { Icon } from '../ui/Icon'
import { count } from '../ui/words'

type Props = {
  readonly source: Source
  readonly version: Version
  readonly drawerOpen: boolean
  readonly onDrawer: () => void
}

/** The strip above the text: how long it is, whether it has been read, and in a small window the inspector. */
export function ReadingTools({ source, version, drawerOpen, onDrawer }: Props) {
  const refusal = useRefusal()
  const change = useSourceChange(source)
  const read = source.status === 'read'
  return (
    <>
      <span className="num">{count(version.blocks.length, 'paragraph')}</span>
      <span className="grow" />
      <button
        type="button"
        className="btn quiet"
        disabled={refusal !== null}
        onClick={() => void change({ status: read ? 'reading' : 'read' })}
      >
        <Icon name={source.status} size={14} />
        {read ? 'Back to reading' : 'Mark as read'}
      </button>
      <button type="button" className="btn quiet drawer-toggle" aria-expanded={drawerOpen} onClick={onDrawer}>
        <Icon name="panel" size={14} />
        Inspector
      </button>
    </>
  )
}
