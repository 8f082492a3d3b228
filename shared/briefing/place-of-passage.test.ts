import { expect, test } from 'vitest'
import { projectText } from '../anchoring/text-projection'
import { sampleAnnotation, sampleId, sampleVersion } from '../testing/samples'
import { describePlace, placeOfPassage } from './place-of-passage'

const version = sampleVersion(sampleId('s', 1), ['The port fund.', 'The quay opens.', 'The guild waits.'])
const projection = projectText(version.blocks)
const [, second = 0, third = 0] = projection.starts

function placed(exact: string, pages: readonly { label: string; start: number }[]): string {
  const { target } = sampleAnnotation(sampleId('a', 1), version, 'claim', exact)
  return describePlace(placeOfPassage(target, projection, pages))
}

const pages = [
  { label: 'xii', start: 0 },
  { label: '1', start: second },
  { label: '2', start: third },
]

test.each([
  ['The port fund.', 'version 1, p. xii, paragraph 1'],
  ['The quay opens.', 'version 1, p. 1, paragraph 2'],
  ['waits.', 'version 1, p. 2, paragraph 3'],
  ['fund.\nThe quay', 'version 1, pp. xii–1, paragraphs 1 to 2'],
  ['fund.\nThe quay opens.\nThe guild', 'version 1, pp. xii–2, paragraphs 1 to 3'],
])('%j stands in %s', (exact, place) => {
  expect(placed(exact, pages)).toBe(place)
})

test('without pages, none is named', () => {
  expect(placed('The quay opens.', [])).toBe('version 1, paragraph 2')
})
