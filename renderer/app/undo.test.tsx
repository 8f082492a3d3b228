import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { createFakeHost } from '../state/fake-host'
import { App } from './App'

test('undo waits for the end of a memo that is still being saved', async () => {
  await page.viewport(1440, 900)
  const fake = createFakeHost([{ text: 'The quay\nIt opens in May.' }])
  const [source] = fake.sources
  if (source === undefined) throw new Error('no source was given')
  await fake.tag(source, 'claim', 'It opens in May')
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('option', { name: /The quay/ }).click()
  await screen.getByRole('listbox', { name: 'Excerpts' }).getByRole('option').click()
  const release = fake.hold('annotation.update')
  await screen.getByLabelText('Memo').click()
  await userEvent.keyboard('Ask')
  await expect.poll(() => fake.asked('annotation.update')).toHaveLength(1)
  await userEvent.keyboard(' the port')
  document.querySelector<HTMLElement>('[role="listbox"][aria-label="Sources"]')?.focus()
  await userEvent.keyboard('{Control>}z{/Control}')
  release()
  await expect.element(screen.getByRole('status')).toHaveTextContent(/^Undone: memo/)
  const [now] = await fake.host.call('annotation.list', { source: null, kind: null })
  expect(now?.memo).toBe('')
})
