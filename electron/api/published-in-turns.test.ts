import { expect, onTestFinished, test, vi } from 'vitest'
import type { NotebookEvent } from '../../shared/contract/events'
import { publishedInTurns } from './published-in-turns'

test('of many events the first is told at once, the others together, and the last is never left out', () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const told: NotebookEvent['kind'][] = []
  const publish = publishedInTurns(({ kind }) => told.push(kind))
  for (let nth = 0; nth < 50; nth += 1) {
    publish({ kind: 'library' })
    publish({ kind: 'history' })
  }
  expect(told).toEqual(['library'])
  vi.advanceTimersByTime(150)
  expect(told).toEqual(['library', 'history', 'library'])
  publish({ kind: 'library' })
  expect(told).toHaveLength(3)
  vi.advanceTimersByTime(1000)
  expect(told).toHaveLength(4)
  publish({ kind: 'library' })
  expect(told).toHaveLength(5)
})
