import { utilityProcess } from 'electron'
import { parserOptions, type StartParser } from '../intake/parse-apart'

/**
 * Starts the parser, a program built to `path`, as a utility process: the packaged app is no Node that could be forked.
 * It inherits nothing that it can do without, and runs no text as code.
 */
export function utilityParser(path: string): StartParser {
  return ({ answered, ended }) => {
    const child = utilityProcess.fork(path, [], {
      serviceName: 'Sourcebook parser',
      env: systemVariables(),
      execArgv: parserOptions,
      stdio: 'ignore',
    })
    child.on('message', answered)
    child.on('exit', ended)
    return {
      send: (request) => child.postMessage(request, []),
      kill: () => void child.kill(),
      // It never keeps the app, which ends it with itself.
      waitFor: () => {},
    }
  }
}

/** Without this one Windows starts no process. */
function systemVariables(): Record<string, string> {
  const { SystemRoot } = process.env
  return SystemRoot === undefined ? {} : { SystemRoot }
}
