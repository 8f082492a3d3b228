import { expect, test } from 'vitest'
import type { Annotation } from '../model/annotation'
import { isComplete } from './is-complete'
import { chain, claim, courier, damage, figure, position } from './testing/harbour'

const fifty = { value: 50 }

test.each<[string, Annotation, boolean]>([
  ['a figure with quantity and measure', figure(courier, '€50', fifty, { measure: damage }), true],
  ['a figure without a measure', figure(courier, '€50', fifty), false],
  ['a figure that was not understood', figure(courier, 'a lot', null, { measure: damage }), false],
  ['a position with actor, issue and stance', position(courier, 'x', { stance: 'mixed' }), true],
  ['a position without a stance', position(courier, 'x', {}), false],
  ['a position without an actor', position(courier, 'x', { stance: 'mixed', actor: null }), false],
  ['a position without an issue', position(courier, 'x', { stance: 'mixed', issue: null }), false],
  ['a claim with issue and chain', claim(courier, 'x', { attribution: chain('Courier') }), true],
  ['a claim without a chain', claim(courier, 'x', {}), false],
  ['a claim without an issue', claim(courier, 'x', { issue: null, attribution: chain('Courier') }), false],
])('%s', (_, { body }, expected) => {
  expect(isComplete(body)).toBe(expected)
})
