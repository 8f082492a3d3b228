import { expect, test } from 'vitest'
import type { Health, LastCheck, ToldIncident } from '../../shared/model/health'
import { attentionOf, openIncidents, pastIncidents } from './attention'
import { stateWords } from './health-words'

const now = new Date('2025-03-05T12:00:00.000Z')
const check: LastCheck = { at: '2025-03-05T11:30:00.000Z', files: 40, faults: 0, texts: false }
const health: Health = {
  folder: '/home/ilse/Harbour fund',
  gone: false,
  holder: { who: 'nobody' },
  disk: { free: 80_000_000_000, size: 500_000_000_000 },
  syncedBy: null,
  backups: { notebook: '2025-03-05T11:48:00.000Z', outside: null, outsideFolder: null, failure: null },
  lastCheck: check,
  incidents: [],
  conflicts: [],
  checking: null,
}
const damaged: ToldIncident = {
  at: '2025-03-05T11:00:00.000Z',
  kind: 'damaged',
  file: 'actors.json',
  title: null,
  message: 'It is.',
  mended: false,
  keptAs: null,
}

test('a notebook that is whole says so, with what it knows of its last backup and look', () => {
  expect(stateWords(health, 0, null, now)).toBe(
    'All is well: backed up 12 minutes ago, every file looked at 30 minutes ago.',
  )
  expect(stateWords({ ...health, lastCheck: null }, 0, null, now)).toBe(
    'Nothing is wrong as far as is known: backed up 12 minutes ago, no look at every file yet.',
  )
})

test('the newer of the two last backups counts', () => {
  const backups = { ...health.backups, outside: '2025-03-05T11:58:00.000Z' }
  expect(stateWords({ ...health, backups }, 0, null, now)).toMatch(/backed up 2 minutes ago/)
})

test('what wants attention is counted in words', () => {
  expect(stateWords(health, 1, null, now)).toMatch(/^1 thing wants your attention\. Backed up/)
  expect(stateWords(health, 2, null, now)).toMatch(/^2 things want your attention\./)
})

test('all is not said to be well where nothing can be saved, or where something is not saved', () => {
  expect(stateWords(health, 0, 'read-only', now)).toMatch(/^No change can be saved for now: backed up/)
  expect(stateWords(health, 0, 'unsaved', now)).toMatch(/^Not all that you wrote is saved yet: backed up/)
})

test('a failed backup and a disk that is nearly full want attention', () => {
  const backups = { ...health.backups, failure: 'The disk is full.' }
  const disk = { free: 499_000_000, size: 500_000_000_000 }
  expect(attentionOf({ ...health, backups, disk }).map(({ kind }) => kind)).toEqual(['backup', 'space'])
  expect(attentionOf({ ...health, disk: { ...disk, free: 500_000_000 } })).toEqual([])
})

test.each<[string, ToldIncident[], LastCheck | null, number]>([
  ['wants attention', [damaged], null, 1],
  ['does not when it was mended', [{ ...damaged, mended: true }], null, 0],
  ['does not when its file was mended later', [{ ...damaged, mended: true }, damaged], null, 0],
  ['does not when a later look found nothing', [damaged], check, 0],
  ['does when a later look found something', [damaged], { ...check, faults: 1 }, 1],
  ['does when it was met after the last look', [{ ...damaged, at: '2025-03-05T11:40:00.000Z' }], check, 1],
  ['counts once for each file', [damaged, { ...damaged, message: 'It still is.' }], null, 1],
  ['of a text waits for a look that reads the texts', [{ ...damaged, kind: 'original-changed' }], check, 1],
  [
    'of a text is settled by a look that reads the texts',
    [{ ...damaged, kind: 'original-changed' }],
    { ...check, texts: true },
    0,
  ],
  ['about a copy counts as the copy', [{ ...damaged, kind: 'conflict-copy' }], null, 0],
])('damage %s', (_, incidents, lastCheck, open) => {
  expect(openIncidents(incidents, lastCheck)).toHaveLength(open)
})

test('an incident is past when it is in order, and not while one has to choose between its copies', () => {
  const mended = { ...damaged, mended: true }
  const twice: ToldIncident = { ...damaged, kind: 'conflict-copy', keptAs: 'actors.conflict-1.json' }
  const copy = {
    file: 'actors.conflict-1.json',
    of: 'actors.json',
    title: 'Actors',
    by: 'Sourcebook',
    modified: null,
    difference: null,
  }
  const met = { ...health, lastCheck: null, incidents: [twice, mended, { ...damaged, file: 'views.json' }] }
  expect(pastIncidents({ ...met, conflicts: [copy] })).toEqual([mended])
  expect(pastIncidents(met)).toEqual([twice, mended])
})
