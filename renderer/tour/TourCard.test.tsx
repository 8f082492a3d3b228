import { expect, onTestFinished, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import type { Pointed } from './point-at'
import { TourCard } from './TourCard'

const at = (what: string, element: Element) => (): Pointed => ({
  what,
  element,
  box: element.getBoundingClientRect(),
})
const ring = () => document.querySelector<HTMLElement>('.tour-ring')

/** A pane in which the way is in sight, and the words are far below. */
function paneWithWords() {
  const pane = document.createElement('div')
  pane.className = 'scroll'
  Object.assign(pane.style, { height: '200px', overflow: 'auto' })
  const [way, words] = [document.createElement('p'), document.createElement('p')]
  words.style.marginTop = '2000px'
  pane.append(way, words)
  for (const part of [way, words]) part.textContent = 'Prices fell in May.'
  document.body.append(pane)
  onTestFinished(() => pane.remove())
  return { pane, way: at('way', way), words: at('words', words) }
}

const card = (point: () => Pointed | null) => (
  <TourCard
    progress="2 of 10"
    title="Tag a number"
    words="Select it."
    point={point}
    sides={['left']}
    actions={[]}
    onEscape={() => {}}
  />
)

test('words that come after the way to them are brought into sight, and then left where the person scrolls them', async () => {
  const { pane, way, words } = paneWithWords()
  const screen = await render(card(way))
  await vi.waitFor(() => expect(ring()?.hidden).toBe(false))
  expect(pane.scrollTop).toBe(0)

  await screen.rerender(card(words))
  await vi.waitFor(() => expect(pane.scrollTop).toBeGreaterThan(1000))
  await vi.waitFor(() => expect(ring()?.hidden).toBe(false))

  pane.scrollTop = 0
  await vi.waitFor(() => expect(ring()?.hidden).toBe(true))
  await screen.rerender(card(words))
  expect(pane.scrollTop).toBe(0)
})
