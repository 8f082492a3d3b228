import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { Annotation } from '../../../shared/model/annotation'
import { anyExcerpt, type ExcerptFilter } from '../../../shared/model/excerpts'
import { CodebookProvider } from '../../state/codebook'
import { CommandsContext, createCommands } from '../../state/commands'
import { createFakeHost } from '../../state/fake-host'
import { HostContext, RefusalContext } from '../../state/host-context'
import { createSaves, SavesContext } from '../../state/saves'
import { createStatus, StatusContext, useRemark } from '../../state/status'
import { useAnswer } from '../../state/use-answer'
import { violations } from '../../testing/violations'
import '../../ui/styles'
import { ExcerptTable } from './ExcerptTable'

beforeEach(() => page.viewport(1280, 800))
afterEach(() => {
  document.documentElement.dataset.theme = 'light'
})

function Table({
  filter,
  onOpen,
}: {
  filter: ExcerptFilter | null
  onOpen: (annotation: Annotation) => void
}) {
  const { value } = useAnswer('library.list', {}, () => true)
  const remark = useRemark()
  return (
    <main style={{ display: 'grid', gridTemplateRows: 'minmax(0, 1fr) 24px', height: '100vh' }}>
      <h1 className="sr">Compare</h1>
      <CodebookProvider>
        <ExcerptTable sources={value ?? []} filter={filter} onOpen={onOpen} />
      </CodebookProvider>
      <p role="status">{remark === null ? '' : remark.tone === 'saved' ? 'Saved' : remark.text}</p>
    </main>
  )
}

/** A notebook of eight excerpts of two texts, and the table of them. */
async function start() {
  const fake = createFakeHost([
    {
      text: 'The quay\nIt costs about $40m.\nIt opens in May.\nThe port opposes it.\nThe council hopes for $5m.',
      outlet: 'The Courier',
      published: '2025-02-26',
    },
    { text: 'The tram\nIt costs $7m.\nIt opens in June.\nThe mayor is for it.', published: '2025-01' },
  ])
  const [quay, tram] = fake.sources
  if (quay === undefined || tram === undefined) throw new Error('two sources were given')
  const add = async (kind: 'actor' | 'issue' | 'measure' | 'code', name: string) =>
    (await fake.host.call('codebook.add', { kind, name })).id
  await add('measure', 'Cost of the quay')
  await add('issue', 'Building the quay')
  await add('actor', 'The port')
  await add('code', 'Money')
  await fake.tag(quay, 'figure', 'about $40m')
  await fake.tag(quay, 'claim', 'It opens in May.')
  await fake.tag(quay, 'position', 'The port opposes it.')
  await fake.tag(quay, 'figure', '$5m')
  await fake.tag(tram, 'figure', '$7m')
  await fake.tag(tram, 'claim', 'It opens in June.')
  await fake.tag(tram, 'position', 'The mayor is for it.')
  return { fake, quay, tram, ...(await open(fake)) }
}

async function open(
  fake: ReturnType<typeof createFakeHost>,
  { filter = null, refusal = null }: { filter?: ExcerptFilter | null; refusal?: string | null } = {},
) {
  document.documentElement.dataset.theme = 'light'
  document.documentElement.lang = 'en'
  const opened: Annotation[] = []
  const commands = createCommands()
  const saves = createSaves()
  const drawn = (given: ExcerptFilter | null) => (
    <HostContext value={fake.host}>
      <RefusalContext value={refusal}>
        <StatusContext value={createStatus()}>
          <CommandsContext value={commands}>
            <SavesContext value={saves}>
              <Table filter={given} onOpen={(annotation) => opened.push(annotation)} />
            </SavesContext>
          </CommandsContext>
        </StatusContext>
      </RefusalContext>
    </HostContext>
  )
  const screen = await render(drawn(filter))
  const button = (name: string | RegExp) => screen.getByRole('button', { name, exact: true })
  return {
    opened,
    commands,
    saves,
    screen,
    button,
    grid: screen.getByRole('grid'),
    status: screen.getByRole('status'),
    show: (given: ExcerptFilter | null) => screen.rerender(drawn(given)),
  }
}

/** The excerpts of the rows, from above. */
function rows(): string[] {
  return Array.from(document.querySelectorAll('.xt-row .xt-words'), ({ textContent }) => textContent ?? '')
}

function selectedRows(): string[] {
  return Array.from(
    document.querySelectorAll('.xt-row[aria-selected=true] .xt-words'),
    ({ textContent }) => textContent ?? '',
  )
}

function heads(): string[] {
  return Array.from(document.querySelectorAll('[role=rowheader]'), ({ textContent }) => textContent ?? '')
}

/** The excerpt of the row that the keys are at, as a screen reader is told. */
function activeRow(): string | null {
  const id = document.querySelector('[role=grid]')?.getAttribute('aria-activedescendant')
  return document.getElementById(id ?? '')?.querySelector('.xt-words')?.textContent ?? null
}

const all = [
  'about $40m',
  'It opens in May.',
  'The port opposes it.',
  '$5m',
  '$7m',
  'It opens in June.',
  'The mayor is for it.',
]

test('every annotation has a row that says what it states, and what is still missing', async () => {
  const { screen, grid } = await start()
  await vi.waitFor(() => expect(rows()).toEqual(all))
  await expect.element(screen.getByText('7 excerpts')).toBeVisible()
  await expect.element(grid).toHaveAttribute('aria-rowcount', '8')
  const row = screen.getByRole('row', { name: /about \$40m/ })
  await expect.element(row).toHaveAttribute('aria-rowindex', '2')
  expect(row.element().textContent).toBe(
    'Figureabout $40mno value yetno measure yetno actor yetThe Courier The quay26 Feb 2025 Open',
  )
})

test('the keys of a grid move through the rows, select, extend, take all and let go', async () => {
  const { grid, screen, opened } = await start()
  await vi.waitFor(() => expect(rows()).toEqual(all))
  grid.element().focus()
  await userEvent.keyboard('{ArrowDown}')
  expect(activeRow()).toBe('It opens in May.')
  await userEvent.keyboard('{End}')
  expect(activeRow()).toBe('The mayor is for it.')
  await userEvent.keyboard('{Home}{ArrowDown} ')
  expect(selectedRows()).toEqual(['It opens in May.'])
  await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}')
  expect(selectedRows()).toEqual(['It opens in May.', 'The port opposes it.', '$5m'])
  await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}')
  expect(selectedRows()).toEqual(['It opens in May.', 'The port opposes it.'])
  await expect.element(screen.getByText('2 selected')).toBeVisible()
  await userEvent.keyboard('{ArrowUp}{ArrowUp} ')
  expect(selectedRows()).toEqual(['about $40m', 'It opens in May.', 'The port opposes it.'])
  await userEvent.keyboard('{Control>}a{/Control}')
  expect(selectedRows()).toEqual(all)
  await userEvent.keyboard(' ') // all but this one
  await vi.waitFor(() => expect(selectedRows()).toEqual(all.slice(1)))
  await userEvent.keyboard('{Escape}')
  expect(selectedRows()).toEqual([])
  await expect.element(grid).toHaveFocus()
  await userEvent.keyboard('{End}{Enter}')
  expect(opened.map(({ body }) => body.kind)).toEqual(['position'])
})

test('a click selects a row, with Ctrl one more, with Shift all up to it; two open the passage', async () => {
  const { screen, opened } = await start()
  await vi.waitFor(() => expect(rows()).toEqual(all))
  const row = (name: RegExp) => screen.getByRole('row', { name })
  await row(/opens in May/).click()
  expect(selectedRows()).toEqual(['It opens in May.'])
  await row(/\$7m/).click({ modifiers: ['ControlOrMeta'] })
  expect(selectedRows()).toEqual(['It opens in May.', '$7m'])
  await row(/port opposes/).click({ modifiers: ['Shift'] })
  expect(selectedRows()).toEqual(['The port opposes it.', '$5m', '$7m'])
  await row(/mayor/).dblClick()
  expect(opened).toHaveLength(1)
})

test('a selection lasts while the table changes, by id, and the keys stay at their row', async () => {
  const { fake, quay, grid } = await start()
  await vi.waitFor(() => expect(rows()).toEqual(all))
  grid.element().focus()
  await userEvent.keyboard('{ArrowDown}{ArrowDown} ')
  expect(selectedRows()).toEqual(['The port opposes it.'])
  await fake.tag(quay, 'claim', 'The quay')
  await vi.waitFor(() => expect(rows()).toHaveLength(8))
  expect(selectedRows()).toEqual(['The port opposes it.'])
  expect(activeRow()).toBe('The port opposes it.')
  await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}')
  expect(selectedRows()).toEqual(['The port opposes it.', '$5m'])
  await userEvent.keyboard('{ArrowUp}')
  await fake.host.call('history.undo', {})
  await vi.waitFor(() => expect(rows()).toEqual(all))
  expect(activeRow()).toBe('The port opposes it.')
})

test('words filter at once, and an answer to an earlier question is never shown', async () => {
  const { fake, screen } = await start()
  await vi.waitFor(() => expect(rows()).toEqual(all))
  const field = screen.getByRole('searchbox', { name: 'Filter by words' })
  const release = fake.hold('excerpt.list')
  await field.fill('june')
  const [first] = fake.asked('excerpt.list').slice(-1)
  expect(first?.arrangement.filter.text).toBe('june')
  await expect.element(screen.getByRole('grid')).toHaveAttribute('aria-busy', 'true')
  const holdNext = fake.hold('excerpt.list')
  await field.fill('may')
  holdNext()
  await vi.waitFor(() => expect(rows()).toEqual(['It opens in May.', 'The mayor is for it.']))
  release()
  await new Promise((resolve) => {
    setTimeout(resolve, 50)
  })
  expect(rows()).toEqual(['It opens in May.', 'The mayor is for it.'])
  await expect.element(screen.getByText('2 of 7 excerpts')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await vi.waitFor(() => expect(rows()).toEqual(all))
  await field.fill('nowhere')
  await expect.element(screen.getByText(/^No excerpt fits the filter/)).toBeVisible()
  await screen.getByRole('button', { name: 'Clear the filter' }).click()
  await vi.waitFor(() => expect(rows()).toEqual(all))
  await expect.element(field).toHaveFocus()
})

test('facets filter by keyboard alone, and each chip takes its condition away', async () => {
  const { fake, screen, button } = await start()
  await vi.waitFor(() => expect(rows()).toEqual(all))
  const [figure] = (await fake.host.call('annotation.list', { source: null, kind: 'figure' })).slice(0, 1)
  const { codebook } = await fake.host.call('codebook.get', {})
  const measure = codebook.measures[0]?.id
  if (figure?.body.kind !== 'figure' || measure === undefined)
    throw new Error('there is a figure and a measure')
  await fake.host.call('annotation.update', {
    source: figure.target.source,
    annotation: figure.id,
    revision: figure.revision,
    body: { ...figure.body, measure },
  })
  button('Filter').element().focus()
  await userEvent.keyboard('{Enter}')
  const pane = screen.getByRole('dialog', { name: 'Filter' })
  await expect.element(pane.getByRole('button', { name: 'Claims' })).toHaveFocus()
  await userEvent.keyboard('{Tab}{Enter}')
  await vi.waitFor(() => expect(rows()).toEqual(['about $40m', '$5m', '$7m']))
  pane.getByRole('combobox', { name: 'Measure' }).element().focus()
  await userEvent.keyboard('cost{Enter}')
  await vi.waitFor(() => expect(rows()).toEqual(['about $40m']))
  await userEvent.keyboard('{Tab}{Enter}') // or none yet
  await vi.waitFor(() => expect(rows()).toEqual(['about $40m', '$5m', '$7m']))
  pane.getByRole('textbox', { name: 'From' }).element().focus()
  await userEvent.keyboard('2025-02{Enter}')
  await vi.waitFor(() => expect(rows()).toEqual(['about $40m', '$5m']))
  pane.getByRole('combobox', { name: 'Outlet' }).element().focus()
  await userEvent.keyboard('courier{Enter}{Escape}')
  await expect.element(pane).not.toBeInTheDocument()
  await expect.element(button('Filter')).toHaveFocus()
  const chips = screen.getByRole('group', { name: 'The filter' })
  expect(
    chips
      .getByRole('button')
      .elements()
      .map(({ textContent }) => textContent?.replace('Take away: ', '')),
  ).toEqual([
    'Figures',
    'Outlet: The Courier',
    'Measure: Cost of the quay',
    'No measure yet',
    'From February 2025',
    'Clear',
  ])
  chips
    .getByRole('button', { name: /No measure yet/ })
    .element()
    .focus()
  await userEvent.keyboard('{Delete}')
  await vi.waitFor(() => expect(rows()).toEqual(['about $40m']))
  await expect.element(chips.getByRole('button', { name: /From February/ })).toHaveFocus()
  await userEvent.keyboard('{Tab}{Enter}') // Clear
  await vi.waitFor(() => expect(rows()).toEqual(all))
  await expect.element(screen.getByRole('searchbox')).toHaveFocus()
})

test('what is no date is told, and filters nothing', async () => {
  const { screen, button } = await start()
  await button('Filter').click()
  await screen.getByRole('textbox', { name: 'To', exact: true }).fill('soon')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText('Write a date as 2025, 2025-02 or 2025-02-26.')).toBeVisible()
  expect(rows()).toEqual(all)
})

test('a date that is still being read takes nothing back of what is chosen meanwhile', async () => {
  const { fake, screen, button } = await start()
  await vi.waitFor(() => expect(rows()).toEqual(all))
  await button('Filter').click()
  const release = fake.hold('date.read')
  await screen.getByRole('textbox', { name: 'From', exact: true }).fill('2025-02')
  await userEvent.keyboard('{Enter}')
  await button('Claims').click()
  await vi.waitFor(() => expect(rows()).toEqual(['It opens in May.', 'It opens in June.']))
  release()
  await vi.waitFor(() => expect(rows()).toEqual(['It opens in May.']))
})

test('the heads sort, and the other way round when pressed again', async () => {
  const { screen, button } = await start()
  await vi.waitFor(() => expect(rows()).toEqual(all))
  const head = (name: string) => screen.getByRole('columnheader', { name })
  await expect.element(head('Excerpt')).toHaveAttribute('aria-sort', 'ascending')
  button('Date').element().focus()
  await userEvent.keyboard('{Enter}')
  await vi.waitFor(() => expect(rows()[0]).toBe('$7m'))
  await expect.element(head('Date')).toHaveAttribute('aria-sort', 'ascending')
  await expect.element(head('Excerpt')).not.toHaveAttribute('aria-sort')
  await userEvent.keyboard('{Enter}')
  await vi.waitFor(() => expect(rows()[0]).toBe('about $40m'))
  await expect.element(head('Date')).toHaveAttribute('aria-sort', 'descending')
  await expect.element(button('Date')).toHaveFocus()
})

test('groups have heads with counts, and Alt with the arrows goes from one to the next', async () => {
  const { screen, button, grid } = await start()
  await vi.waitFor(() => expect(rows()).toEqual(all))
  await button('Sort and group').click()
  await screen.getByRole('combobox', { name: 'Group by' }).selectOptions('kind')
  await vi.waitFor(() => expect(document.querySelectorAll('[role=rowheader]')).toHaveLength(3))
  expect(heads()).toEqual(['Claims 2', 'Figures 3', 'Positions 2'])
  await expect.element(grid).toHaveAttribute('aria-rowcount', '11')
  grid.element().focus()
  await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}')
  expect(activeRow()).toBe('about $40m')
  await userEvent.keyboard('{ArrowDown}{Alt>}{ArrowUp}{/Alt}')
  expect(activeRow()).toBe('about $40m')
  await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}')
  expect(activeRow()).toBe('It opens in May.')
  const indexes = Array.from(document.querySelectorAll('[role=grid] [role=row]'), (row) =>
    row.getAttribute('aria-rowindex'),
  )
  expect(indexes).toEqual(Array.from({ length: 11 }, (_, index) => String(index + 1)))
})

test('the groups say at once what an entry or a source is called by now', async () => {
  const { fake, quay, screen, button } = await start()
  const { codebook } = await fake.host.call('codebook.get', {})
  const [measure] = codebook.measures
  if (measure === undefined) throw new Error('a measure was added')
  const [figure] = await fake.host.call('annotation.list', { source: null, kind: 'figure' })
  if (figure === undefined) throw new Error('a figure was tagged')
  await fake.host.call('annotation.bulk', {
    of: { by: 'id', annotations: [figure.id] },
    change: { do: 'set-measure', measure: measure.id },
  })
  await button('Sort and group').click()
  const groupBy = screen.getByRole('combobox', { name: 'Group by' })
  await groupBy.selectOptions('measure')
  await vi.waitFor(() => expect(heads()).toContain('Cost of the quay 1'))
  await fake.host.call('codebook.update', { kind: 'measure', id: measure.id, name: 'Price of the quay' })
  await vi.waitFor(() => expect(heads()).toContain('Price of the quay 1'))
  await groupBy.selectOptions('outlet')
  await vi.waitFor(() => expect(heads()).toContain('The Courier 4'))
  const { id: source, revision } = quay
  await fake.host.call('source.update', { source, revision, details: { outlet: 'The Gazette' } })
  await vi.waitFor(() => expect(heads()).toContain('The Gazette 4'))
})

test('many are changed in one step, those of other kinds are passed over, and undo takes it back', async () => {
  const { fake, screen, button, grid, status } = await start()
  await vi.waitFor(() => expect(rows()).toEqual(all))
  grid.element().focus()
  await userEvent.keyboard('{Control>}a{/Control}')
  await button('Change').click()
  const pane = screen.getByRole('dialog', { name: 'Change' })
  pane.getByRole('combobox', { name: 'Measure of figures' }).element().focus()
  await userEvent.keyboard('cost{Enter}')
  await expect
    .element(status)
    .toHaveTextContent(
      'Set the measure of 3 figures. Ctrl+Z takes it back. Passed over 4 that can have none.',
    )
  await vi.waitFor(() => expect(screen.getByText('Cost of the quay').elements().length).toBeGreaterThan(2))
  expect(fake.asked('annotation.bulk')).toHaveLength(1)
  await pane
    .getByRole('group', { name: 'Stance of positions' })
    .getByRole('button', { name: 'Against' })
    .click()
  await expect.element(status).toHaveTextContent(/^Set the stance of 2 positions/)
  await fake.host.call('history.undo', {})
  await fake.host.call('history.undo', {})
  await vi.waitFor(() => expect(screen.getByText('no measure yet').elements()).toHaveLength(3))
  pane.getByRole('combobox', { name: 'Add a code' }).element().focus()
  await userEvent.keyboard('harbour{ArrowUp}{Enter}') // a new one
  await expect.element(status).toHaveTextContent(/^Put the code.* on 7 annotations/)
  await userEvent.keyboard('{Escape}')
  await expect.element(button('Change')).toHaveFocus()

  grid.element().focus()
  await userEvent.keyboard('{Home}{Shift>}{ArrowDown}{/Shift}')
  await button('Change').click()
  await pane
    .getByRole('group', { name: 'Certainty of claims' })
    .getByRole('button', { name: 'Denied' })
    .click()
  await expect
    .element(status)
    .toHaveTextContent(
      'Set the certainty of 1 claim. Ctrl+Z takes it back. Passed over 1 that can have none.',
    )
  await expect.element(screen.getByText('Denied', { exact: true }).first()).toBeVisible()
})

test('Delete takes the selected rows away, else the row of the keys; the focus stays in the table', async () => {
  const { fake, screen, grid, status } = await start()
  await vi.waitFor(() => expect(rows()).toEqual(all))
  grid.element().focus()
  await userEvent.keyboard('{ArrowDown}{Shift>}{ArrowDown}{/Shift}{Delete}')
  await vi.waitFor(() => expect(rows()).toEqual([all[0], ...all.slice(3)]))
  await expect.element(status).toHaveTextContent('Deleted 2 annotations. Ctrl+Z takes it back.')
  expect(selectedRows()).toEqual([])
  await expect.element(grid).toHaveFocus()
  await fake.host.call('history.undo', {})
  await vi.waitFor(() => expect(rows()).toEqual(all))
  await userEvent.keyboard('{Home}{Delete}')
  await vi.waitFor(() => expect(rows()).toEqual(all.slice(1)))
  await userEvent.keyboard('{Control>}a{/Control}{Delete}')
  await expect.element(screen.getByText(/^No excerpts yet/)).toBeVisible()
  await expect.element(screen.getByRole('searchbox')).toHaveFocus()
})

test('Delete while the rows are being deleted deletes nothing else', async () => {
  const { fake, grid, status } = await start()
  await vi.waitFor(() => expect(rows()).toEqual(all))
  grid.element().focus()
  await userEvent.keyboard(' ')
  const release = fake.hold('annotation.bulk')
  await userEvent.keyboard('{Delete}{Delete}')
  release()
  await expect.element(status).toHaveTextContent(/^Deleted 1 annotation\./)
  await vi.waitFor(() => expect(rows()).toEqual(all.slice(1)))
  expect(fake.asked('annotation.bulk')).toHaveLength(1)
})

test('all that pass are let go when others pass, and never stand for what nobody saw', async () => {
  const { fake, quay, screen, grid } = await start()
  await vi.waitFor(() => expect(rows()).toEqual(all))
  const field = screen.getByRole('searchbox')
  await field.fill('may')
  await vi.waitFor(() => expect(rows()).toHaveLength(2))
  grid.element().focus()
  await userEvent.keyboard('{Control>}a{/Control}')
  await expect.element(screen.getByText('2 selected')).toBeVisible()
  await field.fill('')
  await vi.waitFor(() => expect(rows()).toEqual(all))
  expect(selectedRows()).toEqual([])
  grid.element().focus()
  await userEvent.keyboard('{Control>}a{/Control}')
  await fake.tag(quay, 'claim', 'The quay')
  await vi.waitFor(() => expect(rows()).toHaveLength(8))
  expect(selectedRows()).toEqual([])
  await expect.element(grid).toHaveFocus()
})

test('what is gone meanwhile is said, and the rest of the selection left as it is', async () => {
  const { fake, quay, grid, status } = await start()
  const claim = await fake.tag(quay, 'claim', 'The council hopes')
  await vi.waitFor(() => expect(rows()).toHaveLength(8))
  grid.element().focus()
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{Shift>}{ArrowDown}{/Shift}')
  expect(selectedRows()).toEqual(['The council hopes', '$5m'])
  await fake.host.call('annotation.remove', { source: quay.id, annotation: claim.id })
  await vi.waitFor(() => expect(rows()).toEqual(all))
  await userEvent.keyboard('{Delete}')
  await expect.element(status).toHaveTextContent(/are gone\. Select them again\./)
  expect(rows()).toEqual(all)
})

test('Ctrl+C copies the selected rows as quotes, in the order of the table', async () => {
  const { grid, status } = await start()
  await vi.waitFor(() => expect(rows()).toEqual(all))
  grid.element().focus()
  const copied = (): string => {
    const clipboardData = new DataTransfer()
    const event = new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true })
    grid.element().dispatchEvent(event)
    expect(event.defaultPrevented).toBe(true)
    return clipboardData.getData('text/plain')
  }
  expect(copied()).toMatch(/^> about \$40m\n>\n> — The Courier, “The quay”, 26 February 2025, <sourcebook:s-/)
  await expect.element(status).toHaveTextContent('Copied 1 excerpt as a quote.')
  await userEvent.keyboard('{End} {Home} ')
  expect(copied().match(/^> (?!—).+/gm)).toEqual(['> about $40m', '> The mayor is for it.'])
  await expect.element(status).toHaveTextContent('Copied 2 excerpts as quotes.')
})

test('where nothing can be changed, rows can still be copied', async () => {
  const fake = createFakeHost([{ text: 'The quay opens.' }])
  const [source] = fake.sources
  if (source === undefined) throw new Error('a source was given')
  await fake.tag(source, 'claim', 'The quay opens.')
  const { grid, screen, button } = await open(fake, { refusal: 'This notebook is only read here.' })
  await vi.waitFor(() => expect(rows()).toHaveLength(1))
  grid.element().focus()
  await userEvent.keyboard(' ')
  const bar = screen.getByRole('group', { name: 'Selected rows' })
  await expect.element(bar.getByRole('button', { name: 'Copy as quotes' })).toBeVisible()
  expect(button('Delete').elements()).toEqual([])
  expect(button('Change').elements()).toEqual([])
})

test('rows are copied also where the page may not write to the clipboard', async () => {
  const { grid, button, status } = await start()
  await vi.waitFor(() => expect(rows()).toEqual(all))
  grid.element().focus()
  await userEvent.keyboard(' ')
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('not allowed'))
  await button('Copy as quotes').click()
  await expect.element(status).toHaveTextContent('Copied 1 excerpt as a quote.')
  write.mockRestore()
})

test('an arrangement is saved under a name, picked, written over and removed, each a step to undo', async () => {
  const { fake, screen, button, status } = await start()
  await vi.waitFor(() => expect(rows()).toEqual(all))
  await screen.getByRole('searchbox').fill('june')
  button('Saved').element().focus()
  await userEvent.keyboard('{Enter}')
  const pane = screen.getByRole('dialog', { name: 'Saved' })
  await expect.element(pane.getByText(/^Nothing saved yet/)).toBeVisible()
  await pane.getByRole('textbox').click()
  await userEvent.keyboard('Summer{Enter}')
  await expect.element(status).toHaveTextContent('Saved “Summer”. Ctrl+Z takes it back.')
  await expect
    .element(pane.getByRole('button', { name: 'Summer', exact: true }))
    .toHaveAttribute('aria-current', 'true')
  await screen.getByRole('searchbox').fill('')
  await vi.waitFor(() => expect(rows()).toEqual(all))
  await button('Saved').click()
  await pane.getByRole('button', { name: 'Summer', exact: true }).click()
  await vi.waitFor(() => expect(rows()).toEqual(['It opens in June.']))
  await screen.getByRole('searchbox').fill('may')
  await button('Saved').click()
  await pane.getByRole('textbox').fill('Summer')
  await pane.getByRole('button', { name: 'Save over' }).click()
  await expect.element(status).toHaveTextContent('Saved over “Summer”. Ctrl+Z takes it back.')
  const texts = async () =>
    (await fake.host.call('view.list', {})).views.map(({ arrangement }) => arrangement.filter.text)
  expect(await texts()).toEqual(['may'])
  await pane.getByRole('button', { name: 'Remove Summer' }).click()
  await expect.element(status).toHaveTextContent('Removed “Summer”. Ctrl+Z brings it back.')
  expect(await texts()).toEqual([])
  await expect.element(pane.getByRole('textbox')).toHaveFocus()
  await fake.host.call('history.undo', {})
  expect(await texts()).toEqual(['may'])
})

test('undo waits for a filter that is being saved, and for one that is being removed', async () => {
  const { fake, screen, button, saves } = await start()
  await button('Saved').click()
  const pane = screen.getByRole('dialog', { name: 'Saved' })
  const settledAfter = async (name: 'view.save' | 'view.remove', act: () => Promise<unknown>) => {
    const release = fake.hold(name)
    await act()
    const settled = vi.fn()
    void saves.settled().then(settled)
    await expect.poll(() => fake.asked(name)).toHaveLength(1)
    expect(settled).not.toHaveBeenCalled()
    release()
    await expect.poll(() => settled.mock.calls).toHaveLength(1)
  }
  await pane.getByRole('textbox').click()
  await settledAfter('view.save', () => userEvent.keyboard('Summer{Enter}'))
  await settledAfter('view.remove', () => pane.getByRole('button', { name: 'Remove Summer' }).click())
})

test('a filter that is given takes the place of the present one; the person may change it', async () => {
  const { screen, show } = await start()
  await vi.waitFor(() => expect(rows()).toEqual(all))
  await show({ ...anyExcerpt, kinds: ['claim'] })
  await vi.waitFor(() => expect(rows()).toEqual(['It opens in May.', 'It opens in June.']))
  await screen.getByRole('searchbox').fill('june')
  await vi.waitFor(() => expect(rows()).toEqual(['It opens in June.']))
  await show({ ...anyExcerpt, kinds: ['position'] })
  await vi.waitFor(() => expect(rows()).toEqual(['The port opposes it.', 'The mayor is for it.']))
})

test('a filter that was given is still there when the table comes back', async () => {
  const { fake, screen, show } = await start()
  await show({ ...anyExcerpt, kinds: ['claim'] })
  await vi.waitFor(() => expect(rows()).toEqual(['It opens in May.', 'It opens in June.']))
  await screen.unmount()
  await open(fake)
  await vi.waitFor(() => expect(rows()).toEqual(['It opens in May.', 'It opens in June.']))
})

test('Ctrl+F leads to the words of the filter', async () => {
  const { screen, commands } = await start()
  await vi.waitFor(() => expect(rows()).toEqual(all))
  commands.current().get('find')?.run()
  await expect.element(screen.getByRole('searchbox')).toHaveFocus()
})

test('a notebook without excerpts says how they come', async () => {
  const { screen } = await open(createFakeHost([{ text: 'The quay' }]))
  await expect.element(screen.getByText(/^No excerpts yet: select words/)).toBeVisible()
})

test('of many rows only those near the window are asked for, and they keep their place', async () => {
  const lines = Array.from({ length: 900 }, (_, nth) => `Line ${nth} of the list.`)
  const fake = createFakeHost([{ text: lines.join('\n') }])
  const [source] = fake.sources
  if (source === undefined) throw new Error('a source was given')
  for (const line of lines.slice(1)) await fake.tag(source, 'claim', line)
  const { grid, screen } = await open(fake)
  await vi.waitFor(() => expect(rows()[0]).toBe(lines[1]))
  const pages = () => new Set(fake.asked('excerpt.list').map(({ offset }) => offset))
  expect([...pages()]).toEqual([0])
  grid.element().focus()
  await userEvent.keyboard('{End}')
  await vi.waitFor(() => expect(activeRow()).toBe(lines[899]))
  expect([...pages()]).not.toContain(200)
  expect(rows().length).toBeLessThan(60)

  // A row that comes far above moves nothing.
  const before = topOf('Line 890 of')
  expect(before).toBeGreaterThan(0)
  await fake.tag(source, 'claim', 'Line 0 of')
  await vi.waitFor(() => expect(grid.element().getAttribute('aria-rowcount')).toBe('901'))
  await vi.waitFor(() => expect(topOf('Line 890 of')).toBe(before))
  expect(activeRow()).toBe(lines[899])
  await userEvent.keyboard('{Control>}a{/Control}')
  await expect.element(screen.getByText('900 selected')).toBeVisible()
  await screen.getByRole('button', { name: 'Excerpt', exact: true }).click()
  // Another question begins at its top.
  await vi.waitFor(() => expect(rows()[0]).toBe(lines[899]))
  expect(grid.element().scrollTop).toBe(0)
  await screen.getByRole('button', { name: 'Delete' }).click()
  await expect.element(screen.getByText(/^Deleted 900 annotations/)).toBeVisible()
  expect(fake.asked('annotation.bulk')).toEqual([
    { of: { by: 'filter', filter: anyExcerpt }, change: { do: 'remove' } },
  ])
})

test('rows that are still being asked for are not selected any more once they were let go', async () => {
  const lines = Array.from({ length: 450 }, (_, nth) => `Line ${nth} of the list.`)
  const fake = createFakeHost([{ text: lines.join('\n') }])
  const [source] = fake.sources
  if (source === undefined) throw new Error('a source was given')
  for (const line of lines) await fake.tag(source, 'claim', line)
  const { grid, screen } = await open(fake)
  await vi.waitFor(() => expect(rows()[0]).toBe(lines[0]))
  grid.element().focus()
  await userEvent.keyboard(' ')
  const release = fake.hold('excerpt.list')
  await userEvent.keyboard('{Shift>}{End}{/Shift}{Escape}')
  release()
  await vi.waitFor(() => expect(activeRow()).toBe(lines[449]))
  await userEvent.keyboard(' ')
  await expect.element(screen.getByText('1 selected')).toBeVisible()
})

function topOf(words: string): number | undefined {
  const row = Array.from(document.querySelectorAll('.xt-row')).find(({ textContent }) =>
    textContent?.includes(words),
  )
  return row === undefined ? undefined : Math.round(row.getBoundingClientRect().top)
}

test.each(['light', 'dark', 'contrast'])('the table is free of violations: %s', async (theme) => {
  const { screen, button, grid } = await start()
  document.documentElement.dataset.theme = theme
  await vi.waitFor(() => expect(rows()).toEqual(all))
  expect(await violations()).toEqual([])
  await button('Filter').click()
  await screen.getByRole('button', { name: 'Figures' }).click()
  await vi.waitFor(() => expect(rows()).toHaveLength(3))
  expect(await violations()).toEqual([])
  await userEvent.keyboard('{Escape}')
  await button('Sort and group').click()
  await screen.getByRole('combobox', { name: 'Group by' }).selectOptions('outlet')
  await vi.waitFor(() => expect(document.querySelectorAll('[role=rowheader]')).toHaveLength(2))
  expect(await violations()).toEqual([])
  await button('Saved').click()
  await expect.element(screen.getByText(/^Nothing saved yet/)).toBeVisible()
  expect(await violations()).toEqual([])
  grid.element().focus()
  await userEvent.keyboard('{Control>}a{/Control}')
  await button('Change').click()
  expect(await violations()).toEqual([])
  await page.viewport(320, 640)
  await expect.element(grid).toHaveAttribute('data-layout', 'cards')
  expect(await violations()).toEqual([])
})

test.each([640, 320])(
  'at %i pixels each row is a card, and nothing has to be scrolled sideways',
  async (width) => {
    await page.viewport(width, 640)
    const { screen, button, grid } = await start()
    await vi.waitFor(() => expect(rows().length).toBeGreaterThan(2))
    await expect.element(grid).toHaveAttribute('data-layout', 'cards')
    expect(beyond()).toEqual([])
    for (const name of ['Filter', 'Sort and group', 'Saved']) {
      await button(name).click()
      await expect.element(screen.getByRole('dialog', { name })).toBeVisible()
      expect(beyond()).toEqual([])
      await userEvent.keyboard('{Escape}')
    }
    grid.element().focus()
    await userEvent.keyboard(' ')
    await button('Change').click()
    await expect.element(screen.getByRole('dialog', { name: 'Change' })).toBeVisible()
    expect(beyond()).toEqual([])
  },
)

/** What reaches beyond the window at its sides. */
function beyond(): string[] {
  return Array.from(document.querySelectorAll('.xt *'))
    .filter((element) => element.closest('svg, .sr') === null && element.checkVisibility())
    .filter((element) => {
      const { left, right } = element.getBoundingClientRect()
      return left < -1 || right > innerWidth + 1
    })
    .map(({ className }) => className)
}

test('while a large notebook is read for the first time, the table says how far that is', async () => {
  const fake = createFakeHost([{ text: 'The quay\nIt opens in May.' }])
  const [quay] = fake.sources
  if (quay === undefined) throw new Error('a source was given')
  await fake.tag(quay, 'claim', 'It opens in May.')
  const release = fake.hold('excerpt.list')
  const { screen } = await open(fake)
  await expect.element(screen.getByText('The excerpts are being read.')).toBeVisible()
  fake.emit({ kind: 'reading', read: 40_000, of: 100_000 })
  await expect.element(screen.getByText('Reading 40,000 of 100,000 excerpts.')).toBeVisible()
  release()
  await expect.poll(rows).toEqual(['It opens in May.'])
})
