import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { runCommandLine } from './hosts/command-line/run-command-line'
import { nodePorts } from './hosts/node-ports'
import { runServe } from './hosts/serve-command'
import { terminal } from './hosts/terminal'

const ports = nodePorts(import.meta.dirname)
const [command, ...rest] = process.argv.slice(2)
process.exitCode =
  command === 'serve'
    ? await runServe(rest, join(import.meta.dirname, '../renderer'), terminal, ports)
    : await runCommandLine(process.argv.slice(2), terminal, ports, startApp)

/** As `npm start` does: in a window where there can be one, else in the browser. */
function startApp(folder: string): Promise<number> {
  const script = join(import.meta.dirname, '../../scripts/start.mjs')
  const app = spawn(process.execPath, [script, '--notebook', folder], { stdio: 'inherit' })
  // Ctrl+C reaches the app as well, which ends in order; we end after it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.kill(signal))
  return new Promise((end, fail) => {
    app.on('error', fail)
    app.on('exit', (code) => end(code ?? 1))
  })
}
