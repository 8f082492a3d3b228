import { type Line, unspaced } from './lines'
import type { Row } from './rows'

/** Lines that a reader takes for one paragraph, heading, item or row of a table. */
export type Paragraph = {
  readonly lines: readonly Line[]
  /** Set for what stands around the text: the row that it was told by, or itself. */
  readonly frame: { readonly row: Row | null; readonly by: Row | null } | null
}

/** What lines of the document are like for the most part. */
export type Habits = {
  readonly size: number
  /** From line to line, in sizes of the type, for each size. */
  readonly leading: ReadonlyMap<number, number>
}

const USUAL_LEADING = 1.2
/** Behind a sentence, a step as wide as this may part paragraphs. It says nothing of their lines. */
const WIDE = 1.6

/** How most lines are set: the size in which most is written, and how far apart its lines are. */
export function habitsOf(regions: readonly (readonly Line[])[]): Habits {
  const sizes = new Map<number, number>()
  const steps = new Map<number, Map<number, number>>()
  for (const lines of regions) {
    lines.forEach((line, index) => {
      const size = sizeKey(line.size)
      sizes.set(size, (sizes.get(size) ?? 0) + line.text.length)
      const before = lines[index - 1]
      if (before === undefined || sizeKey(before.size) !== size) return
      const step = Math.round(((line.y - before.y) / line.size) * 20) / 20
      if (step < 0.8 || step > 2.5 || (step > WIDE && endsSentence(before.text))) return
      const counted = steps.get(size) ?? new Map<number, number>()
      counted.set(step, (counted.get(step) ?? 0) + 1)
      steps.set(size, counted)
    })
  }
  return {
    size: mostCounted(sizes) ?? 10,
    leading: new Map([...steps].map(([size, counted]) => [size, mostCounted(counted) ?? USUAL_LEADING])),
  }
}

/** Sizes that differ by less look the same. */
export function sizeKey(size: number): number {
  return Math.round(size * 2) / 2
}

function mostCounted(counts: ReadonlyMap<number, number>): number | null {
  let most: [number | null, number] = [null, 0]
  for (const [value, count] of counts) if (count > most[1]) most = [value, count]
  return most[0]
}

/** The paragraphs of one part of a page. */
export function paragraphsOf(lines: readonly Line[], habits: Habits): Paragraph[] {
  const paragraphs: Line[][] = []
  lines.forEach((line, index) => {
    const open = paragraphs.at(-1)
    if (open === undefined || beginsParagraph(open, line, lines[index + 1], habits)) paragraphs.push([line])
    else open.push(line)
  })
  return paragraphs.map((own) => ({ lines: own, frame: null }))
}

const sign = /^\s*[•‣◦▪●–—*\uf000-\uf0ff-](?:\s|$)/
const numbered = /^\s*\(?(?:\d{1,3}|[a-z])[.)](?:\s|$)/i

/** True for a line that begins with the sign or the number of an item, which stands apart from its words. */
export function isItem(line: Line): boolean {
  return sign.test(line.text) || (numbered.test(line.text) && line.wordsAt > line.x)
}

/** True for a line of a table of contents: dots lead to the number of a page. */
export function isLeader(text: string): boolean {
  return /(?:[.·…]\s?){5}\s*\S{0,6}\s*$/.test(text.slice(-24))
}

export function isLarge(size: number, habits: Habits): boolean {
  return size >= habits.size * 1.15
}

function beginsParagraph(open: readonly Line[], line: Line, next: Line | undefined, habits: Habits): boolean {
  const before = open.at(-1)
  if (before === undefined || line.isRow || before.isRow) return true
  if (Math.abs(line.size - before.size) > 0.08 * Math.max(line.size, before.size)) return true
  const step = stepTo(before, line)
  if (step > usualStep(open, line, next, habits) * 1.18 + 0.02 || step < 0) return true
  if (isItem(line) || isLeader(before.text)) return true
  if (open.every(({ strong }) => strong) && line.runs.every(({ style }) => !style.strong)) return true
  const tolerance = line.size * 0.7
  const isShort = wouldHaveFitted(before, line, next)
  if (line.x > before.x + tolerance && Math.abs(line.x - before.wordsAt) > tolerance) {
    // Hanging lines go on; an indent begins a paragraph, whose next line returns.
    const hangs = next !== undefined && Math.abs(next.x - line.x) < tolerance && !isShort
    if (!hangs) return !isCentred(before, line)
  }
  if (line.x < before.x - tolerance && open.length > 1) return !isCentred(before, line)
  if (!isShort || isLarge(line.size, habits)) return false
  return !(/^\p{Ll}/u.test(line.text) && !endsSentence(before.text))
}

/** How far below another a line stands, in sizes of its type. */
function stepTo(before: Line, line: Line): number {
  return (line.y - before.y) / line.size
}

/** How far apart the lines of the open paragraph are; of its first two, the next line says whether they are set wider. */
function usualStep(open: readonly Line[], line: Line, next: Line | undefined, habits: Habits): number {
  const [above, before] = [open.at(-2), open.at(-1)]
  const usual = habits.leading.get(sizeKey(line.size)) ?? USUAL_LEADING
  if (above !== undefined && before !== undefined) return Math.max(stepTo(above, before), usual * 0.9)
  if (before === undefined || next === undefined || endsSentence(before.text)) return usual
  const step = stepTo(before, line)
  const isFull = before.column.end - before.end < before.size * 3
  return isFull && step < 2 && Math.abs(step - stepTo(line, next)) < 0.05 ? step : usual
}

/** Whether both lines have the same middle, as those of a title may have. */
function isCentred(one: Line, other: Line): boolean {
  const middle = one.x + one.end - other.x - other.end
  return Math.abs(middle) < one.size && one.x > one.column.start + one.size
}

/** True when the first word of a line had had room at the end of the one before: the break was meant. */
export function wouldHaveFitted(before: Line, line: Line, next?: Line): boolean {
  const isSetIn = before.x > before.column.start + before.size * 1.5 && line.x > line.column.start + line.size
  // Where text is set in on both sides, its neighbours tell how far its lines go.
  const end = isSetIn ? Math.max(before.end, line.end, next?.end ?? 0) : before.column.end
  // Scripts without spaces break a line between any two signs, and carry a comma over with the sign before it.
  const word = unspaced.test(line.text.charAt(0)) ? 2 : (/^\s*\S+/.exec(line.text)?.[0].length ?? 0)
  const each = (line.end - line.x) / Math.max(line.text.length, 1)
  return !/[\p{L}][-‐\u00ad]$/u.test(before.text) && end - before.end > word * each + line.size * 0.5
}

export function endsSentence(text: string): boolean {
  return /[.!?…:;。！？؟۔]["'”’»)\]⁰¹²³⁴⁵⁶⁷⁸⁹,]*\s*$/.test(text)
}

/** Small type that begins with the sign of a note. */
const noteSign = /^\s*(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d{1,3}|[*†‡§]+)[\s.)]?\s*\S/

/** A line that begins with a raised figure is a note where the same figure stands in the text above. */
const raisedSign = /^\s*([⁰¹²³⁴⁵⁶⁷⁸⁹]+)\s*\S/

/** Takes the notes at the foot of a column from its lines: begun by their sign, and smaller than the text or referred to by it. */
export function takeNotes(lines: readonly Line[], habits: Habits): { text: Line[]; notes: Line[] } {
  const first = firstNote(lines, habits)
  if (first === -1) return { text: [...lines], notes: [] }
  return { text: lines.slice(0, first), notes: lines.slice(first) }
}

function firstNote(lines: readonly Line[], habits: Habits): number {
  const raised = lines.findIndex((line, index) => {
    const sign = raisedSign.exec(line.text)?.[1]
    return sign !== undefined && lines.slice(0, index).some(({ text }) => text.includes(sign))
  })
  if (raised !== -1) return raised
  const isSmall = ({ size, isRow }: Line) => size <= habits.size * 0.93 && !isRow
  const small = lines.findLastIndex((line) => !isSmall(line)) + 1
  // A whole column in small type is a list of its own.
  return small === 0 ? -1 : lines.findIndex((line, index) => index >= small && noteSign.test(line.text))
}
