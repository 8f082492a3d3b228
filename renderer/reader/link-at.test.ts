import { expect, test } from 'vitest'
import { projectText } from '../../shared/anchoring/text-projection'
import type { Block } from '../../shared/model/version'
import { linkAt } from './link-at'

test.each([
  ['inside the first', 2, 'https://one.example/'],
  ['between the two', 4, 'https://two.example/'],
  ['at the end of the second', 8, 'https://two.example/'],
  ['beside both', 9, null],
])('of two links that adjoin, the one %s', (_, offset, href) => {
  const blocks: Pick<Block, 'text' | 'marks'>[] = [
    {
      text: 'PierQuay now',
      marks: [
        { kind: 'link', start: 0, end: 4, href: 'https://one.example/' },
        { kind: 'link', start: 4, end: 8, href: 'https://two.example/' },
      ],
    },
  ]
  expect(linkAt(blocks, projectText(blocks), offset)).toBe(href)
})
