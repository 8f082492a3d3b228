import { useState } from 'react'
import { z } from 'zod'
import type { KeptText } from '../ui/TextField'
import { useHost } from './host-context'
import { mayPass, retriesOfFields } from './retries'
import { useStatus } from './status'
import { unsavedOf } from './unsaved'

/** What is typed over texts of one sort until it is saved: there when the field is shown again, on the next page too. */
export function useKeptTexts(sort: 'line' | 'description'): (id: string) => KeptText {
  const host = useHost()
  const status = useStatus()
  const kept = unsavedOf(host, sort, Draft)
  const retries = retriesOfFields(host)
  const [openings] = useState(retries.openings)
  return (id) => ({
    read: () => kept.read(id),
    write: (draft) => kept.write(id, draft),
    forget: () => {
      kept.forget(id)
      status.over(`${sort} ${id}`)
    },
    refused: ({ reason, message }, again) => {
      status.noteOpen(`${sort} ${id}`, message)
      if (mayPass(reason)) retries.later(`${sort} ${id}`, again)
    },
    settled: () => {
      retries.over(`${sort} ${id}`)
      status.over(`${sort} ${id}`)
    },
    isPast: () => retries.openings() !== openings,
  })
}

const Draft = z.strictObject({ over: z.array(z.string()).readonly(), draft: z.string() })
