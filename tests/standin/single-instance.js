'use strict'
const { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, watch, writeFileSync } = require('node:fs')
const { join } = require('node:path')

const LOCK = 'standin-instance'
const LATER = 'standin-later-'

/**
 * One app for each folder of user data. A later one leaves its command line in that folder and is told to go; the
 * first finds it there and calls `tell`.
 */
function requestSingleInstanceLock(folder, data, tell) {
  mkdirSync(folder, { recursive: true })
  const lock = join(folder, LOCK)
  if (isHeld(lock)) {
    const message = JSON.stringify({ line: process.argv, folder: process.cwd(), data })
    const path = join(folder, `${LATER}${process.pid}`)
    writeFileSync(`${path}.part`, message)
    renameSync(`${path}.part`, path)
    return false
  }
  writeFileSync(lock, String(process.pid))
  process.on('exit', () => rmSync(lock, { force: true }))
  watch(folder, () => readLater(folder, tell)).unref()
  return true
}

function isHeld(lock) {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0)
    return true
  } catch {
    return false // no lock, or that of a process that is gone
  }
}

function readLater(folder, tell) {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(LATER) || name.endsWith('.part')) continue
    const { line, folder: from, data } = JSON.parse(readFileSync(join(folder, name), 'utf8'))
    rmSync(join(folder, name))
    tell(line, from, data)
  }
}

module.exports = { requestSingleInstanceLock }
