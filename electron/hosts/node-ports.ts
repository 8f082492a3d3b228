import { type Ports, systemPorts } from '../api/ports'
import { parseApart } from '../intake/parse-apart'
import { forkedParser } from './forked-parser'

/** The ports of a host that runs on Node; `parser` is the path of the built program that reads files. */
export function nodePorts(parser: string): Ports {
  return { ...systemPorts, parseFile: parseApart(forkedParser(parser)) }
}
