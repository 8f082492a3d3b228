import { expect, test } from 'vitest'
import { openDesk } from './testing/desk'
import { importOn, outcomeOf } from './testing/import-files'
import { sourceIn } from './testing/source-in'

const text = [
  'The port fund and the island states',
  'The minister said that “costs have doubled” since the spring, and that the fund was empty.',
  'Fishers of the north coast waited for an answer until the evening of the second day.',
  'The fund was empty, said the guild. Nobody had told the harbour council.',
].join('\n\n')

type Quote = { exact: string; prefix?: string; suffix?: string }

/** An annotation as Hypothesis exports it. */
function made(id: string, quote: Quote | null, more: { text?: string; tags?: string[]; uri?: string } = {}) {
  const { uri = 'https://courier.example/port', text: note = '', tags = [] } = more
  return {
    id,
    uri,
    created: '2025-03-05T10:00:00.123456+00:00',
    user: 'acct:ada@hypothes.example',
    text: note,
    tags,
    document: { title: [uri.includes('courier') ? 'The port fund' : 'Elsewhere'] },
    target: [
      {
        source: uri,
        ...(quote !== null && {
          selector: [{ type: 'TextQuoteSelector', prefix: '', suffix: '', ...quote }],
        }),
      },
    ],
  }
}

const file = (...annotations: object[]) => JSON.stringify(annotations)

async function deskWithText() {
  const desk = await openDesk()
  const source = sourceIn(await importOn(desk, 'port.txt', text))
  const { revision } = await desk.call('source.get', { source })
  await desk.call('source.update', { source, revision, details: { url: 'https://courier.example/port/' } })
  const list = () => desk.call('annotation.list', { source, kind: null })
  return { desk, source, list }
}

const costs = made(
  '1',
  { exact: 'said that "costs have doubled" since' },
  { text: 'By how much?', tags: ['money', 'Figure'] },
)
const fishers = made('2', {
  exact: 'Fishers of the northern coast waited for an answer till the evening of the second day',
})

test('annotations of another program stand where their words are, with note, codes and kind', async () => {
  const { desk, source, list } = await deskWithText()
  const outcome = outcomeOf(await importOn(desk, 'export.json', file(costs, fishers)), 'annotations')
  expect(outcome).toMatchObject({ exact: 1, approximate: 1, known: 0, sources: [source], notFound: [] })
  const [first, second] = await list()
  const { codebook } = await desk.call('codebook.get', {})
  expect(first).toMatchObject({
    target: { ranges: [{ quote: { exact: 'said that “costs have doubled” since' } }] },
    body: { kind: 'figure' },
    memo: 'By how much?',
    codes: codebook.codes.map(({ id }) => id),
    created: '2025-03-05T10:00:00.123Z',
    origin: { kind: 'import', from: 'hypothesis' },
  })
  expect(codebook.codes.map(({ name }) => name)).toEqual(['money'])
  expect(second?.body.kind).toBe('claim')
  expect(second?.target.ranges[0]?.quote.exact).toContain('Fishers of the north coast')
})

test('a file of annotations is one step, codes and notes on the page included', async () => {
  const { desk, source, list } = await deskWithText()
  const page = made('3', null, { text: 'Read the second half again.', tags: ['later'] })
  const report = await importOn(desk, 'export.json', file(costs, page))
  expect(report.notices).toContain('A note on a whole page was added to the memo of its text.')
  expect((await desk.call('source.get', { source })).memo).toBe('Read the second half again.\n\nTags: later')
  await desk.undo()
  expect(await list()).toEqual([])
  expect((await desk.call('codebook.get', {})).codebook.codes).toEqual([])
  expect((await desk.call('source.get', { source })).memo).toBe('')
  await desk.redo()
  expect(await list()).toHaveLength(1)
  expect((await desk.call('codebook.get', {})).codebook.codes).toHaveLength(1)
  expect((await desk.call('source.get', { source })).memo).not.toBe('')
})

test('what is there already is known and not made again', async () => {
  const { desk, list } = await deskWithText()
  const page = made('3', null, { text: 'Read the second half again.' })
  await importOn(desk, 'export.json', file(costs, page))
  const outcome = outcomeOf(await importOn(desk, 'export-2.json', file(costs, fishers, page)), 'annotations')
  expect(outcome).toMatchObject({ exact: 0, approximate: 1, known: 2 })
  expect(await list()).toHaveLength(2)
})

test('two notes on the same words are both kept, and both known the next time', async () => {
  const { desk, list } = await deskWithText()
  const both = file(costs, { ...costs, id: '9', text: 'Says who?' })
  await importOn(desk, 'export.json', both)
  expect((await list()).map(({ memo }) => memo)).toEqual(['By how much?', 'Says who?'])
  expect(outcomeOf(await importOn(desk, 'export.json', both), 'annotations')).toMatchObject({
    exact: 0,
    known: 2,
  })
})

test('what is not found is listed with all that it says and the reason', async () => {
  const { desk, list } = await deskWithText()
  const ambiguous = made('4', { exact: 'fund was empty' }, { text: 'Which fund?', tags: ['money'] })
  const elsewhere = made(
    '5',
    { exact: 'Words that no text of the notebook says' },
    { uri: 'https://other.example/' },
  )
  const { notFound } = outcomeOf(
    await importOn(desk, 'export.json', file(ambiguous, elsewhere)),
    'annotations',
  )
  expect(notFound).toEqual([
    {
      quote: 'fund was empty',
      note: 'Which fund?',
      tags: ['money'],
      on: 'The port fund',
      why: 'The text says this 2 times, and nothing tells which of them is meant.',
    },
    {
      quote: 'Words that no text of the notebook says',
      note: '',
      tags: [],
      on: 'Elsewhere',
      why: 'No text has this address, this name of a file, this title or these words.',
    },
  ])
  expect(await list()).toEqual([])
  // Nothing was done, and there is nothing to take back.
  expect((await desk.call('history.state', {})).undo).toBe('edit source')
})

test('a text that goes by another address is found by its words', async () => {
  const { desk, source } = await deskWithText()
  await importOn(desk, 'other.txt', 'Another text\n\nIt says other things about other places.')
  const uri = 'https://mirror.example/9'
  const some = [
    made('1', { exact: 'waited for an answer until the evening' }, { uri }),
    made('2', { exact: 'the guild' }, { uri }),
  ]
  const outcome = outcomeOf(await importOn(desk, 'export.json', file(...some)), 'annotations')
  expect(outcome).toMatchObject({ exact: 2, sources: [source], notFound: [] })
})

test('where two texts say the words alike it is not guessed which is meant', async () => {
  const { desk } = await deskWithText()
  await importOn(desk, 'copy.txt', `${text}\n\nOne line more.`)
  const some = made(
    '1',
    { exact: 'waited for an answer until the evening' },
    { uri: 'https://mirror.example/9' },
  )
  const { notFound } = outcomeOf(await importOn(desk, 'export.json', file(some)), 'annotations')
  expect(notFound[0]?.why).toMatch(/^Several texts say this/)
})

test('more annotations than a file holds are all kept', async () => {
  const { desk, list } = await deskWithText()
  const many = Array.from({ length: 450 }, (_, nth) => ({ ...costs, id: String(nth), text: `Note ${nth}` }))
  const outcome = outcomeOf(await importOn(desk, 'export.json', file(...many)), 'annotations')
  expect(outcome.exact).toBe(450)
  await desk.undo()
  expect(await list()).toEqual([])
  await desk.redo()
  await desk.reopen()
  expect(await list()).toHaveLength(450)
})
