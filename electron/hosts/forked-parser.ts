import { fork } from 'node:child_process'
import type { StartParser } from '../intake/parse-apart'

/** Memory for what a page becomes while it is read. A page that needs more ends the process and is refused. */
const HEAP_MB = 512

/**
 * Starts the parser, a program built to `path`, as a process of Node of its own. It inherits nothing: no variable of the
 * environment, no terminal; it runs no text as code.
 */
export function forkedParser(path: string): StartParser {
  return ({ answered, ended }) => {
    const child = fork(path, [], {
      env: {},
      execArgv: [`--max-old-space-size=${HEAP_MB}`, '--disallow-code-generation-from-strings'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const kill = () => void child.kill('SIGKILL')
    process.once('exit', kill)
    child.on('message', answered)
    // What cannot be started or written to is as good as ended.
    child.on('error', () => {
      kill()
      ended()
    })
    child.on('exit', () => {
      process.off('exit', kill)
      ended()
    })
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
