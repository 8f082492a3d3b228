import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DiskError, notRead, notSaved } from './disk-failure'

const notebook = join('/home/tove', 'sources')
const full = new DiskError('ENOSPC', 'there is no room')

test.each([
  'notebook.json',
  'sources/s-0000000000000001/annotations/1.json',
  'sources/s-0000000000000001',
  'briefs/b-0000000000000002.json',
  'trash/s-0000000000000001.2025-02-26T00-00-01.000Z/source.json',
  'backups/objects/ab/abcdef',
  'aside/2025-02-26T00-00-01.000Z/codebook.json',
])('what could not be saved in %s names the folder of the notebook, and no folder inside it', (file) => {
  expect(notSaved(full, join(notebook, file))).toMatchObject({
    message: expect.stringContaining(`the disk that holds ${notebook} is full`) as string,
  })
})

test('what could not be read is named by what it is', () => {
  const error = new DiskError('EIO', 'it was not read')
  const words = (file: string) => String(notRead(error, join(notebook, file)))
  expect(words('codebook.json')).toContain('The codebook could not be read')
  expect(words('briefs')).toContain('A file of the notebook could not be read')
})

test('where the folder is gone it is said that a backup outside may be left', () => {
  const gone = new DiskError('ENOENT', 'it is not there')
  expect(notSaved(gone, join(notebook, 'codebook.json'))).toMatchObject({
    message: expect.stringMatching(
      /is no longer there; .* if it was deleted, make it anew from a backup outside, where there is one\.$/,
    ) as string,
  })
})
