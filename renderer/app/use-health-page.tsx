import { type ReactNode, useRef } from 'react'
import { flushSync } from 'react-dom'
import { HealthPage } from '../health/HealthPage'
import { useBackUp } from '../health/use-back-up'
import { useHealthNotices } from '../health/use-health-notices'
import type { UnsavedPlace } from '../health/use-unsaved-work'
import type { CommandId } from '../state/command-table'
import { useStatus } from '../state/status'
import { rememberFocus } from '../ui/remember-focus'
import type { Tab } from './tabs'
import { leadToTab } from './use-focus-of'

/** Whether the page stands there. It outlives a notebook that is opened anew, so that a restore ends where it began. */
export type Cover = { readonly isShown: boolean; readonly onTurn: (isShown: boolean) => void }

type Given = Cover & { readonly tab: Tab; readonly onOpen: (place: UnsavedPlace) => void }

export type CoveringPage = {
  readonly isShown: boolean
  /** How many things want attention. */
  readonly wanted: number
  readonly show: () => void
  /** Goes back to where one was, with the focus. */
  readonly goBack: () => void
  /** Gives way to something else that is opened. */
  readonly giveWay: () => void
  readonly backUp: () => void
  /** To be called before a command runs: one that is about what the page covers is run there. */
  readonly beforeRun: (command: CommandId) => void
  readonly page: ReactNode
}

/** What is done without leaving the page. */
const beside: ReadonlySet<CommandId> = new Set([
  'health',
  'back-up-now',
  'undo',
  'redo',
  'show-change',
  'put-remark-away',
  'palette',
  'keys',
  'theme-system',
  'theme-light',
  'theme-dark',
  'theme-contrast',
])

/** The page “Notebook health”, which covers what is open in the window and leaves it as it is. */
export function useHealthPage({ isShown, onTurn, tab, onOpen }: Given): CoveringPage {
  const giveBack = useRef<(() => void) | null>(null)
  const status = useStatus()
  const backUp = useBackUp()
  const show = () => {
    if (isShown) return
    giveBack.current = rememberFocus()
    status.putAwayMet()
    onTurn(true)
  }
  const giveWay = () => {
    if (isShown) onTurn(false)
  }
  const goBack = () => {
    if (!isShown) return
    flushSync(giveWay) // what was covered takes no focus before
    giveBack.current?.()
    if (document.activeElement === document.body) leadToTab(tab)
  }
  const wanted = useHealthNotices({ isShown, onShow: show })
  return {
    isShown,
    wanted,
    show,
    goBack,
    giveWay,
    backUp: () => void backUp(),
    beforeRun: (command) => {
      if (!beside.has(command)) goBack()
    },
    page: isShown ? <HealthPage onClose={goBack} onOpen={onOpen} /> : null,
  }
}
