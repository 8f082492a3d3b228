import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expectThat, isSentence, needTools, onBench, Skip } from './bench.mjs'

/** A notebook on a disk that takes no writing: readable as ever, and a change is refused in words. */
export function diskReadOnly() {
  return onBench((bench) => {
    const { report } = bench.bringIn(bench.article('first', 2_000))
    expectThat(report?.ok === true, 'the article could not be imported to begin with')
    const text = bench.ask(['text', report.source]).text
    const notebook = process.getuid?.() === 0 ? boundReadOnly(bench) : withoutRights(bench)

    const imported = bench.bringIn(bench.article('second', 2_000), { notebook })
    expectRefused('import', imported.code, imported.said)
    const place = ['--kind', 'figure', '--start', '4', '--end', '10']
    const annotated = bench.sourcebook(['annotate', report.source, ...place], { notebook })
    expectRefused('annotate', annotated.code, annotated.err)

    expectThat(bench.ask(['sources'], { notebook }).length === 1, 'the sources cannot be listed any more')
    expectThat(
      bench.ask(['text', report.source], { notebook }).text === text,
      'the text cannot be read any more',
    )
  })
}

function expectRefused(command, code, said) {
  expectThat(code === 1, `${command} on a read-only notebook ended with ${code}: ${said}`)
  expectThat(isSentence(said), `${command} on a read-only notebook was not refused in words: ${said}`)
  expectThat(
    /only be read|read-only|permission|not allowed/i.test(said),
    `the words do not say that it cannot be written: ${said}`,
  )
}

/** Permissions do not bind the superuser, so the folder is mounted a second time, read-only. */
function boundReadOnly(bench) {
  needTools('mount', 'umount')
  const second = join(bench.folder, 'second')
  mkdirSync(second)
  if (spawnSync('mount', ['--bind', bench.notebook, second]).status !== 0)
    throw new Skip('the right to mount a folder')
  bench.afterwards(() => spawnSync('umount', [second]))
  if (spawnSync('mount', ['-o', 'remount,ro,bind', second]).status !== 0)
    throw new Skip('the right to mount read-only')
  return second
}

function withoutRights(bench) {
  const paths = [
    bench.notebook,
    ...readdirSync(bench.notebook, { recursive: true }).map((name) => join(bench.notebook, name)),
  ]
  const change = (folder, file) => {
    for (const path of paths) chmodSync(path, statSync(path).isDirectory() ? folder : file)
  }
  change(0o555, 0o444)
  bench.afterwards(() => change(0o755, 0o644))
  return bench.notebook
}
