import { join } from 'node:path'
import { type Ports, systemPorts } from '../api/ports'
import { parseApart } from '../intake/parse-apart'
import { workApart, workProgram } from '../long-texts/work-apart'
import { searchApart, searchProgram } from '../search/search-apart'
import { forkedParser } from './forked-parser'
import { forkedProgram } from './forked-program'

/** The ports of a host that runs on Node; the programs that it starts were built into `folder`. */
export function nodePorts(folder: string): Ports {
  return {
    ...systemPorts,
    parseFile: parseApart(forkedParser(join(folder, 'parser.js'))),
    openSearch: searchApart(forkedProgram(searchProgram(join(folder, 'searcher.js')))),
    work: workApart(forkedProgram(workProgram(join(folder, 'worker.js')))),
  }
}
