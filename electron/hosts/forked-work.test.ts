import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { bundleForNode } from '../../scripts/bundle-for-node.mjs'
import type { Block } from '../../shared/model/version'
import type { Known } from '../../shared/structure/infer-structure'
import type { StartProgram } from '../apart/start-program'
import { workHere } from '../long-texts/jobs'
import { type WorkRequest, workApart, workProgram } from '../long-texts/work-apart'
import type { Unit } from '../store/check-unit'
import { failureOf } from '../store/testing/failure-of'
import { makeWholeNotebook } from '../store/testing/whole-notebook'
import { temporaryFolder } from '../testing/temporary-folder'
import { forkedProgram } from './forked-program'

let folder = ''
let start: StartProgram<WorkRequest>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sourcebook-worker-'))
  start = forkedProgram(workProgram(await bundleForNode(join(import.meta.dirname, '../worker.ts'), folder)))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function blocksOf(lines: readonly string[]): Block[] {
  return lines.map((text, nth) => ({ id: `b${nth + 1}`, kind: 'paragraph', text, level: null, marks: [] }))
}

/** Two versions of a text that is too long to be worked on here. */
const lines = Array.from(
  { length: 4000 },
  (_, nth) => `Berth ${nth} of the harbour took ${nth * 7} tonnes of salt.`,
)
const long = {
  before: blocksOf(lines),
  after: blocksOf(lines.map((line, nth) => (nth % 50 === 0 ? line.replace('salt', 'coal') : line))),
}

/** Counts the processes, and ends them with the test. */
function counted() {
  const begun: ReturnType<typeof start>[] = []
  const starting: typeof start = (listener) => {
    const program = start(listener)
    begun.push(program)
    return program
  }
  onTestFinished(() => {
    for (const { kill } of begun) kill()
  })
  return { begun, work: workApart(starting) }
}

test('long texts are laid side by side in a process apart, with the same rows as here', async () => {
  const { begun, work } = counted()
  const rows = work('diff', long)
  let turns = 0
  const clock = setInterval(() => (turns += 1), 1)
  expect(await rows).toEqual(await workHere('diff', long))
  clearInterval(clock)
  expect(turns).toBeGreaterThan(0)
  expect(begun.length).toBe(1)
})

test('short ones need no process', async () => {
  const { begun, work } = counted()
  const short = { before: long.before.slice(0, 3), after: long.after.slice(0, 3) }
  expect(await work('diff', short)).toEqual(await workHere('diff', short))
  expect(begun).toEqual([])
})

test('jobs that come at once are each given their own answer', async () => {
  const { begun, work } = counted()
  const back = { before: long.after, after: long.before }
  const [one, other] = await Promise.all([work('diff', long), work('diff', back)])
  expect(one).toEqual(await workHere('diff', long))
  expect(other).toEqual(await workHere('diff', back))
  expect(begun.length).toBe(1)
})

test('when the process breaks down the job is refused in words, and the next one has another process', async () => {
  const { begun, work } = counted()
  const refused = failureOf(work('diff', long))
  begun[0]?.kill()
  expect((await refused).reason).toBe('unavailable')
  expect(await work('diff', long)).toEqual(await workHere('diff', long))
  expect(begun.length).toBe(2)
})

test('a bug in a job is told, and does not end the process', async () => {
  const { begun, work } = counted()
  // No caller can give this.
  const known = null as unknown as Known
  await expect(work('infer', { blocks: long.before, known })).rejects.toThrow(/infer-structure|worker/)
  expect(await work('diff', long)).toEqual(await workHere('diff', long))
  expect(begun.length).toBe(1)
})

/** A notebook, and the units that a look at it looks at. */
async function notebook() {
  const at = join(await temporaryFolder(), 'notebook')
  const whole = await makeWholeNotebook(at)
  const { id } = whole.source.source
  const units: Unit[] = [
    { kind: 'document', path: 'codebook.json', sequence: null },
    {
      kind: 'source',
      place: { id, folder: `sources/${id}` },
      known: [{ file: 'links.json', sequence: 4 }],
    },
  ]
  return { notebook: at, units }
}

describe('files', () => {
  test('are looked at in a process apart, with the same faults as here', async () => {
    const { begun, work } = counted()
    const input = await notebook()
    await writeFile(join(input.notebook, 'codebook.json'), 'no document')
    const found = await work('look', input)
    // What crosses between processes is values, and no longer of a class.
    expect(found).toEqual((await workHere('look', input)).map((look) => ({ ...look })))
    expect(found.map(({ faults }) => faults.map(({ kind }) => kind))).toEqual([['damaged'], ['missing']])
    expect(begun.length).toBe(1)
  })

  test('are not all looked at when it breaks down, which is said in a sentence, and can be looked at again', async () => {
    const { begun, work } = counted()
    const input = await notebook()
    const refused = failureOf(work('look', input))
    begun[0]?.kill()
    const { reason, message } = await refused
    expect(reason).toBe('unavailable')
    expect(message).toMatch(/look at them again\.$/)
    expect(await work('look', input)).toHaveLength(2)
  })
})
