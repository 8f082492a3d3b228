import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { violations } from '../testing/violations'
import { type Choice, ComboBox } from './ComboBox'
import './styles'

const choices: readonly Choice[] = [
  { key: 'p-1', name: 'Port Authority', others: ['the harbour board'] },
  { key: 'p-2', name: 'Mayor Okafor', note: 'person' },
  { key: 'p-3', name: 'Pilots’ guild' },
]

type Given = Partial<Parameters<typeof ComboBox>[0]>

async function show(given: Given = {}) {
  const asked = { chosen: vi.fn(), created: vi.fn(), cleared: vi.fn() }
  function Held() {
    const [value, setValue] = useState(given.value ?? '')
    return (
      <main>
        <h1>Actors</h1>
        <ComboBox
          label="Actor"
          choices={choices}
          onChoose={(choice, typed) => {
            asked.chosen(choice.key, typed)
            setValue(choice.name)
          }}
          onCreate={asked.created}
          onClear={() => {
            asked.cleared()
            setValue('')
          }}
          {...given}
          value={value}
        />
        <button type="button">Next</button>
      </main>
    )
  }
  const screen = await render(<Held />)
  return { screen, field: screen.getByRole('combobox', { name: 'Actor' }), ...asked }
}

test('a name is completed as it is typed, and Enter takes the first', async () => {
  const { screen, field, chosen } = await show()
  field.element().focus()
  await userEvent.keyboard('oka')
  await expect
    .element(screen.getByRole('option', { name: /Mayor Okafor/ }))
    .toHaveAttribute('aria-selected', 'true')
  await userEvent.keyboard('{Enter}')
  expect(chosen).toHaveBeenCalledExactlyOnceWith('p-2', 'oka')
  await expect.element(field).toHaveValue('Mayor Okafor')
})

test('another name finds the entry too, and is told', async () => {
  const { field, chosen } = await show()
  await field.fill('the harbour board')
  await userEvent.keyboard('{Enter}')
  expect(chosen).toHaveBeenCalledExactlyOnceWith('p-1', 'the harbour board')
})

test('Enter takes nothing unasked, Escape goes back, and an empty field is nothing chosen', async () => {
  const { field, chosen, created, cleared } = await show({ value: 'Pilots’ guild' })
  field.element().focus()
  await userEvent.keyboard('{Enter}')
  await userEvent.keyboard('{Control>}a{/Control}Por{Escape}')
  await expect.element(field).toHaveValue('Pilots’ guild')
  expect([chosen.mock.calls, created.mock.calls, cleared.mock.calls]).toEqual([[], [], []])
  await userEvent.keyboard('{Control>}a{/Control}{Backspace}{Enter}')
  expect(cleared).toHaveBeenCalledOnce()
})

test('what is new is made, never what is there already', async () => {
  const { screen, field, created } = await show()
  await field.fill('pilots’ guild')
  await expect.element(screen.getByRole('option')).toHaveTextContent('Pilots’ guild')
  await field.fill('Ferry line')
  await expect.element(screen.getByRole('option')).toHaveTextContent('Create “Ferry line”')
  await userEvent.keyboard('{Enter}')
  expect(created).toHaveBeenCalledExactlyOnceWith('Ferry line')
})

test('a new name comes before one that only has its letters somewhere, after one that is meant', async () => {
  const { screen, field, created } = await show()
  const options = () =>
    screen
      .getByRole('option')
      .elements()
      .map(({ textContent }) => textContent)
  await field.fill('po au')
  await expect.poll(options).toEqual([expect.stringContaining('Port Authority'), 'Create “po au”'])
  await field.fill('pg')
  await expect.poll(options).toEqual(['Create “pg”', 'Pilots’ guild'])
  await userEvent.keyboard('{Enter}')
  expect(created).toHaveBeenCalledExactlyOnceWith('pg')
})

test('leaving the field takes the name of an entry, and something new only where it is told to', async () => {
  const { field, chosen, created } = await show()
  await field.fill('Ferry line')
  await userEvent.tab()
  expect(created).not.toHaveBeenCalled()
  await field.fill('mayor okafor')
  await userEvent.tab()
  expect(chosen).toHaveBeenCalledExactlyOnceWith('p-2', 'mayor okafor')
  const units = await show({ takesTyped: true })
  await units.field.last().fill('bollards')
  await userEvent.tab()
  expect(units.created).toHaveBeenCalledExactlyOnceWith('bollards')
})

test('leaving the field takes an entry by another of its names, rather than to make one', async () => {
  const { field, chosen, created } = await show({ takesTyped: true })
  await field.fill('The harbour board')
  await userEvent.tab()
  expect(chosen).toHaveBeenCalledExactlyOnceWith('p-1', 'The harbour board')
  expect(created).not.toHaveBeenCalled()
})

test('what is typed stays when the window is put aside, and goes when the field is left', async () => {
  const { field } = await show()
  await field.fill('Ferry l')
  // As a browser tells it: the field is still the active one of its page.
  field.element().dispatchEvent(new FocusEvent('focusout', { bubbles: true }))
  await expect.element(field).toHaveValue('Ferry l')
  await userEvent.tab()
  await expect.element(field).toHaveValue('')
})

test('a key that belongs to a word being composed takes nothing', async () => {
  const { field, chosen } = await show()
  await field.fill('Mayor')
  const pressed = (key: string) =>
    field
      .element()
      .dispatchEvent(
        new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, cancelable: true }),
      )
  expect(pressed('Enter')).toBe(true)
  expect(pressed('Escape')).toBe(true)
  expect(chosen).not.toHaveBeenCalled()
  await expect.element(field).toHaveValue('Mayor')
})

test('a press on an entry takes it, and the field keeps the focus', async () => {
  const { screen, field, chosen } = await show()
  await field.fill('Mayor')
  await screen.getByRole('option', { name: /Mayor Okafor/ }).click()
  expect(chosen).toHaveBeenCalledExactlyOnceWith('p-2', 'Mayor')
  await expect.element(field).toHaveFocus()
})

test('the list stays with its field when what holds it scrolls', async () => {
  const { screen, field } = await show()
  const pane = field.element().closest('main')
  if (pane === null) throw new Error('the field is in the page')
  pane.style.cssText = 'height: 300px; overflow: auto'
  field.element().closest<HTMLElement>('.combo')?.style.setProperty('margin', '100px 0 900px')
  await field.click()
  const list = screen.getByRole('listbox').element()
  const gap = () => list.getBoundingClientRect().top - field.element().getBoundingClientRect().bottom
  await expect.poll(gap).toBe(4)
  pane.scrollTop = 60
  await expect.poll(() => pane.scrollTop).toBe(60)
  await expect.poll(gap).toBe(4)
})

test('the list stays in a window of 320 pixels, and axe has nothing to say', async () => {
  await page.viewport(320, 500)
  document.documentElement.lang = 'en'
  const { screen, field } = await show()
  await field.click()
  const { left, right } = screen.getByRole('listbox').element().getBoundingClientRect()
  expect(left).toBeGreaterThanOrEqual(0)
  expect(right).toBeLessThanOrEqual(320)
  await userEvent.keyboard('{ArrowDown}')
  expect(await violations()).toEqual([])
})
