import { realFileSystem } from '../file-system'
import { acquireLock, type Lock } from '../lock'

/**
 * A process that tries to become the writer of the folder it is told whenever it gets the message `go`, answers
 * `won` or `held`, and gives the lock back at the message `release`.
 */
const folder = process.argv[2] ?? ''
let lock: Lock | null = null

async function obey(message: unknown): Promise<string> {
  if (message === 'go') {
    lock = await acquireLock(realFileSystem, folder, { now: () => new Date().toISOString() }).catch(
      () => null,
    )
    return lock === null ? 'held' : 'won'
  }
  await lock?.release()
  lock = null
  return 'released'
}

process.on('message', (message) => {
  void obey(message).then((answer) => process.send?.(answer))
})
process.send?.('ready')
