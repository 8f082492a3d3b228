import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { createFakeHost } from '../state/fake-host'
import type { GivenSource } from '../state/fake-notebook'
import { violations } from '../testing/violations'
import { App } from './App'

beforeEach(() => page.viewport(1440, 900))

const texts: readonly GivenSource[] = [
  { text: 'The pier opens\nIt cost $40m.', outlet: 'The Courier', published: '2025-02-26' },
  { text: 'Quay fund grows\nClosed.', outlet: 'Écho du Port', via: 'Wirefeed', published: '2025-02-24' },
  { text: 'A tram to the harbour\nClosed.', outlet: 'The Courier', authors: ['Ada Lark'] },
  { text: 'Notes without a head\nClosed.' },
]

async function open(given = texts) {
  const fake = createFakeHost(given)
  const screen = await render(<App host={fake.host} />)
  await expect.element(screen.getByRole('listbox', { name: 'Sources' })).toBeVisible()
  const list = () => screen.getByRole('listbox', { name: 'Sources' }).element()
  return {
    fake,
    screen,
    list,
    filters: screen.getByRole('button', { name: 'Filter and sort' }),
    pane: screen.getByRole('region', { name: 'Library' }),
    shown: () => Array.from(document.querySelectorAll('[role=listbox] .t'), (title) => title.textContent),
    active: () =>
      document.getElementById(list().getAttribute('aria-activedescendant') ?? '')?.querySelector('.t')
        ?.textContent,
  }
}

test('by pointer: toggles and an outlet leave out texts, and a closed panel says which and takes it back', async () => {
  const { fake, screen, filters, pane, shown } = await open()
  const [pier] = fake.sources
  if (pier === undefined) throw new Error('four sources were given')
  await fake.tag(pier, 'figure', '$40m')
  await filters.click()
  await expect.element(filters).toHaveAttribute('aria-expanded', 'true')
  await screen.getByLabelText('Outlet', { exact: true }).selectOptions('The Courier')
  await expect.poll(shown).toEqual(['The pier opens', 'A tram to the harbour'])
  await screen.getByRole('button', { name: 'Figures', exact: true }).click()
  await expect.poll(shown).toEqual(['The pier opens'])
  await expect.element(pane.getByText('1 of 4', { exact: true })).toBeVisible()
  await expect.element(pane.getByText('1 of 4 sources are shown')).toHaveAttribute('aria-live', 'polite')
  await screen.getByRole('button', { name: 'Unread', exact: true }).click()

  await filters.click()
  await expect.element(pane.getByText('Unread · with figures · The Courier')).toBeVisible()
  await screen.getByRole('button', { name: 'Clear the filter' }).click()
  await expect.poll(shown).toHaveLength(4)
  await expect.element(pane.getByText('4', { exact: true })).toBeVisible()
  await expect.element(filters).toHaveFocus()
})

test('by keyboard: words are searched blind to accents, Down goes to the list, Escape takes back the words, then the panel', async () => {
  const { screen, filters, shown, list, active } = await open()
  filters.element().focus()
  await userEvent.keyboard('{Enter}{Tab}echo')
  const search = screen.getByLabelText('Search the library')
  await expect.element(search).toHaveFocus()
  await expect.poll(shown).toEqual(['Quay fund grows'])
  await userEvent.keyboard('{ArrowDown}')
  await expect.poll(() => document.activeElement).toBe(list())
  await expect.poll(active).toBe('Quay fund grows')
  search.element().focus()
  await userEvent.keyboard('{Escape}')
  await expect.poll(shown).toHaveLength(4)
  await userEvent.keyboard('-courier')
  await expect.poll(shown).toEqual(['Quay fund grows', 'Notes without a head'])
  await userEvent.keyboard('{Escape}{Escape}')
  await expect.element(search).not.toBeInTheDocument()
  await expect.element(filters).toHaveFocus()
})

/** Typed so quickly that the list has not caught up: that is the next task of the window. */
async function typeQuickly(field: Element, words: string): Promise<void> {
  if (!(field instanceof HTMLInputElement)) throw new Error('this is no field')
  field.setRangeText(words)
  field.dispatchEvent(new Event('input', { bubbles: true }))
  await Promise.resolve()
}

function press(key: string): void {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
  document.activeElement?.dispatchEvent(event)
}

test('keys that are quicker than the list lead into the list of what was typed', async () => {
  const { screen, filters, shown, list } = await open()
  await filters.click()
  const search = screen.getByLabelText('Search the library').element()
  await typeQuickly(search, 'tram')
  expect(shown()).toHaveLength(4)
  search.focus()
  press('ArrowDown')
  press('Enter')
  await expect.element(screen.getByRole('textbox', { name: 'Text of A tram to the harbour' })).toBeVisible()
  expect(shown()).toEqual(['A tram to the harbour'])
  expect(document.activeElement === list()).toBe(true)
})

test('a list that catches up with the search keeps the focus', async () => {
  const { screen, filters, shown, list } = await open()
  await filters.click()
  const search = screen.getByLabelText('Search the library').element()
  await typeQuickly(search, 'quay')
  list().focus()
  expect(shown()).toHaveLength(4)
  await expect.poll(shown).toEqual(['Quay fund grows'])
  expect(document.activeElement === list()).toBe(true)
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('textbox', { name: 'Text of Quay fund grows' })).toBeVisible()
})

test('its key leads from the text into the search field', async () => {
  const { screen } = await open()
  await screen.getByRole('option', { name: /Quay fund grows/ }).click()
  await screen.getByRole('textbox', { name: 'Text of Quay fund grows' }).click()
  await userEvent.keyboard('{Control>}{Shift>}L{/Shift}{/Control}')
  await expect.element(screen.getByLabelText('Search the library')).toHaveFocus()
})

test('when nothing matches, that is said, with the way back', async () => {
  const { screen, filters, pane, shown } = await open()
  await filters.click()
  await screen.getByLabelText('Search the library').fill('xyz')
  await expect.element(pane.getByText('No source matches “xyz”.')).toBeVisible()
  await screen.getByRole('button', { name: 'Read', exact: true }).click()
  await expect.element(pane.getByText('No source fits the filter.')).toBeVisible()
  await screen.getByRole('button', { name: 'Clear the filter' }).last().click()
  await expect.poll(shown).toHaveLength(4)
})

test('sort and group are kept as preferences, the filter for the session, and both outlast another tab', async () => {
  const { fake, screen, filters, shown, pane } = await open()
  await filters.click()
  const titles = ['A tram to the harbour', 'Notes without a head', 'Quay fund grows', 'The pier opens']
  await screen.getByLabelText('Sort by').selectOptions('Title')
  await expect.poll(shown).toEqual(titles)
  await screen.getByRole('button', { name: 'Descending' }).click()
  await expect.poll(shown).toEqual(titles.toReversed())
  await screen.getByLabelText('Group by').selectOptions('Date')
  await expect
    .poll(() =>
      pane
        .getByRole('group')
        .elements()
        .map((group) => group.getAttribute('aria-label')),
    )
    .toEqual([
      'Reading status',
      'Has annotations',
      '24 February 2025, 1',
      '26 February 2025, 1',
      'No date, 2',
    ])
  expect(fake.asked('preferences.set')).toEqual([
    { librarySort: 'title' },
    { libraryDescending: true },
    { libraryGroup: 'date' },
  ])
  await screen.getByLabelText('Search the library').fill('pier')
  await screen.getByRole('tab', { name: 'Brief' }).click()
  await screen.getByRole('tab', { name: 'Read' }).click()
  await expect.element(pane.getByText('“pier”', { exact: true })).toBeVisible()
  await expect.poll(shown).toEqual(['The pier opens'])
  await expect.element(pane.getByRole('group', { name: '26 February 2025, 1' })).toBeVisible()
})

test('in a notebook that is read only, the library can be put in another order all the same', async () => {
  const { fake, screen, filters, shown } = await open()
  fake.lock('Another window has this notebook open.')
  fake.emit({ kind: 'library' })
  await expect.element(screen.getByText('Another window has this notebook open.')).toBeVisible()
  await filters.click()
  await screen.getByRole('button', { name: 'Descending' }).click()
  await screen.getByLabelText('Sort by').selectOptions('Outlet')
  await expect
    .poll(shown)
    .toEqual(['The pier opens', 'A tram to the harbour', 'Quay fund grows', 'Notes without a head'])
})

test('in a divided list the arrows go from text to text, and each text lies in the group of its heading', async () => {
  const { screen, filters, list, active } = await open()
  await filters.click()
  await screen.getByLabelText('Group by').selectOptions('Outlet')
  const courier = screen.getByRole('group', { name: 'The Courier, 2' })
  await expect.element(courier).toBeVisible()
  expect(courier.getByRole('option').elements()).toHaveLength(2)
  const heading = courier.element().querySelector('.group-head')?.getBoundingClientRect()
  const first = courier.element().querySelector('.row')?.getBoundingClientRect()
  expect(first?.top).toBeGreaterThanOrEqual(heading?.bottom ?? Number.POSITIVE_INFINITY)
  list().focus()
  const walked: (string | null | undefined)[] = []
  for (const key of ['Home', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown']) {
    await userEvent.keyboard(`{${key}}`)
    walked.push(active())
  }
  expect(walked).toEqual([
    'Quay fund grows',
    'The pier opens',
    'A tram to the harbour',
    'Notes without a head',
    'Notes without a head',
  ])
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('textbox', { name: 'Text of Notes without a head' })).toBeVisible()
})

test('of a long group only the rows near the window are in the page, its heading stays in view, and no row hides behind it', async () => {
  const { screen, filters, list, active } = await open(
    Array.from({ length: 2000 }, (_, index) => ({
      text: `Quay ${index + 1}`,
      outlet: index < 1000 ? 'The Courier' : 'The Herald',
    })),
  )
  await filters.click()
  await screen.getByLabelText('Group by').selectOptions('Outlet')
  await expect.element(screen.getByRole('group', { name: 'The Courier, 1000' })).toBeVisible()
  list().focus()
  await userEvent.keyboard('{End}')
  await expect.poll(active).toBe('Quay 2000')
  const top = () => list().getBoundingClientRect().top
  const heading = () => list().querySelector('[aria-label="The Herald, 1000"] .group-head')
  await expect.poll(() => heading()?.getBoundingClientRect().top).toBeCloseTo(top(), 0)
  expect(screen.getByRole('option').elements().length).toBeLessThan(60)
  await userEvent.keyboard('{ArrowUp>20/}')
  await expect.poll(active).toBe('Quay 1980')
  const row = () => list().querySelector('.option.active .row')?.getBoundingClientRect().top
  await expect.poll(row).toBeGreaterThanOrEqual(Math.floor(heading()?.getBoundingClientRect().bottom ?? 0))
})

test('a list that is asked for in another order is shown from its beginning', async () => {
  const { screen, filters, shown, list } = await open(
    Array.from({ length: 200 }, (_, index) => ({ text: `Quay ${300 - index}` })),
  )
  await filters.click()
  list().scrollTo({ top: 9000 })
  await expect.poll(shown).toContain('Quay 190')
  await screen.getByLabelText('Sort by').selectOptions('Title')
  await expect.poll(() => shown().slice(0, 2)).toEqual(['Quay 101', 'Quay 102'])
  expect(list().scrollTop).toBe(0)
})

test('letters go to the title that begins with them, and a Backspace among them deletes no text', async () => {
  const { fake, screen, list, active } = await open()
  list().focus()
  await userEvent.keyboard('no')
  await expect.poll(active).toBe('Notes without a head')
  await userEvent.keyboard('{Backspace}{Backspace}{Backspace}')
  await expect.poll(active).toBe('Notes without a head')
  await userEvent.keyboard('{Home}a t')
  await expect.poll(active).toBe('A tram to the harbour')
  expect(screen.getByRole('textbox').elements()).toEqual([])
  expect(fake.asked('source.remove')).toEqual([])
})

test.each(['light', 'dark', 'contrast'] as const)(
  'the open panel and a divided list are free of violations in the %s theme',
  async (theme) => {
    document.documentElement.lang = 'en'
    const { fake, screen, filters } = await open()
    await fake.host.call('preferences.set', { theme })
    await expect.poll(() => document.documentElement.dataset.theme).toBe(theme)
    await filters.click()
    await screen.getByLabelText('Group by').selectOptions('Outlet')
    await screen.getByRole('button', { name: 'Unread', exact: true }).click()
    await expect.element(screen.getByRole('group', { name: 'No outlet, 1' })).toBeVisible()
    expect(await violations()).toEqual([])
    await filters.click()
    await expect.element(screen.getByRole('button', { name: 'Clear the filter' })).toBeVisible()
    expect(await violations()).toEqual([])
  },
)

test('Escape that ends the composition of an input method leaves the words that are searched', async () => {
  const { screen, filters } = await open()
  await filters.click()
  const search = screen.getByLabelText('Search the library')
  await search.fill('quay')
  search
    .element()
    .dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', isComposing: true, bubbles: true }))
  await expect.element(search).toHaveValue('quay')
})
