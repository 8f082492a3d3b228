import { setImmediate } from 'node:timers'
import { expect, test } from 'vitest'
import { emptyActors, emptyCodebook } from '../../shared/model/codebook'
import { anyExcerpt } from '../../shared/model/excerpts'
import { countingIds, sampleAnnotation, samplePorts, sampleSource } from '../store/testing/samples'
import { excerptTableOf } from './excerpt-table-of'

const ports = samplePorts()
const sample = sampleSource(ports, 'Quays')
const newId = countingIds(50_000)

/** As much of a session as a table is made from. */
function notebookOf(count: number): Parameters<typeof excerptTableOf>[0] {
  const annotation = sampleAnnotation(ports, sample)
  const all = Array.from({ length: count }, () => ({ ...annotation, id: newId('a') }))
  const books = { codebook: emptyCodebook, actors: emptyActors }
  const sources: [] = []
  // Nothing else of the two is asked for.
  return {
    store: { library: () => sources },
    annotations: { all: async () => all, books: async () => books },
  } as unknown as Parameters<typeof excerptTableOf>[0]
}

/** How often others had their turn before the job was done. */
async function turnsUntil(job: Promise<unknown>): Promise<number> {
  let turns = 0
  let isDone = false
  const turn = () => {
    turns += 1
    if (!isDone) setImmediate(turn)
  }
  setImmediate(turn)
  await job.finally(() => {
    isDone = true
  })
  return turns
}

test('other calls are answered while the words of many excerpts are made ready, and only the first time', async () => {
  const notebook = notebookOf(2500)
  const words = { ...anyExcerpt, text: 'harbour' }
  expect(await turnsUntil(excerptTableOf(notebook, anyExcerpt))).toBe(0)
  expect(await turnsUntil(excerptTableOf(notebook, words))).toBeGreaterThanOrEqual(2)
  expect(await turnsUntil(excerptTableOf(notebook, words))).toBe(0)
  expect((await excerptTableOf(notebook, words)).passing(words)).toHaveLength(2500)
})
