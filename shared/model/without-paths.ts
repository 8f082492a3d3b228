import { withBalancedQuotes } from './balanced'
import { kindOfFile } from './file-kind'

/**
 * A sentence of the store for a person who knows no files: what it says in brackets about where a file lies is left out, and a
 * path inside the notebook becomes what the file is. A path that begins elsewhere stays.
 */
export function withoutPaths(sentence: string): string {
  return withBalancedQuotes(sentence)
    .replace(/ The copy is “.*”\.$/, '')
    .replaceAll(new RegExp(` \\(${PATH}\\)| as ${PATH}`, 'g'), '')
    .replaceAll(new RegExp(PATH, 'g'), (path, at: number) => {
      if (path.startsWith('aside/')) return 'the folder “aside”'
      const kind = kindOfFile(path) ?? 'A file'
      return at === 0 || sentence.slice(0, at).endsWith('. ')
        ? kind
        : kind.slice(0, 1).toLowerCase() + kind.slice(1)
    })
}

const ID = '[0-9a-hjkmnp-tv-z]{16}'
/** It ends before the full stop of its sentence. */
const PATH = String.raw`(?<![\w/\\.“-])(?:(?:(?:sources|trash)/s-|(?:briefs|trash)/b-)${ID}|aside/\d|backups/(?:\d|objects)|(?:notebook|codebook|actors|views|health|redo|catalogue)\.json)(?:[\w./~-]*[\w~-])?`
