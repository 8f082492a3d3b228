import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { bundleForNode } from '../bundle-for-node.mjs'
import { expectThat, isSentence, needTools, onBench, Skip } from './bench.mjs'

const DISK_MEGABYTES = 4
const FILLER_BYTES = 1024 * 1024
const ARTICLE_CHARACTERS = 150_000
const SIZES = 25

const project = resolve(import.meta.dirname, '../..')

/** A disk that fills up: refused in words, nothing acknowledged is lost, and with room again all goes on. */
export function diskFull() {
  return onBench((bench) => {
    const disk = mountDisk(bench, `${DISK_MEGABYTES}m`)
    writeFileSync(join(disk, 'filler'), Buffer.alloc(FILLER_BYTES))
    const notebook = join(disk, 'notebook')

    const kept = new Map()
    let refused = null
    for (let number = 1; refused === null; number++) {
      expectThat(number < 100, `${DISK_MEGABYTES} MB took ${number} articles and were never full`)
      const answer = bench.bringIn(bench.article(`part-${number}`, ARTICLE_CHARACTERS), { notebook })
      if (answer.code !== 0) refused = answer
      else kept.set(answer.report.source, bench.ask(['text', answer.report.source], { notebook }).text)
    }
    expectThat(kept.size > 0, `the first import was refused: ${refused.said}`)
    expectThat(refused.code === 1, `a full disk ended the command with ${refused.code}: ${refused.said}`)
    expectThat(isSentence(refused.said), `a full disk was not said in words: ${refused.said}`)
    expectThat(
      /full|space|room/i.test(refused.said),
      `the words do not say that the disk is full: ${refused.said}`,
    )

    expectKept(bench, notebook, kept)
    rmSync(join(disk, 'filler'))
    const again = bench.bringIn(bench.article('with-room', ARTICLE_CHARACTERS), { notebook })
    expectThat(again.code === 0, `with room again it was still refused: ${again.said}`)
    kept.set(again.report.source, bench.ask(['text', again.report.source], { notebook }).text)
    const place = ['--kind', 'claim', '--start', '4', '--end', '10']
    const { id } = bench.ask(['annotate', again.report.source, ...place], { notebook })
    expectKept(bench, notebook, kept)
    expectThat(
      bench.ask(['annotations'], { notebook }).some((annotation) => annotation.id === id),
      'an annotation made with room again is not there',
    )
  })
}

/** Disks of many sizes fill up under a store that is at work: the part R4 of the torture, with its canaries. */
export function disksFull() {
  return onBench(async (bench) => {
    mountDisk(bench, '64k')
    const told = await runProgram('tests/torture/run.ts', ['vite'], {
      part: 'R4',
      seed: Date.now(),
      count: SIZES,
      seconds: 600,
      canaries: true,
    })
    const { runs, failures } = told.slice
    const broken = failures.map(({ seed, what }) => `seed ${seed}: ${what}`)
    expectThat(broken.length === 0, broken.join('\n'))
    expectThat(runs === SIZES, `${runs} of ${SIZES} sizes were tried`)
    for (const { name, seen } of told.canaries) expectThat(seen, `it was not seen that ${name}`)
  })
}

/** What a person types while the disk is full stays on the screen letter by letter, and the same window saves it with room again. */
export function diskFullInWindow() {
  return onBench(async (bench) => {
    mountDisk(bench, '64k')
    const { faults } = await runProgram('tests/torture/full-disk-window.ts', ['playwright-core'])
    expectThat(faults.length === 0, faults.join('\n'))
  })
}

/** Mounts a disk of this size, and ends the check as skipped where that is not allowed. */
function mountDisk(bench, size) {
  needTools('mount', 'umount')
  const disk = join(bench.folder, 'disk')
  mkdirSync(disk)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk])
  if (mounted.status !== 0) throw new Skip('the right to mount a tmpfs')
  bench.afterwards(() => spawnSync('umount', [disk]))
  return disk
}

/** Runs a program of the tests to its end; answers the last line of JSON that it printed. */
async function runProgram(entry, external, asked) {
  // From there the paths in the driver of the journeys lead to the project, as they do from where it lies.
  const folder = resolve(project, 'node_modules/.cache')
  const program = await bundleForNode(resolve(project, entry), folder, external)
  const line = asked === undefined ? [program] : [program, JSON.stringify(asked)]
  const { stdout, stderr } = spawnSync(process.execPath, line, { cwd: project, encoding: 'utf8' })
  const last = stdout.trim().split('\n').at(-1) ?? ''
  expectThat(last.startsWith('{'), `${entry} did not come to its end: ${stderr}`)
  return JSON.parse(last)
}

/** The notebook holds the acknowledged sources, word for word, and no others. */
function expectKept(bench, notebook, kept) {
  const listed = bench.ask(['sources'], { notebook }).map(({ id }) => id)
  const missing = [...kept.keys()].filter((id) => !listed.includes(id))
  expectThat(missing.length === 0, `acknowledged and gone: ${missing.join(', ')}`)
  expectThat(
    listed.length === kept.size,
    `${listed.length} sources are listed, ${kept.size} were acknowledged`,
  )
  for (const [id, text] of kept) {
    expectThat(bench.ask(['text', id], { notebook }).text === text, `the text of ${id} changed`)
  }
}
