import { afterEach, beforeEach, expect, test } from 'vitest'
import { cdp, page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { createFakeHost } from '../state/fake-host'
import { App } from './App'

// The session of Chromium knows this command; what Vitest says of its type is empty.
type Session = { send: (method: string, parameters: { readonly media: string }) => Promise<unknown> }
const media = (media: string) => (cdp() as unknown as Session).send('Emulation.setEmulatedMedia', { media })

const shown = (selector: string) =>
  [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility()).length
const styleOf = (selector: string) => getComputedStyle(document.querySelector(selector) ?? document.body)

beforeEach(() => page.viewport(1440, 900))
afterEach(() => media(''))

test('on paper there is only the article with its head, black on white, its kinds told apart by shape', async () => {
  const fake = createFakeHost([{ text: 'The quay\nIt opens in May, at a cost of about $40m.' }])
  const [source] = fake.sources
  if (source === undefined) throw new Error('one source was given')
  await fake.tag(source, 'claim', 'It opens')
  await fake.tag(source, 'figure', 'about $40m')
  await fake.host.call('preferences.set', { theme: 'dark' })
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('listbox', { name: 'Sources' }).getByRole('option').click()
  await expect.poll(() => document.querySelectorAll('.article mark')).toHaveLength(2)
  await media('print')
  expect(shown('.head h1, .article p')).toBe(3)
  expect(shown('header.title, .lib, .insp, .tool, .status, button')).toBe(0)
  expect(styleOf('.article').color).toBe('rgb(0, 0, 0)')
  expect(styleOf('mark.claim').backgroundImage).toContain('rgb(0, 0, 0)')
  expect(styleOf('mark.claim').printColorAdjust).toBe('exact')
  expect(styleOf('mark.figure').borderBlockColor).toBe('rgb(0, 0, 0)')
})
