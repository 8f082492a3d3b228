import { useEffect, useState } from 'react'
import { useHost } from '../../state/host-context'
import { count } from '../../ui/words'

/** What stands where the rows will be. A large notebook takes a while to read, so it says how far that is. */
export function Reading() {
  const host = useHost()
  const [so, setSo] = useState<{ readonly read: number; readonly of: number } | null>(null)
  useEffect(() => host.onEvent((event) => event.kind === 'reading' && setSo(event)), [host])
  return (
    <p className="empty centre num">
      {so === null
        ? 'The excerpts are being read.'
        : `Reading ${so.read.toLocaleString('en')} of ${count(so.of, 'excerpt')}.`}
    </p>
  )
}
