import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { CallName, Input, Output } from '../../../shared/contract/calls'
import type { NotebookEvent } from '../../../shared/contract/events'
import { Failure } from '../../../shared/contract/failure'
import type { Annotation, AnnotationKind } from '../../../shared/model/annotation'
import type { SourceId } from '../../../shared/model/ids'
import { createNotebook } from '../../store/create-notebook'
import type { StorePorts } from '../../store/notebook-store'
import { steadyPorts } from '../../testing/steady-ports'
import { temporaryFolder } from '../../testing/temporary-folder'
import type { Desktop } from '../desktop'
import { openSession, type Session } from '../open-session'
import type { Ports } from '../ports'
import { sourceIn } from './source-in'

/** A notebook of the running test's own, open, with what a test does in it time and again. */
export async function openDesk(ports: Ports & Pick<StorePorts, 'fs'> = steadyPorts()) {
  const folder = join(await temporaryFolder(), 'Harbour')
  await createNotebook(folder, 'Harbour', ports)
  const events: NotebookEvent[] = []

  async function open(readOnly: boolean, desktop: Desktop | null = null): Promise<Session> {
    const opened = await openSession({ folder, desktop, readOnly }, ports)
    opened.onEvent((event) => void events.push(event))
    onTestFinished(() => opened.close())
    return opened
  }
  let session = await open(false)

  async function call<Name extends CallName>(name: Name, input: Input<Name>): Promise<Output<Name>> {
    const answer = await session.call(name, input)
    if (!answer.ok) throw new Failure(answer.error.reason, answer.error.message)
    // The handler of `name` gave it.
    return answer.value as Output<Name>
  }

  return {
    folder,
    /** What the windows were told, in order; a test may empty it. */
    events,
    call,
    undo: async () => (await call('history.undo', {})).undone,
    redo: async () => (await call('history.redo', {})).redone,
    /** Close the notebook and open it anew, as after a restart. */
    reopen: async ({
      readOnly = false,
      desktop = null,
    }: {
      readonly readOnly?: boolean
      readonly desktop?: Desktop | null
    } = {}): Promise<void> => {
      await session.close()
      session = await open(readOnly, desktop)
    },
    importText: async (text: string, name = 'courier.txt'): Promise<SourceId> => {
      const bytes = Buffer.from(text)
      const { import: id } = await call('import.begin', { name, size: bytes.length, again: true })
      await call('import.chunk', { import: id, offset: 0, bytes: bytes.toString('base64') })
      return sourceIn(await call('import.end', { import: id }))
    },
    tag: (source: SourceId, exact: string, kind: AnnotationKind): Promise<Annotation> => {
      const place = { by: 'quote' as const, exact, prefix: '', suffix: '' }
      return call('annotation.create', { source, version: 1, place, body: { kind } })
    },
    only: async (source: SourceId): Promise<Annotation> => {
      const [annotation, ...others] = await call('annotation.list', { source, kind: null })
      if (annotation === undefined || others.length > 0)
        throw new Error('there is not exactly one annotation')
      return annotation
    },
  }
}
