import { useState } from 'react'
import { CommandsContext, createCommands } from '../state/commands'
import type { Host } from '../state/host'
import { HostContext } from '../state/host-context'
import { createStatus, StatusContext } from '../state/status'
import '../ui/styles'
import { Mishap } from './Mishap'
import { Window } from './Window'

/** The whole window, on top of the given host. */
export function App({ host }: { host: Host }) {
  const [status] = useState(createStatus)
  const [commands] = useState(createCommands)
  return (
    <HostContext value={host}>
      <StatusContext value={status}>
        <CommandsContext value={commands}>
          <Mishap>
            <Window />
          </Mishap>
        </CommandsContext>
      </StatusContext>
    </HostContext>
  )
}
