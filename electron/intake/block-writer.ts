import { trimRange } from '../../shared/anchoring/text-projection'
import type { Block, BlockKind, InlineMark } from '../../shared/model/version'
import { tooMuchText } from './decode-text'
import { MOST_TEXT } from './parser-answer'
import { bullet } from './plain-text-blocks'
import { drawableRanges, showControls } from './visible-text'

/** What the marks of a block are made from. */
export type Style = { readonly emphasis: boolean; readonly strong: boolean; readonly href: string | null }

export const plainStyle: Style = { emphasis: false, strong: false, href: null }

/** An item of a list. Its sign or number stands before its first block and before no other. */
export type ListItem = { readonly marker: string; written: boolean }

/** What block a text belongs to. */
export type Shape = {
  readonly kind: BlockKind
  readonly level: number | null
  readonly item: ListItem | null
}

export const paragraph: Shape = { kind: 'paragraph', level: null, item: null }

/** The shape of an item of a list that is nested this deep. */
export function itemShape(depth: number, marker: string): Shape {
  return { kind: 'list-item', level: clampLevel(depth), item: { marker, written: false } }
}

/** The level of a block as the model has it. */
export function clampLevel(level: number): number {
  return Math.min(Math.max(level, 1), 6)
}

/** Part of the text of the open block, in UTF-16 units of it. */
type Stretch = { readonly start: number; readonly end: number }
type Run = { readonly start: number; end: number; readonly style: Style }

/** White space that is not a single space already. */
const space = / ?[\t\n\v\f\r\u2028\u2029][ \t\n\v\f\r\u2028\u2029]*| {2}[ \t\n\v\f\r\u2028\u2029]*/g
/** The same, which most text has nothing of: that is found out sooner. */
const anySpace = /[\t\n\v\f\r\u2028\u2029]| {2}/
const lineBreak = /\r\n|[\n\r\v\f\u2028\u2029]/

/**
 * Takes text piece by piece and makes blocks of it: white space is folded as HTML folds it, blocks are trimmed, marks
 * keep to their words, and blocks too long to draw are cut. `name` is the file's, for the refusal of too much text.
 */
export class BlockWriter {
  readonly blocks: Block[] = []
  /** For each place that a text came from, the blocks that it became part of: several where lines or length part it. */
  readonly places = new Map<object, number[]>()
  controls = 0
  #name: string
  #total = 0
  #text = ''
  /** The last character of the text. To ask the text itself would copy it for every piece that is added. */
  #last = ''
  #runs: Run[] = []
  #shape: Shape = paragraph
  #open: (Stretch & { readonly place: object })[] = []
  #hasWords = false
  #cells = false

  constructor(name: string) {
    this.#name = name
  }

  /** Add text to the open block. What the block is, its first words say. */
  add(text: string, style: Style, shape: Shape, place?: object): void {
    const folded = anySpace.test(text) ? text.replaceAll(space, ' ') : text
    const afterSpace = this.#last === '' || this.#last === ' ' || this.#cells
    this.#append(afterSpace && folded.startsWith(' ') ? folded.slice(1) : folded, style, shape, place)
  }

  /** Add text whose line breaks part blocks and whose spaces stay. */
  addLines(text: string, style: Style, shape: Shape, place?: object): void {
    const [first = '', ...others] = text.split(lineBreak)
    this.#append(first, style, shape, place)
    for (const line of others) {
      this.end()
      this.#append(line, style, shape, place)
    }
  }

  /** Part what follows from what came before by a space, within the block. */
  space(): void {
    if (this.#text !== '') this.add(' ', plainStyle, this.#shape)
  }

  /** Begin the next cell of a row. */
  cell(): void {
    this.#cells = this.#hasWords
  }

  /** End the block. Nothing comes of a block without words. */
  end(): void {
    for (const { start, end } of drawableRanges(this.#text)) this.#write(start, end)
    this.#text = ''
    this.#last = ''
    this.#runs = []
    this.#open = []
    this.#hasWords = false
    this.#cells = false
  }

  #append(text: string, style: Style, shape: Shape, place: object | undefined): void {
    if (text === '') return
    if (/\S/.test(text)) {
      if (!this.#hasWords) this.#shape = shape
      if (this.#cells) this.#put(this.#last === ' ' ? '| ' : ' | ', plainStyle)
      this.#hasWords = true
      this.#cells = false
      const start = this.#text.length
      if (place !== undefined) this.#open.push({ place, start, end: start + text.length })
    }
    const { visible, controls } = showControls(text)
    this.controls += controls
    this.#put(visible, style)
  }

  #put(text: string, style: Style): void {
    this.#total += text.length
    if (this.#total > MOST_TEXT) throw tooMuchText(this.#name, this.#total)
    const start = this.#text.length
    this.#text += text
    this.#last = text.slice(-1)
    const last = this.#runs.at(-1)
    if (last !== undefined && isSameStyle(last.style, style)) last.end = this.#text.length
    else this.#runs.push({ start, end: this.#text.length, style })
  }

  #write(start: number, end: number): void {
    const { kind, level, item } = this.#shape
    const words = this.#text.slice(start, end)
    const marker =
      item === null || item.written || kind !== 'list-item' || bullet.test(words) ? '' : item.marker
    if (item !== null) item.written = true
    const text = marker + words
    const shift = marker.length - start
    const isIn = (stretch: Stretch) => stretch.start < end && start < stretch.end
    for (const { place } of this.#open.filter(isIn)) {
      const known = this.places.get(place)
      if (known === undefined) this.places.set(place, [this.blocks.length])
      else known.push(this.blocks.length)
    }
    this.blocks.push({
      id: `b${this.blocks.length + 1}`,
      kind,
      text,
      level,
      marks: marksOf(this.#runs.filter(isIn), text, marker.length, shift),
    })
  }
}

export function isSameStyle(one: Style, other: Style): boolean {
  return one.emphasis === other.emphasis && one.strong === other.strong && one.href === other.href
}

/** The marks of a block, from the runs it was made of; `shift` leads from their offsets to those of the block. */
function marksOf(runs: readonly Run[], text: string, from: number, shift: number): InlineMark[] {
  if (runs.every(({ style }) => isSameStyle(style, plainStyle))) return []
  const ranges = (stretches: readonly LinkedStretch[]) =>
    stretches.flatMap(({ start, end, href }) => {
      const range = trimRange(text, Math.max(start + shift, from), Math.min(end + shift, text.length))
      return range === null ? [] : [{ ...range, href }]
    })
  const marks: InlineMark[] = [
    ...ranges(stretchesOf(runs, ({ href }) => href)).map((link) => ({ kind: 'link' as const, ...link })),
    ...ranges(stretchesOf(runs, ({ strong }) => (strong ? '' : null))).map(({ start, end }) => ({
      kind: 'strong' as const,
      start,
      end,
    })),
    ...ranges(stretchesOf(runs, ({ emphasis }) => (emphasis ? '' : null))).map(({ start, end }) => ({
      kind: 'emphasis' as const,
      start,
      end,
    })),
  ]
  return marks.toSorted((one, other) => one.start - other.start || other.end - one.end)
}

type LinkedStretch = Stretch & { readonly href: string }

/** The stretches of text that have the same of something: one link goes on through a change of emphasis. */
function stretchesOf(runs: readonly Run[], has: (style: Style) => string | null): LinkedStretch[] {
  const stretches: { start: number; end: number; href: string }[] = []
  for (const { start, end, style } of runs) {
    const href = has(style)
    const last = stretches.at(-1)
    if (href !== null && last?.end === start && last.href === href) last.end = end
    else if (href !== null) stretches.push({ start, end, href })
  }
  return stretches
}
