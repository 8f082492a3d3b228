import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { SourceDetails } from '../../../shared/model/source'
import { Section, Suggestion } from '../../../shared/model/suggestion'
import { steadyPorts } from '../../testing/steady-ports'
import { temporaryFolder } from '../../testing/temporary-folder'
import { runLine } from './testing/run-line'

const fixtures = join(import.meta.dirname, '../../../tests/fixtures')
let folder = ''

beforeEach(async () => {
  folder = await temporaryFolder()
  vi.stubEnv('SOURCEBOOK_SETTINGS_DIR', join(folder, 'settings'))
})

async function run(...line: string[]) {
  const { code, pieces } = await runLine(line, steadyPorts())
  return { code, ...pieces }
}

/** The shape that programs rely on. */
const Detected = z.strictObject({
  source: SourceDetails.pick({
    title: true,
    outlet: true,
    via: true,
    authors: true,
    published: true,
    updated: true,
    kind: true,
  }).strict(),
  text: z.string(),
  sections: z.array(Section),
  suggestions: z.array(Suggestion),
})

test.each([
  'harbour/live-blog.txt',
  'harbour/agency.txt',
  'harbour/arabic.txt',
  'pages/courier-article.html',
  'pages/clip.md',
])('detect --json prints %s in the shape that programs rely on', async (name) => {
  const { code, out, error } = await run('detect', join(fixtures, name), '--json')
  expect([code, error]).toEqual([0, []])
  const { text, suggestions, sections } = Detected.parse(JSON.parse(out.join('\n')))
  for (const { start, end, exact } of suggestions) expect(text.slice(start, end)).toBe(exact)
  expect(sections.at(-1)?.end).toBe(text.length)
})

test('detect needs no notebook and makes none', async () => {
  await run('detect', join(fixtures, 'harbour/agency.txt'))
  expect(await readdir(folder)).toEqual([])
})

test('detect prints a table that ends in the counts', async () => {
  const { code, out } = await run('detect', join(fixtures, 'harbour/live-blog.txt'))
  expect(code).toBe(0)
  const lines = out.join('\n').split('\n')
  expect(lines[0]).toBe('Port Ellery live: fund agreed, but no word on who guards the quay')
  expect(lines.find((line) => line.includes('We did not ask for charity'))).toMatch(
    /^\d+ +quote +Ines Okafor +told +We did/,
  )
  expect(lines.at(-1)).toMatch(/^\d+ quotations, \d+ claims, \d+ figures, \d+ positions$/)
})

test('a text in which nothing is found says so', async () => {
  const path = join(folder, 'empty.txt')
  await writeFile(path, 'The crane stands on the quay.')
  expect((await run('detect', path)).out.join('\n')).toMatch(/Nothing was found\.$/)
})

test('a file that cannot be read is one sentence and exit code 1', async () => {
  const blank = join(folder, 'blank.txt')
  await writeFile(blank, '')
  await mkdir(join(folder, 'texts'))
  for (const path of [join(folder, 'gone.txt'), join(folder, 'texts'), blank]) {
    const { code, out, error } = await run('detect', path, '--json')
    expect([code, out]).toEqual([1, []])
    expect(error.join('\n')).toMatch(/^“.+\.$/)
  }
})

test('detect without a file is wrong usage', async () => {
  const { code, error } = await run('detect')
  expect(code).toBe(2)
  expect(error.join('\n')).toContain('Name the file.')
})
