import { useEffect, useState } from 'react'

const A_WHILE_MS = 20_000

/** What time it is, told anew every now and then, so that “12 minutes ago” stays true. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), A_WHILE_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}
