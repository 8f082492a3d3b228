import { useEffect, useState } from 'react'
import { useHost } from '../state/host-context'
import './opening.css'

type Progress = { readonly done: number; readonly of: number }

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
  const { done, of } = progress
  return (
    <main className="opening-notebook">
      <h1>Bringing the notebook up to date</h1>
      <p role="status">
        It was written by an earlier version of Sourcebook. This is done once, and the notebook opens as soon
        as it is done. {of > 0 ? 'A backup was made first.' : 'A backup is made first.'}
      </p>
      <progress aria-label="Bringing the notebook up to date" max={Math.max(of, 1)} value={done} />
      <p className="num" aria-hidden="true">
        {farWords(progress)}
      </p>
    </main>
  )
}

function farWords({ done, of }: Progress): string {
  if (of === 0) return 'Making the backup'
  const all = of.toLocaleString('en')
  return done < of ? `${done.toLocaleString('en')} of ${all} documents` : `Putting ${all} documents in place`
}
