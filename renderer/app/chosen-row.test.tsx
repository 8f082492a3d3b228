import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { createFakeHost } from '../state/fake-host'
import { emulateMedia } from '../testing/emulate-media'
import { App } from './App'

const bars = (list: string) =>
  Array.from(
    document.querySelectorAll<HTMLElement>(`[role=listbox][aria-label="${list}"] .choosable`),
    (row) => {
      const { content, width, backgroundColor } = getComputedStyle(row, '::before')
      return content === 'none' ? null : `${width} ${backgroundColor}`
    },
  )

test('in every list the chosen row has the same bar, and no other row has one', async () => {
  await page.viewport(1440, 900)
  const fake = createFakeHost([{ text: 'The quay\nIt opens in May, says the port.' }, { text: 'The tram' }])
  const [quay] = fake.sources
  if (quay === undefined) throw new Error('two sources were given')
  await fake.tag(quay, 'claim', 'It opens in May')
  await fake.tag(quay, 'position', 'says the port')
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('option', { name: /The quay/ }).click()
  await screen.getByRole('listbox', { name: 'Excerpts' }).getByRole('option').first().click()
  await expect.poll(() => bars('Sources')).toEqual([expect.stringContaining('2px'), null])
  const [bar] = bars('Sources')
  await expect.poll(() => bars('Excerpts')).toEqual([bar, null])
  await userEvent.keyboard('{Control>}k{/Control}')
  await expect.poll(() => bars('Commands and sources')[0]).toBe(bar)
  expect(new Set(bars('Commands and sources').slice(1))).toEqual(new Set([null]))

  await emulateMedia({ features: [{ name: 'forced-colors', value: 'active' }] })
  const chosen = document.querySelector('.palette [aria-selected="true"]')
  expect(chosen === null ? null : getComputedStyle(chosen).outlineStyle).toBe('solid')
  await emulateMedia()
})
