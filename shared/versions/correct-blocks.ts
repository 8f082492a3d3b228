import { alignTexts } from '../anchoring/align-texts'
import type { BlockId } from '../model/ids'
import type { Block, InlineMark } from '../model/version'
import type { BlockPlaces } from './carry-overlay'

/** A paragraph as it should read: empty takes it out, a line break parts it. */
export type BlockEdit = { readonly block: BlockId; readonly text: string }

/** The blocks of the corrected version, and which of them each old block became. */
export type CorrectedBlocks = { readonly blocks: Block[]; readonly places: BlockPlaces }

/**
 * Put paragraphs right. A block that is not named keeps its text, kind and marks; a changed one keeps its kind, and its marks
 * where their words stayed. What is parted from a heading is a paragraph. Ids are places in the new version.
 */
export function correctBlocks(before: readonly Block[], edits: readonly BlockEdit[]): CorrectedBlocks {
  const texts = new Map(edits.map(({ block, text }) => [block, text]))
  const blocks: Block[] = []
  const spans: ({ first: number; last: number } | null)[] = []
  for (const block of before) {
    const text = texts.get(block.id)
    const made = text === undefined || text === block.text ? [block] : editedBlock(block, text)
    const first = blocks.length
    for (const one of made) blocks.push({ ...one, id: `b${blocks.length + 1}` })
    spans.push(made.length === 0 ? null : { first, last: blocks.length - 1 })
  }
  return { blocks, places: (index) => spans[index] ?? null }
}

function editedBlock(block: Block, text: string): Block[] {
  const lines = text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const written = lines.join('\n')
  const marks = carriedMarks(block, written)
  let start = 0
  return lines.map((line, index) => {
    const from = start
    start += line.length + 1
    const keepsKind = index === 0 || block.kind !== 'heading'
    return {
      ...block,
      ...(keepsKind ? {} : { kind: 'paragraph' as const, level: null }),
      text: line,
      marks: marks.flatMap((mark) => within(mark, from, from + line.length)),
    }
  })
}

/** The part of a mark that lies in a line, in offsets of that line; none where it lies elsewhere. */
function within(mark: InlineMark, from: number, to: number): InlineMark[] {
  const start = Math.max(mark.start, from) - from
  const end = Math.min(mark.end, to) - from
  return start < end ? [{ ...mark, start, end }] : []
}

/** Marks on the words that stayed: from the first of them to the last, while none was put between. */
function carriedMarks({ text, marks }: Block, written: string): InlineMark[] {
  if (marks.length === 0) return []
  const { before, after, to } = alignTexts(text, written)
  return marks.flatMap((mark): InlineMark[] => {
    const runs: { start: number; end: number; last: number }[] = []
    for (let word = 0; word < before.count; word += 1) {
      const [start, end] = [before.starts[word] ?? 0, before.ends[word] ?? 0]
      const place = to[word] ?? -1
      if (end <= mark.start || start >= mark.end || place === -1) continue
      // A mark may begin or end within a word.
      const from = (after.starts[place] ?? 0) + Math.max(0, mark.start - start)
      const until = (after.ends[place] ?? 0) - Math.max(0, end - mark.end)
      const run = runs.at(-1)
      if (run !== undefined && place === run.last + 1) {
        run.end = until
        run.last = place
      } else runs.push({ start: from, end: until, last: place })
    }
    return runs.map(({ start, end }) => ({ ...mark, start, end }))
  })
}
