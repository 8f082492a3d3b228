import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createNotebook } from '../store/create-notebook'
import { realFileSystem } from '../store/file-system'
import { openNotebook } from '../store/open-notebook'
import { samplePorts, sampleSource } from '../store/testing/samples'
import { temporaryFolder } from '../testing/temporary-folder'
import { readSource } from './read-source'

test('another text under the number of a version that was undone is read anew', async () => {
  const folder = join(await temporaryFolder(), 'harbour')
  const ports = samplePorts()
  await createNotebook(folder, 'Harbour', ports)
  const store = await openNotebook(folder, ports)
  const { source, version, original } = sampleSource(ports)
  await store.addSource(source, version, original)
  const second = (words: string) =>
    store.changeSources([source.id], async () => {
      const bytes = Buffer.from(words)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const read = { ...version.original, bytes: bytes.length, sha256 }
      const blocks = version.blocks.slice(0, 1).map((block) => ({ ...block, text: words }))
      const entry = { number: 2, created: version.created, original: read, characters: words.length }
      return {
        sources: [
          {
            source: { ...source, versions: [...source.versions, entry] },
            in: 'library',
            arrives: {
              version: { ...version, number: 2, original: read, blocks },
              original: { bytes, extension: 'txt' },
            },
          },
        ],
        annotation: (annotation) => annotation,
      }
    })
  await second('A barge runs twice a day.')
  const first = await readSource(realFileSystem, folder, source.id, undefined)
  await second('A raft runs twice a day.')
  const then = await readSource(realFileSystem, folder, source.id, first.source ?? undefined)
  expect(then.source?.text.words).toContain('Raft')
  expect(then.source?.text.words).not.toContain('Barge')
  await store.close()
})
