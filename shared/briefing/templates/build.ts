import type { BriefBlock, BriefHeading, BriefInline, BriefParagraph, LiveView } from '../../model/brief'
import type { ExcerptFilter } from '../../model/excerpts'
import type { AnnotationId, SourceId } from '../../model/ids'
import { capitalised } from '../capitalised'
import { closingPunctuation } from '../closing-punctuation'

/** What leads to a passage: a mention of a comparison has it. */
export type Mentioned = {
  readonly source: SourceId
  readonly annotation: AnnotationId
  readonly excerpt: string
}

/** A part of a sentence: words, or the mark of a passage, or words with marks of their own. */
export type Part = string | BriefInline

export function heading(level: number, words: string): BriefHeading {
  return { type: 'heading', attrs: { level, section: null }, content: [{ type: 'text', text: words }] }
}

/** A paragraph of these parts; its first letter is a capital. */
export function paragraph(...parts: readonly Part[]): BriefParagraph {
  return { type: 'paragraph', content: inlines(parts) }
}

/** A list with an item for each of these. */
export function bullets(items: readonly (readonly Part[])[]): BriefBlock[] {
  if (items.length === 0) return []
  const content = items.map((parts) => ({ type: 'listItem' as const, content: [paragraph(...parts)] }))
  return [{ type: 'bulletList', content }]
}

/** A table of the author's own, with a head. */
export function table(head: readonly string[], rows: readonly (readonly (readonly Part[])[])[]): BriefBlock {
  const cells = (type: 'tableHeader' | 'tableCell', row: readonly (readonly Part[])[]) => ({
    type: 'tableRow' as const,
    content: row.map((parts) => ({ type, content: [paragraph(...parts)] })),
  })
  return {
    type: 'table',
    content: [
      cells(
        'tableHeader',
        head.map((words) => [words]),
      ),
      ...rows.map((row) => cells('tableCell', row)),
    ],
  }
}

/** Marks stand behind the punctuation that follows them, as a brief is printed. */
function inlines(parts: readonly Part[]): BriefInline[] {
  const joined: BriefInline[] = []
  let waiting: BriefInline[] = []
  const write = (words: string) => {
    const last = joined.at(-1)
    if (words === '') return
    if (last?.type === 'text' && last.marks === undefined)
      joined[joined.length - 1] = { type: 'text', text: last.text + words }
    else joined.push({ type: 'text', text: joined.length === 0 ? capitalised(words) : words })
  }
  const place = () => {
    joined.push(...waiting)
    waiting = []
  }
  for (const part of parts) {
    if (typeof part === 'string') {
      const end = waiting.length === 0 ? '' : closingPunctuation(part)
      write(end)
      if (part !== '') place()
      write(part.slice(end.length))
    } else if (part.type === 'citation') waiting.push(part)
    else {
      place()
      joined.push(part)
    }
  }
  place()
  return joined
}

/** The mark of a passage. */
export function cite({ source, annotation, excerpt }: Mentioned): BriefInline {
  return { type: 'citation', attrs: { source, annotation, exact: excerpt, declined: null } }
}

/** An address that leads to itself. */
export function linkTo(url: string): BriefInline {
  return { type: 'text', text: url, marks: [{ type: 'link', attrs: { href: url } }] }
}

/** The passage as a block. */
export function quote({ source, annotation, excerpt }: Mentioned): BriefBlock {
  return { type: 'excerpt', attrs: { source, annotation, exact: excerpt, declined: null } }
}

export function live(view: LiveView, filter: ExcerptFilter): BriefBlock {
  return { type: 'live', attrs: { view, filter, caption: null, seen: null, declined: null } }
}

/** "A, B and C", each with its marks. */
export function listed(items: readonly (readonly Part[])[]): Part[] {
  return items.flatMap((item, index): Part[] => {
    if (index === 0) return [...item]
    return [index === items.length - 1 ? ' and ' : ', ', ...item]
  })
}

const small = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

/** "three", "14". */
export function numeral(count: number): string {
  return small[count] ?? String(count)
}

/** "three claims", "one claim", "14 claims". */
export function counted(count: number, one: string): string {
  return `${numeral(count)} ${one}${count === 1 ? '' : 's'}`
}
