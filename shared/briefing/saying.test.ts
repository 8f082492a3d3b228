import { expect, test } from 'vitest'
import type { Hop } from '../model/annotation'
import { sayingWords } from './saying'

const hop = (role: Hop['role'], asWritten: string, more: Partial<Hop> = {}): Hop => ({
  role,
  asWritten,
  actor: null,
  anonymous: false,
  ...more,
})
const okafor = 'p-0000000000000001'
const nameOf = (id: string | null) => (id === okafor ? 'Ines Okafor' : null)
const outlet = hop('outlet', 'The Gazette')
const courier = hop('cited-outlet', 'the Ellery Courier')

test.each([
  ['nobody', [], 'no speaker named'],
  ['an outlet alone, which may have it from anyone', [outlet], 'no speaker named'],
  [
    'a speaker by the name of the codebook',
    [outlet, hop('speaker', 'the mayor', { actor: okafor })],
    'Ines Okafor',
  ],
  [
    'one who is not named',
    [outlet, hop('speaker', 'an official', { anonymous: true })],
    'an official, unnamed',
  ],
  [
    'a speaker through an outlet that was cited',
    [outlet, courier, hop('speaker', 'Tomas Reyl')],
    'Tomas Reyl, via the Ellery Courier',
  ],
  ['a cited outlet that names nobody', [outlet, courier], 'the Ellery Courier'],
])('says who knows: %s', (_, chain, words) => {
  expect(sayingWords(chain, nameOf)).toBe(words)
})
