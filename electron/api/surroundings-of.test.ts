import { expect, test } from 'vitest'
import { around, evidenceOf, passages } from '../../shared/briefing/checks/testing/harbour-notebook'
import { emptyActors, emptyCodebook } from '../../shared/model/codebook'
import { surroundingsOf } from './surroundings-of'

const actors = around.actors.map((actor, index) => ({
  ...actor,
  description: '',
  gone: index === 0 ? { into: null } : null,
}))
const context = {
  annotations: {
    all: () => Promise.resolve(passages),
    books: () => Promise.resolve({ codebook: emptyCodebook, actors: { ...emptyActors, actors } }),
  },
}

test('a brief is held against all claims on the issues of its own claims, and against actors in use', async () => {
  const [, , , , , strike] = passages
  if (strike === undefined) throw new Error('there is a sixth passage')
  const attrs = { source: strike.target.source, annotation: strike.id, exact: 'words', declined: null }
  const named = { type: 'doc' as const, content: [{ type: 'excerpt' as const, attrs }] }
  // What its live blocks show is in the evidence too.
  const found = await surroundingsOf(context, named, evidenceOf(passages))
  expect(found.claims).toEqual([passages[5], passages[8]])
  expect(found.actors).toEqual(actors.slice(1))
})
