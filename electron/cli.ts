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
    : await runCommandLine(process.argv.slice(2), terminal, ports)
