import { expect, test } from 'vitest'
import { bulkWords } from './bulk-words'

test.each([
  [
    'all of them',
    { do: 'set-measure', measure: null },
    { selected: 14, fitting: 14, changed: 14 },
    'Took the measure from 14 figures. Ctrl+Z takes it back.',
  ],
  [
    'some are of another kind, some had it',
    { do: 'set-stance', stance: 'opposes' },
    { selected: 9, fitting: 4, changed: 1 },
    'Set the stance of 1 position. Ctrl+Z takes it back. Passed over 5 that can have none. 3 had it already.',
  ],
  [
    'none of the kind',
    { do: 'set-certainty', certainty: 'denied' },
    { selected: 2, fitting: 0, changed: 0 },
    'Nothing changed. Passed over 2 that can have none.',
  ],
  [
    'of several kinds',
    { do: 'set-issue', issue: null },
    { selected: 2, fitting: 2, changed: 2 },
    'Took the issue from 2 annotations. Ctrl+Z takes it back.',
  ],
  [
    'a code',
    { do: 'add-code', code: 'c-0000000000000001' },
    { selected: 1200, fitting: 1200, changed: 1000 },
    'Put the code “Ports” on 1,000 annotations. Ctrl+Z takes it back. 200 had it already.',
  ],
  [
    'delete',
    { do: 'remove' },
    { selected: 1, fitting: 1, changed: 1 },
    'Deleted 1 annotation. Ctrl+Z takes it back.',
  ],
] as const)('says what became of the selected: %s', (_, change, outcome, words) => {
  expect(bulkWords(change, outcome, 'Ctrl+Z', 'Ports')).toBe(words)
})
