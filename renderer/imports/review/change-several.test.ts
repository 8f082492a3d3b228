import { expect, test } from 'vitest'
import type { Alike } from '../../../shared/contract/intake'
import { createFakeHost } from '../../state/fake-host'
import type { Host } from '../../state/host'
import { decideAll } from './change-several'

test.each([
  ['in other words stays', 0.1, { changed: 0, left: 2 }],
  ['and shares its passages goes', 0.9, { changed: 1, left: 1 }],
])('as a duplicate, a text that was read from the same address %s', async (_, share, expected) => {
  const { host, sources } = createFakeHost([{ text: 'The quay is closed.' }, { text: 'The mole is open.' }])
  const [older, newer] = sources
  if (older === undefined || newer === undefined) throw new Error('two sources were given')
  const alike: Alike = { source: older.id, title: 'The quay', version: 1, share, same: false }
  const call = (async (...[name, input]: Parameters<Host['call']>) =>
    // The answer of this one call is an `Alike[]`; all others go to the fake.
    name === 'source.alike' ? [alike] : host.call(name, input)) as Host['call']
  const { changed } = await decideAll({ ...host, call }, [newer.id], 'duplicate')
  expect({ changed, left: (await host.call('library.list', {})).length }).toEqual(expected)
})
