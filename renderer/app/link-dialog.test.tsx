import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Failure } from '../../shared/contract/failure'
import { createFakeHost } from '../state/fake-host'
import type { Host } from '../state/host'
import { HostContext } from '../state/host-context'
import { createStatus, StatusContext } from '../state/status'
import { violations } from '../testing/violations'
import { useLinkConfirmation } from './use-link-confirmation'
import '../ui/styles'

beforeEach(() => page.viewport(1440, 900))
afterEach(() => vi.restoreAllMocks())

function Link({ to }: { to: string }) {
  const { ask, question } = useLinkConfirmation()
  return (
    <>
      <button type="button" onClick={() => ask(to)}>
        Follow
      </button>
      {question}
    </>
  )
}

async function follow(to: string, kind: Host['kind'] = 'browser') {
  const opened = vi.spyOn(window, 'open').mockReturnValue(null)
  const fake = createFakeHost([], kind)
  const status = createStatus()
  const screen = await render(
    <HostContext value={fake.host}>
      <StatusContext value={status}>
        <Link to={to} />
      </StatusContext>
    </HostContext>,
  )
  await screen.getByRole('button', { name: 'Follow' }).click()
  return { fake, status, screen, opened, dialog: screen.getByRole('dialog') }
}

test('it shows where the link leads, and nothing is opened before the person agrees', async () => {
  const { screen, opened, dialog } = await follow('https://xn--bcher-kva.example/a?b#c')
  await expect.element(dialog.getByText('bücher.example', { exact: true })).toBeVisible()
  await expect.element(dialog.getByText('on the network xn--bcher-kva.example')).toBeVisible()
  await expect.element(dialog.getByText('https://xn--bcher-kva.example/a?b#c', { exact: true })).toBeVisible()
  await expect.element(dialog.getByText(/Sourcebook makes no network call/)).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(dialog).not.toBeInTheDocument()
  await expect.element(screen.getByRole('button', { name: 'Follow' })).toHaveFocus()
  expect(opened).not.toHaveBeenCalled()
})

test('in a browser the page is opened from the click, without a way back to this window', async () => {
  const { screen, opened } = await follow('https://example.org/')
  await screen.getByRole('button', { name: 'Open' }).click()
  expect(opened).toHaveBeenCalledExactlyOnceWith('https://example.org/', '_blank', 'noopener,noreferrer')
})

test('on the desktop the host opens it, by keyboard too, and a refusal is said', async () => {
  const { fake, status, opened, dialog } = await follow('https://example.org/', 'desktop')
  fake.refuse('desktop.openLink', new Failure('unavailable', 'No browser was found.'))
  await expect.element(dialog).toBeVisible()
  await userEvent.keyboard('{Shift>}{Tab}{Tab}{/Shift}{Enter}')
  await expect.poll(() => fake.asked('desktop.openLink')).toEqual([{ url: 'https://example.org/' }])
  await expect.poll(status.current).toMatchObject({ tone: 'refused', text: 'No browser was found.' })
  expect(opened).not.toHaveBeenCalled()
})

test('the address can be copied', async () => {
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  const { status, screen } = await follow('https://example.org/a')
  await screen.getByRole('button', { name: 'Copy address' }).click()
  await expect.poll(status.current).toMatchObject({ tone: 'said', text: 'Copied the address.' })
  expect(write).toHaveBeenCalledExactlyOnceWith('https://example.org/a')
})

test('a host of several alphabets is named as such', async () => {
  const { dialog } = await follow('https://exаmple.org/')
  await expect.element(dialog.getByText(/letters of several alphabets/)).toBeVisible()
})

test.each(['light', 'dark', 'contrast'])('it is free of violations in the %s theme', async (theme) => {
  document.documentElement.lang = 'en'
  document.documentElement.dataset.theme = theme
  const { dialog } = await follow('https://bank@exаmple.org/')
  await expect.element(dialog).toBeVisible()
  expect(await violations()).toEqual([])
})

test('what is no page and no mail is refused in words', async () => {
  const { status, dialog, opened } = await follow('javascript:alert(1)')
  await expect.poll(status.current).toMatchObject({ tone: 'refused' })
  await expect.element(dialog).not.toBeInTheDocument()
  expect(opened).not.toHaveBeenCalled()
})
