import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
]

/**
 * Finds a Chromium for the tests: $SOURCEBOOK_CHROMIUM, else the build inside the npm package
 * @sparticuz/chromium (Linux x64, unpacked once into node_modules/.cache), else an installed one.
 * @returns {Promise<{ executablePath: string, env: NodeJS.ProcessEnv }>}
 */
export async function findChromium() {
  const named = process.env.SOURCEBOOK_CHROMIUM
  if (named) return { executablePath: named, env: process.env }
  if (process.platform === 'linux' && process.arch === 'x64') return unpacked()
  const executablePath = installed.find((path) => existsSync(path))
  if (!executablePath)
    throw new Error('No Chromium found: set SOURCEBOOK_CHROMIUM to the path of a Chromium or Chrome.')
  return { executablePath, env: process.env }
}

async function unpacked() {
  const packageFolder = folderOf('@sparticuz/chromium')
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))
  const home = join(import.meta.dirname, `../node_modules/.cache/chromium-${version}`)
  if (!existsSync(home)) await unpack(packageFolder, home)
  const libraries = existsSync('/usr/lib/x86_64-linux-gnu/libnss3.so')
    ? {}
    : { LD_LIBRARY_PATH: join(home, 'al2023/lib') }
  const fonts = existsSync('/etc/fonts/fonts.conf') ? '/etc/fonts' : join(home, 'fonts')
  return {
    executablePath: join(home, 'chromium'),
    env: { ...process.env, ...libraries, FONTCONFIG_PATH: process.env.FONTCONFIG_PATH ?? fonts },
  }
}

function folderOf(name) {
  let folder = dirname(createRequire(import.meta.url).resolve(name))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return folder
}

// The package's own executablePath() trusts whatever lies at /tmp/chromium, so its parts are inflated here:
// into a folder of this process, which takes its final name in one rename.
async function unpack(packageFolder, home) {
  const { inflate } = await import('@sparticuz/chromium')
  const folder = `${home}.${process.pid}`
  mkdirSync(folder, { recursive: true })
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder // inflate() writes to os.tmpdir()
  try {
    const parts = ['chromium.br', 'fonts.tar.br', 'al2023.tar.br', 'swiftshader.tar.br']
    await Promise.all(parts.map((part) => inflate(join(packageFolder, 'bin', part))))
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
  try {
    renameSync(folder, home)
  } catch (error) {
    rmSync(folder, { recursive: true })
    if (!existsSync(home)) throw error // else another process was first, which is as good
  }
}
