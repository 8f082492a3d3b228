import { expect, test } from 'vitest'
import type { ToldIncident } from '../../shared/model/health'
import { incidentDetails, incidentWords, inLocalTime } from './incident-words'

const now = new Date(2026, 10, 22, 15, 0)
const at = new Date(2026, 10, 22, 14, 5)
const utc = at.toISOString().slice(0, 16).replace('T', ' ')

const met = (given: Partial<ToldIncident>): ToldIncident => ({
  at: at.toISOString(),
  kind: 'damaged',
  file: 'sources/s-0123456789abcdef/annotations/1.json',
  title: 'The quay',
  message: `A file of annotations (sources/s-0123456789abcdef/annotations/1.json) was damaged (its checksum does not match), and was put back as it was in the backup of ${utc} UTC; what was found lies in aside/2026/1.json.`,
  mended: true,
  keptAs: 'aside/2026/1.json',
  ...given,
})

test('what was mended is told by the title that a person knows, in the time of this clock', () => {
  expect(incidentWords(met({}), now)).toBe(
    'A file of annotations of “The quay” was damaged, and was put back as it was in the backup of today at 14:05.',
  )
})

test.each([
  [{ file: 'codebook.json', title: null, message: 'x' }, 'The codebook was damaged, and is whole again.'],
  [
    { file: 'briefs/b-0123456789abcdef.json', kind: 'missing', mended: false },
    'The brief “The quay” was missing.',
  ],
  [
    { file: 'sources/s-1/source.json', mended: false },
    'The file with the details of “The quay” was damaged.',
  ],
  [{ file: 'sources/s-1/v1.json', title: null, mended: false }, 'The text of a source was damaged.'],
  [
    {
      file: 'sources/s-1/v1.html',
      kind: 'original-changed',
      message: 'It is, and was put back from a backup.',
    },
    'The original file of “The quay” was not the imported one any more, and was put back from a backup.',
  ],
  [{ file: 'sources/s-1/links.json', mended: false }, '“The quay” was damaged.'],
  [
    {
      file: 'briefs/b-0123456789abcdef.json',
      mended: false,
      message:
        'A brief (briefs/b-0123456789abcdef.json) holds something that this version of Sourcebook does not know (a title is missing), so it cannot be changed here, and it was left as it is.',
    },
    'The brief “The quay” holds something that this version of Sourcebook does not know; it was left as it is.',
  ],
  [
    {
      file: 'notebook.json',
      title: null,
      mended: false,
      message:
        'The title page of the notebook (notebook.json) could not be read; it is shown as it was last known, and nothing was changed.',
    },
    'The title of the notebook could not be read; nothing was changed.',
  ],
  [
    {
      file: 'sources/s-1/v1.json',
      mended: false,
      message:
        'The text of a source (sources/s-1/v1.json) of “Why nobody could not be read” is damaged (its checksum does not match).',
    },
    'The text of “The quay” was damaged.',
  ],
  [{ file: 'backups/3.json', title: null, mended: false }, 'A file of the backups was damaged.'],
  [
    { file: 'codebook.json', kind: 'conflict-copy', mended: false },
    'The codebook was changed by another program; what it wrote and what you had are both kept: choose one of the two.',
  ],
  [
    {
      file: 'sources/s-1/annotations/1.json',
      kind: 'conflict-copy',
      message:
        'Dropbox left a second copy that says the same; it was moved aside, and there is nothing to do.',
    },
    'A file of annotations of “The quay” had a second copy that says the same, which lies aside.',
  ],
] as const)('%o', (given, words) => {
  expect(incidentWords(met(given), now)).toBe(words)
})

test.each([
  [{}, 'Its checksum does not match.'],
  [
    {
      file: 'sources/s-0123456789abcdef/v1.json',
      message:
        'The text of “The quay” (sources/s-0123456789abcdef/v1.json) is damaged (its checksum does not match); it was left as it is and nothing else was changed; no backup has it: import “002.txt” again.',
      mended: false,
      keptAs: null,
    },
    'Its checksum does not match. It was left as it is and nothing else was changed; no backup has it: import “002.txt” again.',
  ],
  [
    {
      file: 'codebook.json',
      message: 'The codebook (codebook.json) was missing, and was put back as it was before its last change.',
      kind: 'missing',
      keptAs: null,
    },
    '',
  ],
  [
    { file: 'codebook.json', message: 'The codebook could not be put back.', mended: false, keptAs: null },
    'The codebook could not be put back.',
  ],
] as const)('below the words of an incident stands only what they do not say: %o', (given, details) => {
  expect(incidentDetails(met(given), now)).toBe(details)
})

test('backups that have lost something are no single one', () => {
  const given = { kind: 'dangling', file: 'backups', title: null, mended: false } as const
  expect(incidentWords(met(given), now)).toBe('Of some backups not everything can be brought back.')
})

test('no id of a file is told of what has a title, and no title is too long for a line', () => {
  const words = incidentWords(met({ title: 'Harbour '.repeat(40) }), now)
  expect(words).not.toContain('s-0123456789abcdef')
  expect(words.length).toBeLessThan(160)
})

test('a message keeps all but its times', () => {
  expect(inLocalTime(`as it was in the backup of ${utc} UTC; it lies in aside/x.`, now)).toBe(
    'as it was in the backup of today at 14:05; it lies in aside/x.',
  )
})
