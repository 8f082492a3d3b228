import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Failure } from '../../shared/contract/failure'
import { createFakeHost } from '../state/fake-host'
import { UNSAVED_MS } from '../state/unsaved'
import { App } from './App'

beforeEach(async () => {
  sessionStorage.clear() // a detail that was refused in one test is kept for a source of the same id
  await page.viewport(1440, 900)
})

async function open(n: number) {
  const fake = createFakeHost(
    Array.from({ length: n }, (_, index) => ({ text: `Quay number ${index + 1}\nClosed.` })),
  )
  const screen = await render(<App host={fake.host} />)
  const list = screen.getByRole('listbox', { name: 'Sources' })
  await expect.element(list).toBeVisible()
  const active = () => document.getElementById(list.element().getAttribute('aria-activedescendant') ?? '')
  return { fake, screen, list, active: () => active()?.textContent ?? null }
}

test('of 10,000 sources only the rows near the window are in the page, and the keys reach all of them', async () => {
  const { screen, list, active } = await open(10_000)
  expect(screen.getByRole('option').elements().length).toBeLessThan(60)
  list.element().focus()
  await userEvent.keyboard('{ArrowDown}{ArrowDown}')
  await expect.poll(active).toContain('Quay number 3')
  await userEvent.keyboard('{End}')
  await expect.poll(active).toContain('Quay number 10000')
  await userEvent.keyboard('{ArrowUp}{Enter}')
  await expect.element(screen.getByRole('textbox', { name: 'Text of Quay number 9999' })).toBeVisible()
  await userEvent.keyboard('{Home}')
  await expect.poll(active).toContain('Quay number 1')
  await userEvent.keyboard('{End}')
  await expect.element(list.getByRole('option', { selected: true })).toHaveAttribute('aria-posinset', '9999')
})

test('Delete moves a source to the trash, the status bar says so, and undo brings it back', async () => {
  const { screen, list, active } = await open(3)
  list.element().focus()
  await userEvent.keyboard('{ArrowDown}{Delete}')
  await expect.element(screen.getByRole('status')).toHaveTextContent('Moved “Quay number 2” to the trash.')
  await expect.element(screen.getByRole('option', { name: /Quay number 2/ })).not.toBeInTheDocument()
  await expect.poll(active).toContain('Quay number 3')
  await userEvent.keyboard('{Control>}z{/Control}')
  await expect.element(screen.getByRole('option', { name: /Quay number 2/ })).toBeVisible()
  await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}')
  await expect.element(screen.getByRole('option', { name: /Quay number 2/ })).not.toBeInTheDocument()
})

test('an import that ends opens its text, and leaves the active row to who goes through the list', async () => {
  const { fake, screen, list, active } = await open(5)
  const release = fake.hold('import.end')
  const files = screen.getByLabelText('Files to import')
  await userEvent.upload(files, [new File(['The tram\nIt opens in May.'], 'tram.txt')])
  await expect.poll(() => fake.asked('import.end')).toHaveLength(1)
  list.element().focus()
  await userEvent.keyboard('{ArrowDown}{ArrowDown}')
  release()
  await expect.element(screen.getByRole('textbox', { name: 'Text of tram' })).toBeVisible()
  await expect.poll(active).toContain('Quay number 3')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('textbox', { name: 'Text of Quay number 3' })).toBeVisible()
})

test('when the open source is moved to the trash, its neighbour is active', async () => {
  const { screen, list, active } = await open(3)
  list.element().focus()
  await userEvent.keyboard('{ArrowDown}{Enter}')
  await expect.element(screen.getByRole('textbox', { name: 'Text of Quay number 2' })).toBeVisible()
  await userEvent.keyboard('{Delete}')
  await expect.element(screen.getByRole('option', { name: /Quay number 2/ })).not.toBeInTheDocument()
  await expect.poll(active).toContain('Quay number 3')
})

test('details are saved when their field is left, a wrong date is refused beside it, and what was typed stays', async () => {
  const { fake, screen } = await open(1)
  await screen.getByRole('option').click()
  await screen.getByLabelText('Outlet').fill('The Courier')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('option', { name: /The Courier/ })).toBeVisible()
  await screen.getByLabelText('Authors').fill('Ada Lark; Bo Finch')
  await screen.getByLabelText('Published').fill('26 February')
  await screen.getByLabelText('Updated').click()
  await expect
    .element(screen.getByText('Write the date as 26 February 2025, 2025-02-26 or 2025.'))
    .toBeVisible()
  await expect.element(screen.getByLabelText('Published')).toHaveValue('26 February')
  await screen.getByLabelText('Published').fill('2025-02-26')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText('26 February 2025')).toBeVisible()
  await expect.element(screen.getByText('Ada Lark and Bo Finch')).toBeVisible()
  expect(fake.asked('source.update').filter(({ details }) => details !== undefined)).toEqual([
    expect.objectContaining({ details: { outlet: 'The Courier' } }),
    expect.objectContaining({ details: { authors: ['Ada Lark', 'Bo Finch'] } }),
    expect.objectContaining({ details: { published: '2025-02-26' } }),
  ])
  fake.refuse('source.update', new Failure('conflict', 'This source was changed in another window since.'))
  await screen.getByLabelText('Via').fill('Wirefeed')
  await userEvent.keyboard('{Enter}')
  await expect
    .element(screen.getByLabelText('Via'))
    .toHaveAccessibleDescription('This source was changed in another window since.')
  await expect.element(screen.getByLabelText('Via')).toHaveValue('Wirefeed')
})

test('details are saved while they are typed, each as one step, and a date once its field is left', async () => {
  const { fake, screen } = await open(1)
  await screen.getByRole('option').click()
  const outlet = screen.getByLabelText('Outlet')
  await outlet.click()
  await userEvent.keyboard('The ')
  await expect.element(screen.getByRole('option', { name: /The/ })).toBeVisible()
  await userEvent.keyboard('Cour')
  await expect.element(screen.getByRole('option', { name: /The Cour/ })).toBeVisible()
  await userEvent.keyboard('ier')
  await expect.element(screen.getByRole('option', { name: /The Courier/ })).toBeVisible()
  await expect.element(outlet).toHaveFocus()
  await expect.element(outlet).toHaveValue('The Courier')
  await userEvent.keyboard('{Tab}')
  await userEvent.keyboard('Wirefeed')
  await expect.element(screen.getByTitle('The Courier via Wirefeed')).toBeVisible()
  await screen.getByLabelText('Published').click()
  await userEvent.keyboard('2025')
  await new Promise<void>((resolve) => {
    setTimeout(resolve, 2 * UNSAVED_MS)
  })
  expect(fake.asked('source.update').filter(({ details }) => details?.published !== undefined)).toEqual([])
  await userEvent.keyboard('{Escape}')

  await fake.host.call('history.undo', {})
  await expect.element(screen.getByLabelText('Via')).toHaveValue('')
  await fake.host.call('history.undo', {})
  await expect.element(outlet).toHaveValue('')
})

test('the date of a source is taken as people write it', async () => {
  const { screen } = await open(1)
  await screen.getByRole('option').click()
  const published = screen.getByLabelText('Published')
  await published.fill('24 February 2025')
  await userEvent.keyboard('{Enter}')
  await expect.element(published).toHaveValue('2025-02-24')
  await expect.element(published).toHaveAccessibleDescription('')
  await expect.element(screen.getByText('24 February 2025')).toBeVisible()
})

test('a detail goes on top of a change elsewhere that is about something else, and never over one about the same', async () => {
  const { fake, screen } = await open(1)
  const [source] = fake.sources
  if (source === undefined) throw new Error('one source was given')
  await screen.getByRole('option').click()
  await expect.element(screen.getByLabelText('Outlet')).toBeVisible()
  const now = () => fake.host.call('source.get', { source: source.id })
  await expect.poll(async () => (await now()).status).toBe('reading')
  /** Saves in another window while this one has not been told. */
  const elsewhere = async (revision: number, details: { via?: string; outlet?: string }) => {
    const release = fake.hold('source.get')
    await fake.host.call('source.update', { source: source.id, revision, details })
    return release
  }
  let release = await elsewhere((await now()).revision, { via: 'Wirefeed' })
  await screen.getByLabelText('Outlet').fill('The Courier')
  await userEvent.keyboard('{Enter}')
  release()
  await expect
    .poll(async () => (await now()).details)
    .toMatchObject({ via: 'Wirefeed', outlet: 'The Courier' })
  await expect.element(screen.getByLabelText('Via')).toHaveValue('Wirefeed')

  release = await elsewhere((await now()).revision, { outlet: 'The Herald' })
  await screen.getByLabelText('Outlet').fill('The Echo')
  await userEvent.keyboard('{Enter}')
  release()
  await expect
    .element(screen.getByLabelText('Outlet'))
    .toHaveAccessibleDescription(/changed in another window/)
  await expect.element(screen.getByLabelText('Outlet')).toHaveValue('The Echo')
  expect((await now()).details.outlet).toBe('The Herald')
})

test('the status bar counts the notebook, and what is damaged is said in the banner as soon as it is found', async () => {
  const { fake, screen } = await open(2)
  for (const source of fake.sources) await fake.tag(source, 'claim', 'Closed')
  await screen.getByRole('option', { name: /Quay number 1/ }).click()
  await expect.element(screen.getByText('2 sources')).toBeVisible()
  await expect.element(screen.getByText('2 annotations')).toBeVisible()
  const notice = screen.getByRole('region', { name: 'Notice' })
  await expect.element(notice).not.toBeInTheDocument()
  fake.damage('The annotations of “Quay number 2” cannot be read.')
  fake.emit({ kind: 'library' })
  await expect.element(notice).toHaveTextContent('The annotations of “Quay number 2” cannot be read.')
  fake.damage('The brief “Costs” cannot be read.')
  fake.emit({ kind: 'briefs' })
  await expect.element(notice).toHaveTextContent('The brief “Costs” cannot be read.')
})
