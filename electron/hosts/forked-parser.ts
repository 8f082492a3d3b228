import { parserOptions, type StartParser } from '../intake/parse-apart'
import { forkedProgram } from './forked-program'

/** Starts the parser, built to `path`, as a process of Node of its own. It runs no text as code. */
export function forkedParser(path: string): StartParser {
  return forkedProgram({ path, name: 'Sourcebook parser', options: parserOptions })
}
