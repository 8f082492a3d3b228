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

async function twoTexts() {
  await page.viewport(1440, 900)
  const fake = createFakeHost([
    { text: 'Harbour fund: who pays for the quay\nIt cost $40m.' },
    { text: 'The tram\nIt opens in May.' },
  ])
  const [harbour, tram] = fake.sources
  if (harbour === undefined || tram === undefined) throw new Error('two sources were given')
  const screen = await render(<App host={fake.host} />)
  const open = (name: RegExp) => screen.getByRole('option', { name }).click()
  const status = screen.getByRole('status')
  const text = screen.getByRole('textbox', { name: /^Text of/ })
  return {
    fake,
    harbour,
    tram,
    screen,
    open,
    status,
    text,
    show: screen.getByRole('button', { name: 'Show' }),
  }
}

test('undo names the text that it changed when another one is open, and a key or a button leads there', async () => {
  const { fake, harbour, screen, open, status, text, show } = await twoTexts()
  const { id } = await fake.tag(harbour, 'figure', '$40m')
  await fake.host.call('annotation.remove', { source: harbour.id, annotation: id })
  await open(/The tram/)
  await expect.element(text).toHaveAccessibleName(/The tram/)
  await userEvent.keyboard('{Control>}z{/Control}')
  await expect
    .element(status)
    .toHaveTextContent(/^Undone: delete figure in “Harbour fund: who pays for the quay”$/)
  await userEvent.keyboard('{Alt>}{Shift>}u{/Shift}{/Alt}')
  await expect.element(text).toHaveAccessibleName(/Harbour fund/)
  await expect.element(text).toHaveFocus()
  await expect
    .element(screen.getByRole('listbox', { name: 'Excerpts' }).getByRole('option'))
    .toHaveAttribute('aria-selected', 'true')
  await open(/The tram/)
  await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}')
  await expect.element(status).toHaveTextContent(/^Redone: delete figure in “Harbour fund/)
  await show.click()
  await expect.element(text).toHaveAccessibleName(/Harbour fund/)
})

test('what was done to a text as a whole is named with it, and other views are led back to reading', async () => {
  const { fake, tram, screen, open, status, text, show } = await twoTexts()
  await open(/The tram/)
  await fake.host.call('source.update', { source: tram.id, revision: 2, status: 'read' })
  await screen.getByRole('tab', { name: 'Compare' }).click()
  await userEvent.keyboard('{Control>}z{/Control}')
  await expect.element(status).toHaveTextContent(/^Undone: mark as read: “The tram”$/)
  await show.click()
  await expect.element(text).toHaveAccessibleName(/The tram/)
})

test('in the text that is open nothing is named and there is nowhere to lead', async () => {
  const { fake, harbour, open, status, show } = await twoTexts()
  await fake.tag(harbour, 'figure', '$40m')
  await open(/Harbour fund/)
  await userEvent.keyboard('{Control>}z{/Control}')
  await expect.element(status).toHaveTextContent(/^Undone: tag figure$/)
  await expect.element(show).not.toBeInTheDocument()
})
