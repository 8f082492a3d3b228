import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { createFakeHost } from '../state/fake-host'
import { App } from './App'

const UPDATED =
  'The notebook was brought up to date from format 1 to format 2; as it was before it is kept in backup 1.'

test('while a notebook of an earlier version is brought up to date the window says how far that is, and then opens it', async () => {
  const fake = createFakeHost([{ text: 'The quay\nIt opens in May.' }])
  const release = fake.hold('notebook.state')
  await render(<App host={fake.host} />)
  await expect.element(page.getByRole('progressbar')).not.toBeInTheDocument()
  fake.emit({ kind: 'migrating', step: 'backup', done: 500, of: 10_000 })
  await expect.element(page.getByRole('status')).toHaveTextContent('A backup is made first.')
  await expect.element(page.getByText('500 of 10,000 sources in the backup')).toBeVisible()
  fake.emit({ kind: 'migrating', step: 'documents', done: 1200, of: 20_000 })
  await expect.element(page.getByText('1,200 of 20,000 documents')).toBeVisible()
  await expect.element(page.getByRole('status')).toHaveTextContent('A backup was made first.')
  const bar = page.getByRole('progressbar', { name: 'Bringing the notebook up to date' })
  await expect.element(bar).toHaveAttribute('value', '1200')
  fake.bringUpToDate(UPDATED)
  release()
  await expect.element(page.getByRole('tab', { name: 'Read' })).toBeVisible()
  await expect.element(page.getByRole('contentinfo')).toHaveTextContent(UPDATED)
  await page.getByRole('button', { name: /^Show/ }).click()
  await expect.element(page.getByRole('region', { name: 'Notebook health' })).toBeVisible()
})

test('a notebook that was up to date says nothing of it', async () => {
  const fake = createFakeHost([{ text: 'The quay\nIt opens in May.' }])
  await render(<App host={fake.host} />)
  await expect.element(page.getByRole('contentinfo')).toHaveTextContent('Ready')
})
