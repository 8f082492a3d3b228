import { expect, test } from 'vitest'
import { renderHook } from 'vitest-browser-react'
import { Failure } from '../../shared/contract/failure'
import { createFakeHost } from './fake-host'
import { HostContext } from './host-context'
import { createStatus, StatusContext } from './status'
import { useAttempt } from './use-attempt'

test('what is tried again by itself says once why it is refused, and says so when that is another reason', async () => {
  const fake = createFakeHost()
  const status = createStatus()
  const { result } = await renderHook(useAttempt, {
    wrapper: ({ children }) => (
      <HostContext value={fake.host}>
        <StatusContext value={status}>{children}</StatusContext>
      </HostContext>
    ),
  })
  const add = async (isAgain: boolean) => {
    await result.current('codebook.add', { kind: 'code', name: 'Repairs' }, undefined, isAgain)
    return status.current()?.number
  }
  fake.refuse('codebook.add', new Failure('disk-full', 'The disk is full.'))
  const first = await add(false)
  expect(await add(true)).toBe(first)
  const byHand = await add(false)
  expect(byHand).not.toBe(first)
  fake.refuse('codebook.add', new Failure('disk-error', 'The disk cannot be read.'))
  expect(await add(true)).not.toBe(byHand)
  expect(status.current()).toMatchObject({ text: 'The disk cannot be read.' })
})
