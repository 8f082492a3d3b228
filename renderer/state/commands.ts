import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useEffectEvent,
  useSyncExternalStore,
} from 'react'
import { type CommandId, commandIds } from './command-table'

/** What a command does at this moment. */
export type Action = {
  readonly run: () => void
  /** Says more than the table does, as in "Undo: tag figure". */
  readonly title?: string
}

/** What can be done now: the views that are open say what each command does in them. */
export type Commands = {
  /** Until the function it returns is called, `id` does this; of several the last one counts. */
  readonly offer: (id: CommandId, action: Action) => () => void
  readonly current: () => ReadonlyMap<CommandId, Action>
  readonly subscribe: (listener: () => void) => () => void
}

export function createCommands(): Commands {
  const offered = new Map<CommandId, readonly Action[]>()
  let current: ReadonlyMap<CommandId, Action> = new Map()
  const listeners = new Set<() => void>()
  const settle = () => {
    current = new Map(
      [...offered].flatMap(([id, actions]) => {
        const last = actions.at(-1)
        return last === undefined ? [] : [[id, last] as const]
      }),
    )
    for (const listener of listeners) listener()
  }
  return {
    offer: (id, action) => {
      offered.set(id, [...(offered.get(id) ?? []), action])
      settle()
      return () => {
        offered.set(
          id,
          (offered.get(id) ?? []).filter((one) => one !== action),
        )
        settle()
      }
    },
    current: () => current,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export const CommandsContext = createContext<Commands>(createCommands())

/** What can be done now; the component is drawn again when that changes. */
export function useCommands(): ReadonlyMap<CommandId, Action> {
  const commands = useContext(CommandsContext)
  return useSyncExternalStore(commands.subscribe, commands.current)
}

/** Runs a command if a view offers it; false when none does. */
export function useRun(): (id: CommandId) => boolean {
  const commands = useContext(CommandsContext)
  return useCallback(
    (id) => {
      const action = commands.current().get(id)
      action?.run()
      return action !== undefined
    },
    [commands],
  )
}

/** Says what the command does while this component is there; null while it does nothing. */
export function useCommand(id: CommandId, run: (() => void) | null, title?: string): void {
  const commands = useContext(CommandsContext)
  const latest = useEffectEvent(() => run?.())
  const offered = run !== null
  useEffect(() => {
    if (!offered) return undefined
    return commands.offer(id, { run: () => latest(), ...(title !== undefined && { title }) })
  }, [commands, id, offered, title])
}

/** As `useCommand`, for several at once; one that is null does nothing at the moment. */
export function useCommandSet(actions: Readonly<Partial<Record<CommandId, (() => void) | null>>>): void {
  const commands = useContext(CommandsContext)
  const latest = useEffectEvent((id: CommandId) => actions[id]?.())
  const offered = commandIds.filter((id) => (actions[id] ?? null) !== null).join(' ')
  useEffect(() => {
    const withdraw = commandIds
      .filter((id) => offered.split(' ').includes(id))
      .map((id) => commands.offer(id, { run: () => latest(id) }))
    return () => {
      for (const back of withdraw) back()
    }
  }, [commands, offered])
}
