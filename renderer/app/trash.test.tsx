import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { blankBrief } from '../../shared/briefing/edit-brief'
import { createFakeHost } from '../state/fake-host'
import { violations } from '../testing/violations'
import { App } from './App'

beforeEach(() => page.viewport(1440, 900))

/** A notebook of which two texts and a brief were deleted, and in the text that is open a claim. */
async function open() {
  const fake = createFakeHost(
    ['The pier', 'The quay', 'The tram'].map((title) => ({ text: `${title}\nClosed.` })),
  )
  const [pier, quay, tram] = fake.sources
  if (pier === undefined || quay === undefined || tram === undefined) throw new Error('three were given')
  const claim = await fake.tag(pier, 'claim', 'Closed', 'Ask the port why')
  await fake.host.call('annotation.remove', { source: pier.id, annotation: claim.id })
  const brief = await fake.host.call('brief.create', blankBrief('What the port says'))
  await fake.host.call('brief.remove', { brief: brief.id })
  await fake.host.call('source.remove', { source: quay.id })
  await fake.host.call('source.remove', { source: tram.id })
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('option', { name: /The pier/ }).click()
  return {
    fake,
    screen,
    trash: screen.getByRole('button', { name: 'Trash', exact: true }),
    texts: screen.getByRole('list', { name: 'Deleted sources and briefs' }),
    annotations: screen.getByRole('list', { name: 'Annotations deleted in this source' }),
  }
}

test('by pointer: what was deleted is listed, newest first, and each entry comes back', async () => {
  const { screen, trash, texts, annotations } = await open()
  await trash.click()
  await expect.element(screen.getByRole('heading', { name: 'Trash' })).toBeVisible()
  await expect.element(texts.getByRole('listitem').first()).toHaveTextContent('Source: The tramNo outlet')
  await expect.element(texts.getByRole('listitem').nth(2)).toHaveTextContent('Brief: What the port says')
  await expect
    .element(texts.getByRole('listitem').first())
    .toHaveTextContent(/Deleted: 1 Mar 2025, \d\d:\d\d/)
  await expect.element(annotations).toHaveTextContent('Claim: ClosedMemo: Ask the port why')

  await screen.getByRole('button', { name: 'Restore “The quay”' }).click()
  await expect
    .element(screen.getByRole('status'))
    .toHaveTextContent('Brought back “The quay”. Ctrl+Z takes it away again.')
  await expect.element(texts).not.toHaveTextContent('The quay')
  await screen.getByRole('button', { name: 'Restore the claim “Closed”' }).click()
  await expect.element(annotations).not.toBeInTheDocument()
  await screen.getByRole('button', { name: 'Back to the library' }).click()
  await expect.element(screen.getByRole('option', { name: /The quay/ })).toBeVisible()
  await expect.element(screen.getByRole('option', { name: /The pier.*1 claim/ })).toBeVisible()
})

test('by keyboard: arrows go from row to row and across the lists, R and Enter restore, the focus stays, Escape goes back', async () => {
  const { screen, trash, texts } = await open()
  trash.element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('button', { name: 'Back to the library' })).toHaveFocus()
  await expect.element(texts).toBeVisible()
  const focused = async (name: string) => {
    await expect.element(screen.getByRole('button', { name })).toHaveFocus()
  }
  await expect.element(screen.getByRole('button', { name: 'Restore the claim “Closed”' })).toBeVisible()
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}')
  await focused('Restore the claim “Closed”')
  await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}')
  await focused('Restore “The tram”')
  await userEvent.keyboard('r')
  await focused('Restore “The quay”')
  await userEvent.keyboard('{Enter}')
  await focused('Restore “What the port says”')
  await userEvent.keyboard('{Control>}z{/Control}')
  await expect.element(texts).toHaveTextContent('The quay')
  await userEvent.keyboard('{Escape}')
  await expect.element(trash).toHaveFocus()
  await expect.element(screen.getByRole('option', { name: /The tram/ })).toBeVisible()
  await expect.element(screen.getByRole('option', { name: /The quay/ })).not.toBeInTheDocument()
})

test('the last entry gone, the trash says that it is empty and keeps the focus in the pane', async () => {
  const { screen, trash } = await open()
  await trash.click()
  for (const name of ['“The quay”', '“What the port says”', 'the claim “Closed”', '“The tram”']) {
    await screen.getByRole('button', { name: `Restore ${name}` }).click()
    await expect.element(screen.getByRole('button', { name: `Restore ${name}` })).not.toBeInTheDocument()
  }
  await expect.element(screen.getByText(/^The trash is empty/)).toBeVisible()
  const pane = screen.getByRole('region', { name: 'Library' }).element()
  await expect.poll(() => pane.contains(document.activeElement)).toBe(true)
  await userEvent.keyboard('{Escape}')
  await expect.element(trash).toHaveFocus()
})

test('a notebook that is read only shows its trash and refuses to restore, in words', async () => {
  const { fake, screen, trash, texts } = await open()
  fake.lock('Another window has this notebook open.')
  fake.emit({ kind: 'library' })
  await trash.click()
  await expect.element(texts).toBeVisible()
  await screen.getByRole('button', { name: 'Restore “The quay”' }).click()
  await expect.element(screen.getByRole('status')).toHaveTextContent('Another window has this notebook open.')
  await expect.element(texts).toHaveTextContent('The quay')
  expect(fake.asked('trash.restore')).toEqual([])
})

test.each(['light', 'dark', 'contrast'] as const)(
  'the trash is free of violations in the %s theme',
  async (theme) => {
    document.documentElement.lang = 'en'
    const { fake, trash, texts } = await open()
    await fake.host.call('preferences.set', { theme })
    await expect.poll(() => document.documentElement.dataset.theme).toBe(theme)
    await trash.click()
    await expect.element(texts).toBeVisible()
    expect(await violations()).toEqual([])
  },
)

test.each([
  ['r', 'KeyR', {}, 1],
  ['к', 'KeyR', {}, 1],
  ['r', 'KeyO', {}, 1],
  ['p', 'KeyR', {}, 0],
  ['®', 'KeyR', { modifierAltGraph: true }, 0],
] as const)('of %s at %s with %o, what writes an R restores', async (key, code, held, times) => {
  const { fake, screen, trash } = await open()
  await trash.click()
  const restore = screen.getByRole('button', { name: 'Restore “The quay”' })
  await expect.element(restore).toBeVisible()
  restore.element().focus()
  restore.element().dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, ...held }))
  await expect.poll(() => fake.asked('trash.restore')).toHaveLength(times)
})
