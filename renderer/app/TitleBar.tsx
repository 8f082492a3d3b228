import type { KeyboardEvent, Ref } from 'react'
import { useRefusal } from '../state/host-context'
import { keyOf } from '../state/keys'
import { Icon } from '../ui/Icon'
import { PANEL_ID, type Tab, tabId, tabs, tabWords } from './tabs'

type Props = {
  readonly title: string
  /** In a small window the library is drawn over the rest while `isLibraryOpen`; a button turns that. */
  readonly isLibraryOpen: boolean
  readonly onLibrary: () => void
  readonly libraryButton: Ref<HTMLButtonElement>
  readonly tab: Tab
  /** A page that belongs to no view stands over the view of `tab`. */
  readonly isCovered: boolean
  readonly onTab: (tab: Tab) => void
  readonly onSearch: () => void
  readonly onImport: () => void
}

/** The notebook's name, the three views, the way to the palette and Import. */
export function TitleBar({
  title,
  isLibraryOpen,
  onLibrary,
  libraryButton,
  tab,
  isCovered,
  onTab,
  onSearch,
  onImport,
}: Props) {
  const refusal = useRefusal()

  const onKeyDown = (event: KeyboardEvent) => {
    const index = tabs.indexOf(tab)
    const target = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: tabs.length - 1 }[event.key]
    if (target === undefined) return
    event.preventDefault()
    const next = tabs[(target + tabs.length) % tabs.length]
    if (next === undefined) return
    onTab(next)
    document.getElementById(tabId(next))?.focus()
  }

  return (
    <header className="title">
      <div className="nb">
        <button
          ref={libraryButton}
          type="button"
          className="btn quiet library-toggle"
          aria-expanded={isLibraryOpen}
          onClick={onLibrary}
        >
          <Icon name="list" size={14} />
          Library
        </button>
        <Icon name="book" />
        <span>{title}</span>
      </div>
      <div className="tabs" role="tablist" aria-label="Views" onKeyDown={onKeyDown} tabIndex={-1}>
        {tabs.map((one) => (
          <button
            key={one}
            id={tabId(one)}
            type="button"
            role="tab"
            aria-selected={one === tab && !isCovered}
            aria-controls={PANEL_ID}
            tabIndex={one === tab ? 0 : -1}
            onClick={() => onTab(one)}
          >
            {tabWords[one]}
          </button>
        ))}
      </div>
      <div className="acts">
        <button type="button" className="find" aria-haspopup="dialog" onClick={onSearch}>
          <Icon name="search" size={14} />
          <span className="grow">Search or run</span>
          <kbd aria-hidden="true">{keyOf('palette')}</kbd>
        </button>
        <button
          type="button"
          className="btn line"
          title={`Files (${keyOf('import')}) or a folder (${keyOf('import-folder')}); or drop them anywhere`}
          disabled={refusal !== null}
          onClick={onImport}
        >
          <Icon name="import" size={14} />
          Import
        </button>
      </div>
    </header>
  )
}
