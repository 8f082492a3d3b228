import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { createFakeHost } from '../state/fake-host'
import { App } from './App'

beforeEach(() => page.viewport(1440, 900))

const toSearch = () => userEvent.keyboard('{Control>}{Shift>}f{/Shift}{/Control}')
const selected = () => getSelection()?.toString() ?? ''

async function open() {
  const fake = createFakeHost([
    {
      title: 'Port fund splits the council',
      outlet: 'The Courier',
      text: 'Port fund splits the council\nIt opens in May, at a cost of about $40m.\nSubscribe to our letters.',
      structure: [{ kind: 'frame', from: 'b3', to: 'b3', origin: 'hand', evidence: null }],
    },
    { title: 'Ferries', text: 'Ferries\nThey leave at noon.' },
  ])
  const [source] = fake.sources
  if (source === undefined) throw new Error('two sources were given')
  const figure = await fake.tag(source, 'figure', 'about $40m', 'ask the treasurer')
  const screen = await render(<App host={fake.host} />)
  const library = screen.getByRole('listbox', { name: 'Sources' })
  await expect.element(library).toBeVisible()
  const pane = screen.getByRole('region', { name: 'Search', exact: true })
  const field = pane.getByRole('searchbox')
  /** Looks for something and opens the best of it by keys alone. */
  const openBest = async (query: string) => {
    await toSearch()
    await userEvent.fill(field, query)
    await expect.element(pane.getByRole('option').first()).toBeVisible()
    await userEvent.keyboard('{ArrowDown}{Enter}')
  }
  const text = (title: string) => screen.getByRole('textbox', { name: `Text of ${title}` })
  return { screen, library, pane, field, openBest, text, figure }
}

test('the search takes the place of the library, and closing it leads back to the list', async () => {
  const { library, pane, field } = await open()
  library.element().focus()
  await toSearch()
  await expect.element(field).toHaveFocus()
  await expect.element(library).not.toBeInTheDocument()
  await userEvent.keyboard('{Escape}')
  await expect.element(library).toHaveFocus()
  await expect.element(pane).not.toBeInTheDocument()
})

test('a passage is opened with its words selected, and the last question is there for another', async () => {
  const { openBest, text, field, pane } = await open()
  await openBest('noon in:text')
  await expect.element(text('Ferries')).toHaveFocus()
  await expect.poll(selected).toBe('noon')
  await expect.element(pane).toBeVisible()
  await toSearch()
  await expect.element(field).toHaveFocus()
  await expect.element(field).toHaveValue('noon in:text')
  await userEvent.keyboard('{Escape}')
  // Where one was last, and not where one was when the search was opened first.
  await expect.element(text('Ferries')).toHaveFocus()
  expect(selected()).toBe('noon')
  await toSearch()
  await expect.element(field).toHaveValue('noon in:text')
  await userEvent.keyboard('council')
  await expect.element(field).toHaveValue('council') // it was selected
})

test('a passage in frame is opened too', async () => {
  const { openBest, text, pane, field } = await open()
  await toSearch()
  await pane.getByLabelText('Include frame and repeats').click()
  await openBest('subscribe')
  await expect.element(text('Port fund splits the council')).toHaveFocus()
  await expect.poll(selected).toBe('Subscribe')
  await expect.element(field).toBeVisible()
})

test('the memo of an annotation leads to the annotation, the title of a text to its details', async () => {
  const { openBest, screen } = await open()
  await openBest('treasurer')
  const inspector = screen.getByRole('region', { name: 'Inspector' })
  await expect.element(inspector.getByText('ask the treasurer')).toBeVisible()
  await openBest('ferries in:details')
  await expect.element(inspector.getByRole('textbox', { name: 'Title' })).toHaveValue('Ferries')
})

test('in a small window what is opened is not covered, and the search is a key away', async () => {
  const { openBest, text, pane, field } = await open()
  await page.viewport(640, 800)
  await openBest('noon in:text')
  await expect.poll(selected).toBe('noon')
  await expect.element(pane).not.toBeInTheDocument() // as far as one can tell
  await expect.element(text('Ferries')).toHaveFocus()
  await toSearch()
  await expect.element(field).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.element(text('Ferries')).toHaveFocus()
})

test('in a small window the button of the library opens the library, also while the search is open', async () => {
  await page.viewport(640, 800)
  const { screen, library, pane, openBest, text, field } = await open()
  await openBest('noon in:text')
  await expect.element(text('Ferries')).toHaveFocus()
  const button = screen.getByRole('button', { name: 'Library', exact: true })
  await expect.element(button).toHaveAttribute('aria-expanded', 'false')
  await button.click()
  await expect.element(library).toBeVisible()
  await expect.element(pane).not.toBeInTheDocument()
  await expect.element(button).toHaveAttribute('aria-expanded', 'true')
  await toSearch()
  await expect.element(field).toHaveValue('noon in:text')
  await button.click()
  await expect.element(library).toBeVisible()
})
