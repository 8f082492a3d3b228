import type { Parsed } from '../parser-answer'

/** What was read, with more to say about it. An archive says it of each of its files. */
export function withNotices(parsed: Parsed, notices: readonly string[]): Parsed {
  return parsed.what === 'references' || parsed.what === 'annotations'
    ? { ...parsed, notices: [...notices, ...parsed.notices] }
    : parsed
}
