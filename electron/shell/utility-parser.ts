import type { StartProgram } from '../apart/start-program'
import { type ParserRequest, parserProgram } from '../intake/parse-apart'
import { utilityProgram } from './utility-program'

/** Starts the parser, built to `path`, as a utility process. */
export function utilityParser(path: string): StartProgram<ParserRequest> {
  return utilityProgram(parserProgram(path))
}
