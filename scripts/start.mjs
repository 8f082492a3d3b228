import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildIfStale } from './build-if-stale.mjs'

const root = join(import.meta.dirname, '..')
const USAGE =
  'usage: npm start -- [--notebook DIR] [--host browser] [--port N] [--no-open] [--new] [--take-over]'

/** What was asked for: the browser, or the desktop window where there can be one; null when it was asked wrongly. */
function readLine(line) {
  try {
    const { values } = parseArgs({
      args: line,
      options: {
        notebook: { type: 'string' },
        host: { type: 'string' },
        port: { type: 'string' },
        'no-open': { type: 'boolean' },
        'take-over': { type: 'boolean' },
        new: { type: 'boolean' },
      },
    })
    if (!['browser', 'desktop', undefined].includes(values.host)) return null
    const forBrowser = [
      ...(values.port === undefined ? [] : ['--port', values.port]),
      ...(values['no-open'] ? ['--no-open'] : []),
    ]
    const forBoth = [
      // npm runs us in the project's folder; a path is meant from where the person is.
      ...(values.notebook === undefined
        ? []
        : ['--notebook', resolve(process.env.INIT_CWD ?? '.', values.notebook)]),
      ...(values['take-over'] ? ['--take-over'] : []),
      ...(values.new ? ['--new'] : []),
    ]
    return { browser: values.host === 'browser' || forBrowser.length > 0, forBoth, forBrowser }
  } catch {
    return null
  }
}

/** Path of the Electron program, or null. Requiring the package instead would begin a download. */
function electronProgram() {
  const folder = join(root, 'node_modules/electron')
  const named = join(folder, 'path.txt')
  if (!existsSync(named)) return null
  const program = join(
    process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'),
    readFileSync(named, 'utf8').trim(),
  )
  return existsSync(program) ? program : null
}

/** Why there can be no desktop window here, in words; null when there can. */
function noDesktop() {
  if (process.platform !== 'linux') return null
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'There is no display here'
  if (process.getuid?.() === 0) return 'Electron does not run as root'
  return null
}

function installElectron() {
  const installer = join(root, 'node_modules/electron/install.js')
  if (!existsSync(installer)) return
  console.log('Getting the Electron program, once…')
  spawnSync(process.execPath, [installer], { cwd: root, stdio: 'ignore' })
}

function run(program, words) {
  const child = spawn(program, words, { cwd: root, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    console.error(`Sourcebook could not be started: ${error.message}`)
    process.exitCode = 1
  })
  child.on('exit', (code) => {
    process.exitCode = code ?? 1
  })
}

function start(asked) {
  const reason = asked.browser ? null : noDesktop()
  if (!asked.browser && reason === null && electronProgram() === null) installElectron()
  const program = asked.browser || reason !== null ? null : electronProgram()
  if (program !== null) return run(program, ['.', ...asked.forBoth])
  if (!asked.browser)
    console.log(
      `${reason ?? 'The Electron program could not be had'}, so Sourcebook runs in your browser instead.`,
    )
  return run(process.execPath, [join(root, 'out/main/serve.js'), ...asked.forBoth, ...asked.forBrowser])
}

const line = process.argv.slice(2)
const asked = readLine(line)
if (line.includes('--help')) console.log(USAGE)
else if (asked === null) {
  console.error(USAGE)
  process.exitCode = 2
} else if (buildIfStale()) start(asked)
else process.exitCode = 1
