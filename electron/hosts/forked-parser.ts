import { fork } from 'node:child_process'
import { parserOptions, type StartParser } from '../intake/parse-apart'

/**
 * Starts the parser, a program built to `path`, as a process of Node of its own. It inherits nothing: no variable of the
 * environment, no terminal; it runs no text as code.
 */
export function forkedParser(path: string): StartParser {
  return ({ answered, ended }) => {
    const child = fork(path, [], {
      env: {},
      execArgv: parserOptions,
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
      send: (request) => child.send(request, () => {}),
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
