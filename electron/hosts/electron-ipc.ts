import type { Answer } from '../../shared/contract/answer'
import { CALL_CHANNEL } from '../../shared/contract/channel'
import type { NotebookEvent } from '../../shared/contract/events'
import type { Session } from '../api/open-session'

/** What this host needs of an open notebook. */
type Carried = Pick<Session, 'call' | 'onEvent'>

/** What this host needs of Electron's `ipcMain`; passed in, so that the host also runs where there is no Electron. */
type IpcMain<CallEvent> = {
  handle(
    channel: string,
    listener: (event: CallEvent, ...values: unknown[]) => Promise<Answer<unknown>>,
  ): void
  removeHandler(channel: string): void
}

type Options<CallEvent> = {
  readonly ipcMain: IpcMain<CallEvent>
  readonly session: Carried
  /** Whether a call comes from the main frame of our window while it shows our page. */
  readonly isOurs: (event: CallEvent) => boolean
  /** Tells the window of an event, if there is one. */
  readonly send: (event: NotebookEvent) => void
}

const forbidden: Answer<never> = {
  ok: false,
  error: {
    reason: 'forbidden',
    message: 'Only the window of Sourcebook itself may read or change the notebook.',
  },
}
const unnamed: Answer<never> = {
  ok: false,
  error: { reason: 'unknown-call', message: 'The call was refused: its name is not a text.' },
}

/**
 * Carries the calls of the contract over Electron's IPC: one channel in, one channel out. A call from any other
 * frame is refused before it is looked at. The function it returns stops both directions.
 */
export function serveElectronIpc<CallEvent>({
  ipcMain,
  session,
  isOurs,
  send,
}: Options<CallEvent>): () => void {
  ipcMain.handle(CALL_CHANNEL, async (event, name, input) => {
    if (!isOurs(event)) return forbidden
    if (typeof name !== 'string') return unnamed
    return session.call(name, input)
  })
  const stopEvents = session.onEvent(send)
  return () => {
    ipcMain.removeHandler(CALL_CHANNEL)
    stopEvents()
  }
}
