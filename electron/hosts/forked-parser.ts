import type { StartProgram } from '../apart/start-program'
import { type ParserRequest, parserProgram } from '../intake/parse-apart'
import { forkedProgram } from './forked-program'

/** Starts the parser, built to `path`, as a process of Node of its own. */
export function forkedParser(path: string): StartProgram<ParserRequest> {
  return forkedProgram(parserProgram(path))
}
