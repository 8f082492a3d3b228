import { join } from 'node:path'
import { nodePorts } from './hosts/node-ports'
import { runServe } from './hosts/serve-command'
import { terminal } from './hosts/terminal'

const ports = nodePorts(import.meta.dirname)
process.exitCode = await runServe(
  process.argv.slice(2),
  join(import.meta.dirname, '../renderer'),
  terminal,
  ports,
)
