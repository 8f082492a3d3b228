'use strict'
const { spawn } = require('node:child_process')
const { mkdtempSync, rmSync } = require('node:fs')
const { tmpdir } = require('node:os')
const { join } = require('node:path')
const { Cdp } = require('./cdp')
const { standin } = require('./state')

const switches = [
  '--no-sandbox',
  '--no-first-run',
  '--no-startup-window',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--disable-dev-shm-usage',
  '--password-store=basic',
  '--use-mock-keychain',
  '--remote-debugging-pipe',
]

let announceStarted
const chromium = {
  cdp: null,
  process: null,
  profile: null,
  started: new Promise((resolve) => {
    announceStarted = resolve
  }),
}

/**
 * Starts the Chromium that shows the windows: driven by us over a pipe and, where the driver asked for a port, by the
 * driver too, who reads the port's address from our stderr as from Electron's.
 */
async function startChromium({ withPort }) {
  const path = process.env.STANDIN_CHROMIUM
  if (!path) throw new Error('stand-in: STANDIN_CHROMIUM must name a Chromium')
  chromium.profile = mkdtempSync(join(tmpdir(), 'standin-'))
  const args = [...switches, `--user-data-dir=${chromium.profile}`]
  if (!process.env.STANDIN_HEADED) args.push('--headless', '--hide-scrollbars')
  if (withPort) args.push('--remote-debugging-port=0')
  chromium.process = spawn(path, args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] })
  chromium.process.stderr.on('data', (text) => {
    for (const line of String(text).split('\n')) {
      if (line.startsWith('DevTools listening') || process.env.STANDIN_LOG) process.stderr.write(`${line}\n`)
    }
  })
  chromium.process.on('exit', () => {
    console.error('stand-in: Chromium has ended')
    process.exit(1)
  })
  process.on('exit', endChromium)
  const [, , , output, input] = chromium.process.stdio
  chromium.cdp = new Cdp(output, input)
  chromium.cdp.on('event', route)
  await chromium.cdp.send('Target.setDiscoverTargets', { discover: true })
  announceStarted()
}

/** Hands an event of a page to its window; a page that its driver closed closes its window. */
function route(event) {
  if (event.sessionId !== undefined) {
    standin.contentsBySession.get(event.sessionId)?.receive(event)
    return
  }
  if (event.method !== 'Target.targetDestroyed') return
  const { targetId } = event.params
  for (const window of standin.windows) if (window.webContents.targetId === targetId) window.close()
}

/** Ends Chromium at once and forgets its profile: nothing that a page keeps outlives the app here. */
function endChromium() {
  chromium.process?.kill('SIGKILL')
  if (chromium.profile)
    rmSync(chromium.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
}

module.exports = { chromium, startChromium }
