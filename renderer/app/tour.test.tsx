import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { createFakeHost } from '../state/fake-host'
import { violations } from '../testing/violations'
import { App } from './App'

beforeEach(() => page.viewport(1280, 800))

const tour = (screen: Awaited<ReturnType<typeof render>>) =>
  screen.getByRole('complementary', { name: 'Tour' })

async function sampled() {
  const fake = createFakeHost([])
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('button', { name: 'Look at a sample' }).click()
  await expect.element(tour(screen).getByRole('heading')).toHaveTextContent('Look round, or take the tour')
  return { fake, screen }
}

test('an empty notebook offers the sample, and the sample offers the tour', async () => {
  const { screen } = await sampled()
  await expect.element(screen.getByRole('listbox', { name: 'Sources' }).getByRole('option')).toBeVisible()
  await expect.element(screen.getByRole('status')).toHaveTextContent('The sample is here')
  await tour(screen).getByRole('button', { name: 'Not now' }).click()
  await expect.element(tour(screen)).not.toBeInTheDocument()
})

test('Next and Back go through the steps, say so politely, and change nothing in the notebook', async () => {
  const { fake, screen } = await sampled()
  await tour(screen).getByRole('button', { name: 'Start the tour' }).click()
  await expect.element(tour(screen).getByText('1 of 10')).toBeVisible()
  const next = tour(screen).getByRole('button', { name: 'Next' })
  await next.click()
  await next.click()
  await expect.element(tour(screen).getByText('3 of 10')).toBeVisible()
  expect(document.querySelector('.win > [aria-live=polite]')?.textContent).toMatch(/^Tour, step 3 of 10: /)
  await tour(screen).getByRole('button', { name: 'Back' }).click()
  await expect.element(tour(screen).getByText('2 of 10')).toBeVisible()
  expect((await fake.host.call('preferences.get', {})).tour).toEqual({ leftAt: 2, done: false })
  expect((await fake.host.call('history.state', {})).undo).toBe('add the sample')
})

test('a step goes on by itself when it is done, and the focus stays where the person works', async () => {
  const { screen } = await sampled()
  await tour(screen).getByRole('button', { name: 'Start the tour' }).click()
  for (let step = 1; step < 6; step += 1) await tour(screen).getByRole('button', { name: 'Next' }).click()
  await screen.getByRole('tab', { name: 'Compare' }).click()
  await expect.element(tour(screen).getByText('6 of 10')).toBeVisible()
  await screen.getByRole('navigation', { name: 'Compare' }).getByRole('button', { name: 'Figures' }).click()
  await expect.element(tour(screen).getByText('7 of 10')).toBeVisible()
  expect(document.activeElement?.closest('.tour')).toBeNull()
})

test('Escape in the card leaves the tour, the palette goes on with it there, and it ends once', async () => {
  const { fake, screen } = await sampled()
  await userEvent.keyboard('{Alt>}{Shift>}g{/Shift}{/Alt}{Enter}{Enter}')
  await expect.element(tour(screen).getByText('2 of 10')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(tour(screen)).not.toBeInTheDocument()
  expect(document.activeElement).not.toBe(document.body)
  await userEvent.keyboard('{Control>}k{/Control}')
  await screen.getByRole('option', { name: /Go on with the tour: step 2 of 10/ }).click()
  await expect.element(tour(screen).getByText('2 of 10')).toBeVisible()
  for (let step = 2; step <= 10; step += 1) await tour(screen).getByRole('button', { name: 'Next' }).click()
  await tour(screen).getByRole('button', { name: 'Close the tour' }).click()
  expect((await fake.host.call('preferences.get', {})).tour).toEqual({ leftAt: null, done: true })
})

test.each(['light', 'dark', 'contrast'] as const)('in the %s theme axe finds nothing', async (theme) => {
  const { fake, screen } = await sampled()
  await fake.host.call('preferences.set', { theme })
  await tour(screen).getByRole('button', { name: 'Start the tour' }).click()
  await expect.element(tour(screen).getByText('1 of 10')).toBeVisible()
  expect(await violations()).toEqual([])
})

test.each([640, 320])('in a window of %i pixels the card is a strip that hides nothing', async (width) => {
  const { screen } = await sampled()
  await page.viewport(width, 640)
  await tour(screen).getByRole('button', { name: 'Start the tour' }).click()
  const strip = tour(screen).element().getBoundingClientRect()
  const main = screen.getByRole('main').element().getBoundingClientRect()
  expect(strip.top).toBeGreaterThanOrEqual(main.bottom - 1)
  expect(strip.right).toBeLessThanOrEqual(width)
})
