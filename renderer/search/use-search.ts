import { useCallback, useEffect, useRef, useState } from 'react'
import type { NotebookEvent } from '../../shared/contract/events'
import type { SearchAnswer } from '../../shared/model/search'
import { sentenceOf } from '../state/host'
import { useHost } from '../state/host-context'

/** What is looked for, and whether frame and repeats are looked through too. */
export type Asked = { readonly query: string; readonly frame: boolean }

export const nothingAsked: Asked = { query: '', frame: false }

/** The newest answer with the question that it answers; null until there is one. */
export type Answered = {
  readonly asked: Asked | null
  readonly answer: SearchAnswer | null
  readonly failure: string | null
}

/** So many hits are shown: nobody reads more, and a narrower question is a key away. */
const MOST_SHOWN = 200
/** While texts are still being read for searching, the question is asked again so often, in milliseconds. */
const AGAIN = 800

const changes: ReadonlySet<NotebookEvent['kind']> = new Set(['library', 'source', 'annotations', 'codebook'])

/**
 * Asks while one types. One question is under way at a time; of those that come up meanwhile only the newest is asked, so that
 * the answer is never further behind than one question.
 */
export function useSearch({ query, frame }: Asked): Answered {
  const host = useHost()
  const wanted = useRef<Asked>({ query, frame })
  const state = useRef({ asking: false, stale: false, gone: false })
  const [answered, setAnswered] = useState<Answered>({ asked: null, answer: null, failure: null })

  const ask = useCallback(async () => {
    const here = state.current
    here.stale = true
    if (here.asking) return
    here.asking = true
    while (here.stale && !here.gone) {
      here.stale = false
      const asked = wanted.current
      try {
        const answer =
          asked.query.trim() === '' ? null : await host.call('search.run', { ...asked, limit: MOST_SHOWN })
        if (!here.gone) setAnswered({ asked, answer, failure: null })
      } catch (error) {
        if (!here.gone) setAnswered({ asked, answer: null, failure: sentenceOf(error) })
      }
    }
    here.asking = false
  }, [host])

  useEffect(() => {
    wanted.current = { query, frame }
    void ask()
  }, [ask, query, frame])

  useEffect(() => {
    const here = state.current
    here.gone = false
    const offEvent = host.onEvent(({ kind }) => {
      if (changes.has(kind)) void ask()
    })
    const offConnection = host.onConnection(() => {
      if (host.connection() === 'open') void ask()
    })
    return () => {
      here.gone = true
      offEvent()
      offConnection()
    }
  }, [host, ask])

  const { answer } = answered
  useEffect(() => {
    if (answer === null || answer.missing === 0) return undefined
    const timer = setTimeout(() => void ask(), AGAIN)
    return () => clearTimeout(timer)
  }, [answer, ask])

  return answered
}
