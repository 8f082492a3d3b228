import { expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Failure } from '../../shared/contract/failure'
import { CodebookProvider } from '../state/codebook'
import { createFakeHost } from '../state/fake-host'
import { HostContext } from '../state/host-context'
import { EntryPicker } from './EntryPicker'

async function show() {
  const fake = createFakeHost()
  const port = await fake.host.call('codebook.add', {
    kind: 'actor',
    name: 'Port Authority',
    spellings: ['the harbour board'],
  })
  const onPick = vi.fn()
  const screen = await render(
    <HostContext value={fake.host}>
      <CodebookProvider>
        <EntryPicker kind="actor" value={null} onPick={onPick} />
      </CodebookProvider>
    </HostContext>,
  )
  return { fake, port, onPick, field: screen.getByRole('combobox', { name: 'Actor' }) }
}

test('an actor is found under a spelling, which is told with it', async () => {
  const { port, onPick, field } = await show()
  await field.fill('the harbour board')
  await expect.element(field).toHaveAttribute('aria-expanded', 'true')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => onPick.mock.calls).toEqual([[port.id, 'the harbour board']])
})

test('a name that is new makes an entry of the codebook', async () => {
  const { fake, onPick, field } = await show()
  await field.fill('Ferry line')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => onPick.mock.calls).toHaveLength(1)
  const { actors } = await fake.host.call('codebook.get', {})
  expect(actors.actors.map(({ name }) => name)).toEqual(['Port Authority', 'Ferry line'])
  expect(onPick).toHaveBeenCalledExactlyOnceWith(actors.actors[1]?.id, 'Ferry line')
})

test('a name that is refused stays in the field', async () => {
  const { fake, onPick, field } = await show()
  fake.refuse('codebook.add', new Failure('disk-error', 'The disk is full.'))
  await field.fill('Ferry line')
  await userEvent.keyboard('{Enter}')
  await expect.element(field).toHaveAttribute('aria-expanded', 'false')
  await expect.element(field).toHaveValue('Ferry line')
  expect(onPick).not.toHaveBeenCalled()
})
