import { useLayoutEffect } from 'react'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { Failure } from '../../shared/contract/failure'
import { createFakeHost } from './fake-host'
import { HostContext } from './host-context'
import { useHeldPreferences } from './preferences'
import { createStatus, StatusContext } from './status'

async function show() {
  const fake = createFakeHost()
  const status = createStatus()
  const shown: number[] = []
  function Size() {
    const { preferences, change } = useHeldPreferences()
    const { textSize } = preferences
    useLayoutEffect(() => {
      shown.push(textSize)
    }, [textSize])
    return (
      <button type="button" onClick={() => change({ textSize: 120 })}>
        {textSize} per cent
      </button>
    )
  }
  const screen = await render(
    <HostContext value={fake.host}>
      <StatusContext value={status}>
        <Size />
      </StatusContext>
    </HostContext>,
  )
  await expect.poll(() => fake.asked('preferences.get')).toHaveLength(1)
  return { fake, status, screen, shown, change: () => screen.getByRole('button').click() }
}

test('a change holds at once, and nothing flashes by when the host has taken it', async () => {
  const { fake, screen, shown, change } = await show()
  const release = fake.hold('preferences.set')
  await change()
  await expect.element(screen.getByText('120 per cent')).toBeVisible()
  release()
  await expect.poll(() => fake.asked('preferences.get')).toHaveLength(2)
  await fake.host.call('preferences.set', { textSize: 90 })
  await expect.element(screen.getByText('90 per cent')).toBeVisible()
  expect(shown).toEqual([100, 120, 90])
})

test('a change that is refused is taken back in words', async () => {
  const { fake, status, screen, change } = await show()
  const release = fake.hold('preferences.set')
  fake.refuse('preferences.set', new Failure('disk-full', 'The disk is full.'))
  await change()
  await expect.element(screen.getByText('120 per cent')).toBeVisible()
  release()
  await expect.element(screen.getByText('100 per cent')).toBeVisible()
  expect(status.current()).toMatchObject({ tone: 'refused', text: 'The disk is full.' })
})
