import { join } from 'node:path'
import { openSession, type Session } from '../../electron/api/open-session'
import { runCommandLine } from '../../electron/hosts/command-line/run-command-line'
import { serveLoopback } from '../../electron/hosts/loopback-http'
import { nodePorts } from '../../electron/hosts/node-ports'
import type { Answer } from '../../shared/contract/answer'
import type { Input, Output } from '../../shared/contract/calls'
import { timed } from '../bench/timed'

/**
 * A process that opens a notebook whenever it is told to, in one of the ways in which a person does, tags a passage, and
 * stays in it until it is told to leave. A command leaves by itself.
 */
export type Go = {
  readonly folder: string
  readonly as: 'window' | 'browser' | 'command'
  readonly tag: Input<'annotation.create'>
}

/** How far it got: `access` is what it may do, `said` the sentence that tells a person why that is not more. */
export type Opened = {
  readonly access: 'writes' | 'reads' | 'refused'
  readonly said: string | null
  /** Whether the change was acknowledged. */
  readonly tagged: boolean
  /** From the wish to open until it was open or refused. */
  readonly milliseconds: number
}

const ports = nodePorts(join(process.cwd(), 'out/main'))
let leave: () => Promise<void> = async () => undefined

async function go({ folder, as, tag }: Go): Promise<Opened> {
  if (as === 'command') return command(folder, tag)
  const { value: way, time } = await timed(async () => {
    const session = await openSession({ folder, desktop: null }, ports)
    const { call, close } = as === 'window' ? directly(session) : await overHttp(session)
    leave = close
    const state = valueOf((await call('notebook.state', {})) as Answer<Output<'notebook.state'>>)
    return { call, readOnly: state.readOnly }
  })
  const answer = await way.call('annotation.create', tag)
  return {
    access: way.readOnly === null ? 'writes' : 'reads',
    said: way.readOnly?.message ?? (answer.ok ? null : answer.error.message),
    tagged: answer.ok,
    milliseconds: time,
  }
}

async function command(folder: string, tag: Go['tag']): Promise<Opened> {
  const said: string[] = []
  const io = {
    out: () => undefined,
    error: (text: string) => void said.push(text),
    progress: () => undefined,
    lines: async function* () {},
    stopLines: () => undefined,
  }
  const line = ['call', 'annotation.create', JSON.stringify(tag), '--notebook', folder]
  const { value: code, time } = await timed(() => runCommandLine(line, io, ports))
  const tagged = code === 0
  return {
    access: tagged ? 'writes' : 'refused',
    said: said.join('\n') || null,
    tagged,
    milliseconds: time,
  }
}

type Way = {
  readonly call: (name: string, input: unknown) => Promise<Answer<unknown>>
  readonly close: () => Promise<void>
}

function directly(session: Session): Way {
  return { call: (name, input) => session.call(name, input), close: () => session.close() }
}

async function overHttp(session: Session): Promise<Way> {
  const page = new Map([['/', { bytes: new Uint8Array([60]), contentType: 'text/html; charset=utf-8' }]])
  const host = await serveLoopback({ session, page, port: 0 })
  const post = async (path: string, body: unknown, token: string): Promise<Answer<unknown>> => {
    const response = await fetch(`${host.origin}${path}`, {
      method: 'POST',
      headers: {
        origin: host.origin,
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        connection: 'close',
      },
      body: JSON.stringify(body),
    })
    // The host sends nothing else as JSON.
    return (await response.json()) as Answer<unknown>
  }
  const code = new URL(host.freshLink()).hash.slice('#code='.length)
  const { token } = valueOf((await post('/api/session', { code }, '')) as Answer<{ token: string }>)
  return {
    call: (name, input) => post(`/api/call/${name}`, input, token),
    async close() {
      await host.close()
      await session.close()
    },
  }
}

/** What the host answered by its contract. */
function valueOf<Value>(answer: Answer<Value>): Value {
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value
}

async function obey(message: Go | 'leave'): Promise<Opened | 'left'> {
  if (message !== 'leave') return go(message)
  await leave()
  leave = async () => undefined
  return 'left'
}

// Nobody else sends messages to this process.
process.on('message', (message) => {
  obey(message as Go | 'leave').then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ broke: String(error) }),
  )
})
process.on('disconnect', () => process.exit())
process.send?.('ready')
