import { describe, expect, test } from 'vitest'
import { classesOf, type Highlight, segmentsOf, wordsAround } from './segments'

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

const words = (...highlights: Highlight[]) =>
  segmentsOf(highlights).map((segment) => {
    const { before, after } = wordsAround(segment)
    return `${before}${segment.start}-${segment.end}${after}`
  })

describe('words for a screen reader', () => {
  test('each begins and ends once, though others cut it', () => {
    expect(words(highlight('a', 'claim', 0, 9), highlight('b', 'figure', 3, 5))).toEqual([
      'claim: 0-3',
      'figure: 3-5, end of figure',
      '5-9, end of claim',
    ])
  })
  test('of an annotation with several passages each says which it is', () => {
    const one = { ...highlight('a', 'claim', 0, 4), part: '1 of 2' }
    const two = { ...highlight('a', 'claim', 6, 9), part: '2 of 2' }
    expect(words(one, two)).toEqual([
      'claim, part 1 of 2: 0-4, end of claim, part 1 of 2',
      'claim, part 2 of 2: 6-9, end of claim, part 2 of 2',
    ])
  })
  test('several on one range begin with the widest and end with the narrowest', () => {
    expect(words(highlight('a', 'claim', 0, 9), highlight('b', 'position', 0, 4))).toEqual([
      'claim: position: 0-4, end of position',
      '4-9, end of claim',
    ])
  })
})

test('only what lies within is cut, at the edges that are given too, and what goes on does not end there', () => {
  const cut = segmentsOf([highlight('a', 'figure', 0, 20)], { start: 5, end: 12 }, [8])
  expect(cut.map(({ start, end }) => [start, end])).toEqual([
    [5, 8],
    [8, 12],
  ])
  expect(cut.map((segment) => classesOf(segment).box)).toEqual(['hl figure', 'hl figure'])
  expect(cut.map(wordsAround)).toEqual([
    { before: '', after: '' },
    { before: '', after: '' },
  ])
})
