import axe from 'axe-core'
import { createPortal } from 'react-dom'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { CommandsContext, createCommands } from '../../state/commands'
import '../../ui/styles'
import type { Stretch } from '../article'
import { createFakeArticle, type FakeArticle } from '../cards/testing/fake-article'
import { FindInText } from './FindInText'

let fake: FakeArticle | null = null
beforeEach(() => page.viewport(1000, 700))
afterEach(() => {
  fake?.scroller.remove()
  delete document.documentElement.dataset.theme
})

const lines = [
  'The harbour opens.',
  'A Harbour, a hárbour.',
  ...Array.from({ length: 80 }, () => 'Nothing here.'),
  'The harbours.',
]

async function show(selection: { anchor: number; head: number } = { anchor: 0, head: 0 }) {
  const shown = createFakeArticle(lines)
  fake = shown
  const slot = document.createElement('div')
  document.body.append(slot, shown.scroller)
  const onFound = vi.fn<(found: readonly Stretch[] | null) => void>()
  const commands = createCommands()
  await render(
    <CommandsContext value={commands}>
      {createPortal(
        <FindInText article={shown.article} scroller={{ current: shown.scroller }} onFound={onFound} />,
        slot,
      )}
    </CommandsContext>,
  )
  shown.article.select(selection.anchor, selection.head, { focus: true })
  const find = () => commands.current().get('find')?.run()
  find()
  const field = page.getByRole('searchbox', { name: 'Find in this text' })
  await expect.element(field).toHaveFocus()
  return { ...shown, field, onFound, find }
}
const bar = () => page.getByRole('region', { name: 'Find in text' })
const presentWords = () => {
  const { found, present } = fake?.marked() ?? { found: null, present: null }
  const hit = present === null ? undefined : found?.[present]
  return hit === undefined ? null : fake?.article.projection.text.slice(hit.start, hit.end)
}

test('what is typed is found as it is typed, counted, marked and told politely', async () => {
  const { field, marked, onFound } = await show()
  await field.fill('harbour')
  await expect.element(bar().getByText('1 of 4', { exact: true })).toHaveAttribute('aria-live', 'polite')
  await expect.poll(presentWords).toBe('harbour')
  await expect.poll(() => marked().found?.length).toBe(4)
  await expect.poll(() => onFound.mock.lastCall?.[0]?.length).toBe(4)
  await field.fill('harbour o')
  await expect.element(bar().getByText('1 of 1', { exact: true })).toBeVisible()
  await field.fill('harbour q')
  await expect.element(bar().getByText('No matches')).toBeVisible()
  await expect.poll(() => marked().found).toBeNull()
  await expect.element(bar().getByRole('button', { name: 'Next hit' })).toBeDisabled()
})

test('Enter and F3 go on, with Shift back, and the search goes on past the ends and says so', async () => {
  const { field, revealed } = await show()
  await field.fill('harbour')
  await expect.element(bar().getByText('1 of 4', { exact: true })).toBeVisible()
  await userEvent.keyboard('{Enter}')
  await expect.element(bar().getByText('2 of 4', { exact: true })).toBeVisible()
  expect(revealed).toEqual([])
  await userEvent.keyboard('{F3}{F3}')
  await expect.element(bar().getByText('4 of 4', { exact: true })).toBeVisible()
  await expect.poll(() => revealed.length).toBe(1)
  await userEvent.keyboard('{Enter}')
  await expect.element(bar().getByText('1 of 4, from the top again')).toBeVisible()
  await userEvent.keyboard('{Shift>}{Enter}{/Shift}')
  await expect.element(bar().getByText('4 of 4, from the end again')).toBeVisible()
  await userEvent.keyboard('{Shift>}{F3}{/Shift}')
  await expect.element(bar().getByText('3 of 4', { exact: true })).toBeVisible()
})

test('the search starts behind the caret', async () => {
  const { field } = await show({ anchor: 22, head: 22 })
  await field.fill('harbour')
  await expect.element(bar().getByText('3 of 4', { exact: true })).toBeVisible()
})

test('a caret behind the last hit begins from the top again', async () => {
  const { field } = await show({ anchor: 45, head: 45 })
  await field.fill('opens')
  await expect.element(bar().getByText('1 of 1, from the top again')).toBeVisible()
})

test('selected words are looked for at once, and they are the first hit', async () => {
  const { field } = await show({ anchor: 28, head: 21 })
  await expect.element(field).toHaveValue('Harbour')
  await expect.element(bar().getByText('2 of 4', { exact: true })).toBeVisible()
})

test('Escape leaves the hit selected in the text, and nothing marked', async () => {
  const { field, article, dom, marked, onFound } = await show()
  await field.fill('harbour')
  await userEvent.keyboard('{Enter}')
  await expect.element(bar().getByText('2 of 4', { exact: true })).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(bar()).not.toBeInTheDocument()
  expect(document.activeElement).toBe(dom)
  expect(article.selection()).toEqual({ anchor: 21, head: 28 })
  expect(marked()).toEqual({ found: null, present: null })
  expect(onFound.mock.lastCall).toEqual([null])
})

test('without a hit Escape goes back to where the caret was', async () => {
  const { field, article, dom } = await show({ anchor: 5, head: 9 })
  await field.fill('ferry')
  await expect.element(bar().getByText('No matches')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  expect(article.selection()).toEqual({ anchor: 5, head: 9 })
  expect(document.activeElement).toBe(dom)
})

test('case and whole words count when they are asked for, by pointer and by key', async () => {
  const { field } = await show()
  await field.fill('harbour')
  await bar().getByRole('button', { name: 'Match case' }).click()
  await expect.element(bar().getByText('1 of 3', { exact: true })).toBeVisible()
  await userEvent.keyboard('{Tab}{Enter}')
  await expect
    .element(bar().getByRole('button', { name: 'Whole words' }))
    .toHaveAttribute('aria-pressed', 'true')
  await expect.element(bar().getByText('1 of 2', { exact: true })).toBeVisible()
  await bar().getByRole('button', { name: 'Next hit' }).click()
  await expect.poll(presentWords).toBe('hárbour')
  await bar().getByRole('button', { name: 'Close the search' }).click()
  await expect.element(bar()).not.toBeInTheDocument()
})

test('what was looked for last is there again, selected, unless words of one paragraph are', async () => {
  const { field, find, article, dom } = await show()
  await field.fill('ferry')
  await userEvent.keyboard('{Escape}')
  await expect.element(bar()).not.toBeInTheDocument()
  find()
  await expect.element(field).toHaveValue('ferry')
  await userEvent.keyboard('opens')
  await expect.element(field).toHaveValue('opens')
  await expect.element(bar().getByText('1 of 1')).toBeVisible()

  article.select(4, 30, { focus: true })
  expect(document.activeElement).toBe(dom)
  find()
  await expect.element(field).toHaveValue('opens')
  article.select(21, 28, { focus: true })
  find()
  await expect.element(field).toHaveValue('Harbour')
})

test('the command goes back to the field, and from the text it begins anew', async () => {
  const { field, find, article, dom } = await show()
  await field.fill('harbour')
  await bar().getByRole('button', { name: 'Match case' }).click()
  find()
  await expect.element(field).toHaveFocus()
  await expect.element(field).toHaveValue('harbour')
  article.select(4, 4, { focus: true })
  expect(document.activeElement).toBe(dom)
  article.select(12, 17)
  find()
  await expect.element(field).toHaveValue('opens')
})

test.each(['light', 'dark', 'contrast'])('axe finds nothing in the %s theme', async (theme) => {
  document.documentElement.lang = 'en'
  document.documentElement.dataset.theme = theme
  const { field } = await show()
  await field.fill('harbour')
  await bar().getByRole('button', { name: 'Match case' }).click()
  await Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
  const { violations } = await axe.run(bar().element())
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
})
