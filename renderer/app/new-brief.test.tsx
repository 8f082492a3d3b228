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

const first = () => document.querySelector('.ProseMirror > :first-child')

async function open() {
  const fake = createFakeHost([{ text: 'The quay\nIt opens in May.', outlet: 'The Courier' }])
  const screen = await render(<App host={fake.host} />)
  const titles = async () => (await fake.host.call('brief.list', {})).map(({ title }) => title)
  const title = screen.getByLabelText('Title of the brief')
  const text = screen.getByRole('textbox', { name: /^Text of/ })
  return { fake, screen, titles, title, text }
}

test('what is typed before a new brief is there and drawn becomes its title, spaces too', async () => {
  const { fake, screen, titles, title, text } = await open()
  await screen.getByRole('tab', { name: 'Brief' }).click()
  const releases = [fake.hold('brief.create'), fake.hold('brief.get')]
  await screen.getByRole('button', { name: 'New brief' }).first().click()
  await userEvent.keyboard('Minerals for ')
  await expect.element(title).toHaveValue('Minerals for ')
  releases[0]?.()
  await expect.poll(titles).toEqual(['Untitled brief'])
  await userEvent.keyboard('wh')
  expect(document.querySelector('.ProseMirror')).toBeNull()
  releases[1]?.()
  await expect.element(text).toBeInTheDocument()
  await expect.element(title).toHaveFocus()
  await expect.element(title).toHaveValue('Minerals for wh')
  await userEvent.keyboard('at{Enter}')
  await expect.poll(titles).toEqual(['Minerals for what'])
})

test('Enter leads from a title that is typed early into the text, with all that follows', async () => {
  const { fake, screen, titles, text } = await open()
  await screen.getByRole('tab', { name: 'Brief' }).click()
  const release = fake.hold('brief.create')
  await screen.getByRole('button', { name: 'New brief' }).first().click()
  await userEvent.keyboard('Costs{Enter}Nobody kn')
  release()
  await expect.element(text).toHaveFocus()
  await userEvent.keyboard('ows.')
  await expect.element(text.getByText('Nobody knows.', { exact: true })).toBeVisible()
  await expect.element(screen.getByRole('heading', { name: 'Claims', exact: true })).toBeVisible()
  await expect.poll(titles).toEqual(['Costs'])
})

test('pressed twice, one brief is made', async () => {
  const { fake, screen, titles, title } = await open()
  await fake.host.call('brief.create', blankBrief('First'))
  await screen.getByRole('tab', { name: 'Brief' }).click()
  await expect.element(title).toHaveValue('First')
  const release = fake.hold('brief.create')
  const button = screen.getByRole('button', { name: 'New brief' })
  await button.dblClick()
  await button.click()
  await expect.element(title).toHaveFocus()
  await userEvent.keyboard('Second{Enter}')
  release()
  await expect.poll(titles).toHaveLength(2)
  await expect.poll(async () => (await titles()).toSorted()).toEqual(['First', 'Second'])
  expect(fake.asked('brief.create')).toHaveLength(2)
})

test('from the palette, what is typed next is the title', async () => {
  const { fake, screen, titles, title } = await open()
  await expect.element(screen.getByRole('option', { name: /The quay/ })).toBeVisible()
  const release = fake.hold('brief.create')
  await userEvent.keyboard('{Control>}k{/Control}')
  await userEvent.keyboard('new brief{Enter}Minerals')
  await expect.element(title).toHaveValue('Minerals')
  release()
  await expect.poll(titles).toHaveLength(1)
  await userEvent.keyboard('{Enter}')
  await expect.poll(titles).toEqual(['Minerals'])
})

test('a title that was typed for a brief that could not be made is there at the next try', async () => {
  const { fake, screen, titles, title } = await open()
  await screen.getByRole('tab', { name: 'Brief' }).click()
  fake.refuse('brief.create', new Failure('unavailable', 'The disk is full.'))
  const release = fake.hold('brief.create')
  const button = screen.getByRole('button', { name: 'New brief' }).first()
  await button.click()
  await userEvent.keyboard('Costs')
  release()
  await expect.element(screen.getByText('No brief yet')).toBeVisible()
  fake.refuse('brief.create', null)
  await button.click()
  await expect.element(title).toHaveValue('Costs')
  await userEvent.keyboard('{Enter}')
  await expect.poll(titles).toEqual(['Costs'])
})

test('Enter in the title leads before the first heading, to the line there or to a new one', async () => {
  const { screen, title, text } = await open()
  await screen.getByRole('tab', { name: 'Brief' }).click()
  await screen.getByRole('button', { name: 'New brief' }).first().click()
  await expect.element(text).toBeInTheDocument()
  await userEvent.keyboard('Costs{Enter}Nobody knows.')
  await expect.poll(() => first()?.textContent).toBe('Nobody knows.')
  expect(first()?.tagName).toBe('P')
  await expect.element(screen.getByRole('heading', { name: 'Claims', exact: true })).toBeVisible()
  await title.click()
  await userEvent.keyboard('{Enter}So far: ')
  await expect.poll(() => first()?.textContent).toBe('So far: Nobody knows.')
  expect(document.querySelectorAll('.ProseMirror > p')).toHaveLength(1)
})
