import { existsSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const needed = [
  'out/main/main.js',
  'out/main/serve.js',
  'out/main/parser.js',
  'out/main/searcher.js',
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
