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
  const found = await surroundingsOf(context, evidenceOf(strike === undefined ? [] : [strike]))
  expect(found.claims).toEqual([passages[5], passages[8]])
  expect(found.actors).toEqual(actors.slice(1))
})
