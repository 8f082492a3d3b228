// Loaded into the host before its own program: answers over IPC how long its events waited and how much memory it took.
import { monitorEventLoopDelay } from 'node:perf_hooks'

const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()
let peak = 0
const look = () => {
  peak = Math.max(peak, process.memoryUsage.rss())
}
setInterval(look, 50).unref()

const MEGABYTE = 1024 * 1024
// What the clock measures includes its own step.
const milliseconds = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - 5)

process.on('message', (asked) => {
  look()
  process.send?.({
    p99: milliseconds(delay.percentile(99)),
    longest: milliseconds(delay.max),
    peak: peak / MEGABYTE,
  })
  if (asked === 'anew') {
    delay.reset()
    peak = 0
  }
})
process.channel?.unref()
