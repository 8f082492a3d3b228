import { expect, test } from 'vitest'
import { AnnotationBody } from './annotation'
import { inPlaceOf } from './in-place-of'
import { Structure } from './structure'

const hop = { role: 'speaker', actor: null, asWritten: 'Ilse Berg', anonymous: false } as const
const other = { ...hop, asWritten: 'the board' }
const figure = {
  kind: 'figure',
  asWritten: '12 quays',
  quantity: { value: 12, upper: null, unit: 'quays', bound: 'exact', approximate: false },
  measure: null,
  scope: null,
  asOf: null,
  attribution: [hop, other],
} as const satisfies AnnotationBody

/** A body that is there, in which a later version added fields everywhere. */
const there = {
  addedLater: 1,
  ...figure,
  quantity: { ...figure.quantity, addedLater: 2 },
  attribution: [
    { ...hop, addedLater: 3 },
    { ...other, addedLater: { by: [4] } },
  ],
}

const [first, second] = there.attribution

test('what is given as it was there is as it was there, byte for byte', () => {
  expect(JSON.stringify(inPlaceOf(AnnotationBody, there, figure))).toBe(JSON.stringify(there))
})

test('what nobody added to is as it is given', () => {
  const given = { ...figure, scope: 'the old harbour' }
  expect(inPlaceOf(AnnotationBody, figure, given)).toBe(given)
})

test.each<[string, Partial<typeof figure> | object, object]>([
  ['a field', { scope: 'the old harbour' }, { scope: 'the old harbour' }],
  [
    'a field within a field',
    { quantity: { ...figure.quantity, value: 13 } },
    { quantity: { ...there.quantity, value: 13 } },
  ],
  ['a value that is taken away', { quantity: null }, { quantity: null }],
  ['the order of a list', { attribution: [other, hop] }, { attribution: [second, first] }],
  [
    'an entry of a list',
    { attribution: [{ ...hop, anonymous: true }, other] },
    { attribution: [{ ...first, anonymous: true }, second] },
  ],
  ['an entry that is gone', { attribution: [other] }, { attribution: [second] }],
  [
    'an entry that came',
    { attribution: [{ ...hop, asWritten: 'a clerk' }, hop, other] },
    { attribution: [{ ...hop, asWritten: 'a clerk' }, first, second] },
  ],
])('%s is as it is given, and what a later version added stays where it was', (_, given, expected) => {
  // Each of the cases gives fields of a figure.
  const wanted = { ...figure, ...given } as AnnotationBody
  expect(inPlaceOf(AnnotationBody, there, wanted)).toEqual({ ...there, ...expected })
})

test('a list of which nobody can tell which entry became which is as it is given', () => {
  const given = { ...figure, attribution: [{ ...hop, asWritten: 'a clerk' }] }
  expect(inPlaceOf(AnnotationBody, there, given)).toEqual({ ...there, attribution: given.attribution })
})

const stretch = (from: string, to: string, later = {}) =>
  ({ kind: 'frame', from, to, origin: 'inferred', evidence: null, ...later }) as Structure['marks'][number]
const overlay = (...marks: Structure['marks']): Structure => ({ version: 1, marks })
const added = { addedLater: 1 }

test('a mark that ends elsewhere is the same mark, one that begins elsewhere or is of another kind is another', () => {
  const marks = overlay(stretch('b1', 'b4', added), stretch('b7', 'b7', added))
  const { origin, evidence } = stretch('b1', 'b2')
  const heading = {
    kind: 'heading',
    from: 'b7',
    to: 'b7',
    origin,
    evidence,
    level: 2,
  } as Structure['marks'][number]
  const given = overlay(stretch('b1', 'b2'), stretch('b4', 'b4'), heading)
  expect(inPlaceOf(Structure, marks, given)).toEqual(
    overlay(stretch('b1', 'b2', added), stretch('b4', 'b4'), heading),
  )
})

const repeat = (later: object) =>
  ({
    kind: 'repeat',
    from: 'b5',
    to: 'b6',
    origin: 'hand',
    evidence: null,
    of: 'b1',
    ...later,
  }) as Structure['marks'][number]

test('a known field that may be absent goes where it is not given', () => {
  expect(inPlaceOf(Structure, overlay(repeat({ ofTo: 'b2', ...added })), overlay(repeat({})))).toEqual(
    overlay(repeat(added)),
  )
})
