import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const needed = [
  'out/main/main.js',
  'out/main/serve.js',
  'out/main/parser.js',
  'out/main/searcher.js',
  'out/main/worker.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
]

/** The built app that the journeys drive: the root of the project. Throws a sentence when a part is missing. */
export function builtApp(): string {
  const missing = needed.filter((path) => !existsSync(join(root, path)))
  if (missing.length === 0) return root
  throw new Error(
    `The journeys drive the built app, and ${missing.join(', ')} is not there: run “npm run build” first.`,
  )
}

/** Runs a command of the command line on a notebook and gives what it prints. */
export function commandLine(notebook: string, settings: string, line: readonly string[]): string {
  return execFileSync(
    process.execPath,
    [join(builtApp(), 'out/main/cli.js'), ...line, '--notebook', notebook],
    { encoding: 'utf8', env: { ...process.env, SOURCEBOOK_SETTINGS_DIR: settings } },
  )
}
