import type { Answer } from '../../shared/contract/answer'
import type { CallName, Input, Output } from '../../shared/contract/calls'
import { NotebookEvent } from '../../shared/contract/events'
import { Failure } from '../../shared/contract/failure'
import { withoutPaths } from '../../shared/model/without-paths'
import { loopbackBridge } from './loopback'

/** Whether the host can be reached: `gone` it may come back, `signed-out` it wants a fresh link. */
export type Connection = 'open' | 'gone' | 'signed-out'

/** The side with a disk, as the preload or the loopback server gives it. */
export type Bridge = {
  /** Never rejects: a refusal is an answer. */
  readonly call: (name: string, input: unknown) => Promise<Answer<unknown>>
  readonly onEvent: (listener: (event: unknown) => void) => () => void
}

/** The side with a disk, as the views use it. */
export type Host = {
  readonly kind: 'desktop' | 'browser'
  /** The value of the call; throws a Failure whose message can be shown. */
  readonly call: <Name extends CallName>(name: Name, input: Input<Name>) => Promise<Output<Name>>
  readonly onEvent: (listener: (event: NotebookEvent) => void) => () => void
  readonly connection: () => Connection
  readonly onConnection: (listener: () => void) => () => void
}

declare global {
  interface Window {
    /** Put there by the preload of the desktop app. */
    readonly sourcebook?: Bridge
  }
}

/** The host of this window: the desktop app where there is one, else the server that served the page. */
export function findHost(): Host {
  const { sourcebook } = window
  if (sourcebook !== undefined) return hostOver('desktop', sourcebook, always('open'))
  const loopback = loopbackBridge()
  return hostOver('browser', loopback, loopback)
}

type Line = Pick<Host, 'connection' | 'onConnection'>

/** Types the calls of a bridge and turns its refusals into Failures. */
export function hostOver(kind: Host['kind'], bridge: Bridge, { connection, onConnection }: Line): Host {
  return {
    kind,
    connection,
    onConnection,
    call: async <Name extends CallName>(name: Name, input: Input<Name>): Promise<Output<Name>> => {
      const answer = await bridge.call(name, input)
      if (!answer.ok) throw new Failure(answer.error.reason, withoutPaths(answer.error.message))
      // The host validated this value against the output schema of `name`'s handler type before sending it.
      return answer.value as Output<Name>
    },
    onEvent: (listener) =>
      bridge.onEvent((told) => {
        const event = NotebookEvent.safeParse(told)
        if (event.success) listener(event.data)
      }),
  }
}

/** A line that never changes: a desktop window lives and dies with its main process. */
export function always(connection: Connection): Line {
  return { connection: () => connection, onConnection: () => () => undefined }
}

/** The sentence to show for whatever was thrown. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Failure) return error.message
  return 'Something went wrong in this window; nothing was changed. Reload it and try again.'
}
