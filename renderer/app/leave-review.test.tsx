import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { createFakeHost } from '../state/fake-host'
import { App } from './App'

beforeEach(() => page.viewport(1440, 900))

async function reviewTwo() {
  const screen = await render(<App host={createFakeHost([]).host} />)
  await userEvent.upload(
    page.getByLabelText('Files to import'),
    ['north', 'south'].map((name) => new File([`The ${name} quay is closed`], `${name}.txt`)),
  )
  const review = screen.getByRole('region', { name: 'Import review' })
  const report = screen.getByRole('region', { name: 'Import report' })
  await report.getByRole('button', { name: 'Several at once' }).click()
  await expect.element(review.getByRole('heading', { name: 'Several at once' })).toBeVisible()
  return { review, report }
}

test('Escape leaves the review from the report beside it too', async () => {
  const { review, report } = await reviewTwo()
  const done = report.getByRole('button', { name: 'Done' })
  ;(await done.findElement()).focus()
  await expect.element(done).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.element(review).not.toBeInTheDocument()
  await expect.element(report).toBeVisible()
})

test('a report that is closed closes its review', async () => {
  const { review, report } = await reviewTwo()
  await report.getByRole('button', { name: 'Done' }).click()
  await expect.element(report).not.toBeInTheDocument()
  await expect.element(review).not.toBeInTheDocument()
})

test('the first detail that was not found has the keys once all are to be filled in', async () => {
  const { review, report } = await reviewTwo()
  await report.getByRole('option', { name: 'north.txt' }).click()
  await review.getByRole('button', { name: 'Fill in' }).click()
  await expect.element(review.getByLabelText('Outlet', { exact: true })).toHaveFocus()
})
