import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Failure } from '../../shared/contract/failure'
import { createFakeHost } from '../state/fake-host'
import { App } from './App'

beforeEach(() => page.viewport(1440, 900))

async function open() {
  const fake = createFakeHost([
    { text: 'The quay\nIt opens in May, at a cost of about $40m. The port opposes it.' },
    { text: 'The ferry' },
  ])
  const [source] = fake.sources
  if (source === undefined) throw new Error('two sources were given')
  const claim = await fake.tag(source, 'claim', 'It opens in May')
  await fake.tag(source, 'figure', 'about $40m')
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('option', { name: /The quay/ }).click()
  const choose = (words: RegExp) =>
    screen.getByRole('listbox', { name: 'Excerpts' }).getByRole('option', { name: words }).click()
  await choose(/It opens/)
  const memoOf = async () =>
    (await fake.host.call('annotation.list', { source: null, kind: null })).find(({ id }) => id === claim.id)
      ?.memo
  return { fake, screen, choose, memo: screen.getByLabelText('Memo'), saved: memoOf }
}

test('a memo that was refused is still there when its excerpt is chosen again, and in another view in between', async () => {
  const { fake, screen, choose, memo, saved } = await open()
  fake.refuse('annotation.update', new Failure('disk-full', 'The disk is full.'))
  await memo.fill('Precious')
  await expect.element(screen.getByText(/what you typed is kept here/)).toBeVisible()
  await choose(/about/)
  await expect.element(memo).toHaveTextContent(/^$/)
  await screen.getByRole('tab', { name: 'Compare' }).click()
  await screen.getByRole('tab', { name: 'Read' }).click()
  await choose(/It opens/)
  await expect.element(memo).toHaveTextContent('Precious')
  fake.refuse('annotation.update', null)
  memo.element().focus()
  memo.element().blur()
  await expect.poll(saved).toBe('Precious')
})

test('a memo that was typed while nobody answered is saved when the host is back, whatever is chosen then', async () => {
  const { fake, screen, choose, memo, saved } = await open()
  fake.refuse('annotation.update', new Failure('unavailable', 'Nobody answers.'))
  await memo.fill('Typed')
  await expect.element(screen.getByText(/what you typed is kept here/)).toBeVisible()
  fake.become('gone')
  await choose(/about/)
  fake.refuse('annotation.update', null)
  fake.become('open')
  await expect.poll(saved).toBe('Typed')
})

test('coming back while the memo is being saved shows it, and what is added meanwhile is no conflict', async () => {
  const { fake, screen, choose, memo, saved } = await open()
  const release = fake.hold('annotation.update')
  await memo.fill('One')
  await choose(/about/)
  await expect.element(memo).toHaveTextContent(/^$/)
  await choose(/It opens/)
  await expect.element(memo).toHaveTextContent('One')
  await memo.fill('One two')
  release()
  await expect.poll(saved).toBe('One two')
  await expect.element(memo).toHaveTextContent('One two')
  await expect.element(screen.getByText(/changed elsewhere/)).not.toBeInTheDocument()
})

test('undo takes a saved memo back on the screen as well', async () => {
  const { screen, memo, saved } = await open()
  await memo.fill('Not so')
  await expect.poll(saved).toBe('Not so')
  await screen.getByRole('listbox', { name: 'Excerpts' }).click()
  await userEvent.keyboard('{Control>}z{/Control}')
  await expect.poll(saved).toBe('')
  await expect.element(memo).toHaveTextContent(/^$/)
})
