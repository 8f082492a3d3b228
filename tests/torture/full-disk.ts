import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, rm, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createNotebook } from '../../electron/store/create-notebook'
import { realFileSystem } from '../../electron/store/file-system'
import type { NotebookStore } from '../../electron/store/notebook-store'
import { openNotebook } from '../../electron/store/open-notebook'
import { samplePorts } from '../../electron/store/testing/samples'
import { Failure } from '../../shared/contract/failure'
import { type Contents, compare, contentsOf, straysAmong, withEffect } from './model'
import { makeRuns, type Order, type Outcome, type Part, type Run } from './part'
import { plantedCanaries } from './planted'
import { Random } from './random'
import { newContents, nextStep } from './workload'

const SMALLEST_KB = 4
const LARGEST_KB = 1000
/** So much is in the way until the disk is freed. */
const FILLER_KB = 400
const REFUSALS = 12
const CHANGES_AFTERWARDS = 15

const MODULE = 'tests/torture/full-disk.ts'

/** A disk that is really full: a tmpfs of every size. Only the superuser can mount one. */
export const fullDisk: Part = {
  id: 'R4',
  name: 'a disk that fills up',
  promise:
    'On a full disk no change is called saved that is not, every refusal says in a sentence that the disk is full, nothing acknowledged is lost, and with room again the same open notebook saves.',
  counts: { short: 25, long: 300 },
  made: [MODULE],
  missing: () => (process.getuid?.() === 0 ? null : 'the superuser, who alone can mount a disk'),
  run,
  canaries: plantedCanaries(MODULE, [
    {
      name: 'how much of a file was written is not looked at',
      runs: 'run',
      count: 60,
      plant: {
        file: 'electron/store/durable-file.ts',
        find: `      if (count <= 0) throw new DiskError('EIO', \`no byte of \${path} was written\`)
      written += count
    }
    const stamp = await file.stamp()
    if (stamp.size !== BigInt(bytes.length)) throw new DiskError('EIO', \`\${path} has the wrong size\`)
`,
        replacement: `      written = bytes.length + count
    }
    const stamp = await file.stamp()
`,
      },
    },
  ]),
}

export async function run(order: Order): Promise<Outcome> {
  const home = await mkdtemp(join(tmpdir(), 'sourcebook-full-'))
  try {
    return await makeRuns(order, async (seed) => {
      const random = new Random(seed)
      const size = SMALLEST_KB + random.below(LARGEST_KB - SMALLEST_KB)
      const options = ['-t', 'tmpfs', '-o', `size=${FILLER_KB + size}k`, 'tmpfs', home]
      execFileSync('mount', options, { stdio: 'pipe' })
      try {
        const { broken, figures } = await fillAndFree(home, random)
        return { broken: broken.map((fault) => `${size} kB: ${fault}`), figures: figures ?? {} }
      } finally {
        execFileSync('umount', [home])
      }
    })
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

async function fillAndFree(disk: string, random: Random): Promise<Run> {
  const filler = join(disk, 'filler')
  await writeFile(filler, Buffer.alloc(FILLER_KB * 1024))
  const folder = join(disk, 'Harbour')
  const ports = samplePorts()
  const faults: string[] = []
  try {
    await createNotebook(folder, 'Harbour', ports)
  } catch (error) {
    const fault = wrongRefusal(error)
    if (fault !== null) faults.push(`making the notebook ${fault}`)
    await rm(filler)
    await createNotebook(folder, 'Harbour', ports)
    await writeFile(filler, Buffer.alloc((FILLER_KB / 2) * 1024))
  }
  const figures = { 'changes saved': 0, 'changes refused': 0, 'changes saved with room again': 0 }
  let acknowledged: Contents = newContents

  let store = await openNotebook(folder, samplePorts({ firstId: 1_000_000 }))
  for (let refused = 0; refused < REFUSALS; ) {
    const step = nextStep(acknowledged, random, ports)
    try {
      await step.make(store)
      acknowledged = withEffect(acknowledged, step.effect)
      figures['changes saved'] += 1
    } catch (error) {
      refused += 1
      figures['changes refused'] += 1
      const fault = wrongRefusal(error)
      if (fault !== null) faults.push(`“${step.what}” ${fault}`)
    }
  }
  const { bavail, bsize } = await statfs(disk)
  const full = `with ${bavail * bsize} bytes free`
  faults.push(...(await differences(store, acknowledged)).map((fault) => `${full} in memory: ${fault}`))
  if (random.oneIn(2)) {
    // Whoever closes and opens it on the full disk can still read all of it.
    await store.close()
    store = await openNotebook(folder, samplePorts({ firstId: 2_000_000 }))
    faults.push(...(await differences(store, acknowledged)).map((fault) => `${full}, opened anew: ${fault}`))
    if (store.readOnly !== null) {
      if (store.readOnly.reason !== 'disk-full') faults.push(`opened for reading: ${store.readOnly.message}`)
      await rm(filler)
      await store.close()
      store = await openNotebook(folder, samplePorts({ firstId: 3_000_000 }))
    }
  }

  await rm(filler, { force: true })
  for (let change = 0; change < CHANGES_AFTERWARDS; change++) {
    const step = nextStep(acknowledged, random, ports)
    await step.make(store)
    acknowledged = withEffect(acknowledged, step.effect)
    figures['changes saved with room again'] += 1
  }
  await store.close()
  const again = await openNotebook(folder, samplePorts({ firstId: 4_000_000 }))
  faults.push(...(await differences(again, acknowledged)).map((fault) => `in the end: ${fault}`))
  await again.close()
  const left = straysAmong(await readdir(folder, { recursive: true }))
  if (left.length > 0) faults.push(`left behind: ${left.join(', ')}`)
  return { broken: faults, figures }
}

function wrongRefusal(error: unknown): string | null {
  if (!(error instanceof Failure)) {
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return `was not refused in words: ${said}`
  }
  if (error.reason !== 'disk-full') return `was refused for another reason: ${error.message}`
  return /^[A-Z].{20,}\.$/.test(error.message) ? null : `was refused in no sentence: ${error.message}`
}

async function differences(store: NotebookStore, acknowledged: Contents): Promise<readonly string[]> {
  const { contents, misfits } = await contentsOf(store, realFileSystem)
  return [...compare(contents, acknowledged, null).faults, ...misfits]
}
