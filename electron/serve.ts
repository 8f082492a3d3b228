import { join } from 'node:path'
import { runServe } from './hosts/serve-command'
import { terminal } from './hosts/terminal'

process.exitCode = await runServe(process.argv.slice(2), join(import.meta.dirname, '../renderer'), terminal)
