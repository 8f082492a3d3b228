import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expectThat, needTools, onBench } from './bench.mjs'

/** Another program reads an exported brief: every footnote is found, and every excerpt word for word. */
export function pandocReads() {
  needTools('pandoc')
  onBench((bench) => {
    const { report } = bench.bringIn(bench.article('first', 2_000))
    expectThat(report?.ok === true, 'the article could not be imported to begin with')
    const { text } = bench.ask(['text', report.source])
    const excerpts = ['claim', 'figure', 'position'].map((kind, index) => {
      const start = text.indexOf(`Paragraph ${index + 2}`)
      const end = text.indexOf('.', start) + 1
      bench.ask(['annotate', report.source, '--kind', kind, '--start', String(start), '--end', String(end)])
      return text.slice(start, end)
    })
    const brief = bench.ask(['brief', 'new', '--title', 'The bridge'])
    bench.ask(['brief', 'add', brief.id, '--all'])
    const file = join(bench.folder, 'brief.md')
    bench.ask(['export', brief.id, '--out', file])

    const markdown = readFileSync(file, 'utf8')
    const references = markdown.match(/\[\^[^\]]+\](?!:)/g) ?? []
    expectThat(references.length >= excerpts.length, `only ${references.length} footnotes are referred to`)
    const parsed = spawnSync('pandoc', ['--from', 'gfm+footnotes', '--to', 'json', file], {
      encoding: 'utf8',
    })
    expectThat(parsed.status === 0, `pandoc ended with ${parsed.status}: ${parsed.stderr}`)
    expectThat(parsed.stderr === '', `pandoc warns: ${parsed.stderr}`)
    const notes = parsed.stdout.split('"t":"Note"').length - 1
    expectThat(
      notes === references.length,
      `${references.length} footnotes are referred to, pandoc found ${notes}`,
    )
    const plain = spawnSync('pandoc', ['--from', 'gfm+footnotes', '--to', 'plain', '--wrap=none', file], {
      encoding: 'utf8',
    })
    for (const excerpt of excerpts)
      expectThat(plain.stdout.includes(excerpt), `pandoc does not find “${excerpt}”`)
  })
}
