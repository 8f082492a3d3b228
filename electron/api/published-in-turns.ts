import type { NotebookEvent } from '../../shared/contract/events'
import type { SessionContext } from './session-context'

/** Windows ask again for what they show; so often is not too often. */
const TURN_MS = 100

type Publish = SessionContext['publish']

/** Tells of the first event at once, and of those that follow soon together: each of them once, the last never left out. */
export function publishedInTurns(publish: Publish): Publish {
  let waiting: Map<string, NotebookEvent> | null = null
  const begin = () => {
    waiting = new Map()
    setTimeout(() => {
      const events = waiting?.values() ?? []
      waiting = null
      const told = [...events]
      if (told.length > 0) begin()
      for (const event of told) publish(event)
    }, TURN_MS).unref()
  }
  return (event) => {
    if (waiting !== null) {
      waiting.set(JSON.stringify(event), event)
      return
    }
    begin()
    publish(event)
  }
}
