import { expect, test } from 'vitest'
import { warmReader } from './warm-reader'

test('nothing of the text that only warms is on the page, then or later', async () => {
  let changes = 0
  const observer = new MutationObserver(() => {
    changes += 1
  })
  observer.observe(document, { childList: true, attributes: true, subtree: true })
  warmReader()
  await new Promise((resolve) => {
    setTimeout(resolve, 50)
  })
  observer.disconnect()
  expect(changes).toBe(0)
  expect(document.activeElement).toBe(document.body)
})
