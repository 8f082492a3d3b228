import { useCallback } from 'react'
import { useAttempt } from '../state/use-attempt'
import { holdingsWords } from './health-words'

/** Makes a backup, and says what it holds. */
export function useBackUp(): () => Promise<void> {
  const attempt = useAttempt()
  return useCallback(async () => {
    await attempt('backup.make', {}, (made) => `Backed up: ${holdingsWords(made)}.`)
  }, [attempt])
}
