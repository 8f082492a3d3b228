import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { expectThat, needTools, onBench, Skip } from './bench.mjs'

/** What a save asks the system for, and what nothing else in a command does. */
const calls = { annotate: ['fsync', 'rename', 'link', 'unlink', 'mkdir'], import: ['rename'] }
/** A command makes a backup when it ends, which takes many calls that are alike: all of the first are tried, and fewer of the later ones. */
const EACH = 4
const MOST = 1000

/** A command that is killed when it enters a system call, for each that it makes: its change is whole or absent, and the next command finds all else. */
export function killedAtSystemCalls() {
  needTools('strace')
  return onBench((bench) => {
    const { report } = bench.bringIn(bench.article('first', 2_000))
    expectThat(report?.ok === true, 'the article could not be imported to begin with')
    const kept = []
    const annotate = (memo) => {
      const place = ['--start', '4', '--end', '10', '--memo', memo]
      return ['annotate', report.source, '--kind', 'claim', ...place]
    }
    let kills = 0
    for (const [command, its] of Object.entries(calls))
      for (const call of its)
        for (let nth = 1; ; nth = nth < EACH ? nth + 1 : nth * 2) {
          expectThat(nth < MOST, `${command} never ended of itself with ${call} ${nth}`)
          const name = `${command}-${call}-${nth}`
          const line = command === 'annotate' ? annotate(name) : ['import', bench.article(name, 1_000)]
          const before = ['strace', '-f', '-qq', '-o', '/dev/null', '-e', `trace=${call}`]
          before.push('-e', `inject=${call}:signal=SIGKILL:when=${nth}`)
          // All calls to the disk come from one thread, since they are counted for each.
          before.push('env', 'UV_THREADPOOL_SIZE=1')
          const { code, err } = bench.sourcebook(line, { before })
          if (code !== null && code !== 0 && code !== 137) {
            if (/ptrace|PTRACE|not permitted/.test(err)) throw new Skip('the right to trace a process')
            expectThat(false, `${name} ended with ${code}: ${err}`)
          }
          const whole = code === 0
          if (whole) kept.push(name)
          else kills += 1
          expectSound(bench, annotate, { name, whole, kept })
          if (whole) break
        }
    expectThat(kills > 15, `only ${kills} commands were killed`)
  })
}

/** The next command that writes finds what was saved, the change that was cut short whole or absent, and leaves nothing else. */
function expectSound(bench, annotate, { name, whole, kept }) {
  const after = `after-${name}`
  bench.ask(annotate(after))
  kept.push(after)
  const memos = bench.ask(['annotations']).map(({ memo }) => memo)
  const titles = name.startsWith('import') ? bench.ask(['sources']).map(({ title }) => title) : []
  const found = [...memos, ...titles.map((title) => / part (\S+)$/.exec(title)?.[1] ?? title)]
  const lost = kept.filter((each) => !found.includes(each))
  expectThat(lost.length === 0, `${name}: acknowledged and gone: ${lost.join(', ')}`)
  if (!whole && found.includes(name)) kept.push(name)
  const others = found.filter((each) => !kept.includes(each) && each !== 'first')
  expectThat(others.length === 0, `${name}: nobody saved ${others.join(', ')}`)
  const strays = readdirSync(bench.notebook, { recursive: true }).filter((path) =>
    /\.tmp$|^\.incoming-|^lock|^redo\.json$/.test(basename(path)),
  )
  expectThat(strays.length === 0, `${name}: left behind: ${strays.join(', ')}`)
}
