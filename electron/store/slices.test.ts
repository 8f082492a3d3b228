import { expect, test } from 'vitest'
import { Slices } from './slices'

test('whatever else there is to do has its turn between pieces of work that each use up a slice', async () => {
  let time = 0
  const slices = new Slices(() => time)
  const order: string[] = []
  const job = async (name: string) => {
    for (let nth = 0; nth < 3; nth += 1)
      await slices.run(() => {
        time += 10
        order.push(name)
      })
  }
  const other = async () => {
    for (let nth = 0; nth < 10; nth += 1) {
      await new Promise((resolve) => {
        setImmediate(resolve)
      })
      order.push('other')
    }
  }
  await Promise.all([other(), job('a'), job('b'), job('c')])
  const together = order.filter((name, at) => name !== 'other' && at > 0 && order[at - 1] !== 'other')
  expect(together).toEqual([])
  expect(order.filter((name) => name !== 'other')).toHaveLength(9)
})

test('little work is done in one go', async () => {
  let time = 0
  const slices = new Slices(() => time)
  let isOver = false
  setImmediate(() => {
    isOver = true
  })
  for (let nth = 0; nth < 8; nth += 1)
    await slices.run(() => {
      time += 1
    })
  expect(isOver).toBe(false)
})

test('very many items are gone through in slices, too, and in their order', async () => {
  let time = 0
  const slices = new Slices(() => time)
  const order: (number | 'other')[] = []
  setImmediate(() => order.push('other'))
  await slices.each([1, 2, 3, 4], (item) => {
    time += 5
    order.push(item)
  })
  expect(order).toEqual([1, 2, 'other', 3, 4])
})
