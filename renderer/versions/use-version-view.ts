import { useState } from 'react'
import type { SourceId } from '../../shared/model/ids'
import { currentVersion, type Source } from '../../shared/model/source'

/** What stands in the place of the text: itself, what changed in it, or its paragraphs to be put right. */
export type VersionPage = 'text' | 'changes' | 'correct'

type View = {
  readonly source: SourceId | null
  /** An older version that is read; null for the newest. */
  readonly older: number | null
  readonly page: VersionPage
  /** A wish to decide about annotations, a new object for each; null while nobody does. */
  readonly deciding: object | null
  readonly menu: boolean
}

const start: Omit<View, 'source'> = { older: null, page: 'text', deciding: null, menu: false }

/** Which version of the open source is shown, and how. Another source begins with its newest text. */
export function useVersionView(source: Source | null) {
  const id = source?.id ?? null
  const [held, setView] = useState<View>({ source: id, ...start })
  const view = held.source === id ? held : { source: id, ...start }
  const change = (given: Partial<View>) =>
    setView((now) => ({ ...(now.source === id ? now : { source: id, ...start }), ...given }))
  const newest = source === null ? null : currentVersion(source).number
  const isThere = source?.versions.some(({ number }) => number === view.older) === true
  return {
    ...view,
    shown: isThere ? view.older : newest,
    newest,
    read: (version: number) => change({ older: version === newest ? null : version, page: 'text' }),
    show: (page: VersionPage) => change({ page }),
    /** Only the newest text can be put right. */
    correct: () => change({ older: null, page: 'correct' }),
    decide: (wanted: boolean) => change({ deciding: wanted ? {} : null, page: 'text' }),
    openMenu: (menu: boolean) => change({ menu }),
  }
}
