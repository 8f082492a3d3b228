import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Failure } from '../../shared/contract/failure'
import { ALIKE } from '../../shared/contract/intake'
import { separateFrom } from '../../shared/model/decisions'
import { currentVersion, Source } from '../../shared/model/source'
import { noTally, summarise } from '../../shared/model/summarise'
import { sampleId, sampleSource, sampleVersion } from '../../shared/testing/samples'
import { documentAt, putDocument } from '../store/testing/document-files'
import { steadyPorts } from '../testing/steady-ports'
import { KnownTexts } from './known-texts'
import { openDesk } from './testing/desk'
import { importOn, outcomeOf } from './testing/import-files'
import { loseDetails } from './testing/lose-details'
import { sourceIn } from './testing/source-in'

/** A paragraph that no other number gives. */
const paragraph = (nth: number) =>
  Array.from({ length: 40 }, (_, word) => `word${(nth * 40 + word).toString(36)}`).join(' ')
const textOf = (...paragraphs: readonly number[]) =>
  ['The harbour', ...paragraphs.map((nth) => `${paragraph(nth)}.`)].join('\n\n')

test('a text that shares most of its passages with another is asked about, and one that shares few is not', async () => {
  const desk = await openDesk()
  const first = sourceIn(await importOn(desk, 'a.txt', textOf(1, 2, 3, 4, 5)))
  await importOn(desk, 'b.txt', textOf(1, 11, 12, 13, 14))
  const report = await importOn(desk, 'c.txt', textOf(1, 2, 3, 4, 9))
  const { alike } = outcomeOf(report, 'added').findings
  expect(alike).toMatchObject([{ source: first, version: 1, same: false }])
  expect(alike[0]?.share).toBeGreaterThan(0.7)
  expect(alike[0]?.share).toBeLessThan(0.9)
  expect(await desk.call('source.alike', { source: sourceIn(report) })).toEqual(alike)
  // The earlier one asks nothing.
  expect(await desk.call('source.alike', { source: first })).toEqual([])
})

test.each(['in their order', 'the later one first'] as const)(
  'of two alike texts that come at once, the later one asks about the earlier one: read %s',
  async (read) => {
    const { parseFile, ...ports } = steadyPorts()
    const { promise: wasAdded, resolve: goOn } = withResolvers()
    const desk = await openDesk({
      ...ports,
      parseFile: async (name, ...given) => {
        if ((name === 'a.txt') === (read === 'the later one first')) await wasAdded
        return parseFile(name, ...given)
      },
    })
    const importing = (name: string, ...paragraphs: readonly number[]) =>
      importOn(desk, name, textOf(...paragraphs), { batch: 'x' }).finally(goOn)
    const [earlier, later] = await Promise.all([importing('a.txt', 1, 2, 3), importing('b.txt', 1, 2, 3, 4)])
    const [first, second] = [sourceIn(earlier), sourceIn(later)]
    expect(outcomeOf(earlier, 'added').findings.alike).toEqual([])
    expect(await desk.call('source.alike', { source: first })).toEqual([])
    expect(await desk.call('source.alike', { source: second })).toMatchObject([{ source: first }])
    // What was told too early of the later one is told anew.
    const told = outcomeOf(later, 'added').findings.alike.map(({ source }) => source)
    const toldAnew = () => desk.events.some((event) => event.kind === 'source' && event.source === second)
    await expect.poll(() => told.includes(first) || toldAnew()).toBe(true)
  },
)

/** A promise, and what fulfils it. */
function withResolvers(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  const settle: { resolve: () => void } = { resolve: () => undefined }
  const promise = new Promise<void>((fulfil) => {
    settle.resolve = fulfil
  })
  return { promise, resolve: () => settle.resolve() }
}

test('two texts that a person called separate are not asked about again', async () => {
  const desk = await openDesk()
  const first = sourceIn(await importOn(desk, 'a.txt', textOf(1, 2, 3)))
  const second = sourceIn(await importOn(desk, 'b.txt', textOf(1, 2, 3, 4)))
  const source = await desk.call('source.get', { source: second })
  await desk.call('source.update', {
    source: second,
    revision: source.revision,
    decisions: [...source.decisions, separateFrom(first, currentVersion(source))],
  })
  expect(await desk.call('source.alike', { source: second })).toEqual([])
  expect(await desk.call('source.alike', { source: first })).toEqual([])
})

const page = (address: string, title: string, ...paragraphs: readonly number[]) =>
  `<title>${title}</title><link rel="canonical" href="${address}"><article><h1>${title}</h1>${paragraphs.map((nth) => `<p>${paragraph(nth)}.</p>`).join('')}</article>`

describe('a page that was saved again from one address', () => {
  const address = 'https://courier.example/port?id=3'

  test('is asked about though it shares no words, beside the one of that address before it', async () => {
    const desk = await openDesk()
    const first = sourceIn(await importOn(desk, 'a.html', page(address, 'The port', 1, 2, 3)))
    const report = await importOn(desk, 'b.html', page(`${address}#top`, 'The quay', 11, 12, 13))
    const { alike } = outcomeOf(report, 'added').findings
    expect(alike).toMatchObject([{ source: first, version: 1, same: false }])
    expect(alike[0]?.share).toBeLessThan(ALIKE)
    const second = sourceIn(report)
    const third = sourceIn(await importOn(desk, 'c.html', page(address, 'The ferry', 21, 22, 23)))
    expect(await desk.call('source.alike', { source: third })).toMatchObject([{ source: second }])
    expect(await desk.call('source.alike', { source: second })).toMatchObject([{ source: first }])
    expect(await desk.call('source.alike', { source: first })).toEqual([])
  })

  test('is not where another page, or a whole site, is what the address names', async () => {
    const desk = await openDesk()
    const site = 'https://courier.example/'
    await importOn(desk, 'a.html', page(address, 'The port', 1, 2, 3))
    await importOn(desk, 'b.html', page(site, 'The pier', 31, 32, 33))
    for (const other of [page(site, 'The quay', 11, 12, 13), page(`${address}4`, 'The ferry', 21, 22, 23)])
      expect(outcomeOf(await importOn(desk, 'c.html', other), 'added').findings.alike).toEqual([])
  })
})

test('a text that went to the trash is like no other until it is back', async () => {
  const desk = await openDesk()
  const first = sourceIn(await importOn(desk, 'a.txt', textOf(1, 2, 3)))
  const second = sourceIn(await importOn(desk, 'b.txt', textOf(1, 2, 3, 4)))
  await desk.call('source.remove', { source: first })
  expect(await desk.call('source.alike', { source: second })).toEqual([])
  await desk.undo()
  expect(await desk.call('source.alike', { source: second })).toMatchObject([{ source: first }])
})

test('a new version is found by what it says now', async () => {
  const desk = await openDesk()
  const first = sourceIn(await importOn(desk, 'a.txt', textOf(1, 2, 3)))
  const { blocks } = await desk.call('version.get', { source: first, version: 1 })
  const { revision } = await desk.call('source.get', { source: first })
  const edits = blocks.slice(1).map(({ id }, nth) => ({ block: id, text: paragraph(50 + nth) }))
  await desk.call('version.correct', { source: first, revision, edits })
  const { alike } = outcomeOf(await importOn(desk, 'b.txt', textOf(50, 51, 52)), 'added').findings
  expect(alike).toMatchObject([{ source: first, version: 2 }])
})

test('texts are found after a restart, also those whose passages were not noted down', async () => {
  const desk = await openDesk()
  const first = sourceIn(await importOn(desk, 'a.txt', textOf(1, 2, 3)))
  const second = sourceIn(await importOn(desk, 'b.txt', textOf(7, 8, 9)))
  await desk.reopen()
  await dropSketches(desk.folder, `sources/${second}/source.json`)
  const alike = async (name: string, ...paragraphs: readonly number[]) =>
    outcomeOf(await importOn(desk, name, textOf(...paragraphs)), 'added').findings.alike
  expect(await alike('c.txt', 1, 2, 3, 4)).toMatchObject([{ source: first }])
  expect(await alike('d.txt', 7, 8, 9, 10)).toMatchObject([{ source: second }])
})

/** As a source was written before sketches were kept. */
async function dropSketches(folder: string, path: string): Promise<void> {
  const { sequence, document: written } = await documentAt(folder, path)
  const { versions, ...source } = Source.parse(written)
  const document = { ...source, versions: versions.map(({ sketch: _sketch, ...entry }) => entry) }
  await putDocument(folder, path, document, { sequence })
}

test('a damaged source does not keep a text from being imported', async () => {
  const desk = await openDesk()
  const first = sourceIn(await importOn(desk, 'a.txt', textOf(1, 2, 3)))
  await importOn(desk, 'other.txt', textOf(7, 8, 9))
  await desk.reopen()
  const file = join(desk.folder, 'sources', first, 'v1.json')
  writeFileSync(file, readFileSync(file).subarray(0, 100))
  expect(outcomeOf(await importOn(desk, 'b.txt', textOf(1, 2, 3, 4)), 'added').findings.alike).toEqual([])
  writeFileSync(join(desk.folder, 'sources', first, 'source.json'), '{')
  await desk.reopen()
  expect(outcomeOf(await importOn(desk, 'c.txt', textOf(7, 8, 9, 5)), 'added').findings.alike).toHaveLength(1)
})

test('a source without details is told by what its text begins with', async () => {
  const desk = await openDesk()
  const text = 'Quays of Orrefjord\nThe port pays for the old quays of the town.'
  const source = sourceIn(await importOn(desk, 'a.txt', text))
  await loseDetails(desk, source)
  const [sentence] = (await desk.call('notebook.state', {})).damaged
  expect(sentence).toContain(`The file with the details of “Quays of Orrefjord” (sources/${source}/`)
  const { incidents } = await desk.call('health.read', {})
  expect(incidents).toMatchObject([{ kind: 'damaged', mended: false, title: 'Quays of Orrefjord' }])
})

test('sources that were read ahead are not read again, but for those that changed or are gone', async () => {
  const versions = new Map(
    [1, 2, 3].map((nth) => [sampleId('s', nth), sampleVersion(sampleId('s', nth), [textOf(nth, nth + 1)])]),
  )
  const read: string[] = []
  const texts = new KnownTexts({
    library: () => Array.from(versions.keys(), (id) => summarise(sampleSource(id), noTally)),
    readSource: async (id) => {
      read.push(id)
      if (!versions.has(id)) throw new Failure('not-found', 'It is gone.')
      return sampleSource(id)
    },
    readVersion: async (id) => {
      const version = versions.get(id)
      if (version === undefined) throw new Failure('not-found', 'It is gone.')
      return version
    },
  })
  const [first, second, third] = [sampleId('s', 1), sampleId('s', 2), sampleId('s', 3)]
  for (const id of [first, second]) await texts.prepare(id)
  await texts.prepare(second)
  expect(read).toEqual([first, second])
  versions.delete(first)
  texts.follow({ kind: 'source', source: first })
  await texts.finder()
  expect(read).toEqual([first, second, first, third])
  await texts.finder()
  expect(read).toHaveLength(4)
})
