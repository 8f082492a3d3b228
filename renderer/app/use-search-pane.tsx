import { type ReactNode, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { SourceSummary } from '../../shared/model/notebook'
import type { SearchHit } from '../../shared/model/search'
import { SearchPane } from '../search/SearchPane'
import { nothingAsked } from '../search/use-search'
import { useCommand } from '../state/commands'
import { rememberFocus } from '../ui/remember-focus'

type Given = {
  readonly sources: readonly SourceSummary[]
  /** Brings the place of the pane into view. */
  readonly onShow: () => void
  readonly onOpenHit: (hit: SearchHit) => void
}

type SearchPlace = {
  readonly pane: ReactNode | null
  /** What is asked; empty while the pane is closed. */
  readonly query: string
  /** Makes room for the library, which is asked for. */
  readonly giveWay: () => void
}

/**
 * The search of the notebook, which takes the place of the library; its pane is null while it is closed. It keeps the last
 * question. Closing it leads back to where one was: the library, where that had the focus, is another list by then.
 */
export function useSearchPane({ sources, onShow, onOpenHit }: Given): SearchPlace {
  const [isOpen, setOpen] = useState(false)
  const [asked, setAsked] = useState(nothingAsked)
  const giveBack = useRef<() => void>(() => undefined)

  useCommand('search', () => {
    const isWithin = document.activeElement?.matches(`${PANE} *`) === true
    if (!isWithin) giveBack.current = rememberFocus()
    flushSync(() => {
      onShow()
      setOpen(true)
    })
    // The pane that is opened takes the focus itself; one that was open already has to be told.
    const field = document.querySelector<HTMLInputElement>(`${PANE} input[type="search"]`)
    field?.focus()
    field?.select()
  })
  const giveWay = () => setOpen(false)
  if (!isOpen) return { pane: null, query: '', giveWay }
  const pane = (
    <SearchPane
      sources={sources}
      asked={asked}
      onAsk={setAsked}
      onOpenHit={onOpenHit}
      onClose={() => {
        flushSync(() => setOpen(false))
        giveBack.current()
        if (document.activeElement === document.body) document.querySelector<HTMLElement>(LIBRARY)?.focus()
      }}
    />
  )
  return { pane, query: asked.query, giveWay }
}

const PANE = 'section[aria-label="Search"]'
const LIBRARY = 'section[aria-label="Library"] [role=listbox]'
