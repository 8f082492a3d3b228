import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { createFakeHost } from '../state/fake-host'
import { selectWords } from '../testing/select-words'
import { violations } from '../testing/violations'
import { App } from './App'

const themes = ['light', 'dark', 'contrast'] as const

beforeEach(() => page.viewport(1440, 900))
test.each(themes)('every view is free of violations in the %s theme', async (theme) => {
  document.documentElement.lang = 'en'
  const fake = createFakeHost()
  await fake.host.call('preferences.set', { theme })
  const screen = await render(<App host={fake.host} />)
  await expect.poll(() => document.documentElement.dataset.theme).toBe(theme)
  await expect.element(screen.getByRole('heading', { name: /Read closely/ })).toBeVisible()
  expect(await violations()).toEqual([])

  const words = 'The quay\nIt opens in May, at a cost of about $40m.\n• The port opposes it.'
  await userEvent.upload(page.getByLabelText('Files to import'), [
    new File([words], 'quay.txt'),
    new File([''], 'empty.txt'),
  ])
  await expect.element(screen.getByText('1 imported, 1 refused', { exact: true })).toBeVisible()
  await selectWords('It opens in May, at a cost of about $40m')
  await userEvent.keyboard('1')
  await selectWords('about $40m')
  await userEvent.keyboard('2')
  await selectWords('The port opposes it')
  await userEvent.keyboard('3')
  await expect.element(screen.getByText('3 of 3')).toBeVisible()
  await selectWords('The quay')
  await expect.element(screen.getByRole('toolbar')).toBeVisible()
  expect(await violations()).toEqual([])

  await screen.getByRole('button', { name: 'Source details' }).click()
  expect(await violations()).toEqual([])
  await screen.getByRole('tab', { name: 'Compare' }).click()
  await expect.element(screen.getByRole('grid')).toBeVisible()
  expect(await violations()).toEqual([])
  await screen.getByRole('tab', { name: 'Brief' }).click()
  expect(await violations()).toEqual([])
  await screen.getByRole('button', { name: 'New brief' }).first().click()
  await screen.getByRole('button', { name: 'Add all' }).click()
  await expect.element(screen.getByText('3 of 3 used')).toBeVisible()
  expect(await violations()).toEqual([])
  fake.become('gone')
  expect(await violations()).toEqual([])
  fake.become('open')
  await screen.getByRole('button', { name: '? for keys' }).click()
  expect(await violations()).toEqual([])
})

test.each(themes)('what opens over the window is free of violations in the %s theme', async (theme) => {
  document.documentElement.lang = 'en'
  const fake = createFakeHost([{ text: 'The quay\nIt opens in May.', outlet: 'The Courier' }])
  await fake.host.call('preferences.set', { theme })
  const screen = await render(<App host={fake.host} />)
  await expect.poll(() => document.documentElement.dataset.theme).toBe(theme)
  await screen.getByRole('listbox', { name: 'Sources' }).getByRole('option').click()
  await expect.element(screen.getByRole('textbox', { name: /^Text of/ })).toBeVisible()
  const palette = screen.getByRole('dialog', { name: 'Command palette' })
  await userEvent.keyboard('{Control>}k{/Control}')
  await expect.element(palette).toBeVisible()
  expect(await violations()).toEqual([])
  const field = palette.getByRole('combobox')
  await expect.element(field).toHaveFocus()
  await userEvent.keyboard('cou')
  await expect.element(field).toHaveValue('cou')
  await expect.element(palette.getByRole('option', { name: /The quay/ })).toBeVisible()
  expect(await violations()).toEqual([])
  await userEvent.keyboard('nothing')
  expect(await violations()).toEqual([])
  await userEvent.keyboard('{Escape}')
  await expect.element(palette).not.toBeInTheDocument()
  await userEvent.keyboard('?')
  await expect.element(screen.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  expect(await violations()).toEqual([])
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
  await screen.getByRole('button', { name: 'Text', exact: true }).click()
  await expect.element(screen.getByRole('dialog', { name: 'Text' })).toBeVisible()
  expect(await violations()).toEqual([])
  await screen.getByRole('button', { name: 'Focus mode' }).click()
  await expect.element(screen.getByRole('button', { name: 'Leave focus mode' })).toBeVisible()
  expect(await violations()).toEqual([])
})

test('the tabs are walked through with the arrow keys', async () => {
  const screen = await render(<App host={createFakeHost().host} />)
  screen.getByRole('tab', { name: 'Read' }).element().focus()
  await userEvent.keyboard('{ArrowRight}')
  await expect.element(screen.getByRole('tab', { name: 'Compare' })).toHaveFocus()
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}')
  await expect.element(screen.getByRole('tab', { name: 'Brief' })).toHaveAttribute('aria-selected', 'true')
})

test('? opens the keys, Escape closes them, and in a field it is a question mark', async () => {
  const screen = await render(<App host={createFakeHost([{ text: 'The quay' }]).host} />)
  await userEvent.keyboard('?')
  await expect.element(screen.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
  await screen.getByRole('option').click()
  await screen.getByLabelText('Outlet').click()
  await userEvent.keyboard('?')
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
})

test('in a small window the inspector is a drawer that Escape closes', async () => {
  await page.viewport(1000, 700)
  const screen = await render(<App host={createFakeHost([{ text: 'The quay' }]).host} />)
  await screen.getByRole('option').click()
  await expect.element(screen.getByRole('button', { name: 'Inspector', exact: true })).toBeVisible()
  expect(screen.getByRole('region', { name: 'Inspector' }).elements()).toEqual([])
  await screen.getByRole('button', { name: 'Inspector', exact: true }).click()
  await expect.element(screen.getByRole('region', { name: 'Inspector' })).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => screen.getByRole('region', { name: 'Inspector' }).elements()).toEqual([])
})
