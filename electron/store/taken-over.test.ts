import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { Source } from '../../shared/model/source'
import { temporaryFolder } from '../testing/temporary-folder'
import { createNotebook } from './create-notebook'
import type { NotebookStore, StorePorts } from './notebook-store'
import { openNotebook } from './open-notebook'
import { identifyProcess } from './process-identity'
import { documentAt, putDocument } from './testing/document-files'
import { failureOf } from './testing/failure-of'
import { breakableFileSystem } from './testing/faulty-file-system'
import { type SampleSource, sampleAnnotation, samplePorts, sampleSource } from './testing/samples'

const disk = breakableFileSystem({ platform: 'linux' })
const HOUR_MS = 3_600_000

let folder = ''
let ports: StorePorts
let store: NotebookStore
let quays: SampleSource
let time: number
/** What waits until nothing has happened for a while. */
let waiting: (() => void)[]

beforeEach(async () => {
  disk.mend()
  waiting = []
  time = Date.parse('2025-03-01T10:00:00.000Z')
  folder = join(await temporaryFolder(), 'harbour')
  const later = (job: () => void) => {
    waiting.push(job)
    return () => {
      waiting = waiting.filter((one) => one !== job)
    }
  }
  ports = { ...samplePorts(), fs: disk.fs, later, now: () => new Date(time).toISOString() }
  await createNotebook(folder, 'Harbour', ports)
  store = await openNotebook(folder, ports)
  quays = sampleSource(samplePorts(), 'Quays')
  await store.addSource(quays.source, quays.version, quays.original)
  await store.addAnnotation(sampleAnnotation(samplePorts(), quays))
})

/** Another computer takes the notebook over, and goes on from what was saved. */
async function takeOver(): Promise<void> {
  const owner = '7d0c8a2e-51f3-4c0e-9a51-6f6f1d2b3c4d'
  const there = { owner, host: 'elsewhere', machine: 'another', boot: owner, among: null, since: ports.now() }
  await writeFile(join(folder, 'lock'), JSON.stringify({ ...identifyProcess(), ...there }))
  const name = `sources/${quays.source.id}/source.json`
  const { document, sequence } = await documentAt(folder, name)
  const read = { ...Source.parse(document), status: 'read', revision: 2 }
  await putDocument(folder, name, read, { sequence: sequence + 1 })
}

/** What changes a file or a folder of the notebook. */
function written(): string[] {
  const writing = ['rename', 'unlink', 'link', 'write', 'mkdir', 'rmdir', 'truncate']
  return disk
    .steps()
    .filter(({ call }) => writing.includes(call))
    .map(({ call, path }) => `${call} ${path.slice(folder.length + 1)}`)
}

test('nothing is written in a notebook that somebody else has by now, neither in the background nor at closing', async () => {
  await takeOver()
  expect((await failureOf(store.addAnnotation(sampleAnnotation(samplePorts(), quays)))).reason).toBe('held')
  time += HOUR_MS
  disk.breakBy(() => null)
  expect(waiting.length).toBeGreaterThan(0)
  for (const job of waiting) job()
  await store.close()
  expect(written()).toEqual([])
})
