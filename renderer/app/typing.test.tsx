import { beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { blankBrief } from '../../shared/briefing/edit-brief'
import { Failure } from '../../shared/contract/failure'
import { createFakeHost } from '../state/fake-host'
import type { Host } from '../state/host'
import { App } from './App'

beforeEach(async () => {
  sessionStorage.clear()
  localStorage.clear()
  await page.viewport(1440, 900)
})

/** A window on a text with a claim and on a brief; nobody answers what `fake` is told to refuse. */
async function open(kind: Host['kind'] = 'browser') {
  const fake = createFakeHost([{ text: 'The quay\nIt opens in May.' }], kind)
  const [source] = fake.sources
  if (source === undefined) throw new Error('one source was given')
  await fake.tag(source, 'claim', 'It opens in May')
  await fake.host.call('brief.create', blankBrief('What the port says'))
  const screen = await render(<App host={fake.host} />)
  const openMemo = async () => {
    await screen.getByRole('option', { name: /The quay/ }).click()
    const excerpts = screen.getByRole('listbox', { name: 'Excerpts' })
    await excerpts.getByRole('option', { name: /It opens/ }).click()
    return screen.getByLabelText('Memo')
  }
  return { fake, screen, openMemo, brief: screen.getByRole('textbox', { name: /^Text of/ }) }
}

const away = new Failure('unavailable', 'Nobody answers.')

test('while the host is away a memo goes on being typed, and is saved when it is back', async () => {
  const { fake, openMemo } = await open()
  const memo = await openMemo()
  await memo.click()
  await userEvent.keyboard('Ask')
  fake.refuse('annotation.update', away)
  fake.become('gone')
  await userEvent.keyboard(' the port')
  await expect.element(memo).toHaveFocus()
  await expect.element(memo).toHaveTextContent('Ask the port')
  fake.refuse('annotation.update', null)
  fake.become('open')
  const memoNow = async () =>
    (await fake.host.call('annotation.list', { source: null, kind: null })).map((one) => one.memo)
  await expect.poll(memoNow).toEqual(['Ask the port'])
})

test('while the host is away all that is not saved can be copied, as it is by then', async () => {
  const { fake, screen, brief } = await open()
  await screen.getByRole('tab', { name: 'Brief' }).click()
  await brief.click()
  for (const name of ['brief.save', 'brief.rename'] as const) fake.refuse(name, away)
  fake.become('gone')
  await userEvent.keyboard('It opens in May')
  await screen.getByLabelText('Title of the brief').fill('The opening')
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  await screen
    .getByRole('region', { name: 'Notice' })
    .getByRole('button', { name: 'Copy all that is not saved' })
    .click()
  expect(write.mock.calls).toEqual([[expect.stringMatching(/It opens in May[^]*The opening/)]])
  write.mockRestore()
})

test('a title that was refused is told on the health page, which leads back to it', async () => {
  const { fake, screen, brief } = await open()
  await screen.getByRole('tab', { name: 'Brief' }).click()
  fake.refuse('brief.rename', new Failure('disk-full', 'The disk is full.'))
  const title = screen.getByLabelText('Title of the brief')
  await title.fill('The opening')
  await brief.click()
  await expect.element(title).toHaveAccessibleDescription('The disk is full.')
  await userEvent.keyboard('{Alt>}{Shift>}H{/Shift}{/Alt}')
  const part = screen.getByRole('region', { name: /^Not saved yet/ })
  await expect.element(part).toHaveTextContent(/the title of .*The disk is full\./)
  fake.refuse('brief.rename', null)
  await part.getByRole('button', { name: /^Go there: the title of/ }).click()
  await expect.element(title).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await userEvent.keyboard('{Alt>}{Shift>}H{/Shift}{/Alt}')
  await expect.element(screen.getByRole('heading', { name: 'Notebook health' })).toBeVisible()
  await expect.element(part).not.toBeInTheDocument()
})

test('while the host is away a brief and its title go on being typed, and are saved when it is back', async () => {
  const { fake, screen, brief } = await open()
  await screen.getByRole('tab', { name: 'Brief' }).click()
  await brief.click()
  await userEvent.keyboard('It opens')
  for (const name of ['brief.save', 'brief.rename'] as const) fake.refuse(name, away)
  fake.become('gone')
  await userEvent.keyboard(' in May')
  await expect.element(brief).toHaveTextContent('It opens in May')
  await screen.getByLabelText('Title of the brief').fill('The opening')
  await brief.click() // leaves the title
  for (const name of ['brief.save', 'brief.rename'] as const) fake.refuse(name, null)
  fake.become('open')
  const saved = async () => {
    const [summary] = await fake.host.call('brief.list', {})
    if (summary === undefined) throw new Error('the brief is gone')
    const { title, document } = await fake.host.call('brief.get', { brief: summary.id })
    return `${title}: ${JSON.stringify(document)}`
  }
  await expect.poll(saved).toMatch(/^The opening: .*It opens in May/)
})

test('what was typed before the notebook was moved is offered, and saved once it is taken up', async () => {
  const first = await open('desktop')
  first.fake.refuse('annotation.update', new Failure('disk-full', 'The disk is full.'))
  await (await first.openMemo()).fill('Ask the port')
  await expect.poll(() => Object.keys(localStorage)).toHaveLength(1)
  await first.screen.unmount()
  const [key = ''] = Object.keys(localStorage)
  const { folder } = await first.fake.host.call('notebook.state', {})
  localStorage.setItem(key.replace(folder, '/a full disk'), localStorage.getItem(key) ?? '')
  localStorage.removeItem(key)

  const next = await open('desktop')
  const { health } = next.fake.health
  next.fake.health.health = { ...health, backups: { ...health.backups, failure: 'The disk is full.' } }
  next.fake.emit({ kind: 'health' })
  await expect.element(next.screen.getByText(/your attention/)).toBeVisible()
  await expect.element(next.screen.getByText(/while it lay in \/a full disk is not saved yet/)).toBeVisible()
  expect(next.fake.asked('annotation.update')).toEqual([])
  await next.screen.getByRole('button', { name: 'Show' }).click()
  await expect
    .poll(() => next.fake.asked('annotation.update').map(({ memo }) => memo))
    .toEqual(['Ask the port'])
  await expect.poll(() => localStorage.length).toBe(0)
})

test('what is not saved is kept for the notebook that is open', async () => {
  const { fake, openMemo } = await open('desktop')
  const { id, folder } = await fake.host.call('notebook.state', {})
  fake.refuse('annotation.update', new Failure('disk-full', 'The disk is full.'))
  await (await openMemo()).fill('Ask the port')
  await expect.poll(() => Object.keys(localStorage)).toHaveLength(1)
  const [key] = Object.keys(localStorage)
  expect(key).toContain(id)
  expect(key).toContain(folder)
  fake.refuse('annotation.update', null)
  await (await openMemo()).fill('Ask the port again')
  await expect.poll(() => localStorage.length).toBe(0)
})
