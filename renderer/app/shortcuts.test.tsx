import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { createFakeHost } from '../state/fake-host'
import { App } from './App'

beforeEach(() => page.viewport(1440, 900))

async function open() {
  const fake = createFakeHost([{ text: 'The quay\nIt opens in May.' }])
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('listbox', { name: 'Sources' }).getByRole('option').click()
  await expect.element(screen.getByRole('textbox', { name: /^Text of/ })).toBeVisible()
  return { fake, screen }
}

/** A key as another keyboard layout tells it; true when the window took it. */
function press(key: string, code: string, held: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true, ...held })
  document.activeElement?.dispatchEvent(event)
  return event.defaultPrevented
}
const altShift = { altKey: true, shiftKey: true }
const remark = () => document.querySelector('output > *')

test.each([
  ['Ukrainian', 'л', 'KeyK', { ctrlKey: true }, 'Command palette'],
  ['Ukrainian', '?', 'Digit7', { shiftKey: true }, 'Keys'],
  ['French', '?', 'KeyM', { shiftKey: true }, 'Keys'],
  ['Ukrainian', 'Е', 'KeyT', altShift, 'Text'],
] as const)('on a %s keyboard %s (%s) opens what it should', async (_, key, code, held, name) => {
  const { screen } = await open()
  expect(press(key, code, held)).toBe(true)
  await expect.element(screen.getByRole('dialog', { name })).toBeVisible()
})

test.each([
  ['Ukrainian', '"', 'Digit2'],
  ['French', '2', 'Digit2'],
  ['French without Shift reported', 'é', 'Digit2'],
] as const)('on a %s keyboard the second tab is on its place', async (_, key, code) => {
  const { screen } = await open()
  press(key, code, altShift)
  await expect.element(screen.getByRole('tab', { name: 'Compare' })).toHaveAttribute('aria-selected', 'true')
})

test('a Ukrainian Ctrl+Z and Ctrl+Shift+Z undo and redo', async () => {
  const { fake, screen } = await open()
  const [source] = fake.sources
  if (source === undefined) throw new Error('one source was given')
  await fake.tag(source, 'claim', 'It opens')
  press('я', 'KeyZ', { ctrlKey: true })
  await expect.element(screen.getByRole('status')).toHaveTextContent('Undone: tag claim')
  press('Я', 'KeyZ', { ctrlKey: true, shiftKey: true })
  await expect.element(screen.getByRole('status')).toHaveTextContent('Redone: tag claim')
})

test('a field keeps its letters and its undo, and lets the rest through', async () => {
  const { fake, screen } = await open()
  await screen.getByLabelText('Outlet').click()
  expect(press('?', 'Slash', { shiftKey: true })).toBe(false)
  expect(press('z', 'KeyZ', { ctrlKey: true })).toBe(false)
  expect(press('y', 'KeyY', { ctrlKey: true })).toBe(false)
  expect(press('v', 'KeyV', { ctrlKey: true })).toBe(false)
  expect(fake.asked('history.undo')).toEqual([])
  expect(press('k', 'KeyK', { ctrlKey: true })).toBe(true)
})

test('a paste is left to the browser everywhere, and no key reaches behind a dialog', async () => {
  const { fake, screen } = await open()
  expect(press('v', 'KeyV', { ctrlKey: true })).toBe(false)
  await userEvent.keyboard('?')
  await expect.element(screen.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  expect(press('z', 'KeyZ', { ctrlKey: true })).toBe(false)
  expect(press('2', 'Digit2', altShift)).toBe(false)
  expect(fake.asked('history.undo')).toEqual([])
})

test('the list of keys holds every command that has one', async () => {
  const { screen } = await open()
  await userEvent.keyboard('?')
  const dialog = screen.getByRole('dialog', { name: 'Keys' })
  for (const words of [
    'Tag the selection as a claim',
    'Next paragraph',
    'Undo',
    'Search or run a command',
    'Open',
  ]) {
    await expect.element(dialog.getByRole('term').filter({ hasText: words }).first()).toBeInTheDocument()
  }
  await expect.element(dialog.getByText('Ctrl+Shift+Z', { exact: true })).toBeInTheDocument()
  await expect.element(dialog.getByText('Alt+↓', { exact: true })).toBeInTheDocument()
})

test('a key that is held down opens the palette once', async () => {
  const { screen } = await open()
  press('k', 'KeyK', { ctrlKey: true })
  const palette = screen.getByRole('dialog', { name: 'Command palette' })
  await expect.element(palette).toBeVisible()
  press('k', 'KeyK', { ctrlKey: true, repeat: true })
  await expect.element(palette).toBeVisible()
  press('k', 'KeyK', { ctrlKey: true })
  await expect.element(palette).not.toBeInTheDocument()
})

test('a key that is held down turns the margin cards once, and the size of the text on and on', async () => {
  const { fake } = await open()
  for (const repeat of [false, true, true]) {
    expect(press('M', 'KeyM', { ...altShift, repeat })).toBe(true)
    press('.', 'Period', { ctrlKey: true, altKey: true, repeat })
  }
  await expect.poll(() => fake.asked('preferences.set')).toHaveLength(4)
  expect(fake.asked('preferences.set').filter(({ cards }) => cards !== undefined)).toEqual([{ cards: false }])
})

test('what the status bar says twice is read out twice', async () => {
  const { screen } = await open()
  await screen.getByRole('textbox', { name: /^Text of/ }).click()
  await userEvent.keyboard('o')
  await expect.element(screen.getByRole('status')).toHaveTextContent(/at the caret/)
  const first = remark()
  await userEvent.keyboard('o')
  await expect.poll(remark).not.toBe(first)
  await expect.element(screen.getByRole('status')).toHaveTextContent(/at the caret/)
})
