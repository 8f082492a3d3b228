import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { formatReference } from '../../shared/briefing/reference'
import { sampleId } from '../../shared/testing/samples'
import { createFakeHost } from '../state/fake-host'
import type { GivenSource } from '../state/fake-notebook'
import { selectWords } from '../testing/select-words'
import { App } from './App'

beforeEach(() => page.viewport(1440, 900))

const given: readonly GivenSource[] = [
  { text: 'The quay\nIt opens in May, at a cost of about $40m.', outlet: 'The Courier' },
  { text: 'Zoë asks for a crossing\nNobody answered.', outlet: 'Harbour Post' },
]

async function open(sources = given) {
  const fake = createFakeHost(sources)
  const screen = await render(<App host={fake.host} />)
  await expect.element(screen.getByRole('listbox', { name: 'Sources' })).toBeVisible()
  const palette = screen.getByRole('dialog', { name: 'Command palette' })
  const field = palette.getByRole('combobox', { name: 'Search or run a command' })
  const found = () =>
    palette
      .getByRole('option')
      .elements()
      .map((one) => one.querySelector('.name')?.textContent)
  const active = () => {
    const id = field.element().getAttribute('aria-activedescendant') ?? ''
    return document.getElementById(id)?.querySelector('.name')?.textContent
  }
  const search = async (words: string) => {
    if (palette.elements().length === 0) await userEvent.keyboard('{Control>}k{/Control}')
    await field.fill(words)
  }
  return { fake, screen, palette, field, found, active, search }
}

test('the key and the button open it; Escape, the key and a click beside it close it', async () => {
  const { screen, palette, field } = await open()
  await userEvent.keyboard('{Control>}k{/Control}')
  await expect.element(field).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.element(palette).not.toBeInTheDocument()
  const button = screen.getByRole('button', { name: 'Search or run' })
  await button.click()
  await expect.element(field).toHaveFocus()
  await userEvent.keyboard('{Control>}k{/Control}')
  await expect.element(palette).not.toBeInTheDocument()
  await expect.element(button).toHaveFocus()
  await button.click()
  await userEvent.click(document.documentElement, { position: { x: 20, y: 700 } })
  await expect.element(palette).not.toBeInTheDocument()
})

test('a command is found by its words, walked to with the arrows and run with Enter', async () => {
  const { screen, found, active, search } = await open()
  await search('thm')
  expect(found()).toContain('Theme: dark')
  await search('theme')
  await expect.poll(active).toBe('Theme: dark')
  await userEvent.keyboard('{ArrowDown}')
  await expect.poll(active).toBe('Theme: light')
  await userEvent.keyboard('{ArrowUp}{ArrowUp}')
  await expect.poll(active).toBe(found().at(-1))
  await userEvent.keyboard('{ArrowDown}{Enter}')
  await expect.poll(() => document.documentElement.dataset.theme).toBe('dark')
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
})

test('what was run last stands first the next time', async () => {
  const { palette, found, active, search } = await open()
  await search('compare')
  await userEvent.keyboard('{Enter}')
  await search('larger')
  await userEvent.keyboard('{Enter}')
  await search('smaller')
  await userEvent.keyboard('{Enter}')
  await search('')
  await expect.poll(() => found().slice(0, 2)).toEqual(['Smaller text', 'Larger text'])
  await expect.poll(active).toBe('Smaller text')
  await expect.element(palette.getByRole('group', { name: 'Used last' })).toBeVisible()
})

test('each command stands with its key and its group, and what cannot be done now is not listed', async () => {
  const { fake, screen, palette, found, search } = await open()
  await search('import')
  const row = palette.getByRole('option', { name: /^Import files/ })
  await expect.element(row).toHaveTextContent('Notebook')
  await expect.element(row).toHaveTextContent('Ctrl+O')
  await search('export')
  expect(found()).toEqual([])
  await expect.element(palette.getByText('Nothing here has that name.')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  fake.become('gone')
  await expect.element(screen.getByRole('button', { name: 'Import' })).toBeDisabled()
  await search('import')
  await expect.poll(found).not.toContain('Import files')
})

test('a text is found by its title or outlet, whatever the accents, and opened by pointer too', async () => {
  const { screen, palette, found, search } = await open()
  await search('zoe cross')
  expect(found()).toEqual(['Zoë asks for a crossing'])
  expect(Array.from(document.querySelectorAll('.palette u'), (one) => one.textContent)).toEqual([
    'Zoë',
    'cross',
  ])
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('textbox', { name: 'Text of Zoë asks for a crossing' })).toBeVisible()
  await search('courier')
  await palette.getByRole('option', { name: /The quay/ }).click()
  await expect.element(screen.getByRole('textbox', { name: 'Text of The quay' })).toBeVisible()
})

test('of 10,000 texts the best stand there, and the rest are counted', async () => {
  const many = Array.from({ length: 10_000 }, (_, n) => ({ text: `Quay number ${n + 1}\nClosed.` }))
  const { palette, found, search } = await open(many)
  await search('quay')
  expect(found()).toHaveLength(50)
  await expect.element(palette.getByText('… and 9,950 more: type further')).toBeVisible()
  await search('9999')
  expect(found()).toEqual(['Quay number 9999'])
})

test('the focus and the selection in the text are as before when it closes', async () => {
  const { screen, search } = await open()
  await screen
    .getByRole('listbox', { name: 'Sources' })
    .getByRole('option', { name: /The quay/ })
    .click()
  await selectWords('opens in May')
  const text = document.activeElement
  await search('quay')
  expect(document.activeElement).not.toBe(text)
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
  expect(document.activeElement).toBe(text)
  expect(String(getSelection())).toBe('opens in May')
})

test('a command on the text is about what was selected there', async () => {
  const { fake, screen, search } = await open()
  await screen
    .getByRole('listbox', { name: 'Sources' })
    .getByRole('option', { name: /The quay/ })
    .click()
  await selectWords('about $40m')
  await search('as a figure')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => fake.asked('annotation.create')).toHaveLength(1)
  const [made] = await fake.host.call('annotation.list', { source: null, kind: null })
  expect(made?.target.ranges[0]?.quote.exact).toBe('about $40m')
  await expect.element(screen.getByRole('textbox', { name: /^Text of/ })).toHaveFocus()
  await expect.poll(() => getSelection()?.isCollapsed).toBe(true)
})

test('a command that leads elsewhere keeps the focus there', async () => {
  const { screen, search } = await open()
  await screen
    .getByRole('listbox', { name: 'Sources' })
    .getByRole('option', { name: /The quay/ })
    .click()
  await selectWords('about $40m')
  await search('size, width')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('radio', { name: 'System' })).toHaveFocus()
})

test('a reference of a brief leads to its passage, and says so when that is gone', async () => {
  const { fake, screen, palette, active, search } = await open()
  const [source] = fake.sources
  if (source === undefined) throw new Error('two sources were given')
  const { id } = await fake.tag(source, 'figure', 'about $40m')
  await search(`<${formatReference({ source: source.id, annotation: id })}>`)
  await expect.poll(active).toBe('“about $40m”')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('region', { name: 'Inspector' }).getByText('1 of 1')).toBeVisible()
  await search(formatReference({ source: source.id, annotation: 'a-zzzzzzzzzzzzzzzz' }))
  await expect.element(palette.getByText('This passage is not in the notebook.')).toBeVisible()
})

test('a reference leads to a passage whose text has become a version of another source since', async () => {
  const { fake, active, search } = await open()
  const [source] = fake.sources
  if (source === undefined) throw new Error('two sources were given')
  const { id } = await fake.tag(source, 'figure', 'about $40m')
  await search(formatReference({ source: sampleId('s', 99), annotation: id }))
  await expect.poll(active).toBe('“about $40m”')
})

test('undo names its step while there is one; without one its key says that there is none', async () => {
  const { fake, screen, palette, search } = await open()
  await search('undo')
  await expect.element(palette.getByText('Nothing here has that name.')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(palette).not.toBeInTheDocument()
  await userEvent.keyboard('{Control>}z{/Control}')
  await expect.element(screen.getByRole('status')).toHaveTextContent('There is nothing to undo.')
  expect(screen.getByRole('button', { name: 'Put this message away' }).elements()).toEqual([])
  const [source] = fake.sources
  if (source === undefined) throw new Error('two sources were given')
  await fake.tag(source, 'claim', 'It opens')
  await search('undo')
  await expect.element(palette.getByRole('option', { name: /^Undo: tag claim/ })).toBeVisible()
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('status')).toHaveTextContent('Undone: tag claim')
})

test('nothing is run while an input method composes', async () => {
  const { palette, field, search } = await open()
  await search('theme: dark')
  for (const key of ['Enter', 'ArrowDown']) {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, isComposing: true })
    field.element().dispatchEvent(event)
    expect(event.defaultPrevented).toBe(false)
  }
  await expect.element(palette).toBeVisible()
})
