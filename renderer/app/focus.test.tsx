import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { blankBrief } from '../../shared/briefing/edit-brief'
import { createFakeHost } from '../state/fake-host'
import { App } from './App'

beforeEach(() => page.viewport(1440, 900))

async function open() {
  const fake = createFakeHost([{ text: 'The quay\nIt opens in May, at a cost of about $40m.' }])
  const [source] = fake.sources
  if (source === undefined) throw new Error('one source was given')
  await fake.tag(source, 'claim', 'It opens in May')
  await fake.tag(source, 'figure', 'about $40m')
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('option', { name: /The quay/ }).click()
  await expect.element(screen.getByRole('textbox', { name: /^Text of/ })).toBeVisible()
  const press = async (name: string | RegExp) => {
    const button = screen.getByRole('button', { name })
    await expect.element(button).toBeVisible()
    button.element().focus()
    await userEvent.keyboard('{Enter}')
  }
  return { fake, screen, press, inspector: screen.getByRole('heading', { name: 'Inspector' }) }
}

test.each(['Delete', 'Source details'])('after %s the focus is on the heading of the pane', async (name) => {
  const { screen, press, inspector } = await open()
  await screen.getByRole('option', { name: /It opens/ }).click()
  await press(name)
  await expect.element(inspector).toHaveFocus()
})

test('an annotation that was filled in and let go of leaves the keys to the text when it is chosen again', async () => {
  const { screen } = await open()
  const text = screen.getByRole('textbox', { name: /^Text of/ })
  text.element().focus()
  await userEvent.keyboard(']{Enter}')
  await expect.element(screen.getByRole('textbox', { name: 'Statement' })).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.element(text).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByRole('textbox', { name: 'Statement' })).not.toBeInTheDocument()
  await userEvent.keyboard(']')
  await expect.element(screen.getByRole('textbox', { name: 'Statement' })).toBeVisible()
  await expect.element(text).toHaveFocus()
})

test('a text opened from the palette has the keys', async () => {
  const fake = createFakeHost([{ text: 'The quay\nIt opens.' }, { text: 'The fair\nIt closes.' }])
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('option', { name: /The quay/ }).click()
  const text = (title: string) => screen.getByRole('textbox', { name: `Text of ${title}` })
  text('The quay').element().focus()
  for (const title of ['The fair', 'The quay']) {
    await userEvent.keyboard('{Control>}k{/Control}')
    await userEvent.keyboard(`${title}{Enter}`)
    await expect.element(text(title)).toHaveFocus()
  }
})

test.each([
  ['{Alt>}{Shift>}e{/Shift}{/Alt}', 'grid', 'Excerpts'],
  ['{Alt>}{Shift>}a{/Shift}{/Alt}', 'tree', 'Actors'],
] as const)('the key %s leads to what it shows', async (keys, role, name) => {
  const { fake, screen } = await open()
  await fake.host.call('codebook.add', { kind: 'actor', name: 'Okafor' })
  await userEvent.keyboard(keys)
  await expect.element(screen.getByRole(role, { name })).toHaveFocus()
})

test('after the open source has gone to the trash the focus is in the page', async () => {
  const { screen, press } = await open()
  await press('Move to the trash')
  await expect.element(screen.getByRole('heading', { name: /Read closely/ })).toHaveFocus()
})

test('when the last row of a list is deleted the focus is on the heading of its pane', async () => {
  const { screen, inspector } = await open()
  screen.getByRole('listbox', { name: 'Excerpts' }).element().focus()
  await userEvent.keyboard('{Delete}')
  await expect.element(screen.getByRole('option', { name: /It opens/ })).not.toBeInTheDocument()
  await expect.element(screen.getByRole('listbox', { name: 'Excerpts' })).toHaveFocus()
  await userEvent.keyboard('{Backspace}')
  await expect.element(inspector).toHaveFocus()
})

test('adding to a brief stays with the evidence, and removing leads into the text', async () => {
  const { fake, screen, press } = await open()
  await fake.host.call('brief.create', blankBrief('Costs'))
  await screen.getByRole('tab', { name: 'Brief' }).click()
  await press(/^Add claim/)
  await expect.element(screen.getByText('1 of 2 used')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: /^Add claim/ })).toHaveFocus()
  await press(/^Remove from the brief: It opens/)
  await expect.element(screen.getByText('0 of 2 used')).toBeVisible()
  await expect.element(screen.getByRole('textbox', { name: 'Text of the brief' })).toHaveFocus()
})

test.each(['{Escape}', '{Enter}'])('a dialog that is closed with %s gives the focus back', async (key) => {
  const { screen, press } = await open()
  await press(/for keys/)
  await expect.element(screen.getByRole('dialog')).toBeVisible()
  await userEvent.keyboard(key)
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
  await expect.element(screen.getByRole('button', { name: /for keys/ })).toHaveFocus()
})

test('the keys of the views lead to the text, or to the tab where there is none', async () => {
  await page.viewport(1440, 900)
  const fake = createFakeHost([{ text: 'The quay\nIt opens in May.' }])
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('option', { name: /The quay/ }).click()
  const text = screen.getByRole('textbox', { name: /^Text of/ })
  await text.click()
  await userEvent.keyboard('{Alt>}{Shift>}[Digit2]{/Shift}{/Alt}')
  await expect.element(screen.getByRole('tab', { name: 'Compare' })).toHaveFocus()
  await userEvent.keyboard('{Alt>}{Shift>}[Digit1]{/Shift}{/Alt}')
  await expect.element(text).toHaveFocus()
})
