import { useEffect, useState } from 'react'
import type { NotebookEvent } from '../../shared/contract/events'
import type { Annotation } from '../../shared/model/annotation'
import type { LiveContent, LiveQuestion } from '../../shared/model/brief'
import type { AnnotationId, SourceId } from '../../shared/model/ids'
import { type Host, sentenceOf } from '../state/host'
import { useHost } from '../state/host-context'
import { type Status, useStatus } from '../state/status'

type Passage = { readonly source: SourceId; readonly annotation: AnnotationId }

/** Everything by which a brief leads to the notebook. */
export type Leads = { readonly passages: readonly Passage[]; readonly live: readonly LiveQuestion[] }

/** What the notebook says now about what a brief leads to; undefined until the host has answered. */
export type BriefEvidence = {
  /** Says what the brief leads to from now on. What is not known of it is asked for, all of it at once. */
  readonly want: (leads: Leads) => void
  /** The annotation; null when it is gone. The same object until it changes. */
  readonly passage: (annotation: AnnotationId) => Annotation | null | undefined
  /** What a live block shows. The same object until it changes. */
  readonly live: (question: LiveQuestion) => LiveContent | undefined
  readonly subscribe: (listener: () => void) => () => void
  /** Asks for everything again; what is known stays until the answer is there. */
  readonly refresh: () => void
}

/** The evidence of a brief, asked again when an event says that it may have changed and when the host is back. */
export function useBriefEvidence(): BriefEvidence {
  const host = useHost()
  const status = useStatus()
  const [evidence] = useState(() => createBriefEvidence(host, status))
  useEffect(() => {
    const offEvent = host.onEvent((event) => {
      if (changesEvidence(event)) evidence.refresh()
    })
    const offConnection = host.onConnection(() => {
      if (host.connection() === 'open') evidence.refresh()
    })
    return () => {
      offEvent()
      offConnection()
    }
  }, [host, evidence])
  return evidence
}

/** True when it may change what passages and live blocks read like. */
export function changesEvidence({ kind }: NotebookEvent): boolean {
  return kind === 'annotations' || kind === 'library' || kind === 'source' || kind === 'codebook'
}

/** One question is under way at a time; what is wanted meanwhile is asked with the next. */
export function createBriefEvidence(host: Host, status: Status): BriefEvidence {
  const passages = new Map<AnnotationId, Annotation | null>()
  const live = new Map<string, LiveContent>()
  const listeners = new Set<() => void>()
  let wanted: Leads = { passages: [], live: [] }
  let stale = false
  let asking = false

  /** What has to be asked: all that is wanted once it may have changed, else what is not known. */
  const open = (): Leads => ({
    passages: once(wanted.passages, ({ annotation }) => annotation).filter(
      ({ annotation }) => stale || !passages.has(annotation),
    ),
    live: once(wanted.live, keyOf).filter((question) => stale || !live.has(keyOf(question))),
  })

  const ask = async () => {
    if (asking) return
    asking = true
    // Everything that one transaction or one event brings is asked together.
    await Promise.resolve()
    for (let leads = open(); leads.passages.length + leads.live.length > 0; leads = open()) {
      stale = false
      try {
        const answer = await host.call('brief.evidence', {
          passages: leads.passages.map(({ source, annotation }) => ({ source, annotation })),
          live: leads.live.map(({ view, filter }) => ({ view, filter })),
        })
        leads.passages.forEach(({ annotation }, at) => {
          keep(passages, annotation, answer.passages[at] ?? null)
        })
        leads.live.forEach((question, at) => {
          const content = answer.live[at]
          if (content !== undefined) keep(live, keyOf(question), content)
        })
        for (const listener of listeners) listener()
      } catch (error) {
        // Asked again, all of it, with the next event, or when the host is back.
        stale = true
        status.refuse(sentenceOf(error))
        break
      }
    }
    asking = false
  }

  return {
    want: (leads) => {
      wanted = leads
      void ask()
    },
    refresh: () => {
      stale = true
      void ask()
    },
    passage: (annotation) => passages.get(annotation),
    live: (question) => live.get(keyOf(question)),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Keeps the object that was there while it says the same, so that nothing is drawn again for it. */
function keep<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void {
  if (!map.has(key) || JSON.stringify(map.get(key)) !== JSON.stringify(value)) map.set(key, value)
}

function keyOf({ view, filter }: LiveQuestion): string {
  return JSON.stringify([view, filter])
}

function once<One>(all: readonly One[], nameOf: (one: One) => string): One[] {
  return [...new Map(all.map((one) => [nameOf(one), one])).values()]
}
