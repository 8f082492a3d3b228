import { expect, test } from 'vitest'
import { z } from 'zod'
import { asRead, parseKnown } from './known-fields'

const Hop = z.strictObject({
  name: z.string().min(1),
  span: z.strictObject({ start: z.int(), end: z.int() }),
})
const Chain = z
  .strictObject({ id: z.string(), hops: z.array(Hop) })
  .refine(({ id }) => id !== '', 'it has no id')
const hop = { name: 'Ilse', span: { start: 1, end: 2 } }
const chain = { id: 'x', hops: [hop, hop] }

test.each<[string, unknown]>([
  ['at the top', { ...chain, later: 1 }],
  ['in an entry of a list', { ...chain, hops: [hop, { ...hop, later: { by: [1] } }] }],
  [
    'one within another',
    { later: 1, id: 'x', hops: [{ later: 2, ...hop, span: { later: 3, ...hop.span } }, hop] },
  ],
  [
    'named like what every object has',
    JSON.parse(
      `{"__proto__":1,"id":"x","hops":[${JSON.stringify(hop)},{"toString":1,"name":"Ilse","span":{"start":1,"end":2}}]}`,
    ),
  ],
])('what the schema does not know is taken away: %s', (_, raw) => {
  const before = structuredClone(raw)
  expect(parseKnown(Chain, raw).data).toEqual(chain)
  expect(raw).toEqual(before)
})

test('what the schema knows must be as it says, whatever else is there', () => {
  expect(parseKnown(Chain, { ...chain, hops: [{ ...hop, name: '', later: 1 }] }).success).toBe(false)
  expect(parseKnown(Chain, { ...chain, id: '', later: 1 }).success).toBe(false)
  expect(parseKnown(Chain, { later: 1, id: 'x' }).success).toBe(false)
  expect(parseKnown(Chain, null).success).toBe(false)
})

const Asked = z.strictObject({
  chain: asRead(Chain),
  note: z.string().optional(),
  other: asRead(Hop).optional(),
})

test('only within a part that is given as it was read is an unknown field passed over', () => {
  expect(Asked.parse({ chain: { ...chain, later: 1 } })).toEqual({ chain })
  expect(Asked.safeParse({ chain, later: 1 }).error?.issues).toMatchObject([
    { code: 'unrecognized_keys', path: [], keys: ['later'] },
  ])
})

const fault = (input: unknown) => Asked.safeParse(input).error?.issues.map(({ path }) => path.join('.'))

test('a fault in such a part is told with its place', () => {
  expect(fault({ chain: { id: 'x', hops: [{ ...hop, name: '', later: 1 }] } })).toContain('chain.hops.0.name')
  expect(fault({})).toEqual(['chain'])
})
