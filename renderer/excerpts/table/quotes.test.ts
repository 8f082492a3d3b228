import { expect, test } from 'vitest'
import { parseReference } from '../../../shared/briefing/reference'
import { createFakeHost } from '../../state/fake-host'
import { writeQuotes } from './quotes'

test('an excerpt is copied as a quote with outlet, title, date and reference', async () => {
  const fake = createFakeHost([
    {
      text: 'The quay\nIt costs *about* $40m.\nNobody pays.',
      title: 'Who pays for the quay',
      outlet: 'The Courier',
      via: 'Wirefeed',
      published: '2025-02-26',
    },
    { text: 'The tram' },
  ])
  const [quay, tram] = fake.sources
  if (quay === undefined || tram === undefined) throw new Error('two sources were given')
  const figure = await fake.tag(quay, 'figure', 'It costs *about* $40m.\nNobody pays.')
  const claim = await fake.tag(tram, 'claim', 'The tram')
  const sources = new Map((await fake.host.call('library.list', {})).map((one) => [one.id, one]))
  const reference = `sourcebook:${quay.id}/${figure.id}`
  expect(parseReference(reference)).not.toBeNull()
  expect(writeQuotes([figure, claim], sources)).toBe(
    [
      '> It costs \\*about\\* $40m.',
      '>',
      '> Nobody pays.',
      '>',
      `> — The Courier via Wirefeed, “Who pays for the quay”, 26 February 2025, <${reference}>`,
      '',
      '> The tram',
      '>',
      `> — outlet not known, “The tram”, no date, <sourcebook:${tram.id}/${claim.id}>`,
      '',
    ].join('\n'),
  )
})

test('what a quote or a title leaves open does not turn the reference behind it', async () => {
  const fake = createFakeHost([
    { text: 'The \u202equay costs much.', title: 'Who \u2066pays', outlet: 'The \u202eCourier' },
  ])
  const [quay] = fake.sources
  if (quay === undefined) throw new Error('a source was given')
  const claim = await fake.tag(quay, 'claim', 'The \u202equay costs much.')
  const sources = new Map((await fake.host.call('library.list', {})).map((one) => [one.id, one]))
  const written = writeQuotes([claim], sources)
  expect(written).toContain('> The \u202equay costs much.\u202c\n')
  expect(written).toContain('> — The \u202eCourier\u202c, “Who \u2066pays\u2069”, no date, <sourcebook:')
})
