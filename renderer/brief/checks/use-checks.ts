import { useState } from 'react'
import type { BriefCheck } from '../../../shared/model/brief'
import type { BriefId } from '../../../shared/model/ids'
import { useStatus } from '../../state/status'
import { useAnswer } from '../../state/use-answer'
import { changesEvidence } from '../evidence'
import { checkKey, checkWords } from './check-words'

/** The checks of a brief as the host made them last, and the way from one to the next; `onJump` leads to the words of one. */
export function useChecks(brief: BriefId | null, onJump: (check: BriefCheck) => void) {
  const status = useStatus()
  const { value: checks, failure } = useAnswer(
    'brief.check',
    brief === null ? null : { brief },
    (event) => event.kind === 'briefs' || changesEvidence(event),
  )
  const [last, setLast] = useState<{ readonly key: string; readonly place: number } | null>(null)
  // The one that was gone to is found again in a newer list; once it is mended, its place goes to its neighbour.
  const same = last === null ? -1 : (checks ?? []).findIndex((check) => checkKey(check) === last.key)
  const chosen = same === -1 ? null : same

  const jump = (place: number) => {
    const check = checks?.[place]
    if (check === undefined) return
    setLast({ key: checkKey(check), place })
    onJump(check)
  }
  const step = (by: 1 | -1) => {
    const length = checks?.length ?? 0
    if (length === 0) {
      status.say('No check has found anything in this brief.')
      return
    }
    const from = chosen ?? (last === null ? -1 : last.place - 1)
    const place = last === null && by === -1 ? length - 1 : (from + by + length) % length
    jump(place)
    const check = checks?.[place]
    if (check !== undefined) {
      status.say(`Check ${place + 1} of ${length}: ${checkWords[check.rule].name}. ${check.message}`)
    }
  }
  return { checks, failure, chosen, jump, step }
}
