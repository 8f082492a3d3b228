import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleForNode } from '../../../scripts/bundle-for-node.mjs'
import { column, makePdf } from '../../../tests/fixtures/pdf/make-pdf'
import { endlessPdfs } from '../../../tests/hostile/pdf-files'
import { forkedParser } from '../../hosts/forked-parser'
import { parseApart, parserLimits } from '../parse-apart'
import type { ParseFile } from '../parser-answer'

let folder = ''
let parse: ParseFile

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sourcebook-pdf-'))
  const parser = await bundleForNode(join(import.meta.dirname, '../../parser.ts'), folder)
  parse = parseApart(forkedParser(parser), { ...parserLimits, time: () => 3000 })
}, 60_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

test('the process apart reads a PDF, as it is bundled and with no code made from text', async () => {
  const parsed = await parse(
    'report.pdf',
    makePdf({ pages: [{ drawn: column('港口基金', { font: 'chinese' }) }] }),
  )
  expect(parsed).toMatchObject({ what: 'text', file: { blocks: [{ text: '港口基金' }] } })
})

test.each(endlessPdfs.map((file) => [file.name, file] as const))(
  '%s is given up, and the next file is read',
  { timeout: 60_000 },
  async (name, { bytes, becomes }) => {
    const ended: unknown = await parse(name, bytes()).catch((error: unknown) => error)
    expect('refused' in becomes && becomes.refused).toContain((ended as { reason?: string }).reason)
    await expect(
      parse('report.pdf', makePdf({ pages: [{ drawn: column('Words of a page.') }] })),
    ).resolves.toMatchObject({ what: 'text', file: { blocks: [{ text: 'Words of a page.' }] } })
  },
)
