import { expect, test } from 'vitest'
import type { Hop } from '../model/annotation'
import { actorOf } from './excerpt-columns'
import { chain, courier, figure, guild, okafor } from './testing/harbour'

const outlet = { name: 'Ellery Courier', actor: okafor }

test.each<readonly [string, readonly Hop[], string | null]>([
  ['the last one who is known', chain(outlet, { name: 'the guild', actor: guild }, 'a docker'), guild],
  ['nobody, where only who published it is known', chain(outlet, 'the mayor'), null],
  ['nobody, where nobody else is named', chain(outlet), null],
])('the word of a figure is that of %s', (_, attribution, actor) => {
  const { body } = figure(courier, '€40m', { value: 4e7 }, { attribution: [...attribution] })
  expect(actorOf(body)).toBe(actor)
})
