import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { calls } from '../../shared/contract/calls'
import { anyExcerpt } from '../../shared/model/excerpts'
import { generateExcerpts, openExcerpts } from './excerpts-notebook'
import { makeRow } from './rows'
import { timed } from './timed'

/**
 * The suite of comparison: how long it takes from the call to an answer that was checked against the contract, beside
 * parsing the JSON of the same annotations, and beside the three tenths of a second that it may take.
 */
type Asked = { readonly sizes?: readonly number[]; readonly rounds?: number }

// What we were started with is written by scripts/bench.mjs.
const { sizes = [10_000], rounds = 15 } = JSON.parse(process.argv[2] ?? '{}') as Asked
for (const size of sizes) await runSize(size)

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

async function measure({ call }: Awaited<ReturnType<typeof openExcerpts>>, size: number): Promise<void> {
  const annotations = await call('annotation.list', { source: null, kind: null })
  const json = JSON.stringify(annotations)
  const of = (kind: string) => annotations.filter(({ body }) => body.kind === kind).length
  const cases: { name: string; compare: () => Promise<readonly unknown[]>; expected: number }[] = [
    {
      name: 'figures',
      compare: async () => {
        const { measures } = calls['compare.figures'].output.parse(
          await call('compare.figures', { filter: anyExcerpt }),
        )
        return measures
          .flatMap(({ scales, unread }) => [unread, ...scales.map(({ mentions }) => mentions)])
          .flat()
      },
      expected: of('figure'),
    },
    {
      name: 'positions',
      compare: async () => {
        const { cells } = calls['compare.positions'].output.parse(
          await call('compare.positions', { filter: anyExcerpt }),
        )
        return cells.flatMap(({ mentions }) => mentions)
      },
      expected: of('position'),
    },
    {
      name: 'claims',
      compare: async () => {
        const { issues } = calls['compare.claims'].output.parse(
          await call('compare.claims', { filter: anyExcerpt }),
        )
        return issues.flatMap(({ claims }) => claims)
      },
      expected: of('claim'),
    },
  ]
  for (const { name, compare, expected } of cases) {
    const ours: number[] = []
    const parsing: number[] = []
    let correct = true
    for (let round = 0; round < rounds; round++) {
      const ask = async () => {
        const { value, time } = await timed(compare)
        ours.push(time)
        correct &&= value.length === expected
      }
      const parse = async () => {
        const { value, time } = await timed(async (): Promise<unknown> => JSON.parse(json))
        parsing.push(time)
        correct &&= Array.isArray(value) && value.length === size
      }
      for (const job of round % 2 === 0 ? [ask, parse] : [parse, ask]) await job()
    }
    const label = `${name} among ${size} annotations compared`
    print(
      makeRow(label, ours, { name: 'JSON.parse of the annotations', times: parsing }, { target: 3, correct }),
    )
    print(makeRow(label, ours, { name: 'limit', times: [300] }, { target: 1, correct }))
  }
}

function print(row: unknown): void {
  console.log(JSON.stringify(row))
}
