import { composeBrief } from '../../shared/briefing/compose-brief'
import type { PrintedEvidence } from '../../shared/briefing/evidence'
import { evidenceOf, tagged } from '../../shared/briefing/live/testing/harbour'
import { liveContent } from '../../shared/briefing/live-content'
import { type MarkdownFlavour, writeMarkdown } from '../../shared/briefing/write-markdown'
import { type Annotation, excerptOf } from '../../shared/model/annotation'
import type { Brief, BriefBlock } from '../../shared/model/brief'
import { anyExcerpt } from '../../shared/model/excerpts'
import { sampleId, sampleSource, sampleVersion } from '../../shared/testing/samples'
import { makeRow, type Row } from './rows'
import { timed } from './timed'

/**
 * The suite of briefs: how long it takes to lay a brief out and to write it, beside the time that writing alone takes for
 * the tree that comes of it, and whether an excerpt costs as much in a long brief as in a short one.
 */
type Asked = { readonly sizes?: readonly number[]; readonly rounds?: number }

// What we were started with is written by scripts/bench.mjs.
const { sizes = [500, 5000], rounds = 9 } = JSON.parse(process.argv[2] ?? '{}') as Asked

const EXCERPTS_A_TABLE = 10
const EXCERPTS_A_SOURCE = 50

const flavours: readonly MarkdownFlavour[] = ['plain', 'pandoc', 'obsidian']
for (const flavour of flavours) for (const row of await measure(flavour, sizes.map(briefOf))) print(row)

/** All sizes in each round, so that whatever else the machine does meets them alike. */
async function measure(flavour: MarkdownFlavour, cases: readonly Case[]): Promise<Row[]> {
  const runs = cases.map((one) => ({
    ...one,
    tree: composeBrief(one.brief, one.evidence),
    whole: new Array<number>(),
    alone: new Array<number>(),
    correct: true,
  }))
  // The first round is for the machine to get ready.
  for (let round = -1; round < rounds; round += 1) {
    for (const run of runs) {
      const whole = await timed(async () => writeMarkdown(composeBrief(run.brief, run.evidence), flavour))
      const alone = await timed(async () => writeMarkdown(run.tree, flavour))
      run.correct &&= whole.value === alone.value && isWhole(whole.value, run)
      if (round < 0) continue
      run.whole.push(whole.time)
      run.alone.push(alone.time)
    }
  }
  const eachOf = ({ whole, size }: (typeof runs)[number]) => whole.map((time) => (1000 * time) / size)
  const [first] = runs
  return runs.flatMap((run) => {
    const { size, tables, whole, alone, correct } = run
    const name = `brief of ${size} excerpts and ${tables} tables, ${flavour}`
    const row = makeRow(name, whole, { name: 'writing the same tree', times: alone }, { target: 2, correct })
    if (first === undefined || run === first) return [row]
    const peer = { name: `one of ${first.size}`, times: eachOf(first) }
    const goal = { target: 1.5, correct }
    return [row, { ...makeRow(`an excerpt of ${size}, ${flavour}`, eachOf(run), peer, goal), unit: 'µs' }]
  })
}

function isWhole(markdown: string, { size, tables }: Case): boolean {
  const count = (pattern: RegExp) => markdown.match(pattern)?.length ?? 0
  return (
    count(/^> /gm) === size && count(/^\[\^\d+\]: /gm) === size && count(/^\|(?: -+ \|)+$/gm) === tables + 1
  )
}

type Case = {
  readonly size: number
  readonly tables: number
  readonly brief: Brief
  readonly evidence: PrintedEvidence
}

/** Prose, excerpts and tables in turn, and one table that the author typed. */
function briefOf(size: number): Case {
  const numbers = Array.from({ length: Math.ceil(size / EXCERPTS_A_SOURCE) }, (_, index) => index + 1)
  const sources = numbers.map((number) =>
    sampleSource(sampleId('s', number), {
      title: `Report ${number} on the harbour`,
      outlet: 'The Courier',
      published: '2025-02-26',
      url: `https://courier.example/${number}`,
    }),
  )
  const texts = numbers.map((number) =>
    sampleVersion(
      sampleId('s', number),
      Array.from({ length: EXCERPTS_A_SOURCE }, (_, line) => sentence(line)),
    ),
  )
  const annotations = texts
    .flatMap((text, index) =>
      text.blocks.map((block, line) =>
        tagged(index * EXCERPTS_A_SOURCE + line + 1, text, 'figure', block.text, {
          quantity: { value: 1e6 * (line + 1), upper: null, unit: 'EUR', bound: 'about', approximate: true },
          scope: 'the old port',
        }),
      ),
    )
    .slice(0, size)
  const evidence = evidenceOf(annotations, sources, texts)
  const content: BriefBlock[] = []
  for (let at = 0; at < size; at += EXCERPTS_A_TABLE) {
    const few = annotations.slice(at, at + EXCERPTS_A_TABLE)
    const seen = liveContent({ view: 'figures', filter: anyExcerpt }, evidenceOf(few, sources, texts))
    const live = {
      view: 'figures' as const,
      filter: anyExcerpt,
      caption: 'What it costs',
      declined: null,
      seen,
    }
    content.push(...few.flatMap(proseAndExcerpt), { type: 'live', attrs: live })
  }
  const words = [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text: 'Of our own' }] }]
  content.push({
    type: 'table',
    content: [{ type: 'tableRow', content: [{ type: 'tableHeader', content: words }] }],
  })
  const moment = '2025-03-01T09:00:00.000Z'
  const document = { type: 'doc' as const, content }
  const brief = {
    id: sampleId('b', 1),
    revision: 1,
    title: 'The harbour',
    created: moment,
    modified: moment,
    document,
  }
  return { size, brief, evidence, tables: Math.ceil(size / EXCERPTS_A_TABLE) }
}

function proseAndExcerpt({ id, target }: Annotation): BriefBlock[] {
  const attrs = { source: target.source, annotation: id, exact: excerptOf(target), declined: null }
  return [
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'The board of the harbour named ' },
        { type: 'text', text: 'another cost', marks: [{ type: 'bold' }] },
        { type: 'citation', attrs },
        { type: 'text', text: '.' },
      ],
    },
    { type: 'excerpt', attrs },
  ]
}

function sentence(line: number): string {
  return `New piles under quay ${line} would cost about €${line + 1}m, the board said; the crews (and "fish traders") *wait*.`
}

function print(row: Row): void {
  console.log(JSON.stringify(row))
}
