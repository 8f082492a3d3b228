import axe from 'axe-core'
import { createPortal } from 'react-dom'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { projectText } from '../../../shared/anchoring/text-projection'
import type { OutlineEntry } from '../../../shared/model/outline'
import { CommandsContext, createCommands } from '../../state/commands'
import '../../ui/styles'
import { createFakeArticle, type FakeArticle } from '../cards/testing/fake-article'
import { OutlineButton } from './OutlineButton'

let fake: FakeArticle | null = null
beforeEach(() => page.viewport(1000, 700))
afterEach(() => {
  fake?.scroller.remove()
  delete document.documentElement.dataset.theme
})

/** An introduction, then posts of five lines each, or headings. */
async function show(kind: OutlineEntry['kind'], many: number) {
  const titles = Array.from(
    { length: many },
    (_, index) => `${index === 1 ? 'Fähre' : 'Harbour'} news ${index + 1}`,
  )
  const lines = [
    'Introduction',
    'to it',
    ...titles.flatMap((title) => [title, 'one', 'two', 'three', 'four']),
  ]
  const { starts } = projectText(lines.map((text) => ({ text })))
  const entries = titles.map((title, index): OutlineEntry => {
    const block = 2 + index * 5
    const time = kind === 'post' ? `${10 + (index % 10)}.00` : null
    return { kind, block, offset: starts[block] ?? 0, level: 1, title, time, updated: index === 2 }
  })
  const shown = createFakeArticle(lines)
  fake = shown
  const slot = document.createElement('div')
  slot.className = 'tool'
  document.body.append(slot, shown.scroller)
  const commands = createCommands()
  await render(
    <CommandsContext value={commands}>
      {createPortal(
        <OutlineButton
          article={shown.article}
          entries={entries}
          scroller={{ current: shown.scroller }}
          onJump={(offset) => {
            shown.article.select(offset, offset, { focus: true })
            shown.article.reveal(offset, 'start')
          }}
        />,
        slot,
      )}
    </CommandsContext>,
  )
  const run = () => commands.current().get('outline')?.run()
  const offsetOf = (number: number) => entries[number - 1]?.offset ?? Number.NaN
  return { ...shown, commands, run, offsetOf }
}
const list = () => page.getByRole('listbox', { name: 'Headings and posts' })
const active = () => document.querySelector('.option.active')?.textContent ?? null

test('the button says which post is being read once scrolling rests, and how many there are before the first', async () => {
  const { article, offsetOf } = await show('post', 37)
  await expect.element(page.getByRole('button', { name: '37 posts' })).toBeVisible()
  article.reveal(offsetOf(9), 'start')
  await expect.element(page.getByRole('button', { name: 'Post 9 of 37' })).toBeVisible()
  // The last post is shorter than the window, so it never comes to the top.
  article.reveal(offsetOf(37), 'start')
  await expect.element(page.getByRole('button', { name: 'Post 37 of 37' })).toBeVisible()
})

test('sections are counted where there are no posts, and without either there is nothing', async () => {
  const { article, offsetOf } = await show('heading', 8)
  article.reveal(offsetOf(3), 'start')
  await expect.element(page.getByRole('button', { name: 'Section 3 of 8' })).toBeVisible()
})

test('a text without headings or posts has no button and no command', async () => {
  const { commands } = await show('post', 0)
  expect(page.getByRole('button').elements()).toEqual([])
  expect(commands.current().has('outline')).toBe(false)
})

test('by pointer: the button opens the list at the present post, and a click jumps there', async () => {
  const { article, offsetOf, revealed, dom } = await show('post', 37)
  article.reveal(offsetOf(9), 'start')
  await page.getByRole('button', { name: 'Post 9 of 37' }).click()
  await expect.element(list()).toHaveFocus()
  await expect.element(list().getByRole('option', { selected: true })).toHaveTextContent('Harbour news 9')
  await list().getByRole('option', { name: 'Harbour news 12' }).click()
  await expect.element(list()).not.toBeInTheDocument()
  expect(article.selection()).toEqual({ anchor: offsetOf(12), head: offsetOf(12) })
  expect(revealed.at(-1)).toBe(offsetOf(12))
  expect(document.activeElement).toBe(dom)
})

test('by keyboard: arrows move, letters filter without regard to accents, Enter jumps', async () => {
  const { article, offsetOf, run } = await show('post', 500)
  run()
  await expect.element(list()).toHaveFocus()
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}')
  expect(article.selection().anchor).toBe(offsetOf(3))
  run()
  await expect.element(list()).toHaveFocus()
  await userEvent.keyboard('fahre')
  await expect.element(page.getByRole('searchbox', { name: 'Filter the outline' })).toHaveValue('fahre')
  await expect.poll(() => page.getByRole('option').elements().length).toBe(1)
  await userEvent.keyboard('{Enter}')
  expect(article.selection().anchor).toBe(offsetOf(2))
  run()
  await userEvent.keyboard('news 49')
  await expect.poll(() => active()).toContain('news 49')
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}')
  expect(article.selection().anchor).toBe(offsetOf(490))
})

test('only the rows near the window are in the page', async () => {
  const { run } = await show('post', 500)
  run()
  await expect.element(list()).toBeVisible()
  expect(page.getByRole('option').elements().length).toBeLessThan(60)
})

test('Escape returns to the text with what is selected there', async () => {
  const { article, dom, run } = await show('post', 37)
  article.select(3, 8, { focus: true })
  run()
  await expect.element(list()).toHaveFocus()
  await userEvent.keyboard('har{Escape}')
  await expect.element(list()).not.toBeInTheDocument()
  expect(document.activeElement).toBe(dom)
  expect(article.selection()).toEqual({ anchor: 3, head: 8 })
})

test('what is looked for stands within one entry', async () => {
  const { run } = await show('heading', 8)
  run()
  await expect.element(list()).toHaveFocus()
  await userEvent.keyboard('news 3 harbour')
  await expect.element(page.getByText('Nothing in the outline matches.')).toBeVisible()
})

test('a click elsewhere closes it and keeps the focus there; a filter without matches says so', async () => {
  const { dom, run } = await show('post', 37)
  run()
  await expect.element(list()).toHaveFocus()
  await userEvent.keyboard('zz')
  await expect.element(page.getByText('Nothing in the outline matches.')).toBeVisible()
  await userEvent.click(dom, { position: { x: 10, y: 400 } })
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  expect(document.activeElement).toBe(dom)
})

test.each(['light', 'dark', 'contrast'])('axe finds nothing in the %s theme', async (theme) => {
  document.documentElement.lang = 'en'
  document.documentElement.dataset.theme = theme
  const { run } = await show('post', 37)
  run()
  await expect.element(list()).toHaveFocus()
  await Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
  const { violations } = await axe.run(document.querySelector('.outline-at') ?? document.body)
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
})
