import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Failure } from '../../shared/contract/failure'
import { createFakeHost } from '../state/fake-host'
import { emulateMedia } from '../testing/emulate-media'
import { selectWords } from '../testing/select-words'
import { App } from './App'
import { startTheme } from './theme'

beforeEach(() => page.viewport(1440, 900))
afterEach(() => emulateMedia())

const root = document.documentElement
const wants = (name: string, value: string) => emulateMedia({ features: [{ name, value }] })
const sizeOf = (selector: string) => Number.parseFloat(getComputedStyle(found(selector)).fontSize)
const found = (selector: string) => {
  const element = document.querySelector(selector)
  if (element === null) throw new Error(`nothing is ${selector}`)
  return element
}

const grounds: Record<string, string> = { light: 'rgb(245, 245, 243)', dark: 'rgb(22, 23, 25)' }

async function open() {
  const fake = createFakeHost([{ text: 'The quay\nIt opens in May, says the port.' }])
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('listbox', { name: 'Sources' }).getByRole('option').click()
  await expect.element(screen.getByRole('textbox', { name: /^Text of/ })).toBeVisible()
  return { fake, screen, button: screen.getByRole('button', { name: 'Text', exact: true }) }
}

test('size, width and line height follow the steps, and Reset takes them back', async () => {
  const { fake, screen, button } = await open()
  const text = sizeOf('.article')
  const title = sizeOf('.head h1')
  const interfaceText = sizeOf('.phead h2')
  const width = found('.article').clientWidth
  await button.click()
  await screen.getByRole('button', { name: 'Larger text' }).click()
  await expect.poll(() => sizeOf('.article') / text).toBeCloseTo(1.1)
  expect(sizeOf('.head h1') / title).toBeCloseTo(1.1)
  expect(sizeOf('.phead h2')).toBe(interfaceText)
  await screen.getByRole('button', { name: 'Smaller text' }).click()
  await screen.getByRole('button', { name: 'Narrower lines' }).click()
  await expect.poll(() => found('.article').clientWidth).toBeLessThan(width)
  await screen.getByRole('button', { name: 'Lines further apart' }).click()
  await expect.poll(() => getComputedStyle(root).getPropertyValue('--lead-read')).toBe('1.7')
  await screen.getByRole('button', { name: 'Reset' }).click()
  await expect.poll(() => found('.article').clientWidth).toBe(width)
  expect(fake.asked('preferences.set').at(-1)).toMatchObject({ textSize: 100, measure: 66, leading: 160 })
})

test('by keyboard: open, choose a theme, step, and Escape gives focus and selection back', async () => {
  const { screen } = await open()
  await selectWords('opens in May')
  const text = document.activeElement
  await userEvent.keyboard('{Alt>}{Shift>}t{/Shift}{/Alt}')
  await expect.element(screen.getByRole('radio', { name: 'System' })).toHaveFocus()
  await userEvent.keyboard('{ArrowRight}{ArrowRight}')
  await expect.poll(() => root.dataset.theme).toBe('dark')
  await userEvent.keyboard('{Escape}{Alt>}{Shift>}t{/Shift}{/Alt}')
  await expect.element(screen.getByRole('radio', { name: 'Dark' })).toHaveFocus()
  await userEvent.keyboard('{Tab}{Tab}')
  await expect.element(screen.getByRole('button', { name: 'Larger text' })).toHaveFocus()
  for (let step = 0; step < 10; step += 1) await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('dialog', { name: 'Text' })).toHaveTextContent('200 %')
  await expect.element(screen.getByRole('button', { name: 'Larger text' })).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
  expect(document.activeElement).toBe(text)
  expect(String(getSelection())).toBe('opens in May')
})

test('the pane closes when the focus or the pointer goes elsewhere', async () => {
  const { screen, button } = await open()
  const pane = screen.getByRole('dialog', { name: 'Text' })
  await button.click()
  await expect.element(pane).toBeVisible()
  await screen.getByRole('heading', { name: 'Inspector' }).click()
  await expect.element(pane).not.toBeInTheDocument()
  await button.click()
  screen.getByRole('button', { name: 'Focus mode' }).element().focus()
  await userEvent.keyboard('{Tab}')
  await expect.element(pane).not.toBeInTheDocument()
})

test('the commands do the same as the pane', async () => {
  const { screen } = await open()
  await userEvent.keyboard('{Control>}{Alt>}.{/Alt}{/Control}')
  await expect.poll(() => getComputedStyle(root).getPropertyValue('--prefer-size')).toBe('1.1')
  await expect.element(screen.getByRole('status')).toHaveTextContent('Text size 110 %.')
  await userEvent.keyboard('{Control>}{Alt>},{/Alt}{/Control}')
  await expect.poll(() => getComputedStyle(root).getPropertyValue('--prefer-size')).toBe('1')
  await userEvent.keyboard('{Alt>}{Shift>}m{/Shift}{/Alt}')
  await expect.poll(() => root.dataset.cards).toBe('off')
  await userEvent.keyboard('{Alt>}{Shift>}m{/Shift}{/Alt}')
  await expect.poll(() => root.dataset.cards).toBeUndefined()
})

test('another window’s choice holds here, and what the host refuses is taken back in words', async () => {
  const { fake, screen, button } = await open()
  await fake.host.call('preferences.set', { theme: 'contrast' })
  await expect.poll(() => root.dataset.theme).toBe('contrast')
  fake.refuse('preferences.set', new Failure('disk-full', 'The disk is full.'))
  await button.click()
  await screen.getByRole('radio', { name: 'Dark' }).click()
  await expect.element(screen.getByRole('status')).toHaveTextContent('The disk is full.')
  await expect.poll(() => root.dataset.theme).toBe('contrast')
  await expect.element(screen.getByRole('radio', { name: 'High contrast' })).toBeChecked()
})

test('the key that opens the pane closes it too, and gives focus and selection back', async () => {
  const { screen } = await open()
  await selectWords('opens in May')
  const text = document.activeElement
  const key = '{Alt>}{Shift>}t{/Shift}{/Alt}'
  await userEvent.keyboard(key)
  await expect.element(screen.getByRole('radio', { name: 'System' })).toHaveFocus()
  await userEvent.keyboard(key)
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
  expect(document.activeElement).toBe(text)
  expect(String(getSelection())).toBe('opens in May')
})

test('the theme of the system is followed while it changes, until another one is chosen', async () => {
  const { fake } = await open()
  await wants('prefers-color-scheme', 'dark')
  await expect.poll(() => root.dataset.theme).toBe('dark')
  await wants('prefers-contrast', 'more')
  await expect.poll(() => root.dataset.theme).toBe('contrast')
  await fake.host.call('preferences.set', { theme: 'light' })
  await expect.poll(() => root.dataset.theme).toBe('light')
  await wants('prefers-color-scheme', 'dark')
  expect(root.dataset.theme).toBe('light')
})

test('the page keeps the theme it was served in until the host has said which one the person prefers', async () => {
  const fake = createFakeHost()
  await fake.host.call('preferences.set', { theme: 'contrast' })
  const themes: (string | undefined)[] = []
  const observer = new MutationObserver(() => themes.push(root.dataset['theme']))
  root.dataset['theme'] = 'dark'
  observer.observe(root, { attributeFilter: ['data-theme'] })
  const release = fake.hold('preferences.get')
  startTheme(root)
  await render(<App host={fake.host} />)
  await expect.poll(() => fake.asked('preferences.get')).toHaveLength(1)
  expect(root.dataset['theme']).toBe('dark')
  release()
  await expect.poll(() => root.dataset['theme']).toBe('contrast')
  observer.disconnect()
  expect(new Set(themes)).not.toContain('light')
})

test.each([
  ['system', 'dark'],
  ['light', 'light'],
])('a page that was served as “%s” to a dark system starts %s', async (served, drawn) => {
  await wants('prefers-color-scheme', 'dark')
  root.dataset['theme'] = served
  expect(getComputedStyle(document.body).backgroundColor).toBe(grounds[drawn])
  startTheme(root)
  expect(root.dataset['theme']).toBe(drawn)
  expect(getComputedStyle(document.body).backgroundColor).toBe(grounds[drawn])
})
