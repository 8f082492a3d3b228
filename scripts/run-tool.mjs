import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'

const project = resolve(import.meta.dirname, '..')

/**
 * Runs an installed tool in the project's folder. With `shown`, what it prints is seen as it is printed; else it is
 * kept and answered. Never throws: a tool that does not start has the exit code 127.
 * @param {string} tool
 * @param {readonly string[]} args
 * @param {{ shown?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runTool(tool, args, { shown = false } = {}) {
  const program = join(project, 'node_modules/.bin', process.platform === 'win32' ? `${tool}.cmd` : tool)
  return new Promise((done) => {
    const child = spawn(program, args, {
      cwd: project,
      stdio: ['ignore', shown ? 'inherit' : 'pipe', shown ? 'inherit' : 'pipe'],
      shell: process.platform === 'win32',
    })
    const pieces = []
    child.stdout?.on('data', (piece) => pieces.push(piece))
    child.stderr?.on('data', (piece) => pieces.push(piece))
    child.on('error', (error) => done({ code: 127, output: error.message }))
    child.on('close', (code) => done({ code: code ?? 1, output: Buffer.concat(pieces).toString() }))
  })
}
