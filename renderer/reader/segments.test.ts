import { describe, expect, test } from 'vitest'
import { classesOf, type Highlight, segmentsOf } from './segments'

function highlight(
  id: string,
  kind: Highlight['kind'],
  start: number,
  end: number,
  state: Highlight['state'] = 'plain',
) {
  return { id, kind, start, end, state }
}
const drawn = (highlights: readonly Highlight[]) =>
  segmentsOf(highlights).map(
    ({ start, end, highlights }) => `${start}-${end} ${highlights.map(({ id }) => id).join('')}`,
  )

const classes = (...highlights: Highlight[]) => segmentsOf(highlights).map(classesOf)

describe('segments', () => {
  test('apart, they stay as they are, and the text between them has none', () => {
    expect(drawn([highlight('b', 'claim', 7, 9), highlight('a', 'claim', 0, 3)])).toEqual(['0-3 a', '7-9 b'])
  })
  test('where they overlap, each stretch names all that lie there, the widest first', () => {
    const overlapping = [
      highlight('a', 'claim', 0, 6),
      highlight('b', 'position', 4, 9),
      highlight('c', 'figure', 5, 6),
    ]
    expect(drawn(overlapping)).toEqual(['0-4 a', '4-5 ab', '5-6 abc', '6-9 b'])
  })
  test('several on one range share one stretch', () => {
    expect(drawn([highlight('a', 'claim', 2, 5), highlight('b', 'figure', 2, 5)])).toEqual(['2-5 ab'])
  })
  test('together they cover exactly what the highlights cover', () => {
    const many = Array.from({ length: 60 }, (_, n) =>
      highlight(String(n), 'claim', (n * 37) % 90, ((n * 37) % 90) + 1 + (n % 11)),
    )
    const covered = new Set(
      many.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, n) => start + n)),
    )
    const segments = segmentsOf(many)
    expect(segments.reduce((sum, { start, end }) => sum + end - start, 0)).toBe(covered.size)
    for (const { start, end, highlights } of segments) {
      for (const one of many) expect(highlights.includes(one)).toBe(one.start <= start && end <= one.end)
    }
  })
})

describe('classes', () => {
  test('claim and position share the lines, a figure is a box on them', () => {
    const [all] = classes(
      highlight('a', 'claim', 0, 5),
      highlight('b', 'position', 0, 5),
      highlight('c', 'figure', 0, 5),
    )
    expect(all).toEqual({ lines: 'hl claim position', box: 'hl figure first last' })
  })
  test('a box that is cut in two is open where it goes on', () => {
    const boxes = classes(highlight('a', 'figure', 0, 6), highlight('b', 'claim', 3, 6)).map(({ box }) => box)
    expect(boxes).toEqual(['hl figure first', 'hl figure last'])
  })
  test('the chosen one is on, one that the disk does not have yet is pending', () => {
    expect(classes(highlight('a', 'claim', 0, 5, 'on'))[0]?.lines).toBe('hl claim on')
    expect(classes(highlight('a', 'claim', 0, 5, 'pending'))[0]?.lines).toBe('hl claim pending')
    expect(classes(highlight('a', 'figure', 0, 5, 'on'), highlight('b', 'claim', 0, 5))[0]).toEqual({
      lines: 'hl claim',
      box: 'hl figure first last on',
    })
  })
})
