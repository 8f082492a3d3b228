import type { ReactNode } from 'react'
import type { Source } from '../../shared/model/source'
import type { Version } from '../../shared/model/version'
import { commandTable } from '../state/command-table'
import { useCommand, useCommands, useRun } from '../state/commands'
import { useRefusal } from '../state/host-context'
import { keyOf, keyWords } from '../state/keys'
import { useSourceChange } from '../state/use-source-change'
import { Icon } from '../ui/Icon'
import { count } from '../ui/words'
import { TextPreferences } from './TextPreferences'

type Props = {
  readonly source: Source
  readonly version: Version
  /** In focus mode the strip also leads out of it. */
  readonly alone: boolean
  readonly drawerOpen: boolean
  readonly onDrawer: () => void
  /** Leads to the versions of the text. */
  readonly versions: ReactNode
}

/**
 * The strip above the text: how long it is, how it looks, what is found in it, whether it has been read, in a small
 * window the Inspector, and the way out of focus mode.
 */
export function ReadingTools({ source, version, alone, drawerOpen, onDrawer, versions }: Props) {
  const refusal = useRefusal()
  const change = useSourceChange(source)
  const offered = useCommands()
  const run = useRun()
  const read = source.status === 'read'
  const turn = refusal === null ? () => void change({ status: read ? 'reading' : 'read' }) : null
  const words = read ? 'Back to reading' : 'Mark as read'
  useCommand('mark-read', turn, read ? 'Mark the source as being read' : 'Mark the source as read')
  return (
    <>
      <span className="num">{count(version.blocks.length, 'paragraph')}</span>
      {versions}
      <span className="grow" />
      <TextPreferences />
      {offered.has('find') ? (
        <button
          type="button"
          className="btn quiet"
          title={`${commandTable.find.title} (${keyOf('find')})`}
          onClick={() => run('find')}
        >
          <Icon name="search" size={14} />
          Find
        </button>
      ) : null}
      <button type="button" className="btn quiet" disabled={turn === null} onClick={turn ?? undefined}>
        <Icon name={source.status} size={14} />
        {words}
      </button>
      <button type="button" className="btn quiet drawer-toggle" aria-expanded={drawerOpen} onClick={onDrawer}>
        <Icon name="panel" size={14} />
        Inspector
      </button>
      {alone ? (
        <button type="button" className="btn quiet" onClick={() => run('focus-mode')}>
          <Icon name="x" size={14} />
          Leave focus mode
          <kbd aria-hidden="true">{keyWords({ sign: 'Escape' })}</kbd>
        </button>
      ) : null}
    </>
  )
}
