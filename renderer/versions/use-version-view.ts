import { useState } from 'react'
import type { BlockId, SourceId } from '../../shared/model/ids'
import { currentVersion, type Source } from '../../shared/model/source'
import type { Corrections } from './CorrectText'

/** What stands in the place of the text: itself, what changed in it, or its paragraphs to be put right. */
export type VersionPage = 'text' | 'changes' | 'correct'

type View = {
  readonly source: SourceId | null
  /** An older version that is read; null for the newest. */
  readonly older: number | null
  readonly page: VersionPage
  readonly deciding: boolean
  readonly menu: boolean
}

const start: Omit<View, 'source'> = { older: null, page: 'text', deciding: false, menu: false }
const none: Corrections = new Map<BlockId, string>()

/** Which version of the open source is shown, and how. Another source begins with its newest text. */
export function useVersionView(source: Source | null) {
  const id = source?.id ?? null
  const [held, setView] = useState<View>({ source: id, ...start })
  const [kept, setKept] = useState<ReadonlyMap<SourceId, Corrections>>(new Map())
  const view = held.source === id ? held : { source: id, ...start }
  const change = (given: Partial<View>) => setView({ ...view, ...given })
  const newest = source === null ? null : currentVersion(source).number
  const isThere = source?.versions.some(({ number }) => number === view.older) === true
  const shown = isThere ? view.older : newest
  return {
    ...view,
    shown,
    newest,
    corrections: (id === null ? undefined : kept.get(id)) ?? none,
    read: (version: number) => change({ older: version === newest ? null : version, page: 'text' }),
    show: (page: VersionPage) => change({ page }),
    /** Only the newest text can be put right. */
    correct: () => change({ older: null, page: 'correct' }),
    decide: (deciding: boolean) => change({ deciding, page: 'text' }),
    openMenu: (menu: boolean) => change({ menu }),
    keep: (corrections: Corrections) => {
      if (id !== null) setKept(new Map([...kept, [id, corrections]]))
    },
  }
}
