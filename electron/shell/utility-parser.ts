import { parserOptions, type StartParser } from '../intake/parse-apart'
import { utilityProgram } from './utility-program'

/** Starts the parser, built to `path`, as a utility process. It runs no text as code. */
export function utilityParser(path: string): StartParser {
  return utilityProgram({ path, name: 'Sourcebook parser', options: parserOptions })
}
