import { fork } from 'node:child_process'
import type { Program, StartProgram } from '../apart/start-program'

/**
 * Starts a program as a process of Node of its own. It inherits nothing: no variable of the environment, no terminal.
 */
export function forkedProgram<Message>({ path, options }: Program): StartProgram<Message> {
  return ({ answered, ended }) => {
    const child = fork(path, [], {
      env: {},
      execArgv: [...options],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const kill = () => void child.kill('SIGKILL')
    const gone = () => {
      process.off('exit', kill)
      ended()
    }
    process.once('exit', kill)
    child.on('message', answered)
    // What cannot be started or written to is as good as ended.
    child.on('error', () => {
      kill()
      gone()
    })
    child.on('exit', gone)
    return {
      // The serialisation takes any value; the types know of JSON alone.
      send: (message) => child.send(message as object, () => {}),
      kill,
      waitFor: (wait) => {
        for (const handle of [child, child.channel]) {
          if (wait) handle?.ref()
          else handle?.unref()
        }
      },
    }
  }
}
