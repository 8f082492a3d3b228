import axe from 'axe-core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { Annotation, AnnotationKind } from '../../../shared/model/annotation'
import type { AnnotationId } from '../../../shared/model/ids'
import { sampleAnnotation, sampleId, sampleVersion } from '../../../shared/testing/samples'
import '../../ui/styles'
import type { Stretch } from '../article'
import { createFakeArticle, type FakeArticle } from '../cards/testing/fake-article'
import { HighlightStrip } from './HighlightStrip'

let fake: FakeArticle | null = null
beforeEach(() => page.viewport(1200, 700))
afterEach(() => fake?.scroller.remove())

const lines = Array.from({ length: 200 }, (_, index) => `line ${index} says $${index}m`)
const version = sampleVersion(sampleId('s', 1), lines)
const tag = (number: number, kind: AnnotationKind, line: number) =>
  sampleAnnotation(sampleId('a', number), version, kind, `line ${line} says $${line}m`)
const three = [tag(1, 'claim', 20), tag(2, 'figure', 100), tag(3, 'position', 180)]

type Given = {
  readonly annotations?: readonly Annotation[]
  readonly chosen?: AnnotationId
  readonly found?: Stretch[]
}

async function show({ annotations = three, chosen, found }: Given = {}) {
  const shown = createFakeArticle(lines)
  fake = shown
  document.body.append(shown.scroller)
  const onJump = vi.fn<(offset: number, annotation: AnnotationId | null) => void>()
  const strip = (
    <HighlightStrip
      article={shown.article}
      annotations={annotations}
      chosen={chosen ?? null}
      found={found ?? null}
      scroller={{ current: shown.scroller }}
      onJump={onJump}
    />
  )
  await render(strip)
  await expect.poll(() => pathOf('claim')).not.toBeNull()
  return { ...shown, onJump }
}
const part = (name: string) => document.querySelector<SVGPathElement>(`.strip .${name}`)
const pathOf = (name: string) => part(name)?.getAttribute('d') ?? null
const middleOf = (name: string) => {
  const box = part(name)?.getBoundingClientRect()
  const strip = document.querySelector('.strip')?.getBoundingClientRect()
  return { x: 5, y: (box?.top ?? 0) + (box?.height ?? 0) / 2 - (strip?.top ?? 0) }
}
const strip = () => document.querySelector<HTMLElement>('.strip') ?? document.body

test('each kind has a tick in its lane, at the place that its passage has in the scrolled text', async () => {
  const { scroller } = await show()
  const height = scroller.clientHeight
  for (const [kind, line] of [
    ['claim', 20],
    ['figure', 100],
    ['position', 180],
  ] as const) {
    expect(Math.abs(middleOf(kind).y - (line / 200) * height)).toBeLessThan(4)
  }
  const [claim, figure, position] = ['claim', 'figure', 'position'].map((name) =>
    part(name)?.getBoundingClientRect(),
  )
  expect(claim?.right).toBeLessThanOrEqual(figure?.left ?? 0)
  expect(figure?.right).toBeLessThanOrEqual(position?.left ?? 0)
})

test('the chosen one and what was found go across', async () => {
  const { article } = await show({ chosen: sampleId('a', 2), found: [{ start: 0, end: 4 }] })
  expect(article.projection.text.slice(0, 4)).toBe('line')
  expect(Math.abs(middleOf('chosen').y - middleOf('figure').y)).toBeLessThan(3)
  expect(pathOf('found')).toBe('M0 1h12')
})

test('a click jumps to the annotation that it hits, and beside all of them to the place', async () => {
  const { onJump, article } = await show()
  await userEvent.click(strip(), { position: middleOf('figure') })
  expect(onJump.mock.calls).toEqual([[article.projection.text.indexOf('line 100 '), sampleId('a', 2)]])
  await userEvent.click(strip(), { position: { x: 5, y: (150 / 200) * 600 + 1 } })
  expect(onJump.mock.lastCall).toEqual([article.projection.text.indexOf('line 150 '), null])
})

test('pointing at a tick names its annotation', async () => {
  await show()
  await userEvent.hover(strip(), { position: middleOf('position') })
  expect(strip().title).toBe('Position: line 180 says $180m')
  await userEvent.hover(strip(), { position: { x: 5, y: 400 } })
  expect(strip().title).toBe('')
})

test('a changed layout is followed, and thousands of annotations ask little of the text', async () => {
  const many = Array.from({ length: 5000 }, (_, index) => tag(index, 'claim', Math.floor(index / 25)))
  const shown = await show({ annotations: many })
  expect(shown.asked()).toBeLessThan(many.length)
  const before = middleOf('claim').y
  const head = document.createElement('div')
  head.style.height = '2000px'
  shown.scroller.prepend(head)
  shown.tellLayout()
  await expect.poll(() => middleOf('claim').y).toBeGreaterThan(before + 50)
})

test('axe finds nothing', async () => {
  document.documentElement.lang = 'en'
  await show({ chosen: sampleId('a', 1) })
  const { violations } = await axe.run(strip())
  expect(violations.map(({ id }) => id)).toEqual([])
})
