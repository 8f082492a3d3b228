import { useEffect, useState } from 'react'
import type { NotebookEvent } from '../../shared/contract/events'
import { useHost } from '../state/host-context'
import './opening.css'

type Progress = Omit<Extract<NotebookEvent, { kind: 'migrating' }>, 'kind'>

/** In place of a notebook that is not open yet: how far it is when that takes long, and nothing when it does not. */
export function Opening() {
  const host = useHost()
  const [progress, setProgress] = useState<Progress | null>(null)
  useEffect(
    () =>
      host.onEvent((event) => {
        if (event.kind === 'migrating') setProgress(event)
      }),
    [host],
  )
  if (progress === null) return null
  const { step, done, of } = progress
  return (
    <main className="opening-notebook">
      <h1>Bringing the notebook up to date</h1>
      <p role="status">
        It was written by an earlier version of Sourcebook. This is done once, and the notebook opens as soon
        as it is done. {step === 'backup' ? 'A backup is made first.' : 'A backup was made first.'}
      </p>
      <progress aria-label="Bringing the notebook up to date" max={Math.max(of, 1)} value={done} />
      <p className="num" aria-hidden="true">
        {farWords(progress)}
      </p>
    </main>
  )
}

function farWords({ step, done, of }: Progress): string {
  const all = of.toLocaleString('en')
  if (step === 'documents' && done === of) return `Putting ${all} documents in place`
  const what = step === 'backup' ? 'sources in the backup' : 'documents'
  return `${done.toLocaleString('en')} of ${all} ${what}`
}
