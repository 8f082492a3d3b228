import { Worker } from 'node:worker_threads'

/**
 * Ends this process as soon as it holds more memory than that. What a file is unpacked to lies outside of the heap, which has
 * a limit of its own; and a program that is busy unpacking hears nothing, so that a thread beside it looks.
 */
export function endWhenLarge(bytes: number): void {
  const look = `setInterval(() => { if (process.memoryUsage.rss() > ${bytes}) process.kill(process.pid, 'SIGKILL') }, 50)`
  // A program of one line, which is not built from anything that was read.
  new Worker(look, { eval: true }).unref()
}
