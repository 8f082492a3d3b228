import type { Ports } from '../api/ports'
import { readFile } from '../intake/read-file'
import { workHere } from '../long-texts/jobs'
import { searchHere } from '../search/search-here'

/**
 * A clock that goes on by a second at each look, and ids that count up: every run gives the same results. Files are read,
 * notebooks searched and texts worked on in the process of the test.
 */
export function steadyPorts(report: Ports['report'] = (error) => console.error(error)): Ports {
  let seconds = 0
  let ids = 0
  return {
    report,
    // No test leaves anything outside of its folders.
    outsideBackups: { wanted: async () => null, want: async () => undefined },
    parseFile: readFile,
    openSearch: searchHere,
    work: workHere,
    now: () => new Date(Date.UTC(2025, 2, 1, 9, 0, (seconds += 1))).toISOString(),
    newId: (prefix) => `${prefix}-${String((ids += 1)).padStart(16, '0')}`,
  }
}
