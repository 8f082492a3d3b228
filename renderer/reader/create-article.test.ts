import { afterEach, beforeEach, expect, test } from 'vitest'
import { cdp, page, userEvent } from 'vitest/browser'
import { generateArticle } from '../../tests/bench/reader-text'
import { createArticle, type OpenArticle } from './create-article'
import type { Highlight } from './segments'
import '../ui/styles'
import './reader.css'

let article: OpenArticle | null = null
let pane: HTMLElement

beforeEach(() => page.viewport(1000, 800))
afterEach(() => {
  article?.destroy()
  article = null
  document.body.replaceChildren()
})

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
/** Lets everything settle that is done by and by. */
async function settled(frames = 20) {
  for (let count = 0; count < frames; count += 1) await frame()
}

type Options = Partial<Parameters<typeof createArticle>[0]>
function open(words: number, highlights: number, options: Options = {}) {
  const generated = generateArticle(words, highlights)
  const drawn = generated.passages.map((passage): Highlight => ({ ...passage, state: 'plain' }))
  const parent = document.createElement('div')
  const sheet = document.createElement('article')
  sheet.className = 'sheet'
  sheet.append(parent)
  pane = document.createElement('div')
  pane.className = 'scroll'
  pane.style.height = '800px'
  pane.append(sheet)
  document.body.append(pane)
  const { blocks, projection } = generated
  article = createArticle({
    blocks,
    projection,
    title: 'The quay',
    highlights: drawn,
    place: null,
    parent,
    scroller: pane,
    ...options,
  })
  return { ...generated, article, root: article.editor.view.dom, highlights: drawn, text: projection.text }
}
const nodesIn = (root: Element) => {
  const walker = document.createTreeWalker(root)
  let count = 0
  while (walker.nextNode() !== null) count += 1
  return count
}
const inWindow = ({ top, bottom }: DOMRect) => {
  const window = pane.getBoundingClientRect()
  return top >= window.top && bottom <= window.bottom
}
const lineOf = (one: OpenArticle, offset: number) => one.linesOf({ start: offset, end: offset + 1 })?.[0]

test('a book-length text has few nodes on the page, and all of its highlights near the window', async () => {
  const { article, root, passages } = open(200_000, 5000)
  await settled()
  expect(nodesIn(root)).toBeLessThan(1500)
  const [shown] = article.mounted()
  if (shown === undefined) throw new Error('nothing is mounted')
  const expected = passages.filter(({ start, end }) => start < shown.end && end > shown.start)
  const drawn = new Set(
    Array.from(root.querySelectorAll('mark'), (mark) => mark.dataset.annotations?.split(' ') ?? []).flat(),
  )
  expect(drawn).toEqual(new Set(expected.map(({ id }) => id)))
})

test('a reveal brings any place into the middle, where it stays', async () => {
  const { article, passages } = open(200_000, 5000)
  for (const index of [4999, 0, 2500, 2510, 100]) {
    const passage = passages[index]
    if (passage === undefined) throw new Error(`there is no passage ${index}`)
    article.reveal(passage.start)
    const at = lineOf(article, passage.start)
    if (at === undefined) throw new Error('it is not laid out')
    expect(inWindow(at)).toBe(true)
    await settled()
    expect(Math.abs((lineOf(article, passage.start)?.top ?? 0) - at.top)).toBeLessThan(2)
  }
})

test('what is scrolled away is unmounted', async () => {
  const { article, root } = open(60_000, 100)
  for (let top = 0; top < 20_000; top += 700) {
    pane.scrollTop = top
    await frame()
  }
  await settled()
  expect(nodesIn(root)).toBeLessThan(1500)
  expect(article.mounted().length).toBeLessThanOrEqual(2)
})

test('Shift+ArrowDown selects over the border of a section', async () => {
  const { article, root, text } = open(60_000, 100)
  const border = article.mounted()
  await settled()
  const sections = Array.from(root.children)
  const start = (article.mounted()[0]?.start ?? 0) + (sections[0]?.textContent?.length ?? 0) - 200
  article.select(start, start, { focus: true, scroll: true })
  for (let step = 0; step < 80; step += 1) {
    await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}')
  }
  const { anchor, head } = article.selection()
  expect(anchor).toBe(start)
  expect(head - anchor).toBeGreaterThan(4000)
  expect(String(getSelection()).replaceAll(/\s+/g, ' ')).toBe(text.slice(anchor, head).replaceAll(/\s+/g, ' '))
  expect(border).toHaveLength(1)
})

test('holding PageDown walks through the text without a jump', async () => {
  const { article } = open(60_000, 100)
  await settled()
  article.select(0, 0, { focus: true })
  let last = 0
  for (let step = 0; step < 30; step += 1) {
    await userEvent.keyboard('{PageDown}')
    const { head } = article.selection()
    expect(head - last).toBeGreaterThan(300)
    expect(head - last).toBeLessThan(4000)
    last = head
  }
  const at = lineOf(article, last)
  expect(at === undefined ? false : inWindow(at)).toBe(true)
})

test('scrolling up does not move the lines that stand in the window', async () => {
  const { article } = open(60_000, 1000)
  article.reveal(250_000)
  await settled()
  for (let step = 0; step < 40; step += 1) {
    const offset = article.offsetAtTop()
    const before = lineOf(article, offset)?.top ?? 0
    pane.scrollTop -= 300
    await frame()
    await frame()
    expect(Math.abs((lineOf(article, offset)?.top ?? 0) - before - 300)).toBeLessThan(2)
  }
})
