import { join } from 'node:path'
import { runCommandLine } from './hosts/command-line/run-command-line'
import { runServe } from './hosts/serve-command'
import { terminal } from './hosts/terminal'

const [command, ...rest] = process.argv.slice(2)
process.exitCode =
  command === 'serve'
    ? await runServe(rest, join(import.meta.dirname, '../renderer'), terminal)
    : await runCommandLine(process.argv.slice(2), terminal)
