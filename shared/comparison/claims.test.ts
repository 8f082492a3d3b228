import { expect, test } from 'vitest'
import type { AttributionChain } from '../model/annotation'
import { ClaimComparison, type IssueClaims } from '../model/comparison'
import { compareClaims } from './claims'
import { chain, claim, courier, digest, fund, guards, okafor, press, sources } from './testing/harbour'

/** Claims about one issue with these chains. */
function claimed(...chains: readonly AttributionChain[]): IssueClaims {
  const claims = chains.map((attribution) => claim(courier, 'no guards', { attribution }))
  const [only] = compareClaims(claims, sources).issues
  if (only === undefined) throw new Error('the claims have an issue')
  return only
}

test('claims stand by issue, the unassigned last, and by the date of their source', () => {
  const undated = claim(digest, 'c', {})
  const later = claim(courier, 'b', {})
  const earlier = claim(press, 'a', {})
  const other = claim(courier, 'd', { issue: fund })
  const loose = [claim(courier, 'e', { issue: null }), claim(courier, 'f', { issue: null })]
  const comparison = compareClaims([...loose, undated, other, later, earlier], sources)
  expect(comparison.issues.map(({ issue }) => issue)).toEqual([guards, fund, null])
  expect(comparison.issues[0]?.claims.map(({ annotation }) => annotation)).toEqual([
    earlier.id,
    later.id,
    undated.id,
  ])
  expect(comparison.issues[0]?.outlets).toBe(3)
  expect(ClaimComparison.parse(comparison)).toEqual(comparison)
})

test.each([
  ['two who are named', [chain('Courier', 'Okafor'), chain('Press', 'Ndiaye')], ['Okafor', 'Ndiaye']],
  ['one who is named twice', [chain('Courier', 'Okafor'), chain('Press', 'AGENCY', 'okafor ')], ['Okafor']],
  ['an outlet that another cites', [chain('Gazette', 'Courier', 'x').slice(0, 2)], ['Courier']],
  [
    'one actor under two names',
    [
      chain('Courier', { name: 'the mayor', actor: okafor }),
      chain('Press', { name: 'Ines Okafor', actor: okafor }),
      chain('Digest', 'The Mayor'),
    ],
    ['the mayor'],
  ],
  [
    'all who are anonymous, once',
    [
      chain('Gazette', 'Courier', '?people close to the town'),
      chain('Press', '?two officials'),
      chain('Press', 'Okafor'),
    ],
    [null, 'Okafor'],
  ],
  [
    'the one with most claims first',
    [chain('A', 'Ndiaye'), chain('B', 'Okafor'), chain('C', 'Okafor')],
    ['Okafor', 'Ndiaye'],
  ],
  ['no chain at all', [[]], []],
  ['an outlet that names nobody', [chain('Courier')], []],
] as const)('origins: %s', (_, chains, names) => {
  expect(claimed(...chains.map((each) => [...each])).origins.map(({ name }) => name)).toEqual(names)
})

test('each origin says which claims rest on it', () => {
  const { claims, origins } = claimed(chain('A', 'Okafor'), chain('B', 'Ndiaye'), chain('C', 'Okafor'), [])
  const ids = claims.map(({ annotation }) => annotation)
  expect(origins).toEqual([
    { actor: null, name: 'Okafor', claims: [ids[0], ids[2]] },
    { actor: null, name: 'Ndiaye', claims: [ids[1]] },
  ])
})

function stated(certainty: 'asserted' | 'denied' | null) {
  return claim(courier, 'x', { certainty })
}

test('certainties that occur are named, the most frequent first', () => {
  const { issues } = compareClaims(
    [stated('denied'), stated(null), stated('asserted'), stated('asserted')],
    sources,
  )
  expect(issues[0]?.certainties).toEqual(['asserted', 'denied'])
})
