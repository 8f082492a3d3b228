import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expectThat, needTools, onBench, Skip } from './bench.mjs'
import { parseTrace, traceFaults } from './trace.mjs'

const traced =
  'connect,open,openat,creat,write,writev,pwrite64,pwritev,fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat,rmdir,symlink,symlinkat,truncate,chmod,fchmodat'

/** An import seen from below: no connection, no file touched elsewhere, and everything on the disk before the answer. */
export function systemCalls() {
  needTools('strace')
  return onBench((bench) => {
    const { report } = bench.bringIn(bench.article('first', 2_000))
    expectThat(report?.ok === true, 'the article could not be imported to begin with')
    const second = bench.article('second', 20_000)
    const log = join(bench.temporary, 'trace')
    const before = [
      'strace',
      '-ff',
      '-ttt',
      '-T',
      '-y',
      '-qq',
      '-s',
      '400',
      '-e',
      `trace=${traced}`,
      '-o',
      log,
    ]
    const { code, err } = bench.sourcebook(['import', second, '--json'], { before })
    const logs = readdirSync(bench.temporary).filter((name) => name.startsWith('trace.'))
    if (logs.length === 0) throw new Skip('the right to trace a process')
    expectThat(code === 0, `the traced import ended with ${code}: ${err}`)

    const calls = logs.flatMap((name) => parseTrace(readFileSync(join(bench.temporary, name), 'utf8')))
    const faults = traceFaults(calls, {
      notebook: bench.notebook,
      mayWrite: [bench.notebook, bench.settings, bench.temporary],
      caches: [join(bench.notebook, 'catalogue.json')],
    })
    expectThat(faults.length === 0, faults.join('\n'))
  })
}
