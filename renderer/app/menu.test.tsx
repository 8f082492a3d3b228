import { beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { createFakeHost } from '../state/fake-host'
import { App } from './App'

beforeEach(() => page.viewport(1440, 900))

const given = [{ title: 'The quay', text: 'The quay opens in May.' }]

test('an entry of the menu does what its key does', async () => {
  const fake = createFakeHost()
  const screen = await render(<App host={fake.host} />)
  await expect.element(screen.getByRole('heading', { name: /Read closely/ })).toBeVisible()
  fake.emit({ kind: 'command', command: 'keys' })
  await expect.element(screen.getByRole('heading', { name: 'Keys' })).toBeVisible()
})

test('undo in the menu leaves the notebook alone while someone types in a field', async () => {
  const fake = createFakeHost(given)
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('option', { name: /The quay/ }).click()
  await screen.getByRole('textbox', { name: 'Outlet' }).click()
  fake.emit({ kind: 'command', command: 'undo' })
  await expect.element(screen.getByRole('status')).toHaveTextContent('In a text field')
  expect(fake.asked('history.undo')).toEqual([])
  await screen.getByRole('option', { name: /The quay/ }).click()
  fake.emit({ kind: 'command', command: 'undo' })
  await expect.poll(() => fake.asked('history.undo')).toHaveLength(1)
})

test('the window is named after the notebook', async () => {
  await render(<App host={createFakeHost().host} />)
  await expect.poll(() => document.title).toMatch(/ · Sourcebook$/)
})
