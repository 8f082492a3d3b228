import { expect, test } from 'vitest'
import { copyName } from './copy-name'

const SOURCE = 'sources/s-0000000000000001'
const BRIEF = 'b-0000000000000002'

/** A copy, what it is a copy of, and who made it. */
const copies: readonly (readonly [copy: string, of: string, by: string])[] = [
  [`${SOURCE}/source.conflict-2025-02-26T09-00-00.000Z.json`, `${SOURCE}/source.json`, 'Sourcebook'],
  [`${SOURCE}/source.sync-conflict-20250226-091500-ABCDEF7.json`, `${SOURCE}/source.json`, 'Syncthing'],
  ['codebook.sync-conflict-20250226-091500.json', 'codebook.json', 'Syncthing'],
  [
    `${SOURCE}/annotations/1 (conflicted copy 2025-02-26 091500).json`,
    `${SOURCE}/annotations/1.json`,
    'Nextcloud',
  ],
  ['actors (conflicted copy tove 2025-02-26 091500).json', 'actors.json', 'Nextcloud'],
  ['actors_conflict-20250226-091500.json', 'actors.json', 'ownCloud'],
  ['actors_conflict-tove-20250226-091500.json', 'actors.json', 'ownCloud'],
  [`briefs/${BRIEF} (Tove's conflicted copy 2025-02-26).json`, `briefs/${BRIEF}.json`, 'Dropbox'],
  [`briefs/${BRIEF} (Tove’s Desk’s conflicted copy 2025-02-26 (1)).json`, `briefs/${BRIEF}.json`, 'Dropbox'],
  [`briefs/${BRIEF} (conflicted copy).json`, `briefs/${BRIEF}.json`, 'a program that syncs folders'],
  ['codebook (conflicted copy 2025-02-26).json', 'codebook.json', 'a program that syncs folders'],
  ['codebook (Case Conflict).json', 'codebook.json', 'Dropbox'],
  ['codebook (Konfliktkopie von Tove 2025-02-26).json', 'codebook.json', 'a program that syncs folders'],
  ['codebook [conflicted].json', 'codebook.json', 'a program that syncs folders'],
  ['codebook (Conflicted copy ThinkPad 202503121129).json', 'codebook.json', 'a program that syncs folders'],
  ['views.Conflict.json', 'views.json', 'Resilio Sync'],
  [`${SOURCE}/annotations/12 (1).json`, `${SOURCE}/annotations/12.json`, 'Google Drive'],
  [`${SOURCE}/annotations/1 2.json`, `${SOURCE}/annotations/1.json`, 'iCloud Drive'],
  [`${SOURCE}/v1 2.txt`, `${SOURCE}/v1.txt`, 'iCloud Drive'],
  [`${SOURCE}/v2 (1).json`, `${SOURCE}/v2.json`, 'Google Drive'],
  ['notebook-DESKTOP-QRI9EIH.json', 'notebook.json', 'OneDrive'],
  [`${SOURCE}/annotations/1-MacBook Pro de Charlyne-2.json`, `${SOURCE}/annotations/1.json`, 'OneDrive'],
  [`briefs/${BRIEF}-laptop.json`, `briefs/${BRIEF}.json`, 'OneDrive'],
  [`${SOURCE}/source - Copy (2).json`, `${SOURCE}/source.json`, 'someone who copied it'],
  [`${SOURCE}/source copy.json`, `${SOURCE}/source.json`, 'someone who copied it'],
  ['codebook.json.orig', 'codebook.json', 'git'],
  ['codebook.json~HEAD', 'codebook.json', 'git'],
  ['codebook_BACKUP_4711.json', 'codebook.json', 'git'],
  ['codebook.json.bak', 'codebook.json', 'someone who copied it'],
  ['sources/s-0000000000000001 2', SOURCE, 'iCloud Drive'],
  ['sources/s-0000000000000001 (1)', SOURCE, 'Google Drive'],
  [`${SOURCE}/annotations (1)`, `${SOURCE}/annotations`, 'Google Drive'],
  ['sources 2', 'sources', 'iCloud Drive'],
  [
    'trash/s-0000000000000001.2025-02-26T00-00-01.000Z (conflicted copy)',
    'trash/s-0000000000000001.2025-02-26T00-00-01.000Z',
    'a program that syncs folders',
  ],
  [
    `trash/${BRIEF}.2025-02-26T00-00-01.000Z-laptop.json`,
    `trash/${BRIEF}.2025-02-26T00-00-01.000Z.json`,
    'OneDrive',
  ],
]

test.each(copies)('%s is a copy of %s, made by %s', (file, of, by) => {
  expect(copyName(file)).toMatchObject({ file, of, by })
})

test.each(copies)('%s is no copy where it does not belong', (file) => {
  expect(copyName(`elsewhere/${file}`)).toBeNull()
})

test.each([
  'notebook.json',
  'codebook.json.previous',
  'catalogue.json',
  'health.json',
  SOURCE,
  `${SOURCE}/source.json`,
  `${SOURCE}/source.json.previous`,
  `${SOURCE}/links.json`,
  `${SOURCE}/v1.json`,
  `${SOURCE}/v12.json`,
  `${SOURCE}/v1.pdf`,
  `${SOURCE}/v1.orig`,
  `${SOURCE}/annotations`,
  `${SOURCE}/annotations/1.json`,
  `${SOURCE}/annotations/12.json`,
  `${SOURCE}/annotations/12.json.previous`,
  `briefs/${BRIEF}.json`,
  `trash/${BRIEF}.2025-02-26T00-00-01.000Z.json`,
  'trash/s-0000000000000001.2025-02-26T00-00-01.000Z',
  `${SOURCE}/.source.json.0123456789ab.tmp`,
  'notes.txt',
  'desktop.ini',
])('%s is no copy', (file) => {
  expect(copyName(file)).toBeNull()
})
