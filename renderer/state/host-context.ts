import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Connection, Host } from './host'

export const HostContext = createContext<Host | null>(null)

export function useHost(): Host {
  const host = useContext(HostContext)
  if (host === null) throw new Error('no HostContext above this component')
  return host
}

export function useConnection(): Connection {
  const host = useHost()
  return useSyncExternalStore(host.onConnection, host.connection)
}

/** Why nothing can be changed at the moment, in a sentence; null when changes are welcome. */
export const RefusalContext = createContext<string | null>(null)

export function useRefusal(): string | null {
  return useContext(RefusalContext)
}

export const TypingContext = createContext<string | null | undefined>(undefined)

/**
 * Why nothing can be typed at the moment; null also while the host is away: what is typed then is kept, and saved when it is
 * back. Where nobody tells the two apart it is as `useRefusal` says.
 */
export function useTypingRefusal(): string | null {
  const refusal = useRefusal()
  const typing = useContext(TypingContext)
  return typing === undefined ? refusal : typing
}
