import { createInterface } from 'node:readline'
import type { CommandIo } from './command-line/io'

/** The terminal this process runs in. */
export const terminal: CommandIo = {
  out: (text) => void process.stdout.write(`${text}\n`),
  error: (text) => void process.stderr.write(`${text}\n`),
  progress: (text) => {
    // Back to the beginning of the line, which is emptied: what a terminal obeys, and a file should not hold.
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${text}`)
  },
  lines: () => createInterface({ input: process.stdin }),
  stopLines: () => void process.stdin.destroy(),
}

// A reader that has seen enough, such as `head`, closes the pipe: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})
