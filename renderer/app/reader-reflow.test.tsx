import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { Block } from '../../shared/model/version'
import { createFakeHost } from '../state/fake-host'
import type { GivenSource } from '../state/fake-notebook'
import { selectWords } from '../testing/select-words'
import { App } from './App'

const block = (id: number, text: string, more: Partial<Block> = {}): Block => {
  return { id: `b${id}`, kind: 'paragraph', text, level: null, marks: [], ...more }
}
const by = { origin: 'inferred', evidence: null } as const
const live: GivenSource = {
  text: 'Harbour live',
  blocks: [
    block(1, 'Every paper of the whole coast in one app, every morning before breakfast'),
    block(2, 'Mayor opens the quay', { kind: 'heading', level: 2 }),
    block(3, `The mayor spoke at length: ${'the quay is open to all boats. '.repeat(12)}`),
    block(4, `See https://courier.example/${'harbour-and-quay/'.repeat(8)}`),
  ],
  structure: [
    { kind: 'frame', from: 'b1', to: 'b1', ...by },
    { kind: 'post', from: 'b2', to: 'b4', heading: 'b2', time: '17.42', updated: true, ...by },
  ],
}

// A window of 1280 pixels at 400 per cent.
beforeEach(() => page.viewport(320, 256))

/** What reaches out of the window to a side, without what only a screen reader sees. */
function wider(): string[] {
  return Array.from(document.querySelectorAll('.page, .page *'))
    .filter((element) => {
      const { left, right, width } = element.getBoundingClientRect()
      return width > 1 && (left < 0 || right > 320)
    })
    .map(({ tagName, className }) => `${tagName} ${className}`)
}
/** Words that lie over each other. */
function overlapping(selector: string): string[] {
  const shown = Array.from(document.querySelectorAll(selector), (element) => ({
    words: element.textContent,
    box: element.getBoundingClientRect(),
  }))
  return shown.flatMap(({ words, box }, index) =>
    shown
      .slice(index + 1)
      .filter(
        ({ box: other }) =>
          box.left < other.right &&
          other.left < box.right &&
          box.top < other.bottom &&
          other.top < box.bottom,
      )
      .map((other) => `${words} / ${other.words}`),
  )
}

test('a window of 320 pixels has the text across its width, and nothing to scroll to the side for', async () => {
  const screen = await render(<App host={createFakeHost([live]).host} />)
  await screen.getByRole('option').first().click()
  const text = screen.getByRole('textbox', { name: /^Text of/ })
  await expect.element(text).toBeInTheDocument()
  await expect.poll(() => text.element().getBoundingClientRect().width).toBeGreaterThan(270)
  expect(wider()).toEqual([])
  expect(overlapping('.fold-line > *')).toEqual([])
  const when = document.querySelector('.when')?.getBoundingClientRect()
  const heading = document.querySelector('[data-block="b2"]')?.getBoundingClientRect()
  expect(when?.bottom).toBeLessThanOrEqual(heading?.top ?? 0)

  await selectWords('the quay is open')
  await expect.element(screen.getByRole('toolbar', { name: 'Tag the selection' })).toBeInTheDocument()
  expect(wider()).toEqual([])
  await userEvent.keyboard('{Control>}f{/Control}')
  await expect.element(screen.getByRole('searchbox', { name: 'Find in this text' })).toHaveFocus()
  expect(wider()).toEqual([])
})
