import axe from 'axe-core'
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { Annotation, AnnotationKind } from '../../../shared/model/annotation'
import type { AnnotationId } from '../../../shared/model/ids'
import { sampleAnnotation, sampleId, sampleVersion } from '../../../shared/testing/samples'
import '../../ui/styles'
import type { Stretch } from '../article'
import { MOST } from './arrange-cards'
import { MarginCards } from './MarginCards'
import { createFakeArticle, type FakeArticle } from './testing/fake-article'

let fake: FakeArticle | null = null
beforeEach(() => page.viewport(1200, 700))
afterEach(() => {
  fake?.scroller.remove()
  delete document.documentElement.dataset.theme
})

const kinds: readonly AnnotationKind[] = ['claim', 'figure', 'position']
/** A text of numbered lines; `line 7 says $7m` is annotated where its number is listed, as the kinds in turn. */
function textOf(count: number, annotated: readonly number[]) {
  const lines = Array.from({ length: count }, (_, index) => `line ${index} says $${index}m and goes on`)
  const version = sampleVersion(sampleId('s', 1), lines)
  const annotations = annotated.map((line, index) =>
    sampleAnnotation(
      sampleId('a', index + 1),
      version,
      kinds[index % 3] ?? 'claim',
      `line ${line} says $${line}m`,
    ),
  )
  return { lines, annotations }
}

const unnamed = () => null

async function show(
  given: { readonly lines: readonly string[]; readonly annotations: readonly Annotation[] },
  width = 300,
  mounted: readonly Stretch[] | null = null,
) {
  const shown = createFakeArticle(given.lines, { width })
  fake = shown
  if (mounted !== null) shown.becomeMounted(mounted)
  const slot = document.createElement('div')
  shown.dom.after(slot)
  document.body.append(shown.scroller)
  const asked = { hovered: [] as (AnnotationId | null)[], opened: [] as AnnotationId[] }
  const hovering = new EventTarget()
  const hoverText = (id: AnnotationId | null) =>
    hovering.dispatchEvent(new CustomEvent('hover', { detail: id }))
  const list = (annotations: readonly Annotation[]) =>
    hovering.dispatchEvent(new CustomEvent('list', { detail: annotations }))
  function Harness() {
    const [chosen, setChosen] = useState<AnnotationId | null>(null)
    const [hovered, setHovered] = useState<AnnotationId | null>(null)
    const [annotations, setAnnotations] = useState(given.annotations)
    useEffect(() => {
      const onListed = (event: Event) => {
        if (event instanceof CustomEvent) setAnnotations(event.detail as Annotation[]) // as sent by list
      }
      hovering.addEventListener('list', onListed)
      return () => hovering.removeEventListener('list', onListed)
    }, [])
    useEffect(() => {
      const onHovered = (event: Event) => {
        if (event instanceof CustomEvent) setHovered(event.detail as AnnotationId | null) // as sent by hoverText
      }
      hovering.addEventListener('hover', onHovered)
      return () => hovering.removeEventListener('hover', onHovered)
    }, [])
    return createPortal(
      <MarginCards
        article={shown.article}
        annotations={annotations}
        nameOf={unnamed}
        chosen={chosen}
        hovered={hovered}
        scroller={{ current: shown.scroller }}
        onChoose={setChosen}
        onHover={(id) => asked.hovered.push(id)}
        onOpen={(id) => asked.opened.push(id)}
      />,
      slot,
    )
  }
  const screen = await render(<Harness />)
  return { ...shown, screen, asked, hoverText, list }
}

const frame = () => new Promise(requestAnimationFrame)
const cards = () => [
  ...document.querySelectorAll<HTMLElement>('.cards .mc:not(.unseen, .fold-list *), .fold-card'),
]
const rects = () => cards().map((card) => card.getBoundingClientRect())
const card = (number: number) => document.querySelector<HTMLElement>(`[data-card="${sampleId('a', number)}"]`)
const lineTop = (line: number) =>
  document.querySelectorAll('.article p')[line]?.getBoundingClientRect().top ?? Number.NaN

test('a card stands at the line of its passage, right of the text, and cards that collide stack in order', async () => {
  await show(textOf(30, [2, 10, 10, 20]))
  await expect.poll(() => cards().length).toBe(4)
  const [one, two, three, four] = rects()
  if (one === undefined || two === undefined || three === undefined || four === undefined)
    throw new Error('four cards')
  expect(one.left).toBeGreaterThan(300)
  expect(one.top - lineTop(2)).toBe(3)
  expect(two.top - lineTop(10)).toBe(3)
  expect(three.top).toBeGreaterThanOrEqual(two.bottom + 10)
  expect(four.top - lineTop(20)).toBe(3)
})

test('each card is drawn once: what was measured goes to its place', async () => {
  const drawn: Element[] = []
  const observer = new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) if (node instanceof Element && node.matches('.mc')) drawn.push(node)
    }
  })
  observer.observe(document, { childList: true, subtree: true })
  await show(textOf(100, [2, 5, 9]))
  observer.disconnect()
  expect(drawn).toEqual(Array.from(document.querySelectorAll('.mc')))
  expect(drawn).toHaveLength(3)
})

test('a card with the focus keeps it when its annotation says something else and the card is higher', async () => {
  const text = textOf(100, [2, 3, 9])
  const { list } = await show(text)
  const [first, second] = cards()
  first?.focus()
  const before = second?.getBoundingClientRect().top ?? 0
  const memo = 'A long memo, which goes on and on until it fills two lines of its card at least.'
  list(text.annotations.map((one, index) => (index === 0 ? { ...one, revision: 2, memo } : one)))
  await expect.poll(() => second?.getBoundingClientRect().top).toBeGreaterThan(before)
  expect(document.activeElement).toBe(first)
  expect(cards()).toHaveLength(3)
  expect(document.querySelectorAll('.unseen')).toHaveLength(0)
})

test('a click chooses the card; it keeps its line and the one above gives way', async () => {
  await show(textOf(30, [10, 10]))
  await expect.poll(() => cards().length).toBe(2)
  await userEvent.click(card(2) ?? document.body)
  await expect.poll(() => card(2)?.ariaCurrent).toBe('true')
  const [one, two] = rects()
  expect((two?.top ?? 0) - lineTop(10)).toBe(3)
  expect(one?.bottom ?? 0).toBeLessThanOrEqual((two?.top ?? 0) - 10)
})

test('cards tell what is pointed at and what has the focus, and rise for what is pointed at in the text', async () => {
  const { asked, hoverText } = await show(textOf(30, [2, 10]))
  await expect.poll(() => cards().length).toBe(2)
  await userEvent.hover(card(1) ?? document.body)
  expect(asked.hovered.at(-1)).toBe(sampleId('a', 1))
  await userEvent.hover(document.querySelector('.article') ?? document.body)
  expect(asked.hovered.at(-1)).toBeNull()
  card(2)?.focus()
  expect(asked.hovered.at(-1)).toBe(sampleId('a', 2))
  hoverText(sampleId('a', 1))
  await expect.poll(() => card(1)?.className).toContain('near')
})

test('one stop of Tab, arrows walk, Enter opens, Escape goes back to the text', async () => {
  const { asked, dom } = await show(textOf(30, [2, 10, 20]))
  await expect.poll(() => cards().length).toBe(3)
  expect(document.querySelectorAll('.cards [tabindex="0"]').length).toBe(1)
  dom.focus()
  await userEvent.keyboard('{Tab}')
  expect(document.activeElement).toBe(card(1))
  await userEvent.keyboard('{ArrowDown}{ArrowDown}')
  expect(document.activeElement).toBe(card(3))
  await userEvent.keyboard('{ArrowDown}{ArrowUp}')
  expect(document.activeElement).toBe(card(2))
  const second = page.getByRole('button', { name: /^Figure ?: line 10 says \$10m$/ })
  await expect.element(second).toHaveFocus()
  await expect.element(second).toHaveAccessibleDescription('2 of 3')
  await userEvent.keyboard('{Enter}')
  expect(asked.opened).toEqual([sampleId('a', 2)])
  await expect.poll(() => card(2)?.ariaCurrent).toBe('true')
  await userEvent.keyboard('{End}')
  expect(document.activeElement).toBe(card(3))
  await userEvent.keyboard('{Escape}')
  expect(document.activeElement).toBe(dom)
})

test('arrows go on to annotations far from the window', async () => {
  const { revealed } = await show(textOf(400, [2, 380]))
  await expect.poll(() => cards().length).toBe(1)
  card(1)?.focus()
  await userEvent.keyboard('{ArrowDown}')
  await expect.poll(() => document.activeElement).toBe(card(2))
  expect(revealed.length).toBe(1)
  await userEvent.keyboard('{Home}')
  await expect.poll(() => document.activeElement).toBe(card(1))
})

test('a card with the focus keeps it while the text is scrolled', async () => {
  const { scroller } = await show(textOf(400, [2, 200]))
  await expect.poll(() => cards().length).toBe(1)
  card(1)?.focus({ preventScroll: true })
  scroller.scrollTop = 200 * 27 - 100
  await expect.poll(() => card(2)).not.toBeNull()
  expect(document.activeElement).toBe(card(1))
})

test('only cards near the window are in the page, and they follow the scrolled text', async () => {
  // On every second line, where cards of one line have room.
  const all = Array.from({ length: 200 }, (_, index) => 2 * index)
  const { scroller } = await show(textOf(400, all))
  await expect.poll(() => cards().length).toBeGreaterThan(5)
  expect(cards().length).toBeLessThanOrEqual(MOST)
  scroller.scrollTop = 300 * 27
  await expect.poll(() => card(155)).not.toBeNull()
  expect(card(1)).toBeNull()
  expect(cards().length).toBeLessThanOrEqual(MOST)
})

test('scrolling a little moves no card in its text and asks nothing of it', async () => {
  const { scroller, asked, tellLayout } = await show(textOf(100, [2, 10, 20]))
  await expect.poll(() => cards().length).toBe(3)
  const changes: MutationRecord[] = []
  const observer = new MutationObserver((records) => changes.push(...records))
  observer.observe(document.querySelector('.cards') ?? document.body, {
    attributes: true,
    childList: true,
    subtree: true,
  })
  await frame().then(frame)
  const before = fake?.asked()
  for (let step = 1; step <= 10; step += 1) {
    scroller.scrollTop = step * 20
    await frame()
  }
  expect(changes).toEqual([])
  expect(fake?.asked()).toBe(before)
  expect(asked.hovered).toEqual([])
  tellLayout()
  await frame()
  expect(changes).toEqual([])
  observer.disconnect()
})

test('many on one line are one button that opens as a list, by pointer and by key', async () => {
  const { asked } = await show(
    textOf(
      60,
      Array.from({ length: 40 }, () => 20),
    ),
  )
  const fold = page.getByRole('button', { name: '40 annotations' })
  await expect.element(fold).toHaveAttribute('aria-expanded', 'false')
  await fold.click()
  await expect.element(fold).toHaveAttribute('aria-expanded', 'true')
  expect(document.querySelectorAll('.fold-list .mc').length).toBe(40)
  await userEvent.keyboard('{ArrowDown}{ArrowDown}')
  expect(document.activeElement).toBe(card(2))
  await userEvent.keyboard('{Enter}')
  expect(asked.opened).toEqual([sampleId('a', 2)])
  // Chosen, it has a card of its own, and the focus goes there with it.
  await expect.poll(() => card(2)?.classList.contains('whole')).toBe(true)
  await expect.poll(() => document.activeElement).toBe(card(2))
  await userEvent.keyboard('{ArrowDown}{Enter}')
  await expect
    .element(page.getByRole('button', { name: '38 annotations' }))
    .toHaveAttribute('aria-expanded', 'true')
  await userEvent.keyboard('{Escape}')
  await expect
    .element(page.getByRole('button', { name: '38 annotations' }))
    .toHaveAttribute('aria-expanded', 'false')
  await expect.element(page.getByRole('button', { name: '38 annotations' })).toHaveFocus()
})

test('when the first of an open list is chosen, the list closes and one Escape leads back to the text', async () => {
  const { dom } = await show(
    textOf(
      60,
      Array.from({ length: 40 }, () => 20),
    ),
  )
  await page.getByRole('button', { name: '40 annotations' }).click()
  await userEvent.keyboard('{ArrowDown}{Enter}')
  await expect.poll(() => card(1)?.classList.contains('whole')).toBe(true)
  await expect.poll(() => document.activeElement).toBe(card(1))
  await userEvent.keyboard('{Escape}')
  expect(document.activeElement).toBe(dom)
})

test('cards stay at their lines when something above the text grows', async () => {
  const { dom } = await show(textOf(30, [2, 10]))
  await expect.poll(() => cards().length).toBe(2)
  const head = document.createElement('div')
  head.style.height = '120px'
  await document.fonts.ready.then(frame)
  dom.before(head)
  await frame().then(frame)
  expect((rects()[1]?.top ?? 0) - lineTop(10)).toBe(3)
})

test('a card comes when its passage is mounted, and goes when its passage is folded away', async () => {
  const text = textOf(30, [2, 20])
  const end = text.lines.slice(0, 10).join('\n').length
  const { becomeMounted, article, dom, tellLayout } = await show(text, 300, [{ start: 0, end }])
  await expect.poll(() => cards().length).toBe(1)
  becomeMounted([{ start: 0, end: article.projection.text.length }])
  await expect.poll(() => cards().length).toBe(2)
  const folded = dom.children[2]
  if (folded instanceof HTMLElement) folded.style.display = 'none'
  tellLayout()
  await expect.poll(() => card(1)).toBeNull()
  expect((rects()[0]?.top ?? 0) - lineTop(20)).toBe(3)
})

test('without room beside the text there are no cards', async () => {
  const { scroller } = await show(textOf(30, [2, 20]))
  await expect.poll(() => cards().length).toBe(2)
  scroller.style.width = '400px'
  await expect.poll(() => cards().length).toBe(0)
  scroller.style.width = '700px'
  await expect.poll(() => cards().length).toBe(2)
})

test.each(['light', 'dark', 'contrast'])('axe finds nothing in the %s theme', async (theme) => {
  document.documentElement.lang = 'en'
  document.documentElement.dataset.theme = theme
  const { hoverText } = await show(textOf(60, [2, 3, 10, ...Array.from({ length: 40 }, () => 30)]))
  await page
    .getByRole('button', { name: /^\d+ annotations$/ })
    .first()
    .click()
  hoverText(sampleId('a', 1))
  const { violations } = await axe.run(document.querySelector('.cards') ?? document.body)
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
})
