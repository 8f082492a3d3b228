import { expect, test } from 'vitest'
import { eventsOf } from './events-of'

const source = 's-0123456789abcdef'

test.each([
  [`sources/${source}/annotations/1.json`, ['library', 'source', 'annotations']],
  [`sources/${source}`, ['library', 'source', 'annotations']],
  ['briefs/b-0123456789abcdef.json', ['briefs']],
  ['actors.json', ['codebook']],
  ['codebook.json', ['codebook']],
  ['views.json', ['views']],
  ['trash/s-0123456789abcdef/source.json', ['library']],
])('another %s is told as %j', (path, kinds) => {
  expect(eventsOf(path).map(({ kind }) => kind)).toEqual(kinds)
})
