import { projectText } from '../anchoring/text-projection'
import { type Annotation, type AnnotationBody, excerptOf } from '../model/annotation'
import { assertNever } from '../model/assert-never'
import type { EntryId } from '../model/codebook'
import type { AnnotationId, SourceId } from '../model/ids'
import { currentVersion, type Source, type SourceKind } from '../model/source'
import { speakerIn, speakingHop } from '../model/speaker'
import type { Structure, StructureMark } from '../model/structure'
import type { Block } from '../model/version'
import { streamOf } from './words'

/** Words that are searched, a stream a line. The text they were taken from lies elsewhere. */
export type Sheet = {
  readonly words: string
  /** For each line three numbers: where it starts in `words`, and where it starts and ends in the text. */
  readonly lines: Int32Array
}

/** A sheet with the text it was made from, as a whole. */
export type WrittenSheet = { readonly sheet: Sheet; readonly plain: string }

/** The text of one version: first the lines that are read, then those that are left out unless asked for. */
export type TextSheet = Sheet & { readonly version: number; readonly visible: number }

/** What filters ask of an annotation. */
export type Note = {
  readonly id: AnnotationId
  readonly kind: AnnotationBody['kind']
  /** Who speaks or acts, what it is about, and its codes. */
  readonly entries: readonly EntryId[]
  /** The words by which the text names who speaks, unless they tell of somebody else's position. */
  readonly named: readonly string[]
}

/** A source as it is searched. */
export type SearchedSource = {
  readonly id: SourceId
  readonly kind: SourceKind
  /** When it was published, else when it was updated. */
  readonly date: string | null
  /** Details, memo and annotations: see `sideSheet`. */
  readonly side: Sheet
  readonly text: TextSheet
  readonly notes: () => readonly Note[]
}

export const TITLE = 0
export const OUTLET = 1
export const VIA = 2
/** The lines before this one are title, outlet, via and authors. */
export const MEMO = 4
/** From here on each annotation has two lines: its words, and its memo. */
export const NOTES = 5

/** The details, the memo and the annotations of a source. */
export function sideSheet({ details, memo }: Source, annotations: readonly Annotation[]): WrittenSheet {
  const { title, outlet, via, authors } = details
  const notes = annotations.flatMap((annotation) => [wordsOf(annotation), annotation.memo])
  const texts = [title, outlet ?? '', via ?? '', authors.join(', '), memo, ...notes]
  let start = 0
  const spans = texts.map((text) => {
    const span = { text, start }
    start += text.length
    return span
  })
  return { sheet: sheetOf(spans), plain: texts.join('') }
}

/** The text of a version, with what its structure says is frame, a repeat or another article at the end. */
export function textSheet(
  version: number,
  blocks: readonly Block[],
  structure: Structure | null,
): WrittenSheet & { readonly sheet: TextSheet } {
  const { text, starts } = projectText(blocks)
  const hidden = hiddenBlocks(blocks, structure)
  const spans = blocks.map((block, index) => ({ text: block.text, start: starts[index] ?? 0 }))
  const visible = spans.filter((_, index) => !hidden.has(index))
  const rest = spans.filter((_, index) => hidden.has(index))
  return { sheet: { ...sheetOf([...visible, ...rest]), version, visible: visible.length }, plain: text }
}

/** What filters ask of the annotations, in the order of their lines. */
export function notesOf(annotations: readonly Annotation[]): Note[] {
  return annotations.map(({ id, body, codes }) => {
    const topic = body.kind === 'figure' ? body.measure : body.issue
    const isOfOther = body.kind === 'position' && body.actor !== null
    return {
      id,
      kind: body.kind,
      entries: [...codes, ...[topic ?? [], speakerIn(body).actor ?? []].flat()],
      named: isOfOther ? [] : [speakingHop(body)?.asWritten ?? []].flat(),
    }
  })
}

/** The version that is searched, and the overlay that says what is left out of it. */
export function searchedText(source: Source): {
  readonly version: number
  readonly structure: Structure | null
} {
  const { number } = currentVersion(source)
  return { version: number, structure: source.structures.find(({ version }) => version === number) ?? null }
}

/** Where line `index` starts in the words of its sheet; behind the last line, where they end. */
export function lineStart({ words, lines }: Sheet, index: number): number {
  return lines[3 * index] ?? words.length
}

/** The excerpt, and what the researcher made of it. */
function wordsOf({ target, body }: Annotation): string {
  const excerpt = excerptOf(target)
  return [excerpt, ...statementsOf(body).filter((text) => text !== excerpt)].join('\n')
}

function statementsOf(body: AnnotationBody): string[] {
  switch (body.kind) {
    case 'claim':
      return [body.statement ?? []].flat()
    case 'figure':
      return [body.asWritten, body.scope ?? []].flat()
    case 'position':
      return [body.condition ?? []].flat()
    default:
      return assertNever(body)
  }
}

/** What stands in these is left out of the answers unless it is asked for; other marks say what the words of the text are. */
const hiding: ReadonlySet<StructureMark['kind']> = new Set(['frame', 'repeat', 'unrelated'])

function hiddenBlocks(blocks: readonly Block[], structure: Structure | null): ReadonlySet<number> {
  const places = new Map(blocks.map(({ id }, index) => [id, index]))
  const hidden = new Set<number>()
  for (const { kind, from, to } of structure?.marks ?? []) {
    if (!hiding.has(kind)) continue
    const last = places.get(to) ?? -1
    for (let index = places.get(from) ?? blocks.length; index <= last; index += 1) hidden.add(index)
  }
  return hidden
}

function sheetOf(spans: readonly { readonly text: string; readonly start: number }[]): Sheet {
  const lines = new Int32Array(3 * spans.length)
  const streams: string[] = []
  let at = 0
  for (const [index, { text, start }] of spans.entries()) {
    const stream = `${streamOf(text)}\n`
    lines.set([at, start, start + text.length], 3 * index)
    streams.push(stream)
    at += stream.length
  }
  return { words: streams.join(''), lines }
}

/** How long the text is that a sheet was made from. */
export function plainLength({ lines }: Sheet): number {
  return lines.reduce((length, end, index) => (index % 3 === 2 ? Math.max(length, end) : length), 0)
}
