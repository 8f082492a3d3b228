import { fold } from '../../model/fold'
import type { SourceId } from '../../model/ids'
import type { SourceSummary } from '../../model/notebook'
import { readName } from './names'

const articles = new Set(
  'a an the der die das ein eine le la les l un une el los las il lo gli i de het een'.split(' '),
)

/**
 * A key for each source of a notebook, such as `courier2025harbour`: who published it, when, and the first word of its title.
 * Of two that would be alike the one that was added first has the plain key, so that what is added later changes none.
 */
export function citationKeys(sources: Iterable<SourceSummary>): Map<SourceId, string> {
  const taken = new Set<string>()
  const keys = new Map<SourceId, string>()
  for (const source of [...sources].toSorted(byAdded)) {
    const plain = plainKey(source)
    let key = plain
    for (let count = 1; taken.has(key); count += 1) key = `${plain}${letters(count)}`
    taken.add(key)
    keys.set(source.id, key)
  }
  return keys
}

function byAdded(a: SourceSummary, b: SourceSummary): number {
  const [one, two] = [`${a.added} ${a.id}`, `${b.added} ${b.id}`]
  return one < two ? -1 : one > two ? 1 : 0
}

/** Small letters and digits alone: the one alphabet that BibTeX, pandoc and YAML read alike. */
function plainKey({ outlet, authors, title, published, updated }: SourceSummary): string {
  const who = wordsOf(outlet ?? familyOf(authors[0] ?? ''))
    .join('')
    .slice(0, 20)
  const year = (published ?? updated ?? '').slice(0, 4)
  const [word = ''] = wordsOf(title).filter((each) => /[a-z]/.test(each))
  return `${who === '' ? 'source' : who}${year}${word.slice(0, 20)}`
}

function familyOf(author: string): string {
  const name = readName(author)
  return 'literal' in name ? name.literal : name.family
}

function wordsOf(name: string): string[] {
  const words = fold(name).match(/[a-z0-9]+/g) ?? []
  const own = words.filter((word) => !articles.has(word))
  return own.length === 0 ? words : own
}

/** 1 is `b`, 25 is `z`, then `ba` and on. */
function letters(count: number): string {
  const last = String.fromCharCode(97 + (count % 26))
  return count < 26 ? last : `${letters(Math.floor(count / 26))}${last}`
}
