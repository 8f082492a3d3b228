import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Failure } from '../../shared/contract/failure'
import { createFakeHost } from '../state/fake-host'
import type { GivenSource } from '../state/fake-notebook'
import { App } from './App'

beforeEach(() => page.viewport(1440, 900))

async function open(others: readonly GivenSource[] = []) {
  const fake = createFakeHost([{ text: 'The quay\nIt opens in May, says the port.' }, ...others])
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('option', { name: /The quay/ }).click()
  const text = screen.getByRole('textbox', { name: /^Text of/ })
  await expect.element(text).toBeVisible()
  const parts = () =>
    ['Library', 'Reader', 'Inspector'].filter(
      (name) => screen.getByRole('region', { name }).elements().length > 0,
    )
  return { fake, screen, text, parts }
}
const enter = () => userEvent.keyboard('{Alt>}{Shift>}f{/Shift}{/Alt}')

test('the text stands alone and takes the focus; Escape brings the rest back', async () => {
  const { screen, text, parts } = await open()
  await enter()
  await expect.poll(parts).toEqual(['Reader'])
  expect(screen.getByRole('tab').elements()).toEqual([])
  await expect.element(text).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.poll(parts).toEqual(['Library', 'Reader', 'Inspector'])
})

test('Escape goes to what is nearer first', async () => {
  const { screen, parts } = await open()
  await enter()
  await userEvent.keyboard('{Control>}k{/Control}{Escape}')
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
  await userEvent.keyboard('{Alt>}{Shift>}t{/Shift}{/Alt}{Escape}')
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
  expect(parts()).toEqual(['Reader'])
})

test('to open an annotation leads out, for the Inspector', async () => {
  const { fake, parts } = await open()
  const [source] = fake.sources
  if (source === undefined) throw new Error('one source was given')
  await fake.tag(source, 'claim', 'It opens')
  await enter()
  await userEvent.keyboard(']')
  await userEvent.keyboard('{Enter}')
  await expect.poll(parts).toHaveLength(3)
})

test('the button of the pane leads in, a button of the strip and the palette lead out', async () => {
  const { screen, parts } = await open()
  await screen.getByRole('button', { name: 'Text', exact: true }).click()
  await screen.getByRole('button', { name: 'Focus mode' }).click()
  await expect.poll(parts).toEqual(['Reader'])
  await screen.getByRole('button', { name: 'Leave focus mode' }).click()
  await expect.poll(parts).toHaveLength(3)
  await enter()
  await userEvent.keyboard('{Control>}k{/Control}leave{Enter}')
  await expect.poll(parts).toHaveLength(3)
})

test('what is said is still read out, and a refusal is seen', async () => {
  const { fake, screen } = await open()
  await enter()
  const status = screen.getByRole('status')
  fake.refuse('preferences.set', new Failure('disk-full', 'The disk is full.'))
  await userEvent.keyboard('{Control>}{Alt>}.{/Alt}{/Control}')
  await expect.element(status).toHaveTextContent('The disk is full.')
  const refused = document.querySelector('.status .refused')?.getBoundingClientRect()
  expect(refused?.height).toBeGreaterThan(20)
  expect(refused?.bottom).toBeLessThanOrEqual(innerHeight)
  expect(getComputedStyle(status.element()).display).not.toBe('none')
})

test('without an open text there is no focus mode', async () => {
  const screen = await render(<App host={createFakeHost([{ text: 'The quay' }]).host} />)
  await expect.element(screen.getByRole('listbox', { name: 'Sources' })).toBeVisible()
  await enter()
  await expect.element(screen.getByRole('listbox', { name: 'Sources' })).toBeVisible()
  await userEvent.keyboard('{Control>}k{/Control}focus mode')
  await expect.element(screen.getByText('Nothing here has that name.')).toBeVisible()
})

test.each([
  ['{Control>}{Shift>}l{/Shift}{/Control}', 'searchbox', 'Search the library'],
  ['{Control>}k{/Control}open the trash{Enter}', 'button', 'Back to the library'],
] as const)('%s leads out, to the library', async (keys, role, name) => {
  const { screen, parts } = await open()
  await enter()
  await expect.poll(parts).toEqual(['Reader'])
  await userEvent.keyboard(keys)
  await expect.element(screen.getByRole(role, { name })).toHaveFocus()
  expect(parts()).toHaveLength(3)
})

test('Escape leaves it at once, also when the Inspector was drawn over the text before', async () => {
  await page.viewport(1100, 800)
  const { screen, parts } = await open()
  await screen.getByRole('button', { name: 'Inspector' }).click()
  await enter()
  await expect.poll(parts).toEqual(['Reader'])
  await userEvent.keyboard('{Escape}')
  await expect.poll(parts).toContain('Library')
})

test('it ends with the text that stood alone, and does not come back with another', async () => {
  const { screen, parts } = await open([{ text: 'The pier' }])
  await enter()
  await expect.poll(parts).toEqual(['Reader'])
  await userEvent.keyboard('{Control>}k{/Control}move the source{Enter}')
  await screen.getByRole('option', { name: /The pier/ }).click()
  await expect.element(screen.getByRole('textbox', { name: /^Text of/ })).toBeVisible()
  expect(parts()).toHaveLength(3)
})
