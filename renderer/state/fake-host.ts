import { type CallName, calls, type Input, type Output } from '../../shared/contract/calls'
import { dispatch } from '../../shared/contract/dispatch'
import type { NotebookEvent } from '../../shared/contract/events'
import type { Failure } from '../../shared/contract/failure'
import type { AnnotationKind } from '../../shared/model/annotation'
import { currentVersion, type Source } from '../../shared/model/source'
import { createFakeNotebook, type GivenSource } from './fake-notebook'
import { type Connection, type Host, hostOver } from './host'

const idle = (): void => undefined

/** A host over a notebook in memory, for tests: it checks every input and every answer as the real ones do. */
export function createFakeHost(given: readonly GivenSource[] = [], kind: Host['kind'] = 'browser') {
  let connection: Connection = 'open'
  const asked: { name: CallName; input: unknown }[] = []
  const refusals = new Map<CallName, Failure>()
  const held = new Map<CallName, Promise<void>>()
  const listeners = new Set<(event: unknown) => void>()
  const watchers = new Set<() => void>()
  const emit = (...events: NotebookEvent[]) => {
    for (const event of events) for (const listener of listeners) listener(event)
  }
  const notebook = createFakeNotebook(emit)

  const bridge = {
    call: async (name: string, input: unknown) => {
      const call = name as CallName // tests call through the typed host below
      asked.push({ name: call, input })
      await held.get(call)
      const refusal = refusals.get(call)
      if (refusal !== undefined)
        return { ok: false, error: { reason: refusal.reason, message: refusal.message } } as const
      const answer = await dispatch(notebook.handlers, name, input, (error) => {
        throw error
      })
      return answer.ok ? { ok: true as const, value: calls[call].output.parse(answer.value) } : answer
    },
    onEvent: (listener: (event: unknown) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const host = hostOver(kind, bridge, {
    connection: () => connection,
    onConnection: (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
  })
  const first = given.map(notebook.addSource)

  return {
    host,
    /** The sources that were given, in their order. */
    sources: first,
    emit,
    /** The inputs of every call of this name so far. */
    asked: <Name extends CallName>(name: Name) =>
      asked.filter((one) => one.name === name).map(({ input }) => input as Input<Name>), // each was asked under its name
    refuse: (name: CallName, failure: Failure | null) => {
      if (failure === null) refusals.delete(name)
      else refusals.set(name, failure)
    },
    /** Keeps every call of this name waiting until the function it returns is called. */
    hold: (name: CallName): (() => void) => {
      let release = idle
      held.set(
        name,
        new Promise((resolve) => {
          release = resolve
        }),
      )
      return () => {
        held.delete(name)
        release()
      }
    },
    become: (next: Connection) => {
      connection = next
      for (const watcher of watchers) watcher()
    },
    keepFile: notebook.keepFile,
    saveAs: notebook.saveAs,
    lock: notebook.lock,
    damage: notebook.damage,
    bringUpToDate: notebook.bringUpToDate,
    health: notebook.health,
    /** Tags the words at their first place in the text of a source. */
    tag: (
      source: Source,
      kind: AnnotationKind,
      words: string,
      memo = '',
    ): Promise<Output<'annotation.create'>> => {
      const start = notebook.textOf(source.id).indexOf(words)
      const place = { by: 'position' as const, ranges: [{ start, end: start + words.length }] }
      return host.call('annotation.create', {
        source: source.id,
        version: currentVersion(source).number,
        place,
        body: { kind },
        memo,
      })
    },
  }
}
