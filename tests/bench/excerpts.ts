import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { excerptOf } from '../../shared/model/annotation'
import { anyExcerpt, type ExcerptArrangement, type ExcerptFilter } from '../../shared/model/excerpts'
import { fold } from '../../shared/model/fold'
import { actors, generateExcerpts, openExcerpts } from './excerpts-notebook'
import { makeRow } from './rows'
import { timed } from './timed'

/**
 * The suite of the table of excerpts: how long a call of the host takes to filter, sort and group, beside the time that
 * a plain scan takes to look for the same words in the same run, and beside the tenth of a second that an answer may take.
 */
type Asked = { readonly sizes?: readonly number[]; readonly rounds?: number }

// What we were started with is written by scripts/bench.mjs.
const { sizes = [100_000], rounds = 15 } = JSON.parse(process.argv[2] ?? '{}') as Asked
for (const size of sizes) await runSize(size)

type Desk = Awaited<ReturnType<typeof openExcerpts>>

async function runSize(size: number): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'sourcebook-bench-'))
  try {
    await generateExcerpts(join(home, 'notebook'), size)
    const desk = await openExcerpts(join(home, 'notebook'))
    await measure(desk, size)
    await desk.close()
  } finally {
    rmSync(home, { recursive: true })
  }
}

async function measure(desk: Desk, size: number): Promise<void> {
  const annotations = await desk.call('annotation.list', { source: null, kind: null })
  const texts = annotations.map(({ target, memo }) => fold(`${excerptOf(target)}\n\n${memo}`))
  const scan = (words: readonly string[]) =>
    texts.filter((text) => words.every((word) => text.includes(word))).length

  const plain: ExcerptArrangement = { filter: anyExcerpt, sort: 'place', descending: false, group: 'none' }
  const actor = actors.actors[7]?.id ?? null
  const cases: {
    name: string
    wordsOnly: boolean
    arrangement: (filter: ExcerptFilter, round: number) => Partial<ExcerptArrangement>
  }[] = [
    { name: 'filter by two words', wordsOnly: true, arrangement: (filter) => ({ filter }) },
    {
      name: 'filter by kind, actor, status and two words',
      wordsOnly: false,
      arrangement: (filter) => ({
        filter: { ...filter, kinds: ['position'], actors: [actor], status: 'complete' },
      }),
    },
    {
      name: 'filter, newest first',
      wordsOnly: true,
      arrangement: (filter) => ({ filter, sort: 'created', descending: true }),
    },
    { name: 'filter, by value', wordsOnly: true, arrangement: (filter) => ({ filter, sort: 'value' }) },
    {
      name: 'filter, in groups by actor, sorted by measure',
      wordsOnly: true,
      arrangement: (filter) => ({ filter, group: 'actor', sort: 'measure' }),
    },
    {
      name: 'everything, in groups by code',
      wordsOnly: false,
      // Another year each time, so that no answer is one that was kept.
      arrangement: (_, round) => ({ filter: { ...anyExcerpt, from: `${1000 + round}` }, group: 'code' }),
    },
  ]
  for (const { name, wordsOnly, arrangement } of cases) {
    const ours: number[] = []
    const scans: number[] = []
    let correct = true
    for (let round = 0; round < rounds; round++) {
      const words = wordsOf(round)
      const ask = async () => {
        const filter = { ...anyExcerpt, text: words.join(' ') }
        const input = { arrangement: { ...plain, ...arrangement(filter, round) }, offset: 0, limit: 100 }
        const { value, time } = await timed(() => desk.call('excerpt.list', input))
        ours.push(time)
        return value
      }
      const look = async () => {
        const { value, time } = await timed(async () => scan(words))
        scans.push(time)
        return value
      }
      const first = round % 2 === 0 ? await ask() : null
      const expected = await look()
      const page = first ?? (await ask())
      correct &&= wordsOnly ? page.excerpts === expected : page.excerpts > 0 && page.rows.length > 0
    }
    const label = `${name}, ${size} excerpts`
    print(makeRow(label, ours, { name: 'plain scan with includes()', times: scans }, { target: 5, correct }))
    print(makeRow(label, ours, { name: 'limit', times: [100] }, { target: 1, correct }))
  }
  await afterChange(desk, size)
}

/** The first question after an annotation changed, when the table is made anew. */
async function afterChange(desk: Desk, size: number): Promise<void> {
  const ours: number[] = []
  let correct = true
  for (let round = 0; round < rounds; round++) {
    const ask = (text: string) =>
      desk.call('excerpt.list', {
        arrangement: { filter: { ...anyExcerpt, text }, sort: 'created', descending: true, group: 'none' },
        offset: 0,
        limit: 100,
      })
    const [some] = (await ask('')).rows
    if (some === undefined) throw new Error('there is no excerpt')
    const { target, id, revision } = some
    await desk.call('annotation.update', {
      source: target.source,
      annotation: id,
      revision,
      memo: `Seen in round${round}`,
    })
    const { value, time } = await timed(() => ask(`round${round}`))
    ours.push(time)
    correct &&= value.excerpts === 1
  }
  const name = `filter by words, newest first, right after a change, ${size} excerpts`
  print(makeRow(name, ours, { name: 'limit', times: [100] }, { target: 1, correct }))
}

/** Two words of the generated texts, other ones each time. */
function wordsOf(round: number): string[] {
  const words = [
    'harbour',
    'ferry',
    'crowns',
    'tide',
    'quay',
    'traders',
    'twelve',
    'spring',
    'decision',
    'nobody',
    'piles',
  ]
  return [
    words[round % words.length] ?? '',
    words[(round * 3 + 1 + Math.floor(round / 11)) % words.length] ?? '',
  ]
}

function print(row: unknown): void {
  console.log(JSON.stringify(row))
}
