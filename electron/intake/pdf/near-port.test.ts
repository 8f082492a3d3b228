// These ports reach no other page: there is no origin to name.
/* oxlint-disable unicorn/require-post-message-target-origin */
import { expect, test } from 'vitest'
import { NearPort } from './near-port'

function heardBy(port: NearPort): unknown[] {
  const heard: unknown[] = []
  port.addEventListener('message', ({ data }) => heard.push(data))
  return heard
}

test('pieces of text arrive as they are, though their sender takes others for the next part at once', async () => {
  const [one, other] = NearPort.pair()
  const heard = heardBy(other)
  const piece = { str: 'The quay' }
  const chunk: { items: object[]; styles: object } = { items: [piece], styles: {} }
  one.postMessage({ stream: 4, chunk })
  chunk.items = []
  await Promise.resolve()
  expect(heard).toEqual([{ stream: 4, chunk: { items: [piece], styles: {} } }])
  expect(heard[0]).toHaveProperty('chunk.items.0', piece)
})

test('other messages are copied, in their turn, and heard at the other end alone until nobody listens', async () => {
  const [one, other] = NearPort.pair()
  const [own, heard] = [heardBy(one), heardBy(other)]
  const told = { action: 'GetPage', numbers: [1] }
  one.postMessage(told)
  told.numbers.push(2)
  one.postMessage('next')
  await Promise.resolve()
  expect([own, heard]).toEqual([[], [{ action: 'GetPage', numbers: [1] }, 'next']])
  const end = new AbortController()
  const late: unknown[] = []
  other.addEventListener('message', ({ data }) => late.push(data), end)
  end.abort()
  one.postMessage('last')
  await Promise.resolve()
  expect(late).toEqual([])
})
