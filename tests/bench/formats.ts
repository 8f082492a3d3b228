import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { readFile } from '../../electron/intake/read-file'
import { type Format, fileOf, paragraphsOf } from './formats-files'
import { peers } from './formats-peers'
import { makeRow, type Row } from './rows'

/**
 * The suite of formats: how long a file of each takes from its bytes to blocks, details and structure, beside the bare
 * library that parses it; and how that grows with the text. Sizes are words. What is counted is the time of the processor:
 * nothing is waited for, and other programs may share the machine.
 */

const BOUND = 1.5
/** Twice the text may take twice the time, and a little for what does not fit a cache. */
const GROWTH = 2.2
const SMALL_FILES = 30
const SMALL_WORDS = 500

// What we were started with is written by scripts/bench.mjs.
const asked = JSON.parse(process.argv[2] ?? '{}') as {
  sizes?: readonly number[]
  rounds?: number
  formats?: readonly string[]
}
const [words = 30_000] = asked.sizes ?? []
const rounds = asked.rounds ?? 5

/** What one job leaves behind is cleared away at no cost of the next. */
setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('() => gc({ type: "minor" })') as () => void

const formats = ['txt', 'md', 'html', 'mhtml', 'pdf', 'docx', 'epub'] as const

for (const format of formats) {
  if (asked.formats?.includes(format) === false) continue
  for (const row of await compareFormat(format)) console.log(JSON.stringify(row))
}

async function compareFormat(format: Format): Promise<Row[]> {
  const name = `report.${format}`
  const peer = peers[format]
  const once = await fileOf(format, paragraphsOf(words, 1))
  const twice = await fileOf(format, paragraphsOf(words * 2, 2))
  const small = await Promise.all(
    Array.from({ length: SMALL_FILES }, (_, index) => fileOf(format, paragraphsOf(SMALL_WORDS, index + 3))),
  )
  const times = {
    ours: [] as number[],
    peer: [] as number[],
    twice: [] as number[],
    small: [] as number[],
    peerSmall: [] as number[],
  }
  let isRight = true
  // The first round lets both run their code once.
  for (let round = -1; round < rounds; round += 1) {
    const own = await spent(() => read(name, [once]))
    const bare = await spent(() => peer.read(once))
    const larger = await spent(() => read(name, [twice]))
    const many = await spent(() => read(name, small))
    const bareMany = await spent(async () => {
      let found = 0
      for (const bytes of small) found += await peer.read(bytes)
      return found
    })
    isRight &&= own.value > words * 4 && larger.value > own.value * 1.8 && bare.value > words * 4
    isRight &&= many.value > SMALL_FILES * SMALL_WORDS * 4 && bareMany.value > SMALL_FILES * SMALL_WORDS * 4
    if (round === -1) continue
    times.ours.push(own.time)
    times.peer.push(bare.time)
    times.twice.push(larger.time)
    times.small.push(many.time)
    times.peerSmall.push(bareMany.time)
  }
  const said = { target: BOUND, correct: isRight }
  const megabytes = once.length / 1e6
  const rate = (megabytes * 1000) / median(times.ours)
  const files = (SMALL_FILES * 1000) / median(times.small)
  return [
    makeRow(
      `${format}: ${words} words, ${megabytes.toFixed(2)} MB, ${rate.toFixed(2)} MB/s`,
      times.ours,
      { name: peer.name, times: times.peer },
      said,
    ),
    makeRow(
      `${format}: ${SMALL_FILES} files of ${SMALL_WORDS} words, ${files.toFixed(0)} files/s`,
      times.small,
      { name: peer.name, times: times.peerSmall },
      said,
    ),
    makeRow(
      `${format}: twice the words`,
      times.twice,
      { name: 'once', times: times.ours },
      { target: GROWTH, correct: isRight },
    ),
  ]
}

/** What `job` answers, and how many milliseconds of the processor it took. */
async function spent(job: () => Promise<number>): Promise<{ value: number; time: number }> {
  collectGarbage()
  const before = process.cpuUsage()
  const value = await job()
  const { user, system } = process.cpuUsage(before)
  return { value, time: (user + system) / 1000 }
}

/** How many characters were read. */
async function read(name: string, files: readonly Uint8Array[]): Promise<number> {
  let found = 0
  for (const bytes of files) {
    const parsed = await readFile(name, bytes)
    if (parsed.what === 'text') for (const { text } of parsed.file.blocks) found += text.length
  }
  return found
}

function median(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? Number.NaN
}
