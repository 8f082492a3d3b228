import { expect, test } from 'vitest'
import { documentName } from './document-name'

test.each([
  ['codebook.json', 'codebook.json'],
  ['sources/s-0123456789abcdef/annotations/2.json', 'sources/s-0123456789abcdef/annotations/2.json'],
  ['trash/s-0123456789abcdef.2025-02-26T09-00-00.000Z/v1.json', 'sources/s-0123456789abcdef/v1.json'],
  ['trash/s-0123456789abcdef/source.json', 'sources/s-0123456789abcdef/source.json'],
  ['trash/b-0123456789abcdef.2025-02-26T09-00-00.000Z.json', 'briefs/b-0123456789abcdef.json'],
])('the document in %s is %s', (path, name) => {
  expect(documentName(path)).toBe(name)
})
