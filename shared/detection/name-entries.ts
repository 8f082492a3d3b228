import type { Entry } from '../model/codebook'
import { fold } from '../model/fold'
import type { Speaker } from './attribution/memory'
import { foldName } from './attribution/names'
import { countries } from './attribution/tables/countries'

type ActorEntry = Extract<Entry, { kind: 'actor' }>
type IssueEntry = Extract<Entry, { kind: 'issue' }>

/**
 * The actor of the codebook that a name means: by its name or one of its spellings, a country by any of its names, a person by
 * the last name where one actor alone has it and no first name speaks against it. Null where none or several fit.
 */
export function actorNamed(name: string, kind: Speaker['kind'], actors: readonly Entry[]): ActorEntry | null {
  const known = actors.filter((entry) => entry.kind === 'actor')
  const spelled = ({ name: own, spellings }: ActorEntry) => [own, ...spellings]
  const exact = known.find((entry) => spelled(entry).some((one) => fold(one) === fold(name)))
  if (exact !== undefined || kind === 'anonymous') return exact ?? null
  const country = countries.get(name.toLowerCase())
  // One word alone may be the last name of a person whom the text never names in full.
  const isPerson = kind === 'person' || (kind === 'body' && !name.includes(' '))
  const fits = (one: string) =>
    country === undefined ? isPerson && isSamePerson(one, name) : countries.get(one.toLowerCase()) === country
  const found = known.filter((entry) => spelled(entry).some(fits))
  return found.length === 1 ? (found[0] ?? null) : null
}

/** "Zelensky" and "Volodymyr Zelenskyy": the last names are one, and so are the first where both have one. */
function isSamePerson(one: string, two: string): boolean {
  const [first, second] = [one, two].map((name) => name.split(' ').map(foldName))
  if (first === undefined || second === undefined || first.at(-1) !== second.at(-1)) return false
  return first.length === 1 || second.length === 1 || first[0] === second[0]
}

/** Words that say nothing of what an issue is about. */
const small = /^(a|an|and|as|at|by|for|from|in|of|on|or|over|the|to|with)$/

/** The issue of the codebook whose name, or all of whose words, stand in these words of a text; the longest one. */
export function issueIn(
  words: string,
  entries: readonly Entry[],
): { issue: IssueEntry; from: string } | null {
  const written = words.match(/[\p{L}\p{N}]+/gu) ?? []
  const stems = written.map(stemOf)
  let best: { issue: IssueEntry; from: string } | null = null
  for (const entry of entries) {
    if (entry.kind !== 'issue') continue
    const wanted = (entry.name.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !small.test(fold(word)))
    const at = wanted.map((word) => stems.indexOf(stemOf(word)))
    if (at.length === 0 || at.includes(-1)) continue
    const from = at.map((index) => written[index]).join(' … ')
    const isNext = at.every((index, order) => order === 0 || index === (at[order - 1] ?? 0) + 1)
    if (best === null || entry.name.length > best.issue.name.length)
      best = { issue: entry, from: isNext ? from.replaceAll(' … ', ' ') : from }
  }
  return best
}

/** A word without case, accents and the ending of its plural. */
function stemOf(word: string): string {
  const folded = fold(word)
  return folded.length > 2 ? folded.replace(/(?<=[^s])s$/, '').replace(/e$/, '') : folded
}
