import { beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Failure } from '../../shared/contract/failure'
import { createFakeHost } from '../state/fake-host'
import { App } from './App'

beforeEach(() => page.viewport(1440, 900))

const lines = Array.from({ length: 200 }, (_, index) => `The port counted ship number ${index + 1}.`)

function notebook() {
  const fake = createFakeHost([
    { text: 'The quay\nIt opens in May.' },
    { text: ['Ships of the year', ...lines].join('\n') },
  ])
  const [quay, ships] = fake.sources
  if (quay === undefined || ships === undefined) throw new Error('two sources were given')
  return { fake, quay, ships }
}

async function start({ host }: ReturnType<typeof createFakeHost>) {
  const screen = await render(<App host={host} />)
  return {
    screen,
    text: screen.getByRole('textbox', { name: /^Text of/ }),
    invitation: screen.getByRole('heading', { name: 'Choose a source in the library' }),
  }
}

test('the next start opens the text that was read last, at the place that was reached', async () => {
  const { fake, ships } = notebook()
  const first = await start(fake)
  await first.screen.getByRole('option', { name: /Ships of the year/ }).click()
  await expect.poll(() => fake.asked('notebook.keepLastRead')).toEqual([{ source: ships.id }])
  await first.screen.unmount()
  await fake.host.call('source.keepPlace', { source: ships.id, version: 1, offset: 4000 })
  const { screen, text } = await start(fake)
  await expect.element(text).toHaveAccessibleName(/Ships of the year/)
  await expect.element(screen.getByRole('option', { name: /Ships/ })).toHaveAttribute('aria-selected', 'true')
  await expect.poll(() => document.querySelector('.scroll:has(.article)')?.scrollTop).toBeGreaterThan(0)
})

test('until the host has said which it was, the window does not ask for one to be chosen', async () => {
  const { fake, quay } = notebook()
  await fake.host.call('notebook.keepLastRead', { source: quay.id })
  const release = fake.hold('notebook.lastRead')
  const { screen, text, invitation } = await start(fake)
  await expect.element(screen.getByRole('option', { name: /The quay/ })).toBeVisible()
  await expect.element(invitation).not.toBeInTheDocument()
  release()
  await expect.element(text).toHaveAccessibleName(/The quay/)
})

test('a text that was opened meanwhile stays', async () => {
  const { fake, quay } = notebook()
  await fake.host.call('notebook.keepLastRead', { source: quay.id })
  const release = fake.hold('notebook.lastRead')
  const { screen, text } = await start(fake)
  await screen.getByRole('option', { name: /Ships/ }).click()
  release()
  await expect.element(text).toHaveAccessibleName(/Ships/)
})

test('one that was deleted since is passed over without a word', async () => {
  const { fake, quay } = notebook()
  await fake.host.call('notebook.keepLastRead', { source: quay.id })
  await fake.host.call('source.remove', { source: quay.id })
  const { screen, invitation } = await start(fake)
  await expect.element(invitation).toBeVisible()
  await expect.element(screen.getByRole('status')).toHaveTextContent('Ready')
})

test('where it cannot be known one chooses as ever', async () => {
  const { fake } = notebook()
  fake.refuse('notebook.lastRead', new Failure('bug', 'Something is wrong.'))
  const { screen, invitation, text } = await start(fake)
  await expect.element(invitation).toBeVisible()
  await screen.getByRole('option', { name: /The quay/ }).click()
  await expect.element(text).toHaveAccessibleName(/The quay/)
})

test('what another window reads later does not change the text of this one', async () => {
  const { fake, quay, ships } = notebook()
  await fake.host.call('notebook.keepLastRead', { source: quay.id })
  const { text } = await start(fake)
  await expect.element(text).toHaveAccessibleName(/The quay/)
  await fake.host.call('notebook.keepLastRead', { source: ships.id })
  const asked = fake.asked('notebook.lastRead').length
  fake.become('gone')
  fake.become('open')
  await expect.poll(() => fake.asked('notebook.lastRead').length).toBeGreaterThan(asked)
  await expect.element(text).toHaveAccessibleName(/The quay/)
})
