import { foldText } from '../model/fold'
import type { Alignment } from './align-texts'
import type { Span } from './find-alike'
import { pairChanged } from './pair-changed'
import { type Words, wordsWithin } from './split-words'
import { trimRange } from './text-projection'

/** Where a passage stands by the counterparts of its words; `score` is the share of its words that are the same. */
export type Found =
  | ({ readonly status: 'exact' | 'moved' | 'fuzzy'; readonly score: number } & Span)
  | { readonly status: 'orphaned'; readonly score: number }

/** A passage that lost more of its words than this is another one. */
const FEWEST_KEPT = 0.5
/**
 * What texts say in the same way over and over, such as who told whom on what condition, is shorter than this. So many
 * kept words on each side of a passage tell that it is this very one, and so do as many in the passage itself.
 */
const TELLING = 14
/** A stretch goes on across a change of so many words, and across any that were only put in or only taken out. */
const MOST_REPLACED = 4
/** So far the words beside a passage are followed. */
const FARTHEST = 60
/** Words that may have been put into a passage, beside as many as it had. */
const MOST_PUT_IN = 20
/** Words in a row that may have been replaced within a passage. */
const MOST_REWRITTEN = 12
/** Words between two known ones are compared one by one up to this number. */
const MOST_CHANGED = 24

/** Find a passage of `before` by the counterparts of its words. See `carryTarget` for what the answer means. */
export function findByAlignment(span: Span, alignment: Alignment, before: string, after: string): Found {
  const { first, behind } = wordsWithin(alignment.before, span.start, span.end)
  const compared = { ...alignment, oldText: before, newText: after }
  if (first === behind) return findSigns(span, first, compared)
  const piece = heaviestPiece(alignment.to, first, behind)
  const kept = piece.length / (behind - first)
  if (!isEnough(compared, piece, behind - first)) return { status: 'orphaned', score: kept }
  const { start, end } = spanOf(span, first, behind, piece, compared)
  const place = trimRange(after, start, end)
  if (place === null) return { status: 'orphaned', score: kept }
  const now = wordsWithin(alignment.after, place.start, place.end)
  const score = piece.length / Math.max(behind - first, now.behind - now.first)
  if (score < 1 || !readsSame(before.slice(span.start, span.end), after.slice(place.start, place.end)))
    return { status: 'fuzzy', score, ...place }
  return { status: isInLine(alignment, piece) ? 'exact' : 'moved', score, ...place }
}

type Compared = Alignment & { readonly oldText: string; readonly newText: string }

/** Old words of a passage whose counterparts stand close together and in order. */
type Piece = readonly number[]

/** The most words of the passage that stayed together. */
function heaviestPiece(to: Int32Array, first: number, behind: number): Piece {
  const pieces: number[][] = []
  const slack = MOST_PUT_IN + behind - first
  for (let word = first; word < behind; word += 1) {
    const place = to[word] ?? -1
    if (place === -1) continue
    const open = pieces.findLast((piece) => {
      const last = piece.at(-1) ?? 0
      const step = place - (to[last] ?? 0)
      return step > 0 && step <= word - last + slack && Math.min(step, word - last) <= MOST_REWRITTEN
    })
    if (open === undefined) pieces.push([word])
    else open.push(word)
  }
  return pieces.reduce<Piece>((heaviest, piece) => (piece.length > heaviest.length ? piece : heaviest), [])
}

/** Whether so much of a passage of so many words is left, in it and beside it, that it is no other one. */
function isEnough(compared: Compared, piece: Piece, words: number): boolean {
  const [head, tail] = [piece[0], piece.at(-1)]
  if (head === undefined || tail === undefined || piece.length < FEWEST_KEPT * words) return false
  if (piece.length >= TELLING) return true
  const left = besides(compared, head, -1)
  const right = besides(compared, tail, 1)
  return Math.min(left, right) >= 1 && left + right >= 3
}

/**
 * How far what stands beside a passage is still beside it: 3 for enough words that are the same, 2 for all up to where the
 * line ends in both texts, 1 where it ends in one of them or a sentence ends in both, else 0.
 */
function besides({ to, before, after, oldText, newText }: Compared, known: number, step: 1 | -1): number {
  let last = known
  let kept = 0
  const end = known + step * FARTHEST
  for (let word = known + step; kept < TELLING && to[word] !== undefined && word !== end; word += step) {
    const place = to[word] ?? -1
    if (place === -1) continue
    const forward = (place - (to[last] ?? 0)) * step
    // A word that went elsewhere, or that another stretch has by chance, is passed over.
    if (forward <= 0 || Math.min(forward, (word - last) * step) > MOST_REPLACED) continue
    last = word
    kept += 1
  }
  if (kept === TELLING) return 3
  const place = to[last] ?? 0
  const lines = Number(endsLine(oldText, before, last, step)) + Number(endsLine(newText, after, place, step))
  const sentences = endsSentence(oldText, before, last, step) && endsSentence(newText, after, place, step)
  return Math.max(lines, Number(sentences))
}

/** Whether the line, or the text, ends within a few words. */
function endsLine(text: string, { count, starts, ends }: Words, word: number, step: 1 | -1): boolean {
  const far = word + step * MOST_REPLACED
  if (far < 0 || far >= count) return true
  return text.slice(ends[Math.min(word, far)], starts[Math.max(word, far)]).includes('\n')
}

function endsSentence(text: string, { starts, ends }: Words, word: number, step: 1 | -1): boolean {
  return /[.!?…。！？؟।]/.test(
    text.slice(ends[Math.min(word, word + step)], starts[Math.max(word, word + step)]),
  )
}

/** Kept words that have their place in the order, rather than a coincidence among them, tell for the passage. */
function isInLine({ inLine }: Alignment, piece: Piece): boolean {
  return piece.every((word) => inLine[word] === 1)
}

/** Where the piece stands, with the words at its edges that were changed, and the signs that stand before and behind. */
function spanOf(span: Span, first: number, behind: number, piece: Piece, compared: Compared): Span {
  const { to, before: old, after: now, oldText, newText } = compared
  const head = piece[0] ?? first
  const tail = piece.at(-1) ?? first
  const last = behind - 1
  const placeFirst = head === first ? (to[head] ?? 0) : furthestChanged(head, -1, first, compared)
  const placeLast = tail === last ? (to[tail] ?? 0) : furthestChanged(tail, 1, last, compared)
  let start = now.starts[placeFirst] ?? 0
  let end = now.ends[placeLast] ?? newText.length
  const oldStart = old.starts[first] ?? 0
  const oldEnd = old.ends[last] ?? oldText.length
  // A passage that begins or ends within a word does so again where the word is the same.
  if (head === first && span.start > oldStart) start += span.start - oldStart
  if (tail === last && span.end < oldEnd) end -= oldEnd - span.end
  // The signs before the first word and behind the last one, as far as they are still there.
  for (let at = oldStart; at > span.start && isSameSign(oldText[at - 1], newText[start - 1]); at -= 1)
    start -= 1
  for (let at = oldEnd; at < span.end && isSameSign(oldText[at], newText[end]); at += 1) end += 1
  return { start, end }
}

/**
 * The new word that stands for the passage's edge where the words from `known`, the last that is the same, to `edge` were
 * changed: the furthest one that replaced one of them.
 */
function furthestChanged(known: number, step: 1 | -1, edge: number, compared: Compared): number {
  const { to, from, before: old, after: now, oldText, newText } = compared
  const place = to[known] ?? 0
  let gone = changedFrom(known, step, to)
  let come = changedFrom(place, step, from)
  const nextGone = known + step * (gone.length + 1)
  const nextCome = place + step * (come.length + 1)
  // Where the two gaps end in different places, only the lines that the known words stand in are compared.
  if (to[nextGone] !== nextCome) {
    gone = gone.slice(0, wordsInLine(oldText, old, known, gone))
    come = come.slice(0, wordsInLine(newText, now, place, come))
  }
  const pairs = pairChanged(
    gone.map((word) => oldText.slice(old.starts[word], old.ends[word])),
    come.map((word) => newText.slice(now.starts[word], now.ends[word])),
  )
  let furthest = place
  for (const [index, word] of gone.entries()) {
    const replaced = come[pairs[index] ?? -1]
    if (replaced !== undefined && (edge - word) * step >= 0) furthest = replaced
  }
  return furthest
}

/** The words beside `known` that have no counterpart, the nearest first. */
function changedFrom(known: number, step: 1 | -1, counterparts: Int32Array): number[] {
  const words: number[] = []
  for (let word = known + step; counterparts[word] === -1 && words.length < MOST_CHANGED; word += step)
    words.push(word)
  return words
}

/** How many of the words, which follow `known`, stand in the same line of the text. */
function wordsInLine(text: string, { starts, ends }: Words, known: number, words: readonly number[]): number {
  const broken = words.findIndex((word) =>
    text
      .slice(Math.min(ends[word] ?? 0, ends[known] ?? 0), Math.max(starts[word] ?? 0, starts[known] ?? 0))
      .includes('\n'),
  )
  return broken === -1 ? words.length : broken
}

/** A passage without words stands where the words around it still stand side by side. */
function findSigns(span: Span, behind: number, compared: Compared): Found {
  const { to, inLine, before: old, after: now, oldText, newText } = compared
  const left = behind === 0 ? -1 : (to[behind - 1] ?? -1)
  const right = behind === old.count ? now.count : (to[behind] ?? -1)
  if (right !== left + 1 || (behind > 0 && left === -1)) return { status: 'orphaned', score: 0 }
  const signs = oldText.slice(span.start, span.end)
  const start = newText.indexOf(signs, left === -1 ? 0 : now.ends[left])
  const end = start + signs.length
  if (start === -1 || end > (now.starts[right] ?? newText.length)) return { status: 'orphaned', score: 0 }
  const kept = inLine[behind === 0 ? behind : behind - 1] !== 0
  return { status: kept ? 'exact' : 'moved', score: 1, start, end }
}

/** Quotation marks, dashes and spaces may be set in another way. */
function readsSame(one: string, two: string): boolean {
  return one === two || foldExact(one) === foldExact(two)
}

function isSameSign(one: string | undefined, two: string | undefined): boolean {
  return one !== undefined && two !== undefined && readsSame(one, two)
}

function foldExact(text: string): string {
  return foldText(text, { matchCase: true }).folded
}
