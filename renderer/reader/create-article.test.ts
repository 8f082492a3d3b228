import { Decoration } from '@tiptap/pm/view'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cdp, page, userEvent } from 'vitest/browser'
import { blockIndexAt } from '../../shared/anchoring/text-projection'
import { generateArticle } from '../../tests/bench/reader-text'
import type { HighlightsIn } from './article'
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

const frame = () =>
  new Promise((resolve) => {
    requestAnimationFrame(resolve)
  })
/** Lets everything settle that is done by and by. */
async function settled(frames = 20) {
  for (let count = 0; count < frames; count += 1) await frame()
}

const on =
  (highlights: readonly Highlight[]): HighlightsIn =>
  (stretch) =>
    highlights.filter(({ start, end }) => start < stretch.end && end > stretch.start)

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
    highlights: on(drawn),
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

test('what is mounted together is drawn together', () => {
  const { article } = open(60_000, 100)
  for (let offset = 20_000; offset < 300_000; offset += 7000) {
    article.reveal(offset)
    for (const { start } of article.mounted()) expect(lineOf(article, start)).toBeDefined()
  }
})

test('a screen above and below the window is laid out too', async () => {
  const { article, root } = open(60_000, 100)
  article.reveal(200_000)
  await settled()
  const around = article.mounted().find(({ start, end }) => start <= 200_000 && 200_000 < end)
  if (around === undefined) throw new Error('the place is mounted')
  const top = pane.getBoundingClientRect().top - root.getBoundingClientRect().top
  expect(article.topOf(around.start)).toBeLessThan(top - 800)
  expect(article.topOf(around.end)).toBeGreaterThan(top + 1600)
})

test('what is scrolled away is unmounted', async () => {
  const { article } = open(60_000, 100)
  for (let top = 0; top < 40_000; top += 700) {
    pane.scrollTop = top
    await frame()
  }
  await settled()
  const mounted = article.mounted()
  expect(mounted.reduce((sum, { start, end }) => sum + end - start, 0)).toBeLessThan(40_000)
  // The caret is still at the beginning, and stays there.
  expect(mounted.map(({ start }) => start === 0)).toEqual([true, false])
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
  expect(String(getSelection()).replaceAll(/\s+/g, ' ')).toBe(
    text.slice(anchor, head).replaceAll(/\s+/g, ' '),
  )
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

/** The session with the browser, in the commands that are used here. */
function browser() {
  return cdp() as unknown as { send: (command: string, parameters?: object) => Promise<unknown> }
}

async function copied(root: Element): Promise<{ plain: string; html: string }> {
  const clipboardData = new DataTransfer()
  root.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }))
  return { plain: clipboardData.getData('text/plain'), html: clipboardData.getData('text/html') }
}

test('Ctrl+A and copy give the whole text, with emphasis, though most of it is not laid out', async () => {
  const { article, root, text, blocks } = open(60_000, 500)
  await settled()
  article.select(0, 0, { focus: true })
  await userEvent.keyboard('{Control>}a{/Control}')
  expect(nodesIn(root)).toBeLessThan(2500)
  const { plain, html } = await copied(root)
  expect(plain).toBe(text)
  const elements = (name: string) => html.match(new RegExp(`<${name}[ >]`, 'g')) ?? []
  expect(elements('(?:h2|p|blockquote)')).toHaveLength(blocks.length)
  expect(elements('em')).toHaveLength(blocks.filter(({ marks }) => marks.length > 0).length)
  expect(elements('(?:mark|div)')).toEqual([])
  expect(html.replaceAll(/<[^>]*>/g, '')).toBe(blocks.map(({ text }) => text).join(''))
})

test('a part that is copied is what was selected, without a word about highlights', async () => {
  const { article, root, text } = open(3000, 200)
  article.select(100, 2000, { focus: true })
  expect((await copied(root)).plain).toBe(text.slice(100, 2000))
  expect(String(getSelection())).not.toContain('end of')
})

test('Ctrl+End and Ctrl+Home go to the ends of the text, with Shift too', async () => {
  const { article, text } = open(200_000, 100)
  article.select(0, 0, { focus: true })
  await userEvent.keyboard('{Control>}{End}{/Control}')
  expect(article.selection()).toEqual({ anchor: text.length, head: text.length })
  const last = lineOf(article, text.length - 1)
  expect(last === undefined ? false : inWindow(last)).toBe(true)
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{Shift>}{Control>}{Home}{/Control}{/Shift}')
  expect(article.selection()).toEqual({ anchor: text.length - 2, head: 0 })
  expect((await copied(article.editor.view.dom)).plain).toBe(text.slice(0, -2))
})

test('a drag beyond the edge of the window scrolls and selects over many screens', async () => {
  const { article } = open(60_000, 100)
  pane.style.height = '600px'
  await settled()
  const at = lineOf(article, 300)
  const scale = (window.frameElement?.getBoundingClientRect().width ?? innerWidth) / innerWidth
  if (at === undefined) throw new Error('the first lines are laid out')
  const mouse = (type: string, x: number, y: number) =>
    browser().send('Input.dispatchMouseEvent', {
      type,
      x: x * scale,
      y: y * scale,
      button: 'left',
      buttons: 1,
      clickCount: 1,
    })
  await mouse('mousePressed', at.left + 1, at.top + 5)
  await mouse('mouseMoved', at.left + 50, 400)
  for (let step = 0; pane.scrollTop < 6000 && step < 400; step += 1) {
    await mouse('mouseMoved', at.left + 50 + (step % 2), 780)
    await frame()
  }
  await mouse('mouseReleased', at.left + 50, 780)
  await settled(3)
  const { anchor, head } = article.selection()
  expect(Math.abs(anchor - 300)).toBeLessThan(2)
  expect(head).toBeGreaterThan(10_000)
  const end = lineOf(article, head)
  expect(end === undefined ? false : inWindow(end)).toBe(true)
})

test('to print, and on demand, everything is laid out, and then no longer', async () => {
  const { article, root, text } = open(60_000, 100)
  const whole = [{ start: 0, end: text.length }]
  expect(root.getAttribute('aria-description')).toContain('shown in parts')
  dispatchEvent(new Event('beforeprint'))
  expect(article.mounted()).toEqual(whole)
  expect(root.innerText.replaceAll(/\n+/g, '\n').trim()).toBe(text)
  dispatchEvent(new Event('afterprint'))
  await settled()
  expect(article.mounted()).not.toEqual(whole)
  article.layOutAll(true)
  expect(article.mounted()).toEqual(whole)
  expect(root.getAttribute('aria-description')).toBeNull()
})

test('a text of usual length is laid out whole, and stays so', async () => {
  const { article, root, text } = open(9000, 100)
  expect(root.getAttribute('aria-description')).toBeNull()
  await expect.poll(() => article.mounted()).toEqual([{ start: 0, end: text.length }])
  article.layOutAll(false)
  article.reveal(text.length)
  await settled()
  expect(article.mounted()).toEqual([{ start: 0, end: text.length }])
})

test('what is far away is laid out anew only when its height was guessed wrong', async () => {
  const { root } = open(60_000, 0)
  const far = () => Number.parseFloat((root.lastElementChild as HTMLElement).style.height) // a section
  const guess = far()
  await settled()
  expect(far()).toBe(guess)
  root.style.fontSize = '34px'
  await expect.poll(far).toBeGreaterThan(1.5 * guess)
})

test('one more highlight changes its own block only', async () => {
  const { article, root, highlights, projection } = open(6000, 100)
  await settled()
  const start = projection.starts[30] ?? 0
  const changed = new Set<Element>()
  const observer = new MutationObserver((records) => {
    for (const { target } of records) {
      const block = (target instanceof Element ? target : target.parentElement)?.closest('[data-block]')
      if (block !== null && block !== undefined) changed.add(block)
    }
  })
  observer.observe(root, { childList: true, attributes: true, characterData: true, subtree: true })
  article.draw(on([...highlights, { id: 'new', kind: 'claim', start, end: start + 40, state: 'pending' }]))
  await frame()
  observer.disconnect()
  expect(Array.from(changed, (block) => block.getAttribute('data-block'))).toEqual(['b31'])
  expect(root.querySelectorAll('mark.pending').length).toBeGreaterThan(0)
})

type Heard = {
  readonly nodeId: string
  readonly childIds?: readonly string[]
  readonly role?: { readonly value: string }
  readonly name?: { readonly value: string }
  readonly ignored: boolean
}

/** What the browser tells a screen reader about this page, in reading order. */
async function heardNodes(): Promise<readonly Heard[]> {
  const { frameTree } = (await browser().send('Page.getFrameTree')) as {
    frameTree: { childFrames?: { frame: { id: string } }[] }
  }
  const frameId = frameTree.childFrames?.at(-1)?.frame.id
  const { nodes } = (await browser().send(
    'Accessibility.getFullAXTree',
    frameId === undefined ? {} : { frameId },
  )) as { nodes: Heard[] }
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const inOrder = (node: Heard | undefined): Heard[] =>
    node === undefined ? [] : [node, ...(node.childIds ?? []).flatMap((id) => inOrder(byId.get(id)))]
  return inOrder(nodes[0]).filter(({ ignored }) => !ignored)
}

test('a screen reader hears each highlight begin and end once, over blocks, emphasis and other highlights', async () => {
  const blocks = [
    { id: 'b1', kind: 'paragraph', level: null, text: 'The quay will open in May.', marks: [] },
    {
      id: 'b2',
      kind: 'paragraph',
      level: null,
      text: 'It costs about $40m, says the mayor.',
      marks: [{ kind: 'emphasis', start: 3, end: 8 } as const],
    },
  ] as const
  const at = (words: string) => {
    const start = blocks
      .map(({ text }) => text)
      .join('\n')
      .indexOf(words)
    return { start, end: start + words.length }
  }
  open(10, 0, {
    blocks: [...blocks].map((block) => ({ ...block, marks: [...block.marks] })),
    projection: { text: blocks.map(({ text }) => text).join('\n'), starts: [0, blocks[0].text.length + 1] },
    highlights: on([
      { id: 'c', kind: 'claim', ...at('open in May.\nIt costs about $40m'), state: 'plain' },
      { id: 'f', kind: 'figure', ...at('about $40m'), state: 'plain' },
      { id: 'p', kind: 'position', ...at('costs about'), state: 'plain' },
    ]),
  })
  await settled(3)
  const nodes = await heardNodes()
  const heard = nodes.filter(({ role }) => role?.value === 'StaticText').map(({ name }) => name?.value)
  expect(heard).toEqual([
    'The quay will ',
    'claim: ',
    'open in May.',
    'It ',
    'position: ',
    'costs',
    ' ',
    'figure: ',
    'about',
    ', end of position',
    ' $40m',
    ', end of figure, end of claim',
    ', says the mayor.',
  ])
  expect(nodes.filter(({ role }) => role?.value === 'mark')).toEqual([])
})

/** The words that are painted under a name, without an element. */
function painted(name: string): string[] {
  return Array.from(CSS.highlights.get(name) ?? [], (range) => {
    const live = document.createRange()
    live.setStart(range.startContainer, range.startOffset)
    live.setEnd(range.endContainer, range.endOffset)
    return String(live)
  })
}

test('what is found is painted where the text is mounted, the present one apart', async () => {
  const { article, text, projection } = open(60_000, 100)
  const found = Array.from(text.matchAll(/harbour/g), ({ index }) => ({ start: index, end: index + 7 }))
  const expected = () =>
    article.mounted().flatMap(({ start, end }) => found.filter((one) => one.start >= start && one.end <= end))
      .length
  article.mark(found, found.length - 1)
  expect(painted('found')).toEqual(Array.from({ length: expected() }, () => 'harbour'))
  article.reveal(found.at(-1)?.start ?? 0)
  await settled()
  expect(painted('found-present')).toEqual(['harbour'])
  expect(painted('found')).toHaveLength(expected() - 1)
  article.draw(on([]))
  expect(painted('found')).toHaveLength(expected() - 1)
  article.mark(null, null)
  expect(CSS.highlights.has('found')).toBe(false)
  expect(projection.text).toBe(text)
})

test('tops grow with the offsets, are exact where it is mounted, and end with the height', async () => {
  const { article, root, text } = open(60_000, 100)
  await settled()
  const offsets = Array.from({ length: 100 }, (_, index) => Math.floor((index * text.length) / 100))
  const tops = offsets.map((offset) => article.topOf(offset))
  expect(tops).toEqual(tops.toSorted((a, b) => a - b))
  expect(tops.at(-1)).toBeLessThan(article.height())
  const line = lineOf(article, 500)
  expect(article.topOf(500)).toBeCloseTo((line?.top ?? 0) - root.getBoundingClientRect().top, 0)
  expect(article.linesOf({ start: 0, end: text.length })).toBeNull()
})

test('a passage has a rectangle a line, and a point has the offset that stands there', async () => {
  const { article, highlights } = open(3000, 100)
  await settled()
  const [first] = highlights
  if (first === undefined) throw new Error('there are highlights')
  const lines = article.linesOf({ start: 400, end: 900 }) ?? []
  const tops = lines.map(({ top }) => Math.round(top / 4))
  expect(new Set(tops).size).toBe(tops.length)
  expect(lines.length).toBeGreaterThan(4)
  const letter = lineOf(article, 650)
  if (letter === undefined) throw new Error('it is laid out')
  expect(article.offsetAt(letter.left + 1, letter.top + 5)).toBe(650)
  expect(article.offsetAt(2, letter.top)).toBeNull()
})

test('the line at the top of the window is the one that was put there', async () => {
  const { article, text } = open(60_000, 100)
  for (const offset of [0, 12_345, 200_000, text.length - 4000]) {
    article.reveal(offset, 'start')
    const top = article.offsetAtTop()
    expect(top).toBeLessThanOrEqual(offset)
    expect(lineOf(article, top)?.top).toBeCloseTo(lineOf(article, offset)?.top ?? 0, 0)
  }
})

test('a text that is opened at a place shows it at the top, and goes on there with the caret', async () => {
  const { article, root } = open(200_000, 1000, { place: 700_000 })
  const top = lineOf(article, 700_000)?.top ?? 0
  expect(Math.abs(top - pane.getBoundingClientRect().top)).toBeLessThan(30)
  await settled()
  expect(Math.abs((lineOf(article, 700_000)?.top ?? 0) - top)).toBeLessThan(2)
  root.focus({ preventScroll: true })
  await userEvent.keyboard('{ArrowRight}')
  expect(article.selection().head).toBe(700_001)
})

test('another width is another height of everything, and the place stays', async () => {
  const { article } = open(60_000, 100)
  article.reveal(200_000)
  await settled()
  const before = article.height()
  const top = article.offsetAtTop()
  pane.style.width = '500px'
  await settled()
  expect(article.height()).toBeGreaterThan(before * 1.15)
  expect(Math.abs(article.offsetAtTop() - top)).toBeLessThan(200)
  const estimated = article.height()
  article.layOutAll(true)
  await settled()
  expect(Math.abs(article.height() - estimated) / estimated).toBeLessThan(0.1)
})

test('what stands around a block is asked for when it is mounted, and again on demand', async () => {
  const asked: number[] = []
  const { article, blocks } = open(60_000, 100, {
    decorate: (block) => {
      asked.push(block)
      return []
    },
  })
  await settled()
  expect(asked.length).toBeLessThan(blocks.length / 4)
  expect(new Set(asked).size).toBe(asked.length)
  asked.length = 0
  article.refresh([3, blocks.length - 1])
  expect(asked).toEqual([3])
})

test('listeners hear of what was mounted and drawn once a frame, and no longer than they want', async () => {
  const { article } = open(60_000, 100)
  await settled()
  let told = 0
  const stop = article.onLayout(() => {
    told += 1
  })
  article.draw(on([]))
  article.draw(on([{ id: 'a', kind: 'claim', start: 0, end: 5, state: 'plain' }]))
  await frame()
  expect(told).toBe(1)
  article.reveal(200_000)
  await settled()
  const heard = told
  expect(heard).toBeGreaterThan(1)
  stop()
  article.draw(on([]))
  await settled(3)
  expect(told).toBe(heard)
})

test('of twenty texts that were opened one after the other only the last is left', async () => {
  const opened: OpenArticle[] = []
  for (let count = 0; count < 20; count += 1) {
    article?.destroy()
    document.body.replaceChildren()
    opened.push(open(12_000, 100).article)
    await frame()
  }
  expect(opened.map(({ editor }) => editor.isDestroyed)).toEqual(opened.map((one) => one !== opened.at(-1)))
  expect(document.querySelectorAll('.article')).toHaveLength(1)
  const [first] = opened
  let told = 0
  first?.onLayout(() => {
    told += 1
  })
  pane.scrollTop = 500
  dispatchEvent(new Event('beforeprint'))
  dispatchEvent(new Event('afterprint'))
  await settled(3)
  expect(told).toBe(0)
})

test.each(['light', 'dark', 'contrast'])('what is found can be read in the %s theme', (theme) => {
  document.documentElement.dataset.theme = theme
  const { root } = open(300, 0)
  const block = root.querySelector('p') ?? root
  for (const name of ['found', 'found-present']) {
    const { color, backgroundColor } = getComputedStyle(block, `::highlight(${name})`)
    expect(contrastOf(color, backgroundColor)).toBeGreaterThan(4.5)
  }
  delete document.documentElement.dataset.theme
})

/** The contrast of two opaque colours as WCAG 2 counts it. */
function contrastOf(one: string, other: string): number {
  const [light = 0, dark = 0] = [one, other].map(luminanceOf).toSorted((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function luminanceOf(color: string): number {
  const parts = color.match(/[\d.]+/g)?.map(Number) ?? []
  expect(parts).toHaveLength(3)
  const [red = 0, green = 0, blue = 0] = parts.map((part) => {
    const share = part / 255
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

test('what is folded away is never at the top of the window', async () => {
  const { article, projection } = open(1500, 0, {
    decorate: (block, from, to) =>
      block >= 3 && block <= 5 ? [Decoration.node(from, to, { class: 'gone' })] : [],
  })
  await settled()
  for (const folded of document.querySelectorAll<HTMLElement>('.gone')) folded.style.display = 'none'
  const startOf = (block: number) => projection.starts[block] ?? 0
  for (const block of [1, 2, 6, 7]) {
    article.reveal(startOf(block), 'start')
    await settled(3)
    expect(blockIndexAt(projection, article.offsetAtTop())).toBe(block)
  }
})
