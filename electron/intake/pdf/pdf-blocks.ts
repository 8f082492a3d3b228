import { projectText } from '../../../shared/anchoring/text-projection'
import type { StructureMark } from '../../../shared/model/structure'
import type { Page as PageStart } from '../../../shared/model/version'
import { BlockWriter, paragraph as paragraphShape, type Shape } from '../block-writer'
import { joinLines, vocabularyOf } from './join-lines'
import type { LaidOut, Page } from './lay-out'
import { endsSentence, type Habits, isItem, isLarge, isLeader, type Paragraph, sizeKey } from './paragraphs'
import type { Row } from './rows'

export type WrittenPdf = {
  readonly writer: BlockWriter
  readonly structure: StructureMark[]
  readonly pages: PageStart[]
}

/** Writes the paragraphs of a document as blocks, and says where its pages begin and what stands around its text. */
export function writePdf(name: string, { paragraphs, habits }: LaidOut, pages: readonly Page[]): WrittenPdf {
  const writer = new BlockWriter(name)
  const vocabulary = vocabularyOf(paragraphs)
  const levels = headingLevels(paragraphs, habits)
  /** For each page, the block and the offset in its text at which it begins. */
  const starts = new Map<number, { readonly block: number; readonly offset: number }>()
  const begin = (page: number, block: number, offset: number) => {
    if (!starts.has(page)) starts.set(page, { block, offset })
  }
  const written: { readonly paragraph: Paragraph; readonly from: number; readonly to: number }[] = []
  for (const paragraph of paragraphs) {
    const from = writer.blocks.length
    const { runs, pages: later } = joinLines(paragraph.lines, vocabulary)
    const shape = shapeOf(paragraph, levels.get(paragraph))
    runs.forEach(({ text, style }, index) => writer.add(index === 0 ? usualSign(text) : text, style, shape))
    writer.end()
    const to = writer.blocks.length
    if (to === from) continue
    written.push({ paragraph, from, to })
    // Notes and feet of a page follow what goes on to the next: they begin none.
    const [first] = paragraph.lines
    if (first !== undefined) begin(first.page, from, 0)
    for (const { page, offset } of later) begin(page, ...blockAt(writer, from, to, offset))
  }
  const { starts: offsets } = projectText(writer.blocks)
  return {
    writer,
    structure: frameMarks(writer, written, offsets),
    pages: [...starts]
      .map(([page, { block, offset }]) => ({
        label: pages[page]?.label ?? String(page + 1),
        start: (offsets[block] ?? 0) + offset,
      }))
      .toSorted((one, other) => one.start - other.start),
  }
}

/** Bullets of fonts for symbols have places of their own in Unicode, where no other font has anything. */
function usualSign(text: string): string {
  return text.replace(/^\s*[\uf000-\uf0ff](?=\s|$)/, '•')
}

/** Where `offset` of a paragraph lies in the blocks it became; long ones are cut into several. */
function blockAt(writer: BlockWriter, from: number, to: number, offset: number): [number, number] {
  let rest = offset
  for (let block = from; block < to; block += 1) {
    const { length } = writer.blocks[block]?.text ?? ''
    if (rest < length || block === to - 1) return [block, Math.max(0, Math.min(rest, length - 1))]
    rest -= length + 1
  }
  return [from, 0]
}

function shapeOf(paragraph: Paragraph, level: number | undefined): Shape {
  const [first] = paragraph.lines
  if (first?.isRow === true) return { kind: 'table-row', level: null, item: null }
  if (level !== undefined) return { kind: 'heading', level, item: null }
  if (first !== undefined && paragraph.frame === null && isItem(first))
    return { kind: 'list-item', level: 1, item: null }
  return paragraphShape
}

const LONGEST_HEADING = 200

/** What makes one heading stand above another: its size, and of two of a size the bold one. */
function rank({ lines: [line] }: Paragraph): number {
  return sizeKey(line?.size ?? 0) * 2 + (line?.strong === true ? 1 : 0)
}

/** The level of each paragraph that is set as a heading: larger than the text, or bold and alone on its lines. */
function headingLevels(paragraphs: readonly Paragraph[], habits: Habits): Map<Paragraph, number> {
  const headings = paragraphs.filter((one) => isHeading(one, habits))
  const ranks = [...new Set(headings.map(rank))].toSorted((one, other) => other - one)
  return new Map(headings.map((one) => [one, Math.min(ranks.indexOf(rank(one)) + 1, 6)]))
}

function isHeading({ lines, frame }: Paragraph, habits: Habits): boolean {
  const [first] = lines
  if (first === undefined || frame !== null || first.isRow) return false
  const text = lines.map((line) => line.text).join(' ')
  if (text.length > LONGEST_HEADING || !/\p{L}/u.test(text) || isLeader(text)) return false
  if (isLarge(first.size, habits)) return !endsSentence(text) || /[?!]\W*$/.test(text) || text.length < 60
  const isBold = lines.every(({ strong }) => strong) && first.size >= habits.size * 0.95
  return isBold && lines.length <= 3 && !/[.,;:]\s*$/.test(text) && !isItem(first)
}

/** The frame as marks, one for each run of blocks, with the words elsewhere that the first of them repeats. */
function frameMarks(
  { blocks }: BlockWriter,
  written: readonly { readonly paragraph: Paragraph; readonly from: number; readonly to: number }[],
  offsets: readonly number[],
): StructureMark[] {
  const blockOf = new Map<Row, number>()
  for (const { paragraph, from } of written) if (paragraph.frame?.row) blockOf.set(paragraph.frame.row, from)
  return written.flatMap(({ paragraph, from, to }): StructureMark[] => {
    const [first, last] = [blocks[from], blocks[to - 1]]
    if (paragraph.frame === null || first === undefined || last === undefined) return []
    const by = (paragraph.frame.by === null ? undefined : blockOf.get(paragraph.frame.by)) ?? from
    const start = offsets[by] ?? 0
    const evidence = { version: 1, start, end: start + (blocks[by]?.text.length ?? 1) }
    return [{ kind: 'frame', from: first.id, to: last.id, origin: 'inferred', evidence }]
  })
}
