import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../electron/testing/temporary-folder'
import { scoreFolder } from './score-folder'
import { precision, recall, type Tally } from './tally'

const labelled = join(import.meta.dirname, '../fixtures/labelled')

test('twelve texts in twelve layouts tell what they told when this was written, or more', async () => {
  const { all } = await scoreFolder(labelled)
  const of = (field: string): Tally => {
    const tally = all[field]
    if (tally === undefined) throw new Error(`nothing is labelled as ${field}`)
    return tally
  }
  // What hides text from a reader must never be wrong.
  expect(precision(of('boilerplate (characters)'))).toBe(1)
  expect(precision(of('unrelated (characters)'))).toBe(1)
  expect(recall(of('unrelated (characters)'))).toBe(1)
  for (const field of ['title', 'published', 'updated', 'times of posts'])
    expect([field, precision(of(field)), recall(of(field))]).toEqual([field, 1, 1])
  expect(precision(of('outlet'))).toBeGreaterThanOrEqual(0.8)
  expect(recall(of('posts'))).toBeGreaterThanOrEqual(0.95)
  expect(recall(of('boilerplate (characters)'))).toBeGreaterThanOrEqual(0.88)
})

test('a folder without labels is told in a sentence, and no stack is shown', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, '01-report.txt'), 'The port gets nearly €40m.')
  const script = join(import.meta.dirname, '../../scripts/evaluate.mjs')
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, folder], { encoding: 'utf8' })
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  expect(stderr).toBe(
    `Nothing in ${folder} can be scored, since it holds no labels, which say what a person finds in a text: name the folder of the labels (01-name.json) first, and behind it that of the texts (01-name.txt).\n`,
  )
})
