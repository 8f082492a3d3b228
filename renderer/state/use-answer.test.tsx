import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { Failure } from '../../shared/contract/failure'
import type { SourceId } from '../../shared/model/ids'
import { createFakeHost } from './fake-host'
import type { Host } from './host'
import { HostContext } from './host-context'
import { useAnswer } from './use-answer'

function Title({ source }: { source: SourceId }) {
  const { value, failure } = useAnswer('source.get', { source }, ({ kind }) => kind === 'source')
  return <p>{`${value?.details.title ?? 'nothing'} / ${failure ?? 'no failure'}`}</p>
}

async function show() {
  const fake = createFakeHost([{ text: 'North' }, { text: 'South' }])
  const [north, south] = fake.sources
  if (north === undefined || south === undefined) throw new Error('two sources were given')
  const page = (source: SourceId) => (
    <HostContext value={fake.host}>
      <Title source={source} />
    </HostContext>
  )
  const screen = await render(page(north.id))
  await expect.element(screen.getByText('North / no failure')).toBeVisible()
  return { fake, screen, north, south, show: (source: SourceId) => screen.rerender(page(source)) }
}

test('an event that concerns the view makes it ask again', async () => {
  const { fake, screen, north } = await show()
  await fake.host.call('source.update', { source: north.id, revision: 1, details: { title: 'North quay' } })
  await expect.element(screen.getByText('North quay / no failure')).toBeVisible()
  const before = fake.asked('source.get').length
  fake.emit({ kind: 'briefs' })
  expect(fake.asked('source.get').length).toBe(before)
})

test('an answer to an earlier question is never shown for the present one', async () => {
  const { fake, screen, south, show: turnTo } = await show()
  const release = fake.hold('source.get')
  await turnTo(south.id)
  await expect.element(screen.getByText('nothing / no failure')).toBeVisible()
  release()
  await expect.element(screen.getByText('South / no failure')).toBeVisible()
})

test('a failure keeps what was there and says why; an answer takes it away', async () => {
  const { fake, screen } = await show()
  fake.refuse('source.get', new Failure('disk-error', 'The disk did not answer.'))
  fake.become('open')
  await expect.element(screen.getByText('North / The disk did not answer.')).toBeVisible()
  fake.refuse('source.get', null)
  fake.become('open')
  await expect.element(screen.getByText('North / no failure')).toBeVisible()
})

test('many events during one question make one more question, not many', async () => {
  const { fake, screen, north } = await show()
  const before = fake.asked('source.get').length
  const release = fake.hold('source.get')
  for (let n = 0; n < 20; n += 1) fake.emit({ kind: 'source', source: north.id })
  release()
  await expect.element(screen.getByText('North / no failure')).toBeVisible()
  await expect.poll(() => fake.asked('source.get').length).toBeGreaterThan(before)
  expect(fake.asked('source.get').length).toBeLessThanOrEqual(before + 2)
})

test('a flood of events does not make a question of each, and the last of them is heard', async () => {
  const { fake, screen, north } = await show()
  const slow: Host = {
    ...fake.host,
    call: async (name, input) => {
      await pause(5)
      return fake.host.call(name, input)
    },
  }
  await screen.rerender(
    <HostContext value={slow}>
      <Title source={north.id} />
    </HostContext>,
  )
  const before = fake.asked('source.get').length
  for (let n = 0; n < 200; n += 1) {
    fake.emit({ kind: 'source', source: north.id })
    await pause(5) // so that each question could have its answer in between
  }
  const asked = fake.asked('source.get').length - before
  expect(asked).toBeGreaterThan(0)
  expect(asked).toBeLessThan(100)
  await fake.host.call('source.update', { source: north.id, revision: 1, details: { title: 'North quay' } })
  await expect.element(screen.getByText('North quay / no failure')).toBeVisible()
})

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}
