import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const built = [
  'out/main/main.js',
  'out/main/serve.js',
  'out/main/cli.js',
  'out/main/parser.js',
  'out/main/searcher.js',
  'out/main/worker.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
]
const sources = ['electron', 'renderer', 'shared', 'resources', 'electron.vite.config.ts', 'package.json']

/** Builds the app when its sources are newer than what was built. Says so on standard error; true when all is well. */
export function buildIfStale() {
  const outputs = built.map((path) => join(root, path))
  if (outputs.every((path) => existsSync(path))) {
    const oldest = Math.min(...outputs.map((path) => statSync(path).mtimeMs))
    if (newest(sources.map((path) => join(root, path)).filter((path) => existsSync(path))) <= oldest)
      return true
  }
  if (!existsSync(join(root, 'electron'))) return outputs.every((path) => existsSync(path))
  console.error('Building Sourcebook, which takes a few seconds…')
  const vite = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  const build = spawnSync(process.execPath, [vite, 'build'], { cwd: root, encoding: 'utf8' })
  if (build.status === 0) return true
  console.error(`${build.stdout ?? ''}${build.stderr ?? ''}`)
  console.error('Sourcebook could not be built. Run “npm ci” in its folder and try again.')
  return false
}

function newest(paths) {
  return paths.reduce((latest, path) => {
    const status = statSync(path)
    if (!status.isDirectory()) return Math.max(latest, status.mtimeMs)
    const inside = readdirSync(path).filter((name) => !/\.test\.tsx?$/.test(name))
    return Math.max(latest, newest(inside.map((name) => join(path, name))))
  }, 0)
}
