import { expect, test } from 'vitest'
import { openDesk } from './testing/desk'

test('a date is read against the day its text was published, else updated, and in its language', async () => {
  const desk = await openDesk()
  const source = await desk.importText('Fish market stays\nThe guild waits.')
  const read = (wording: string) => desk.call('date.read', { wording, source })
  const details = (change: object, revision: number) =>
    desk.call('source.update', { source, revision, details: change })
  const { revision } = await details({ published: null, updated: null, language: 'de' }, 1)
  expect(await read('gestern')).toEqual({ date: null, against: null })
  await details({ updated: '2025-03-01' }, revision)
  expect(await read('gestern')).toEqual({ date: '2025-02-28', against: '2025-03-01' })
  await details({ published: '2025-02-28' }, revision + 1)
  expect(await read('gestern')).toEqual({ date: '2025-02-27', against: '2025-02-28' })
  expect(await desk.call('date.read', { wording: 'yesterday', source: null })).toEqual({
    date: null,
    against: null,
  })
  expect(await desk.call('date.read', { wording: '26 Feb 2025', source: null })).toEqual({
    date: '2025-02-26',
    against: null,
  })
})

test('a weekday alone is the next one where the text says that it lies ahead, else the last', async () => {
  const desk = await openDesk()
  const source = await desk.importText(
    'Harbour fund to be signed\nPublished February 26, 2025\nThe mayor will travel to the capital on Friday to sign the fund.\n' +
      'The guild was asked on Saturday, and the talks of Friday are the last ones, its chair said on Tuesday.',
  )
  const day = async (wording: string) => (await desk.call('date.read', { wording, source })).date
  expect(await day('Friday')).toBe('2025-02-28')
  expect(await day('Saturday')).toBe('2025-02-22')
  expect(await day('Tuesday')).toBe('2025-02-25')
})
