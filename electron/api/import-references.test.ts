import { expect, test } from 'vitest'
import { openDesk } from './testing/desk'
import { importOn, outcomeOf } from './testing/import-files'
import { sourceIn } from './testing/source-in'

const bib = `
@article{one, title={The port fund}, author={Byrne, Ada and Ellis, Tom}, journal={The Courier}, date={2025-03-04},
  url={https://www.courier.example/port-fund/?utm_source=feed}}
@article{two, title={Ferries}, journal={Harbour Review}, year={2024}, file={Full Text:files/7/ferries.txt:text/plain}}
@article{three, title={Nobody wrote this}, journal={The Courier}}
`

async function deskWithTexts() {
  const desk = await openDesk()
  const [port, ferries] = [
    sourceIn(
      await importOn(desk, 'port.txt', 'Something about a port\n\nThe fund was agreed upon in the morning.'),
    ),
    sourceIn(await importOn(desk, 'ferries.txt', 'No ferry today\n\nNo ferry left the harbour on that day.')),
  ]
  const { revision } = await desk.call('source.get', { source: port })
  const details = { url: 'http://courier.example/port-fund', outlet: 'Courier, evening edition' }
  await desk.call('source.update', { source: port, revision, details })
  return { desk, port, ferries }
}

test('the records of a bibliography set what is unknown or inferred, and never what a person set', async () => {
  const { desk, port, ferries } = await deskWithTexts()
  const { matched, unmatched } = outcomeOf(await importOn(desk, 'refs.bib', bib), 'references')
  expect(matched).toEqual([
    { source: port, title: 'The port fund' },
    { source: ferries, title: 'Ferries' },
  ])
  expect(unmatched).toEqual(['Nobody wrote this'])
  const { details, inferences } = await desk.call('source.get', { source: port })
  expect(details).toMatchObject({
    title: 'The port fund',
    authors: ['Ada Byrne', 'Tom Ellis'],
    published: '2025-03-04',
    outlet: 'Courier, evening edition',
    url: 'http://courier.example/port-fund',
  })
  expect(inferences).toContainEqual({ field: 'authors', rule: 'bibliography', evidence: null })
  expect((await desk.call('source.get', { source: ferries })).details).toMatchObject({
    outlet: 'Harbour Review',
    published: '2024',
  })
})

test('a bibliography is one step for all of its sources', async () => {
  const { desk, port, ferries } = await deskWithTexts()
  const before = [
    await desk.call('source.get', { source: port }),
    await desk.call('source.get', { source: ferries }),
  ]
  await importOn(desk, 'refs.bib', bib)
  expect(await desk.undo()).toBe('import refs.bib')
  for (const { id, details, inferences } of before)
    expect(await desk.call('source.get', { source: id })).toMatchObject({ details, inferences })
  await desk.redo()
  expect((await desk.call('source.get', { source: ferries })).details.outlet).toBe('Harbour Review')
})

test('a bibliography that tells nothing new is no step', async () => {
  const { desk } = await deskWithTexts()
  await importOn(desk, 'refs.bib', bib)
  const { matched } = outcomeOf(await importOn(desk, 'refs.bib', bib), 'references')
  expect(matched).toHaveLength(2)
  await desk.undo()
  expect((await desk.call('history.state', {})).undo).toBe('edit source')
})
