import type { TextProjection } from '../anchoring/text-projection'
import type { StructureMark } from '../model/structure'
import type { Block } from '../model/version'
import { Draft, type Found } from './draft'
import { type Credits, findCredits } from './find-credits'
import { findPosts, type Post, tellPostLines } from './find-posts'
import { findRepeats, type Repeat } from './find-repeats'
import { findTitle, type Title } from './find-title'
import { type Line, linesOf, type Span } from './lines'
import { summaryHeading } from './tables/headings'
import { tellHeadings } from './tell-headings'
import { tellPage } from './tell-page'
import { tellSecondArticle } from './tell-second-article'
import { tellSummaries } from './tell-summaries'

/** What the lines of a text are, and what they tell of its source. */
export type Layout = {
  readonly draft: Draft
  readonly title: Title | null
  readonly credits: Credits
  readonly posts: readonly Post[]
  /** The words that say that the text is a live blog; null when it is none. */
  readonly live: Span | null
  readonly marks: readonly StructureMark[]
}

/** What the format of a text or a person told of its layout. */
export type ToldLayout = {
  readonly title: string | null
  readonly isLive: boolean
  readonly marks: readonly StructureMark[]
}

export const nothingTold: ToldLayout = { title: null, isLive: false, marks: [] }

/** Read the layout of a text from its lines. Only what is plain is told: a wrong frame hides text. */
export function readLayout(
  blocks: readonly Block[],
  projection: TextProjection,
  version: number,
  told: ToldLayout,
): Layout {
  const lines = linesOf(blocks, projection)
  const draft = new Draft(lines)
  tellMarks(draft, told.marks)
  tellPage(draft)
  tellSecondArticle(draft)
  const title = titleOf(draft, told.title)
  const isUnrelated = lines.map(({ index }) => draft.part(index) === 'unrelated')
  const credits = findCredits(draft, title?.line ?? null)
  const live = tellPostLines(draft, title?.line ?? null, told.isLive)
  tellHeadings(draft)
  if (title !== null && draft.part(title.line.index) !== 'unrelated')
    draft.tell('heading', title.line.index, title.line.index, { level: 1 })
  const copies = copiesOfTitle(draft, title)
  for (const index of copies) draft.tell('heading', index, index, { level: 1 })
  tellSummaries(draft, title?.line ?? null)
  const start = lines[copies.at(-1) ?? title?.line.index ?? -1] ?? null
  const { posts, subheads } = live === null ? { posts: [], subheads: [] } : findPosts(draft, start)
  for (const index of subheads) draft.tell('heading', index, index, { level: 3 })
  const repeats = [
    ...copies.map((index) => ({ from: index, to: index, of: title?.line.index ?? index, ofTo: null })),
    ...findRepeats(draft).filter(({ from, to }) => from !== to || !copies.includes(from)),
  ].filter(({ from }) => isUnrelated[from] !== true)
  const marks = marksOf(draft, repeats, posts, version).filter((mark) => !isKnown(mark, told.marks))
  return { draft, title, credits, posts, live, marks }
}

type AnyRepeat = Omit<Repeat, 'ofTo'> & { readonly ofTo: number | null }

function marksOf(
  draft: Draft,
  repeats: readonly AnyRepeat[],
  posts: readonly Post[],
  version: number,
): StructureMark[] {
  const { lines } = draft
  const stretch: StretchOf = (from, to, { start, end }) => ({
    from: idOf(lines, from),
    to: idOf(lines, to),
    origin: 'inferred',
    evidence: { version, start, end },
  })
  return [
    ...draft.found().flatMap((found) => (found.isTold ? [] : markOf(draft, found, stretch))),
    ...repeats.map(({ from, to, of, ofTo }) => ({
      kind: 'repeat' as const,
      ...stretch(from, to, lineAt(lines, from)),
      of: idOf(lines, of),
      ...(ofTo !== null && { ofTo: idOf(lines, ofTo) }),
    })),
    // A recap is a summary, and none of the posts.
    ...posts
      .filter(({ from }) => !summaryHeading.test(lineAt(lines, from).text))
      .map(({ from, to, heading, time, updated, evidence }) => ({
        kind: 'post' as const,
        ...stretch(from, to, evidence),
        heading,
        time,
        updated,
      })),
  ]
}

/** Whether a mark was told before, or is a post of a text whose posts the format tells. */
function isKnown(mark: StructureMark, told: readonly StructureMark[]): boolean {
  return told.some(
    ({ kind, from, to, origin }) =>
      kind === mark.kind &&
      ((from === mark.from && to === mark.to) || (kind === 'post' && origin === 'inferred')),
  )
}

type StretchOf = (
  from: number,
  to: number,
  evidence: Span,
) => Omit<Extract<StructureMark, { kind: 'frame' }>, 'kind'>

function lineAt(lines: readonly Line[], index: number): Line {
  const line = lines[index]
  if (line === undefined) throw new RangeError(`there is no line ${index}`)
  return line
}

function idOf(lines: readonly Line[], index: number): Block['id'] {
  return lineAt(lines, index).id
}

/** Lines that a format or a person told stay what they are. */
function tellMarks(draft: Draft, marks: readonly StructureMark[]): void {
  const places = new Map<string, number>(draft.lines.map(({ id, index }) => [id, index]))
  for (const { kind, from, to } of marks) {
    const [first, last] = [places.get(from), places.get(to)]
    if (first === undefined || last === undefined) continue
    if (kind === 'frame' || kind === 'caption' || kind === 'unrelated')
      draft.tell(kind, first, last, { isTold: true })
  }
}

function titleOf(draft: Draft, told: string | null): Title | null {
  if (told === null) return findTitle(draft)
  const line = draft.lines.slice(0, 40).find(({ text, index }) => text === told && draft.part(index) === null)
  return line === undefined ? null : { line, rule: 'heading' }
}

/** How far below the headline its copies stand. */
const COPY_REACH = 12

/** The lines that say the headline again. */
function copiesOfTitle(draft: Draft, title: Title | null): number[] {
  if (title === null) return []
  const { index, text } = title.line
  return draft.lines
    .slice(index + 1, index + 1 + COPY_REACH)
    .flatMap((line) => (line.text === text && draft.part(line.index) !== 'unrelated' ? [line.index] : []))
}

function markOf(
  { lines }: Draft,
  { part, from, to, evidence, level }: Found,
  stretch: StretchOf,
): StructureMark[] {
  const own = stretch(from, to, evidence)
  switch (part) {
    case 'heading':
      // What the format says is a heading needs no mark.
      return lines[from]?.kind === 'heading' ? [] : [{ kind: part, ...own, level }]
    case 'frame':
    case 'caption':
    case 'standfirst':
    case 'summary':
    case 'unrelated':
      return [{ kind: part, ...own }]
    case 'updated':
    case 'time':
      return []
  }
}
