import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
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

test('undo in the menu takes back what was typed in a field, and otherwise the last step of the notebook', async () => {
  const fake = createFakeHost(given)
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('option', { name: /The quay/ }).click()
  const outlet = screen.getByRole('textbox', { name: 'Outlet' })
  await outlet.click()
  await userEvent.keyboard('Courier')
  fake.emit({ kind: 'command', command: 'undo' })
  await expect.element(outlet).toHaveValue('')
  expect(fake.asked('history.undo')).toEqual([])
  await screen.getByRole('option', { name: /The quay/ }).click()
  fake.emit({ kind: 'command', command: 'undo' })
  await expect.poll(() => fake.asked('history.undo')).toHaveLength(1)
})

test('the window is named after the notebook', async () => {
  await render(<App host={createFakeHost().host} />)
  await expect.poll(() => document.title).toMatch(/ · Sourcebook$/)
})

test('a list of choices has no undo of its own: the key takes back the choice', async () => {
  const fake = createFakeHost(given)
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('option', { name: /The quay/ }).click()
  const kind = screen.getByLabelText('Kind')
  await userEvent.selectOptions(kind, 'wire')
  await expect.poll(() => fake.asked('source.update').at(-1)?.details).toEqual({ kind: 'wire' })
  kind.element().focus()
  await userEvent.keyboard('{Control>}z{/Control}')
  await expect.poll(() => fake.asked('history.undo')).toHaveLength(1)
  await expect.element(kind).toHaveValue('article')
})

test('the menu does not reach behind a question that is open: what was pasted there stays', async () => {
  const fake = createFakeHost()
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('button', { name: 'Paste text' }).click()
  await screen.getByLabelText('Text', { exact: true }).fill('A long text, pasted and mended')
  for (const command of ['keys', 'palette', 'export'] as const) fake.emit({ kind: 'command', command })
  await expect
    .element(screen.getByLabelText('Text', { exact: true }))
    .toHaveValue('A long text, pasted and mended')
  expect(screen.getByRole('heading', { name: 'Keys' }).elements()).toEqual([])
})
