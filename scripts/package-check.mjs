import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'

// Packages the built app around a dummy in place of the Electron binary, and looks at what came out: which files are
// in the archive, and which fuses are set. It needs the npm registry for electron-builder, and no Electron.

const root = join(import.meta.dirname, '..')
const BUILDER = 'electron-builder@26.17.0'
// Electron's binary carries its fuses after these words: a version, their number, then one character for each.
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const fuses = [
  ['runAsNode', false],
  ['cookieEncryption', true],
  ['nodeOptions', false],
  ['nodeCliInspect', false],
  ['embeddedAsarIntegrityValidation', true],
  ['onlyLoadAppFromAsar', true],
  ['loadBrowserProcessSpecificV8Snapshot', false],
  ['grantFileProtocolExtraPrivileges', false],
]

const folder = mkdtempSync(join(tmpdir(), 'sourcebook-package-'))
try {
  process.exitCode = run()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function run() {
  if (!existsSync(join(root, 'out/main/main.js'))) {
    console.error('There is nothing to package: run “npm run build” first.')
    return 1
  }
  if (npx(['--version']).status !== 0) {
    console.log(`skipped: packaging (needs ${BUILDER} from the npm registry)`)
    return 0
  }
  const electron = makeDummy(join(folder, 'electron'))
  const built = npx([
    '--config',
    'electron.builder.yml',
    '--linux',
    'dir',
    `-c.electronDist=${electron}`,
    `-c.directories.output=${join(folder, 'dist')}`,
  ])
  const results = [check('the app is packaged', built.status === 0 ? [] : [`${built.stdout}${built.stderr}`])]
  if (built.status === 0) results.push(...look(join(folder, 'dist/linux-unpacked')))
  for (const { name, faults } of results) {
    console.log(`${faults.length === 0 ? 'ok' : 'not ok'} ${name}`)
    for (const fault of faults) console.log(`  ${fault}`)
  }
  const failed = results.filter(({ faults }) => faults.length > 0).length
  console.log(`${results.length - failed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

function npx(args) {
  const npm = process.platform === 'win32' ? 'npx.cmd' : 'npx'
  return spawnSync(npm, ['--yes', BUILDER, ...args], {
    cwd: root,
    encoding: 'utf8',
    shell: npm.endsWith('.cmd'),
  })
}

/** As much of an Electron download as electron-builder looks for. Its fuses are all set the other way. */
function makeDummy(path) {
  mkdirSync(join(path, 'resources'), { recursive: true })
  const files = ['version', 'LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox', 'chrome_crashpad_handler']
  for (const name of files) writeFileSync(join(path, name), '')
  const wire = fuses.map(([, wanted]) => (wanted ? '0' : '1')).join('')
  const binary = Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, fuses.length]), Buffer.from(wire)])
  writeFileSync(join(path, 'electron'), binary)
  chmodSync(join(path, 'electron'), 0o755)
  return path
}

/** Each check of the packaged app with the faults it found. */
function look(app) {
  const resources = join(app, 'resources')
  const packaged = filesInAsar(join(resources, 'app.asar'))
  const wanted = ['package.json', ...filesUnder(join(root, 'out')).map((path) => `out/${path}`)]
  const unwanted = /(^|\/)node_modules\/|^tests?\/|\.test\.|\.map$|\.tsx?$/
  return [
    check('the archive holds package.json and everything in out', missing(wanted, packaged)),
    check('and nothing else', missing(packaged, wanted)),
    check(
      'no node_modules, tests, sources or source maps are in it',
      packaged.filter((path) => unwanted.test(path)),
    ),
    check('the packaged code imports nothing but Electron, Node and itself', foreignImports(packaged)),
    check(
      'nothing lies beside the archive to be loaded instead',
      missing(readdirSync(resources), ['app.asar']),
    ),
    check('the fuses are set', wrongFuses(readFileSync(join(app, 'sourcebook')))),
  ]
}

/** @param {string} name @param {readonly string[]} faults */
function check(name, faults) {
  return { name, faults }
}

function missing(wanted, present) {
  const there = new Set(present)
  return wanted.filter((path) => !there.has(path))
}

function filesUnder(path) {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)).split(sep).join('/'))
}

/** The paths in an archive. It begins with four numbers, the last being the length of the list that follows as JSON. */
function filesInAsar(path) {
  const bytes = readFileSync(path)
  const header = JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12)))
  const walk = (entries, prefix) =>
    Object.entries(entries).flatMap(([name, entry]) =>
      entry.files ? walk(entry.files, `${prefix}${name}/`) : [`${prefix}${name}`],
    )
  return walk(header.files, '')
}

function foreignImports(paths) {
  const scripts = paths.filter((path) => /^out\/(main|preload)\/.*\.c?js$/.test(path))
  return scripts.flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8')
    const imports = [
      ...text.matchAll(/^(?:import|export)\s[^'"`;]*?["']([^"']+)["']|\brequire\("([^"]+)"\)/gm),
    ]
    const names = imports.map(([, imported, required]) => imported ?? required)
    return names
      .filter((name) => name !== 'electron' && !isBuiltin(name) && !/^\.\.?\//.test(name))
      .map((name) => `${path}: ${name}`)
  })
}

function wrongFuses(binary) {
  const start = binary.indexOf(SENTINEL) + SENTINEL.length + 2
  return fuses
    .filter(([, wanted], at) => binary[start + at] !== (wanted ? 0x31 : 0x30))
    .map(([name, wanted]) => `${name} should be ${wanted ? 'on' : 'off'}`)
}
