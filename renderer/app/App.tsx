import { useState } from 'react'
import { CommandsContext, createCommands } from '../state/commands'
import type { Host } from '../state/host'
import { HostContext } from '../state/host-context'
import { createSaves, SavesContext } from '../state/saves'
import { createStatus, StatusContext } from '../state/status'
import '../ui/styles'
import { Mishap } from './Mishap'
import { Window } from './Window'

/** The whole window, on top of the given host. */
export function App({ host }: { host: Host }) {
  const [status] = useState(createStatus)
  const [commands] = useState(createCommands)
  const [saves] = useState(createSaves)
  return (
    <HostContext value={host}>
      <StatusContext value={status}>
        <CommandsContext value={commands}>
          <SavesContext value={saves}>
            <Mishap>
              <Window />
            </Mishap>
          </SavesContext>
        </CommandsContext>
      </StatusContext>
    </HostContext>
  )
}
