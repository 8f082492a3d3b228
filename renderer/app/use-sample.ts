import { useRef, useState } from 'react'
import type { Output } from '../../shared/contract/calls'
import { useAttempt } from '../state/use-attempt'
import { shortcut } from '../ui/shortcut'

/** Who waits longer than this is told what for. */
const PATIENCE_MS = 500

/** Puts the sample into the notebook, once however often it is asked for. `progress` says so while that takes a while. */
export function useSample(onAdded: (added: Output<'sample.add'>) => void) {
  const attempt = useAttempt()
  const [progress, setProgress] = useState<string | null>(null)
  const isAdding = useRef(false)

  const add = async () => {
    if (isAdding.current) return
    isAdding.current = true
    const timer = setTimeout(
      () => setProgress('Filling the notebook: six texts, then the brief…'),
      PATIENCE_MS,
    )
    const added = await attempt('sample.add', {}, ({ sources }) => {
      return `The sample is here: ${sources.length} texts and a brief. ${shortcut('Z')} takes it away again.`
    })
    clearTimeout(timer)
    setProgress(null)
    isAdding.current = false
    if (added.ok) onAdded(added.value)
  }
  return { add: () => void add(), progress }
}
