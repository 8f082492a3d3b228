import { utilityProcess } from 'electron'
import type { Program, StartProgram } from '../apart/start-program'

/**
 * Starts a program as a utility process: the packaged app is no Node that could be forked. It inherits nothing that it can
 * do without.
 */
export function utilityProgram<Message>({ path, name, options }: Program): StartProgram<Message> {
  return ({ answered, ended }) => {
    const child = utilityProcess.fork(path, [], {
      serviceName: name,
      env: systemVariables(),
      execArgv: [...options],
      stdio: 'ignore',
    })
    child.on('message', answered)
    child.on('exit', ended)
    return {
      send: (message) => child.postMessage(message, []),
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
