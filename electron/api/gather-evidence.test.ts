import { expect, test } from 'vitest'
import { emptyActors, emptyCodebook } from '../../shared/model/codebook'
import { anyExcerpt } from '../../shared/model/excerpts'
import { sampleAnnotation, sampleId, sampleSource, sampleVersion } from '../../shared/testing/samples'
import { gatherEvidence } from './gather-evidence'
import type { SessionContext } from './session-context'

const id = sampleId('s', 1)
const first = sampleVersion(id, ['The port gets nearly €40m.'])
const second = { ...sampleVersion(id, ['Corrected on Monday.', 'The port gets nearly €50m.']), number: 2 }
const old = sampleAnnotation(sampleId('a', 1), first, 'figure', 'nearly €40m')
const corrected = sampleAnnotation(sampleId('a', 2), second, 'figure', 'nearly €50m')

/** A notebook that holds one source in two versions, each with a passage. */
function contextOf(versions: readonly number[] = []): SessionContext {
  const { details } = sampleSource(id, {})
  const read: number[] = []
  const parts = {
    store: {
      library: () => [{ id, ...details }],
      readSource: async () => ({ details }),
      readVersion: async (_source: string, number: number) => {
        read.push(number)
        const version = [first, second].find((each) => each.number === number)
        if (version === undefined || versions.includes(number)) throw new Error('the file is damaged')
        return version
      },
    },
    annotations: {
      of: async () => [old, corrected],
      all: async () => [old, corrected],
      books: async () => ({ codebook: emptyCodebook, actors: emptyActors }),
    },
  }
  // All that evidence is gathered from.
  return parts as unknown as SessionContext
}

const passages = [old, corrected].map((each) => ({ source: id, annotation: each.id }))

test('each passage stands in the text of its own version', async () => {
  const evidence = await gatherEvidence(contextOf(), passages, [])
  expect(evidence.projectionOf(old).text).toBe('The port gets nearly €40m.')
  expect(evidence.projectionOf(corrected).text).toContain('Corrected on Monday.\n')
})

test('a text that nothing asked for is not read', async () => {
  const evidence = await gatherEvidence(contextOf([2]), passages.slice(0, 1), [])
  expect([...evidence.annotations.keys()]).toEqual([old.id])
})

test('a text that cannot be read is told, not taken for one that is gone', async () => {
  await expect(gatherEvidence(contextOf([2]), passages, [])).rejects.toThrow('the file is damaged')
})

test('what passes the filter of a live block is there with its text, each filter on its own', async () => {
  const both = { view: 'figures' as const, filter: anyExcerpt }
  const some = { view: 'figures' as const, filter: { ...anyExcerpt, text: '€50m' } }
  const evidence = await gatherEvidence(contextOf(), [], [both, some])
  expect(evidence.passing(anyExcerpt)).toEqual([old, corrected])
  expect(evidence.passing({ ...anyExcerpt, text: '€50m' })).toEqual([corrected])
  expect(evidence.projectionOf(corrected).text).toContain('€50m')
  expect(() => evidence.passing({ ...anyExcerpt, text: 'guild' })).toThrow('not gathered')
})

test('a passage of a source that is gone is left out', async () => {
  const gone = { source: sampleId('s', 9), annotation: sampleId('a', 9) }
  const evidence = await gatherEvidence(contextOf(), [gone, ...passages], [])
  expect([...evidence.annotations.keys()].toSorted()).toEqual([old.id, corrected.id])
})
