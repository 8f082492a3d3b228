import type { PhrasingContent } from 'mdast'
import { assertNever } from '../../model/assert-never'
import type { BriefCitation, BriefFootnote, BriefInline, BriefMark } from '../../model/brief'
import { closingPunctuation } from '../closing-punctuation'
import type { Notes } from './notes'
import { printable } from './printable'

type Note = BriefCitation | BriefFootnote
type Words = { readonly type: 'words'; readonly text: string; readonly marks: readonly BriefMark[] }
type Piece = Words | { readonly type: 'notes'; readonly notes: readonly Note[] } | { readonly type: 'break' }

/**
 * The words of a block as Markdown has them: the marks of footnotes stand straight behind what they belong to and its
 * punctuation, neighbours that share a mark stand in one node, and no white space stands where a line begins or ends.
 */
export function phrasing(inlines: readonly BriefInline[], notes: Notes): PhrasingContent[] {
  return nested(unmarkedEdges(trimmed(settled(inlines))), [], notes)
}

/** Puts each run of notes behind the words before it and the punctuation after it, without a space between. */
function settled(inlines: readonly BriefInline[]): Piece[] {
  const pieces: Piece[] = []
  let waiting: Note[] = []
  let isApart = false
  const place = () => {
    if (waiting.length > 0) pieces.push({ type: 'notes', notes: waiting })
    waiting = []
  }
  const add = (text: string, marks: readonly BriefMark[]) => {
    if (text !== '') pieces.push({ type: 'words', text, marks })
  }
  for (const inline of inlines) {
    switch (inline.type) {
      case 'footnote':
      case 'citation': {
        if (inline.type === 'footnote' && inline.attrs.words.trim() === '') break
        const last = pieces.at(-1)
        if (waiting.length === 0 && last?.type === 'words' && !isCode(last)) {
          const text = last.text.trimEnd()
          isApart = text !== last.text
          pieces.pop()
          add(text, last.marks)
        }
        waiting.push(inline)
        break
      }
      case 'hardBreak':
        place()
        isApart = false
        pieces.push({ type: 'break' })
        break
      case 'text': {
        const text = printable(inline.text)
        const marks = inline.marks ?? []
        if (waiting.length > 0 && text.trim() === '') {
          isApart = true
          break
        }
        const end = waiting.length === 0 ? '' : closingPunctuation(text)
        const rest = text.slice(end.length)
        add(end, marks)
        place()
        if (isApart && end === '' && !/^\s/.test(rest)) add(' ', [])
        isApart = false
        add(rest, marks)
        break
      }
      default:
        assertNever(inline)
    }
  }
  place()
  return pieces
}

/** Without white space and breaks where a line begins or ends: Markdown would read them as something else or not at all. */
function trimmed(pieces: readonly Piece[]): Piece[] {
  const ahead = trimmedAhead(pieces, (text) => text.trimStart())
  return trimmedAhead(ahead.toReversed(), (text) => text.trimEnd()).toReversed()
}

function trimmedAhead(pieces: readonly Piece[], trim: (text: string) => string): Piece[] {
  const kept: Piece[] = []
  for (const piece of pieces) {
    const isAtEdge = kept.length === 0 || kept.at(-1)?.type === 'break'
    if (!isAtEdge || piece.type === 'notes' || (piece.type === 'words' && isCode(piece))) kept.push(piece)
    else if (piece.type === 'words' && trim(piece.text) !== '')
      kept.push({ ...piece, text: trim(piece.text) })
  }
  return kept
}

/** White space at the edge of marked words has only the marks that it shares with its neighbours. */
function unmarkedEdges(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap((piece, index): Piece[] => {
    if (piece.type !== 'words' || piece.marks.length === 0 || isCode(piece)) return [piece]
    const [, before = '', text = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(piece.text) ?? []
    const ahead = shared(piece.marks, pieces[index - 1])
    const behind = shared(piece.marks, pieces[index + 1])
    const parts: Words[] = [
      { type: 'words', text: before, marks: text === '' ? shared(ahead, pieces[index + 1]) : ahead },
      { type: 'words', text, marks: piece.marks },
      { type: 'words', text: after, marks: behind },
    ]
    return parts.filter((part) => part.text !== '')
  })
}

function shared(marks: readonly BriefMark[], other: Piece | undefined): BriefMark[] {
  return marks.filter((mark) => marksOf(other).some((its) => isSame(mark, its)))
}

/** Pieces that share a mark stand in one node, those of the widest mark first, so that no signs stand between them. */
function nested(pieces: readonly Piece[], around: readonly BriefMark[], notes: Notes): PhrasingContent[] {
  const made: PhrasingContent[] = []
  for (let at = 0; at < pieces.length; ) {
    const [widest] = marksOf(pieces[at])
      .filter((mark) => mark.type !== 'code' && !around.some((other) => isSame(mark, other)))
      .map((mark) => ({ mark, end: endOfRun(pieces, at, mark) }))
      .toSorted((a, b) => b.end - a.end)
    const end = widest?.end ?? at + 1
    const run = pieces.slice(at, end)
    if (widest === undefined) for (const piece of run) addTo(made, written(piece, notes))
    else made.push(marked(widest.mark, nested(run, [...around, widest.mark], notes)))
    at = end
  }
  return made
}

function endOfRun(pieces: readonly Piece[], from: number, mark: BriefMark): number {
  let end = from
  while (end < pieces.length && marksOf(pieces[end]).some((other) => isSame(mark, other))) end += 1
  return end
}

function written(piece: Piece, notes: Notes): PhrasingContent[] {
  if (piece.type === 'break') return [{ type: 'break' }]
  if (piece.type === 'words') return [{ type: isCode(piece) ? 'inlineCode' : 'text', value: piece.text }]
  return noteMarks(
    piece.notes.map((note) =>
      note.type === 'citation' ? notes.passage(note.attrs) : notes.words(note.attrs.words),
    ),
  )
}

/** Marks of footnotes in a row, each once, with a narrow space between, so that 1 and 2 are not read as 12. */
export function noteMarks(marks: readonly ReturnType<Notes['passage']>[]): PhrasingContent[] {
  const once = new Map(marks.map((mark) => [mark.label, mark]))
  return [...once.values()].flatMap((mark, index): PhrasingContent[] =>
    index === 0 ? [mark] : [{ type: 'text', value: '\u202F' }, mark],
  )
}

/** Words behind words of the same kind go on in one node. */
function addTo(made: PhrasingContent[], more: readonly PhrasingContent[]): void {
  for (const node of more) {
    const last = made.at(-1)
    if ((node.type === 'text' || node.type === 'inlineCode') && last?.type === node.type)
      made[made.length - 1] = { ...last, value: last.value + node.value }
    else made.push(node)
  }
}

function marked(mark: BriefMark, children: PhrasingContent[]): PhrasingContent {
  switch (mark.type) {
    case 'bold':
      return { type: 'strong', children }
    case 'italic':
      return { type: 'emphasis', children }
    case 'strike':
      return { type: 'delete', children }
    case 'link':
      return { type: 'link', url: mark.attrs.href, children }
    case 'code':
      throw new Error('code is a kind of words, and wraps none')
    default:
      return assertNever(mark)
  }
}

function marksOf(piece: Piece | undefined): readonly BriefMark[] {
  return piece?.type === 'words' ? piece.marks : []
}

function isCode(piece: Piece): boolean {
  return marksOf(piece).some(({ type }) => type === 'code')
}

function isSame(one: BriefMark, two: BriefMark): boolean {
  return (
    one.type === two.type && (one.type !== 'link' || two.type !== 'link' || one.attrs.href === two.attrs.href)
  )
}
