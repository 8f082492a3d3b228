import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { bundleForNode } from '../../scripts/bundle-for-node.mjs'
import type { ProgramApart } from '../apart/start-program'
import type { ToSearch } from '../search/messages'
import { searchApart, searchProgram } from '../search/search-apart'
import { createNotebook } from '../store/create-notebook'
import { openNotebook } from '../store/open-notebook'
import { samplePorts, sampleSource } from '../store/testing/samples'
import { temporaryFolder } from '../testing/temporary-folder'
import { forkedProgram } from './forked-program'

let folder = ''
let searcher = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sourcebook-searcher-'))
  searcher = await bundleForNode(join(import.meta.dirname, '../searcher.ts'), folder)
}, 60_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

beforeEach(async () => {
  vi.stubEnv('SOURCEBOOK_SETTINGS_DIR', await temporaryFolder())
})

/** Searches a notebook with one source in the program at `path`; the processes are the test's to end. */
async function searching(path: string) {
  const ports = samplePorts()
  const notebook = join(await temporaryFolder(), 'Harbour')
  await createNotebook(notebook, 'Harbour', ports)
  const store = await openNotebook(notebook, ports)
  const { source, version, original } = sampleSource(ports)
  await store.addSource(source, version, original)
  const { id } = store.notebook
  await store.close()
  const processes: ProgramApart<ToSearch>[] = []
  const start = forkedProgram<ToSearch>(searchProgram(path))
  const open = searchApart((listener) => {
    const begun = start(listener)
    processes.push(begun)
    return begun
  })
  const opened = open({ folder: notebook, id })
  opened.begin(true)
  onTestFinished(() => opened.close())
  const ask = async (query: string) => {
    for (;;) {
      const answer = await opened.ask({ query, limit: 10, frame: false })
      if (answer.missing === 0) return answer
    }
  }
  return { opened, ask, processes }
}

/** A program in the place of the searcher. */
function program(source: string): string {
  const path = join(folder, `${Math.random()}.mjs`)
  writeFileSync(path, source)
  return path
}

test('the process answers one question after the other', async () => {
  const { ask, processes } = await searching(searcher)
  const answers = await Promise.all([ask('harbour'), ask('ferry -harbour'), ask('nowhere')])
  expect(answers.map(({ total }) => total)).toEqual([1, 0, 0])
  expect(processes).toHaveLength(1)
})

test('a process that broke down is followed by another, which answers', async () => {
  const { ask, opened, processes } = await searching(searcher)
  await ask('harbour')
  const [first] = processes
  first?.kill()
  // Asked of the one that has just been ended, or of the next: answered either way.
  expect((await opened.ask({ query: 'mayor', limit: 10, frame: false })).hits).toHaveLength(1)
  expect(processes).toHaveLength(2)
})

test('a question that breaks two processes is refused in a sentence, and the next one is answered', async () => {
  const { opened, processes } = await searching(
    program(`process.on('message', ({ do: what, number, question }) => {
      if (what !== 'ask') return
      if (question.query === 'fatal') process.exit(1)
      process.send({ number, answer: { total: 0, hits: [], notices: [], missing: 0 } })
    })`),
  )
  const refused = opened.ask({ query: 'fatal', limit: 10, frame: false })
  await expect(refused).rejects.toMatchObject({ reason: 'unavailable' })
  expect(processes).toHaveLength(2)
  await expect(opened.ask({ query: 'fine', limit: 10, frame: false })).resolves.toMatchObject({ total: 0 })
})

test('a program that cannot be started is told in a sentence', async () => {
  const { opened } = await searching(join(folder, 'nowhere.mjs'))
  const refused = opened.ask({ query: 'port', limit: 10, frame: false })
  await expect(refused).rejects.toMatchObject({ reason: 'unavailable' })
})

test('closing ends the process, and a question that waits is refused', async () => {
  const { opened } = await searching(program("process.on('message', () => {})"))
  const [asked] = await Promise.allSettled([
    opened.ask({ query: 'port', limit: 10, frame: false }),
    opened.close(),
  ])
  expect(asked).toMatchObject({ status: 'rejected', reason: { reason: 'unavailable' } })
})
