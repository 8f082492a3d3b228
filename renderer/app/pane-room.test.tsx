import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { blankBrief } from '../../shared/briefing/edit-brief'
import { Failure } from '../../shared/contract/failure'
import { createFakeHost } from '../state/fake-host'
import { SIGNED_OUT } from '../state/loopback'
import { App } from './App'

beforeEach(async () => {
  await page.viewport(1280, 800)
  sessionStorage.clear() // what another test typed and nobody saved
})

const outlet = 'The Evening Courier of the Northern Harbours'
const authors = 'Alexandra Featherstonehaugh, Bartholomew Underwood and Konstantina Papadopoulou'
const text = 'A title\nIt opens in May.'

test('of eight briefs six are in sight, and one is cut, so that there seem to be more', async () => {
  const fake = createFakeHost([{ text }])
  for (const number of '12345678') await fake.host.call('brief.create', blankBrief(`Brief ${number}`))
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('tab', { name: 'Brief' }).click()
  const list = screen.getByRole('listbox', { name: 'Briefs' })
  await expect.element(list.getByRole('option', { name: /Brief 8/ })).toBeInTheDocument()
  const row = list.getByRole('option').first().element().getBoundingClientRect().height
  const rows = list.element().clientHeight / row
  expect(Math.floor(rows)).toBe(6)
  expect(rows % 1).toBeGreaterThan(0.25)
  expect(rows % 1).toBeLessThan(0.75)
})

test('signed out, the notice says so once, and no briefs are counted', async () => {
  const fake = createFakeHost([{ text }])
  for (const name of ['notebook.state', 'library.list', 'brief.list', 'preferences.get'] as const)
    fake.refuse(name, new Failure('forbidden', SIGNED_OUT))
  fake.become('signed-out')
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('tab', { name: 'Brief' }).click()
  await expect.element(screen.getByRole('region', { name: 'Notice' })).toHaveTextContent(SIGNED_OUT)
  await expect.element(screen.getByRole('heading', { name: 'Briefs' })).toBeVisible()
  const library = screen.getByRole('region', { name: 'Library' })
  expect(library.element().textContent).toBe('Briefs')
  expect(document.body.textContent.split(SIGNED_OUT)).toHaveLength(2)
  await screen.getByRole('tab', { name: 'Read' }).click()
  expect(document.body.textContent.split(SIGNED_OUT)).toHaveLength(2)
})

test('of a long detail of a source no line is cut through, and the whole is told where the pointer rests', async () => {
  const fake = createFakeHost([
    { text: `${'A long title of many words on quays and harbours '.repeat(8)}\nIt opens.`, outlet },
  ])
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('option', { name: /A long title/ }).click()
  const form = screen.getByRole('region', { name: 'Inspector' })
  await form.getByLabelText('Authors').fill(authors)
  await userEvent.keyboard('{Enter}')
  for (const [name, whole] of [
    ['Outlet', outlet],
    ['Authors', authors],
  ] as const) {
    const field = form.getByLabelText(name, { exact: true }).element()
    await expect.poll(() => field.closest('[title]')?.getAttribute('title')).toBe(whole)
  }
  const title = form.getByLabelText('Title', { exact: true }).element()
  const { lineHeight, paddingTop } = getComputedStyle(title)
  const lines = (title.clientHeight - 2 * Number.parseFloat(paddingTop)) / Number.parseFloat(lineHeight)
  expect(Math.abs(lines - Math.round(lines))).toBeLessThan(0.1)
})
