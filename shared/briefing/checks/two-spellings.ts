import { findQuotations } from '../../detection/text/find-quotations'
import { fold } from '../../model/fold'
import type { ActorId } from '../../model/ids'
import { aboutWords, type Finding } from './finding'
import { isCapital, type NameIndex, type Word, wordsIn } from './name-index'
import type { Prose } from './read-prose'

type OwnWords = { readonly prose: Prose; readonly text: string; readonly words: readonly Word[] }
type Written = { readonly prose: Prose; readonly start: number; readonly end: number; readonly name: string }

/**
 * One name in two spellings in the author's own words; what stands between quotation marks is as others wrote it. Two spellings
 * of an actor count when they write one name: "Kyiv" and "Kiev", not "Lee" beside "Ana Lee" or a capital beside its country. Of
 * other names, those count that `isNearlyOne` tells apart by a slip alone. Each pair is named where its second spelling comes up.
 */
export function twoSpellings(prose: readonly Prose[], names: NameIndex): Finding[] {
  const own = prose
    .filter(({ quoted }) => !quoted)
    .map((one): OwnWords => {
      const text = withoutQuotes(one.text)
      return { prose: one, text, words: wordsIn(text) }
    })
  const known = own.flatMap(({ prose: one, text, words }) =>
    names.namesIn(text, words).map((named) => ({ ...named, prose: one })),
  )
  return [...ofActors(known), ...ofOtherNames(own, known)]
}

/** The text with spaces in place of what stands between marks, so that all else stays where it is. */
function withoutQuotes(text: string): string {
  let left = text
  for (const { from, to } of findQuotations(text, 0, text.length, ''))
    left = left.slice(0, from) + ' '.repeat(to - from) + left.slice(to)
  return left
}

function ofActors(known: readonly (Written & { readonly actor: ActorId | null })[]): Finding[] {
  const seen = new Map<ActorId, string[]>()
  return known.flatMap(({ actor, ...written }) => {
    if (actor === null) return []
    const before = seen.get(actor) ?? []
    if (before.includes(written.name)) return []
    seen.set(actor, [...before, written.name])
    const other = before.find((name) => writeOneName(name, written.name))
    return other === undefined ? [] : [found(written, other)]
  })
}

function found(written: Written, other: string): Finding {
  const message = `One name in two spellings: “${written.name}” here, “${other}” further up. Choose one of them; Replace all in Find changes the rest.`
  return aboutWords('two-spellings', message, written.prose, written)
}

/** Whether two spellings of one actor write a name in two ways, rather than being two names or the shorter form of one. */
function writeOneName(one: string, two: string): boolean {
  const [first, second] = [one, two].map((name) => wordsIn(name).map(({ word }) => word))
  if (first === undefined || second === undefined) return false
  const left = first.filter((word) => !second.includes(word))
  const right = second.filter((word) => !first.includes(word))
  return left.some((a) => right.some((b) => isCapital(a) && isCapital(b) && isAlike(a, b)))
}

/** Half of the letters or more are the same, in order: "Peking" and "Beijing". Abbreviations are another name. */
function isAlike(one: string, two: string): boolean {
  if (one === one.toUpperCase() || two === two.toUpperCase()) return fold(one) === fold(two)
  const [a, b] = [fold(one), fold(two)]
  return distance(a, b) <= Math.max(a.length, b.length) / 2
}

/** The fewest letters to put in, take out or change (Levenshtein). */
function distance(one: string, two: string): number {
  let row = Array.from({ length: two.length + 1 }, (_, index) => index)
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at]
    for (let to = 1; to <= two.length; to += 1) {
      const changed = (row[to - 1] ?? 0) + (one.charAt(at - 1) === two.charAt(to - 1) ? 0 : 1)
      next.push(Math.min(changed, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[two.length] ?? 0
}

/** Shorter words differ in one letter too often: "Iran" and "Iraq". */
const SHORTEST = 6

type OwnWord = Written & { readonly before: string | null }

/** Capital words that are no spelling of anybody and nearly the same as another one. */
function ofOtherNames(own: readonly OwnWords[], known: readonly Written[]): Finding[] {
  const spelled = new Set(known.map(({ name }) => name))
  const settled = new Set([...spelled].flatMap((name) => wordsIn(name).map(({ word }) => word)))
  const capitals = own.map(({ words }) => words.map(({ word }) => isCapital(word)))
  // Where every noun has a capital, a capital says nothing of names.
  if (writesNounsWithCapitals(capitals.flat())) return []
  const small = new Set<string>()
  // Behind a full stop any word has a capital: one of the two must have it elsewhere.
  const inside = new Set<string>()
  const names = new Map<string, OwnWord>()
  own.forEach(({ prose, words }, at) => {
    const starts = new Set(prose.sentences.map(({ start }) => start))
    words.forEach(({ word, start, end }, index) => {
      if (capitals[at]?.[index] !== true) {
        small.add(word)
        return
      }
      if (!starts.has(start)) inside.add(word)
      if (word.length < SHORTEST || names.has(word) || word === word.toUpperCase()) return
      const before = capitals[at]?.[index - 1] === true ? (words[index - 1]?.word ?? null) : null
      names.set(word, { prose, start, end, name: word, before })
    })
  })
  const near = new Map<string, OwnWord[]>()
  return [...names.values()].flatMap((written) => {
    if (small.has(written.name.toLowerCase())) return []
    const keys = keysOf(written.name)
    const others = new Set(keys.flatMap((key) => near.get(key) ?? []))
    for (const key of keys) near.set(key, [...(near.get(key) ?? []), written])
    const other = [...others].find(
      ({ name, before }) =>
        (inside.has(name) || inside.has(written.name)) &&
        !(settled.has(name) && settled.has(written.name)) &&
        // "Ana Petersen" and "Eva Pedersen" are two people.
        (before === null || written.before === null || before === written.before) &&
        isNearlyOne(name, written.name),
    )
    return other === undefined ? [] : [found(written, other.name)]
  })
}

/** German alone does among the languages we know; a third of its words are nouns, and a tenth of those of others are names. */
function writesNounsWithCapitals(capitals: readonly boolean[]): boolean {
  return capitals.length > 20 && capitals.filter(Boolean).length > capitals.length / 4
}

/**
 * Whether two words are one but for a slip: accents alone, one letter before the last three that is missing, added or changed,
 * two letters that changed places, a last letter doubled, or an ending that writes the same sound ("Zelensky", "Zelenskyy",
 * "Zelenskiy"). Other endings are another form or another word: "Russia" and "Russian".
 */
export function isNearlyOne(one: string, two: string): boolean {
  if (one === two) return false
  const [a, b] = [fold(one), fold(two)]
  if (a === b) return true
  const [stemA, stemB] = [a, b].map((word) => word.replace(/(?:[iy]|[iy][iyj])$/, 'y'))
  if (stemA === stemB || a + a.slice(-1) === b || b + b.slice(-1) === a) return true
  let start = 0
  while (start < a.length && a.charAt(start) === b.charAt(start)) start += 1
  // The first letter makes another name: "Merkel" and "Berkel".
  if (start === 0) return false
  let [endA, endB] = [a.length, b.length]
  while (endA > start && endB > start && a.charAt(endA - 1) === b.charAt(endB - 1))
    [endA, endB] = [endA - 1, endB - 1]
  if (a.length - endA < 3) return false
  const [inA, inB] = [a.slice(start, endA), b.slice(start, endB)]
  return (inA.length <= 1 && inB.length <= 1) || (inA.length === 2 && inA === inB.charAt(1) + inB.charAt(0))
}

/** What words that are nearly one have in common: the word but for one letter of it, and for its ending. */
function keysOf(word: string): string[] {
  const folded = fold(word).replace(/(?:[iy]|[iy][iyj])$/, 'y')
  return [folded, ...Array.from(folded, (_, at) => folded.slice(0, at) + folded.slice(at + 1))]
}
