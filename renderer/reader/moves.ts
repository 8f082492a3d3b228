import {
  blockIndexAt,
  blockSpan,
  type TextProjection,
  trimRange,
} from '../../shared/anchoring/text-projection'
import type { Stretch } from './article'
import { once } from './once'

/** What one key moves over. A post is what an entry of the outline begins. */
export type Unit = 'word' | 'sentence' | 'paragraph' | 'post'
export type Direction = 'forward' | 'backward'

/** Where the units of one text lie. */
export type Moves = {
  /** The start of the next unit, or of this or the one before; the end or the start of the text where there is none. */
  readonly move: (unit: Unit, offset: number, direction: Direction) => number
  /** Where a selection goes whose head is at `offset`: on to the end of a unit, or back to the start of one. */
  readonly extend: (unit: Unit, offset: number, direction: Direction) => number
  /** The last end of a unit before `offset`, to which an edge goes back; the start of the text where there is none. */
  readonly endBefore: (unit: Unit, offset: number) => number
  /** One character on or back as a person counts them, over the border of a block too. */
  readonly character: (offset: number, direction: Direction) => number
  /** The passage with the whole of the characters that it cuts: an emoji or a letter with its accents is one. */
  readonly whole: (passage: Stretch) => Stretch
}

/**
 * Moves in a text. `postsOf` tells the offsets at which posts or sections begin, in order. What a move needs is made
 * when the first of its sort is asked for, because none is while a text is opened.
 */
export function movesIn(
  projection: TextProjection,
  postsOf: () => readonly number[],
  language: string | null,
): Moves {
  const { text, starts } = projection
  const locale = knownLocale(language)
  const sentences = once(() => new Intl.Segmenter(locale, { granularity: 'sentence' }))
  const words = once(() => new Intl.Segmenter(locale, { granularity: 'word' }))
  const characters = once(() => new Intl.Segmenter(locale, { granularity: 'grapheme' }))

  const unitsOf = (unit: Exclude<Unit, 'post'>, block: number): readonly Stretch[] => {
    const span = blockSpan(projection, block)
    if (unit === 'paragraph') return [span]
    const line = text.slice(span.start, span.end)
    const found = unit === 'word' ? wordsOf(words(), line) : sentencesOf(sentences(), line)
    return found.map(({ start, end }) => ({ start: span.start + start, end: span.start + end }))
  }

  const find = (
    unit: Unit,
    offset: number,
    direction: Direction,
    edge: 'start' | 'end',
  ): number | undefined => {
    const passes = (at: number) => (direction === 'forward' ? at > offset : at < offset)
    const pick = (units: readonly Stretch[]) => {
      const edges = units.map((one) => one[edge])
      return direction === 'forward' ? edges.find(passes) : edges.findLast(passes)
    }
    if (unit === 'post') return pick(spansFrom(postsOf(), text.length))
    const step = direction === 'forward' ? 1 : -1
    for (let block = blockIndexAt(projection, offset); block >= 0 && block < starts.length; block += step) {
      const found = pick(unitsOf(unit, block))
      if (found !== undefined) return found
    }
    return undefined
  }

  const character = (offset: number, direction: Direction): number => {
    const block = blockSpan(projection, blockIndexAt(projection, offset))
    if (direction === 'forward' ? offset >= block.end : offset <= block.start) {
      return Math.min(Math.max(offset + (direction === 'forward' ? 1 : -1), 0), text.length)
    }
    const line = text.slice(block.start, block.end)
    const inside = direction === 'forward' ? offset : offset - 1
    const { index, segment } = characterAt(characters(), line, inside - block.start)
    return block.start + (direction === 'forward' ? index + segment.length : index)
  }

  const edgeOfCharacter = (offset: number, direction: Direction): number => {
    const block = blockSpan(projection, blockIndexAt(projection, offset))
    if (offset <= block.start || offset >= block.end) return offset
    const { index, segment } = characterAt(
      characters(),
      text.slice(block.start, block.end),
      offset - block.start,
    )
    if (block.start + index === offset) return offset
    return block.start + (direction === 'forward' ? index + segment.length : index)
  }

  return {
    move: (unit, offset, direction) =>
      find(unit, offset, direction, 'start') ?? (direction === 'forward' ? text.length : 0),
    extend: (unit, offset, direction) =>
      find(unit, offset, direction, direction === 'forward' ? 'end' : 'start') ??
      (direction === 'forward' ? text.length : 0),
    endBefore: (unit, offset) => find(unit, offset, 'backward', 'end') ?? 0,
    character,
    whole: ({ start, end }) => ({
      start: edgeOfCharacter(start, 'backward'),
      end: edgeOfCharacter(end, 'forward'),
    }),
  }
}

/** A language tag comes from a page or from a person: one that the platform does not know says nothing. */
function knownLocale(language: string | null): string[] {
  try {
    return language === null ? [] : Intl.getCanonicalLocales(language)
  } catch {
    return []
  }
}

function spansFrom(posts: readonly number[], length: number): Stretch[] {
  return posts.map((start, index) => ({ start, end: Math.max(start, (posts[index + 1] ?? length + 1) - 1) }))
}

function wordsOf(words: Intl.Segmenter, line: string): Stretch[] {
  return Array.from(words.segment(line))
    .filter(({ isWordLike }) => isWordLike === true)
    .map(({ index, segment }) => ({ start: index, end: index + segment.length }))
}

/**
 * Sentences without the white space around them. The Unicode rules end a sentence at every full stop before a capital
 * letter, so what ends in an abbreviation, an initial or an ordinal number is joined to what follows.
 */
function sentencesOf(sentences: Intl.Segmenter, line: string): Stretch[] {
  const joined: { start: number; end: number }[] = []
  for (const { index, segment } of sentences.segment(line)) {
    const last = joined.at(-1)
    const ending =
      last === undefined ? '' : line.slice(Math.max(last.start, last.end - LONGEST_ENDING), last.end)
    if (last !== undefined && goesOn(ending)) last.end = index + segment.length
    else joined.push({ start: index, end: index + segment.length })
  }
  return joined.map(({ start, end }) => trimRange(line, start, end)).filter((sentence) => sentence !== null)
}

/** Longer than all that is asked of the end of a sentence: a joined one may be as long as the line. */
const LONGEST_ENDING = 40
/** Titles and shortenings after which a name or a number follows; a sentence rarely ends with one. */
const ABBREVIATION =
  /(?:^|[\s("“‘«])(?:Mr|Mrs|Ms|Dr|Drs|Prof|St|Gen|Lt|Col|Capt|Sgt|Maj|Adm|Cmdr|Sen|Rep|Gov|Pres|Rev|Hon|Messrs|Mme|Mlle|vs|cf|approx|ca|bzw|z\.B|d\.h|u\.a|No|Nos|Nr|Art|Fig|pp|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|U\.S|U\.K|U\.N|E\.U|D\.C|т\.е|т\.д|им|г|ст|гр|п|вул|акад)\.\s+$/u
const INITIAL = /(?:^|[\s.("“‘«])\p{Lu}\.\s+$/u
const ORDINAL = /(?:^|\s)\d{1,2}\.\s+$/u

function goesOn(sentence: string): boolean {
  return ABBREVIATION.test(sentence) || INITIAL.test(sentence) || ORDINAL.test(sentence)
}

function characterAt(
  characters: Intl.Segmenter,
  line: string,
  index: number,
): { readonly index: number; readonly segment: string } {
  return characters.segment(line).containing(index) ?? { index, segment: line.charAt(index) }
}
