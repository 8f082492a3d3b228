import { beforeEach, expect, test, vi } from 'vitest'
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
const harbour: GivenSource = {
  text: 'Harbour live',
  blocks: [
    block(1, 'Every paper in one app'),
    block(2, 'The quay opens', { kind: 'heading', level: 2 }),
    block(3, 'The mayor spoke of the plan.', { marks: [{ kind: 'emphasis', start: 4, end: 9 }] }),
    block(4, 'Read more of this'),
    block(5, 'Nobody objected, said the guild.'),
    block(6, 'Most read today'),
  ],
  structure: [
    { kind: 'frame', from: 'b1', to: 'b1', ...by },
    { kind: 'frame', from: 'b4', to: 'b4', ...by },
    { kind: 'frame', from: 'b6', to: 'b6', ...by },
  ],
}

beforeEach(() => page.viewport(1440, 900))

async function open() {
  const fake = createFakeHost([harbour])
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('option').first().click()
  await expect.element(screen.getByRole('textbox', { name: /^Text of/ })).toBeVisible()
  return screen
}

/** What the browser's command to copy puts into the clipboard. */
function copied(): { readonly text: string; readonly html: string } {
  const clipboardData = new DataTransfer()
  const event = new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true })
  document.querySelector('.article')?.dispatchEvent(event)
  return { text: clipboardData.getData('text/plain'), html: clipboardData.getData('text/html') }
}

async function extendTo(id: string, offset: number) {
  getSelection()?.extend(document.querySelector(`[data-block="${id}"]`)?.firstChild ?? document.body, offset)
  // ProseMirror reads the selection when the browser announces that it has changed.
  await new Promise((resolve) => {
    setTimeout(resolve, 50)
  })
}

test('a fold in the middle of what is copied is told by its sign, and what it hides is not copied', async () => {
  await open()
  await selectWords('mayor')
  await extendTo('b5', 'Nobody objected'.length)
  const { text, html } = copied()
  expect(text).toBe('mayor spoke of the plan.\n[…]\nNobody objected')
  expect(html).toContain('<em>mayor</em> spoke of the plan.</p><p>[…]</p><p>Nobody objected</p>')
  expect(html).not.toContain('Read more')
})

test('what is selected as a whole is copied as it is seen too', async () => {
  await open()
  await selectWords('mayor')
  await userEvent.keyboard('{Control>}a{/Control}')
  expect(copied().text).toBe(
    'The quay opens\nThe mayor spoke of the plan.\n[…]\nNobody objected, said the guild.',
  )
})

test('what is shown of a fold is copied', async () => {
  const screen = await open()
  await screen.getByRole('button', { name: 'Show 1 paragraph' }).nth(1).click()
  await selectWords('of the plan.')
  await extendTo('b5', 'Nobody'.length)
  expect(copied().text).toBe('of the plan.\nRead more of this\nNobody')
})

test('the parts kept for a selection are copied with it, in reading order', async () => {
  await open()
  await selectWords('said the guild')
  await userEvent.keyboard('j')
  await selectWords('Nobody')
  await userEvent.keyboard('j')
  await selectWords('The quay')
  expect(copied().text).toBe('The quay\n[…]\nNobody […] said the guild')
  getSelection()?.collapseToEnd()
  await vi.waitUntil(() => document.querySelector('.selbar') === null)
  expect(copied().text).toBe('Nobody […] said the guild')
})

test('words without a fold between them are copied to the letter', async () => {
  await open()
  await selectWords(' spoke of ')
  expect(copied().text).toBe(' spoke of ')
})
