import { expect, test } from 'vitest'
import { startBrief } from '../../shared/briefing/edit-brief'
import type { Annotation } from '../../shared/model/annotation'
import type { Brief, BriefBlock, LiveContent } from '../../shared/model/brief'
import { emptyActors, emptyCodebook } from '../../shared/model/codebook'
import { anyExcerpt } from '../../shared/model/excerpts'
import { sampleAnnotation, sampleId, sampleSource, sampleVersion } from '../../shared/testing/samples'
import { evidenceToCheck, evidenceToPrint, gatherEvidence } from './gather-evidence'
import type { SessionContext } from './session-context'

const id = sampleId('s', 1)
const first = sampleVersion(id, ['The port gets nearly €40m.'])
const second = { ...sampleVersion(id, ['Corrected on Monday.', 'The port gets nearly €50m.']), number: 2 }
const old = sampleAnnotation(sampleId('a', 1), first, 'figure', 'nearly €40m')
const corrected = sampleAnnotation(sampleId('a', 2), second, 'figure', 'nearly €50m')

/** A notebook that holds one source in two versions, each with a passage; and which of its files have been read. */
function notebook(damaged: readonly number[] = []) {
  const { details } = sampleSource(id, {})
  const read: string[] = []
  const parts = {
    store: {
      // What a brief names stands where it says, or nowhere.
      locateAnnotation: async () => null,
      library: () => [{ id, ...details }],
      readSource: async () => {
        read.push('source')
        return { details }
      },
      readVersion: async (_source: string, number: number) => {
        read.push(`version ${number}`)
        const version = [first, second].find((each) => each.number === number)
        if (version === undefined || damaged.includes(number)) throw new Error('the file is damaged')
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
  return { context: parts as unknown as SessionContext, read }
}

const passages = [old, corrected].map((each) => ({ source: id, annotation: each.id }))

function briefOf(...content: BriefBlock[]): Brief {
  const brief = startBrief(sampleId('b', 1), 'Who pays', '2025-03-01T09:00:00.000Z')
  return { ...brief, document: { type: 'doc', content } }
}

function excerpt({ id: annotation, target }: Annotation): BriefBlock {
  return { type: 'excerpt', attrs: { source: target.source, annotation, exact: 'words', declined: null } }
}

function figures(seen: LiveContent | null): BriefBlock {
  return { type: 'live', attrs: { view: 'figures', filter: anyExcerpt, caption: null, seen, declined: null } }
}

test('each passage stands in the text of its own version', async () => {
  const brief = briefOf(excerpt(old), excerpt(corrected))
  const evidence = await evidenceToPrint(notebook().context, brief)
  expect(evidence.projectionOf(old).text).toBe('The port gets nearly €40m.')
  expect(evidence.projectionOf(corrected).text).toContain('Corrected on Monday.\n')
})

test('what passages and live blocks say now is known without a look into any source', async () => {
  const { context, read } = notebook()
  const evidence = await gatherEvidence(context, passages, [{ view: 'figures', filter: anyExcerpt }])
  expect(evidence.passing(anyExcerpt)).toEqual([old, corrected])
  expect(read).toEqual([])
})

test('a brief is checked with the texts of the passages that it names, not of those that a live block shows', async () => {
  const { context, read } = notebook()
  await evidenceToCheck(context, briefOf(excerpt(old), figures(null)))
  expect(read).toEqual(['version 1'])
})

test('a brief is printed with the texts that its footnotes lead to, also those of a live block as it was seen', async () => {
  const cited = { words: '€50m', cites: passages.slice(1) }
  const seen = notebook()
  await evidenceToPrint(seen.context, briefOf(figures({ head: [], rows: [{ key: 'x', cells: [cited] }] })))
  expect(seen.read).toEqual(['source', 'version 2'])
  const unseen = notebook()
  await evidenceToPrint(unseen.context, briefOf(figures(null)))
  expect(unseen.read.toSorted()).toEqual(['source', 'version 1', 'version 2'])
})

test('a source whose highlight was deleted keeps its address in the bibliography', async () => {
  const gone = { ...old, id: sampleId('a', 9) }
  const evidence = await evidenceToPrint(notebook().context, briefOf(excerpt(gone)))
  expect(evidence.detailsOf(id)).not.toBeNull()
})

test('a text that cannot be read is told, not taken for one that is gone', async () => {
  const { context } = notebook([2])
  await expect(evidenceToPrint(context, briefOf(excerpt(corrected)))).rejects.toThrow('the file is damaged')
})

test('what passes the filter of a live block is there, each filter on its own', async () => {
  const some = { ...anyExcerpt, text: '€50m' }
  const questions = [anyExcerpt, some].map((filter) => ({ view: 'figures' as const, filter }))
  const evidence = await gatherEvidence(notebook().context, [], questions)
  expect(evidence.passing(anyExcerpt)).toEqual([old, corrected])
  expect(evidence.passing(some)).toEqual([corrected])
  expect(() => evidence.passing({ ...anyExcerpt, text: 'guild' })).toThrow('not gathered')
})

test('a passage of a source that is gone is left out', async () => {
  const gone = { source: sampleId('s', 9), annotation: sampleId('a', 9) }
  const evidence = await gatherEvidence(notebook().context, [gone, ...passages], [])
  expect([...evidence.annotations.keys()].toSorted()).toEqual([old.id, corrected.id])
})
