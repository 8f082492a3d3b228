import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { blankBrief } from '../../shared/briefing/edit-brief'
import { Failure } from '../../shared/contract/failure'
import { createFakeHost } from '../state/fake-host'
import { App } from './App'

beforeEach(async () => {
  await page.viewport(1440, 900)
  sessionStorage.clear() // what another test typed and nobody saved
})

async function open(kind: 'browser' | 'desktop' = 'browser') {
  const given = {
    text: 'The quay\nIt opens in May, at a cost of about $40m. The port opposes it.',
    outlet: 'The Courier',
    published: '2025-02-26',
  }
  const fake = createFakeHost([given], kind)
  const [source] = fake.sources
  if (source === undefined) throw new Error('one source was given')
  await fake.tag(source, 'claim', 'It opens in May', 'Says who?')
  await fake.tag(source, 'figure', 'about $40m')
  await fake.tag(source, 'position', 'The port opposes it')
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('tab', { name: 'Brief' }).click()
  return { fake, screen }
}

test('a brief is made, named, filled and shown as it will read beside its Markdown', async () => {
  const { screen } = await open()
  await expect.element(screen.getByText('No brief yet')).toBeVisible()
  await screen.getByRole('button', { name: 'New brief' }).first().click()
  await screen.getByLabelText('Title of the brief').fill('What the quay costs')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('option', { name: /What the quay costs/ })).toBeVisible()
  await screen.getByRole('button', { name: 'Add figure: about $40m' }).click()
  const centre = screen.getByRole('region', { name: 'Reader' })
  await expect.element(centre.getByRole('heading', { name: 'Figures' })).toBeVisible()
  await expect.element(centre.getByRole('group', { name: 'Figure quoted' })).toHaveTextContent('about $40m')
  await expect.element(centre.getByText('The Courier, 26 Feb 2025')).toBeVisible()
  await expect.element(centre.getByText('Brief on one source, 26 February 2025')).toBeVisible()
  const preview = screen.getByRole('region', { name: 'Markdown preview' })
  await expect.element(preview).toHaveTextContent('> about $40m[^1]')
  // A section without excerpts is left out of an export.
  await expect.element(preview).not.toHaveTextContent('Claims')
  await screen.getByRole('button', { name: 'Add all' }).click()
  await expect.element(screen.getByText('3 of 3 used')).toBeVisible()
  // A memo is the researcher's own: what an export leaves out, the page leaves out too.
  await expect.element(preview).toHaveTextContent('> It opens in May[^1]')
  await expect.element(screen.getByText('Says who?')).not.toBeInTheDocument()
  await screen.getByRole('button', { name: 'Remove from the brief: about $40m' }).click()
  await expect.element(screen.getByText('2 of 3 used')).toBeVisible()
  await centre.getByRole('textbox', { name: /^Text of/ }).click()
  await userEvent.keyboard('{Control>}z{/Control}')
  await expect.element(screen.getByText('3 of 3 used')).toBeVisible()
})

test('the title of a new brief has the focus, and Enter or Tab leads into its text', async () => {
  const { screen } = await open()
  await screen.getByRole('button', { name: 'New brief' }).first().click()
  const title = screen.getByLabelText('Title of the brief')
  await expect.element(title).toHaveFocus()
  const checks = screen.getByRole('region', { name: 'Checks' })
  await expect.element(checks).toHaveTextContent('Nothing is quoted yet')
  await userEvent.keyboard('What the quay costs{Enter}')
  await expect.element(screen.getByRole('option', { name: /What the quay costs/ })).toBeVisible()
  const text = screen.getByRole('textbox', { name: /^Text of/ })
  await expect.element(text).toHaveFocus()
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}')
  await expect.element(title).toHaveFocus()
  await userEvent.keyboard('{Tab}')
  await expect.element(text).toHaveFocus()
  await userEvent.keyboard('Nobody knows.')
  await expect.element(text).toHaveTextContent('Nobody knows.')
})

test('an excerpt opens its passage in Read, with the annotation chosen', async () => {
  const { screen } = await open()
  await screen.getByRole('button', { name: 'New brief' }).first().click()
  await screen.getByRole('button', { name: 'Add claim: It opens in May' }).click()
  await screen.getByRole('button', { name: /open the passage/ }).click()
  await expect.element(screen.getByRole('tab', { name: 'Read' })).toHaveAttribute('aria-selected', 'true')
  await expect.element(screen.getByText('1 of 3')).toBeVisible()
  await expect.element(screen.getByLabelText('Memo')).toHaveTextContent('Says who?')
})

test('Export Markdown hands the text to the dialog of the desktop', async () => {
  const { fake, screen } = await open('desktop')
  await screen.getByRole('button', { name: 'New brief' }).first().click()
  await screen.getByRole('button', { name: 'Add all' }).click()
  await expect.element(screen.getByText('3 of 3 used')).toBeVisible()
  await screen.getByRole('button', { name: 'Export Markdown' }).click()
  await expect
    .element(screen.getByRole('status'))
    .toHaveTextContent('Exported to /home/reader/brief.md, with 3 footnotes.')
  expect(fake.asked('desktop.writeExport').at(-1)?.files[0]?.data).toContain('> about $40m')
  await userEvent.keyboard('{Control>}e{/Control}')
  await expect.poll(() => fake.asked('desktop.writeExport').length).toBe(2)
})

test('an export names the copies that are quoted once that was chosen, and so it stays', async () => {
  const { fake, screen } = await open()
  await screen.getByRole('button', { name: 'New brief' }).first().click()
  await screen.getByRole('button', { name: 'Add all' }).click()
  const preview = screen.getByRole('region', { name: 'Markdown preview' })
  await expect.element(preview).toHaveTextContent('Sources')
  await expect.element(preview).not.toHaveTextContent('Copies quoted')
  await screen.getByRole('button', { name: 'More forms' }).click()
  const choice = screen.getByRole('checkbox', { name: 'Name the copies that are quoted' })
  await expect.element(choice).not.toBeChecked()
  await choice.click()
  await expect.element(choice).toBeChecked()
  await expect.element(preview).toHaveTextContent('Copies quoted')
  await screen.getByRole('button', { name: /Web page/ }).click()
  await expect.poll(() => fake.asked('brief.export').at(-1)).toMatchObject({ format: 'html', copies: true })
  expect(await fake.host.call('preferences.get', {})).toMatchObject({ exportCopies: true })
})

test('the files beside an export are called after the name that was chosen for it', async () => {
  const { fake, screen } = await open('desktop')
  await screen.getByRole('button', { name: 'New brief' }).first().click()
  fake.saveAs('Costs 2025.v2.md')
  await screen.getByRole('button', { name: 'More forms' }).click()
  await screen.getByRole('button', { name: /Pandoc Markdown/ }).click()
  await expect
    .element(screen.getByRole('status'))
    .toHaveTextContent('Exported to /home/reader/Costs 2025.v2.md, /home/reader/Costs 2025.v2.bib')
})

test('a title is saved although an excerpt was added in the meantime, and not over another title', async () => {
  const { fake, screen } = await open()
  await screen.getByRole('button', { name: 'New brief' }).first().click()
  const title = screen.getByLabelText('Title of the brief')
  await expect.element(title).toBeVisible()
  const [summary] = await fake.host.call('brief.list', {})
  if (summary === undefined) throw new Error('one brief was made')
  const { id } = summary
  const saved = async () => (await fake.host.call('brief.get', { brief: id })).title

  let release = fake.hold('brief.get')
  await fake.host.call('brief.add', { brief: id, annotations: 'all' })
  await title.fill('Costs')
  await userEvent.keyboard('{Enter}')
  release()
  await expect.poll(saved).toBe('Costs')

  const { revision } = await fake.host.call('brief.get', { brief: id })
  release = fake.hold('brief.get')
  await fake.host.call('brief.rename', { brief: id, revision, title: 'Elsewhere' })
  await title.fill('Here')
  await userEvent.keyboard('{Enter}')
  release()
  await expect.element(title).toHaveAccessibleDescription(/changed in another window/)
  await expect.element(title).toHaveValue('Here')
  expect(await saved()).toBe('Elsewhere')
})

test('a title goes on being saved while it is typed, though what was saved is not shown yet', async () => {
  const { fake, screen } = await open()
  await screen.getByRole('button', { name: 'New brief' }).first().click()
  const title = screen.getByLabelText('Title of the brief')
  await expect.element(title).toHaveFocus()
  const titles = async () => (await fake.host.call('brief.list', {})).map((brief) => brief.title)
  const release = fake.hold('brief.get')
  await userEvent.keyboard('Who pays ')
  await expect.poll(titles).toEqual(['Who pays'])
  await userEvent.keyboard('for it')
  await expect.poll(titles).toEqual(['Who pays for it'])
  release()
  await expect.element(screen.getByRole('option', { name: /Who pays for it/ })).toBeVisible()
  await expect.element(title).toHaveValue('Who pays for it')
  await expect.element(title).toHaveAccessibleDescription('')
  await userEvent.keyboard('{Enter}The town.')
  await expect.element(screen.getByRole('textbox', { name: /^Text of/ })).toHaveTextContent('The town.')
  expect(await titles()).toEqual(['Who pays for it'])
})

test('a new brief is the one that opens and is named, though the list still shows only another', async () => {
  const { fake, screen } = await open()
  const first = await fake.host.call('brief.create', blankBrief('First'))
  await expect.element(screen.getByLabelText('Title of the brief')).toHaveValue('First')
  const release = fake.hold('brief.list')
  await screen.getByRole('button', { name: 'New brief' }).click()
  await expect.element(screen.getByLabelText('Title of the brief')).toHaveValue('Untitled brief')
  release()
  await screen.getByLabelText('Title of the brief').fill('Second')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('option', { name: /Second/ })).toBeVisible()
  expect((await fake.host.call('brief.get', { brief: first.id })).title).toBe('First')
})

test('while the evidence is not known, no excerpt counts as deleted and nothing as untagged', async () => {
  const { fake, screen } = await open()
  const { id } = await fake.host.call('brief.create', blankBrief('Costs'))
  await fake.host.call('brief.add', { brief: id, annotations: 'all' })
  await screen.getByRole('tab', { name: 'Read' }).click()
  const releases = [fake.hold('brief.evidence'), fake.hold('excerpt.list')]
  await screen.getByRole('tab', { name: 'Brief' }).click()
  const shown = screen.getByRole('region', { name: 'Reader' })
  await expect.element(shown.getByText('It opens in May')).toBeVisible()
  expect(document.body.textContent).not.toMatch(/Deleted since|Nothing is tagged/)
  fake.refuse('excerpt.list', new Failure('damaged', 'The annotations of one source are damaged.'))
  for (const release of releases) release()
  const library = screen.getByRole('region', { name: 'Library' })
  await expect.element(library.getByText('The annotations of one source are damaged.')).toBeVisible()
  expect(document.body.textContent).not.toMatch(/Deleted since|Nothing is tagged/)
  fake.refuse('excerpt.list', null)
  fake.become('open')
  await expect.element(screen.getByRole('button', { name: 'Add claim: It opens in May' })).toBeInTheDocument()
})
