import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createNotebook } from '../store/create-notebook'
import { openNotebook } from '../store/open-notebook'
import { sampleAnnotation, sampleSource } from '../store/testing/samples'
import { steadyPorts } from '../testing/steady-ports'
import { temporaryFolder } from '../testing/temporary-folder'
import { changeAsStep } from './change-step'
import { History } from './history'
import type { SessionContext } from './session-context'

test('a version in which something stands that nobody takes back is not taken from under it', async () => {
  const ports = steadyPorts()
  const folder = join(await temporaryFolder(), 'harbour')
  await createNotebook(folder, 'Harbour', ports)
  const store = await openNotebook(folder, ports)
  const sample = sampleSource(ports)
  const { source } = sample
  await store.addSource(source, sample.version, sample.original)
  const history = new History()
  // The parts of a session that a change of sources needs.
  const context = { ...ports, store, history, publish: () => undefined } as unknown as SessionContext
  const place = { source: source.id, annotation: null }
  await changeAsStep(context, { label: 'new version', place }, [source.id], async () => {
    const bytes = Buffer.from(sample.original.bytes)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const original = { ...sample.version.original, sha256 }
    const [entry] = source.versions
    if (entry === undefined) throw new Error('there is a version')
    const versions = [...source.versions, { ...entry, number: 2, original }]
    const arrives = {
      version: { ...sample.version, number: 2, original },
      original: { bytes, extension: 'txt' },
    }
    return {
      sources: [{ source: { ...source, revision: 2, versions }, in: 'library', arrives }],
      annotation: (annotation) => annotation,
    }
  })
  const made = sampleAnnotation(ports, sample)
  await store.addAnnotation({ ...made, target: { ...made.target, version: 2 } })
  await expect(history.undo()).rejects.toMatchObject({ reason: 'conflict' })
  expect((await store.readSource(source.id)).versions).toHaveLength(2)
  await store.close()
})
