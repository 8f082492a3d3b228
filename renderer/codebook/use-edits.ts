import { useMemo } from 'react'
import type { Answer } from '../../shared/contract/answer'
import type { Input, Output } from '../../shared/contract/calls'
import type { Entry, EntryId, EntryKind } from '../../shared/model/codebook'
import type { EntryEdit } from '../../shared/model/edit-codebook'
import { useSaves } from '../state/saves'
import { type Attempt, useAttempt } from '../state/use-attempt'
import { shortcut } from '../ui/shortcut'
import { count } from '../ui/words'
import { countOf } from './entry-text'

/** Fields of an entry that change; only those that its kind has. */
export type Fields = Omit<EntryEdit, 'kind' | 'id'>

/** What can be done to entries: each is one step to undo, and undo waits for it. */
export type Edits = {
  readonly change: (
    entry: Entry,
    fields: Fields,
    how?: { readonly words?: string; readonly isAgain?: boolean },
  ) => Promise<Answer<Entry>>
  readonly add: (kind: EntryKind, name: string, words: (made: Entry) => string) => Promise<Answer<Entry>>
  readonly merge: (from: readonly EntryId[], into: Entry) => Promise<Answer<Output<'codebook.merge'>>>
  readonly remove: (entry: Entry) => Promise<Answer<Output<'codebook.remove'>>>
}

export function useEdits(): Edits {
  const attempt = useAttempt()
  const saves = useSaves()
  return useMemo(() => {
    const tracked: Attempt = (...how) => {
      const work = attempt(...how)
      saves.track(work)
      return work
    }
    const undoes = `${shortcut('Z')} undoes it.`
    return {
      change: ({ kind, id }, fields, { words, isAgain } = {}) =>
        // The caller gives fields of the entry's own kind.
        tracked(
          'codebook.update',
          { kind, id, ...fields } as Input<'codebook.update'>,
          words === undefined ? undefined : () => `${words} ${undoes}`,
          isAgain,
        ),
      add: (kind, name, words) => tracked('codebook.add', { kind, name }, words),
      merge: (from, { kind, id, name }) =>
        tracked('codebook.merge', { kind, from: [...from], into: id }, ({ annotations }) => {
          const gained = annotations === 0 ? '' : `, ${count(annotations, 'annotation')} gained`
          return `${countOf(from.length + 1, kind)} became ${name}${gained}. ${undoes}`
        }),
      remove: ({ kind, id, name }) =>
        tracked('codebook.remove', { kind, id }, ({ annotations }) => {
          const lost = annotations === 0 ? '' : `; ${count(annotations, 'annotation')} lost it`
          return `Removed “${name}”${lost}. ${undoes}`
        }),
    }
  }, [attempt, saves])
}
