import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import type { NewId } from '../../shared/model/ids'
import type { ParseFile } from '../intake/parser-answer'
import type { Work } from '../long-texts/jobs'
import type { OpenSearch } from '../search/searcher'
import { besideSettings, type OutsideFolder } from './outside-folder'

/** What the api takes from the world. Given, so that every result can be repeated. */
export type Ports = {
  readonly now: () => string
  readonly newId: NewId
  /** Told of bugs, which no answer shows. */
  readonly report: (error: unknown) => void
  /** Reads what is imported; formats with a parser of their own in a process apart. */
  readonly parseFile: ParseFile
  /** Searches a notebook, in a process apart. */
  readonly openSearch: OpenSearch
  /** Works on long texts, in a process apart. */
  readonly work: Work
  /** Where backups are kept outside of notebooks. */
  readonly outsideBackups: OutsideFolder
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** The real clock, random ids of 80 bits, and bugs on standard error. Where files are parsed, notebooks searched and long texts worked on, each host says. */
export const systemPorts: Omit<Ports, 'parseFile' | 'openSearch' | 'work'> = {
  now: () => new Date().toISOString(),
  outsideBackups: besideSettings,
  report: (error) => void process.stderr.write(`${inspect(error)}\n`),
  // 256 is a multiple of 32, so that taking five bits of each byte favours no character.
  newId: (prefix) => `${prefix}-${Array.from(randomBytes(16), (byte) => alphabet[byte & 31]).join('')}`,
}
