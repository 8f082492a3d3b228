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

/** The search of the notebook, which takes the place of the library; null while it is closed. It keeps the last question. */
export function useSearchPane({ sources, onShow, onOpenHit }: Given): ReactNode | null {
  const [isOpen, setOpen] = useState(false)
  const [asked, setAsked] = useState(nothingAsked)
  const giveBack = useRef<() => void>(() => undefined)

  useCommand('search', () => {
    if (!isOpen) giveBack.current = rememberFocus()
    flushSync(() => {
      onShow()
      setOpen(true)
    })
    const field = document.querySelector<HTMLInputElement>('[aria-label="Search"] input[type="search"]')
    field?.focus()
    field?.select()
  })
  if (!isOpen) return null
  return (
    <SearchPane
      sources={sources}
      asked={asked}
      onAsk={setAsked}
      onOpenHit={onOpenHit}
      onClose={() => {
        flushSync(() => setOpen(false))
        giveBack.current()
      }}
    />
  )
}
