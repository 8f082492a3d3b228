import { expect, test } from 'vitest'
import { chain, claim, courier, figure, guild, okafor, position } from '../comparison/testing/harbour'
import { speakerIn } from './speaker'

const outlet = { name: 'Ellery Courier', actor: okafor }
const named = (written: string | null) => ({ actor: null, written })
const speaker = { name: 'the guild', actor: guild }

test.each([
  ['the speaker', chain(outlet, speaker), { actor: guild, written: null }],
  ['the last speaker', [...chain(outlet, speaker), ...chain(outlet, 'a docker').slice(1)], named('a docker')],
  ['a speaker without an entry, as it is written', chain(outlet, ' the mayor '), named('the mayor')],
  ['nobody, where only who published it is known', chain(outlet), named(null)],
  ['nobody, where only another outlet is cited', chain(outlet, speaker, 'x').slice(0, 2), named(null)],
] as const)('the word of a figure is that of %s', (_, attribution, expected) => {
  const { body } = figure(courier, '€40m', { value: 4e7 }, { attribution: [...attribution] })
  expect(speakerIn(body)).toEqual(expected)
})

test('a position is of its holder, whoever tells of it; without one, of who tells of it', () => {
  const attribution = chain(outlet, speaker)
  expect(speakerIn(position(courier, 'x', { actor: okafor, attribution }).body).actor).toBe(okafor)
  expect(speakerIn(position(courier, 'x', { actor: null, attribution }).body).actor).toBe(guild)
  expect(speakerIn(claim(courier, 'x', { attribution }).body).actor).toBe(guild)
})
