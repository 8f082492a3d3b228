import { escapeXml } from '../archive/escape-xml'
import { type TreeWriter, treeWriter, walkXml, type XmlElement } from '../archive/read-xml'
import { tooMuchText } from '../decode-text'
import { tooComplex } from '../html/parse-page'
import { MOST_TEXT } from '../parser-answer'
import { runOf } from './docx-markup'
import type { Numbering } from './docx-numbering'
import type { DocxStyles } from './docx-styles'
import { cellMarkup, isDeletedMark, paragraphMarkup, rowMarkup, runMarkup } from './property-markup'

/** A part of a document that holds text: which it is, its bytes, and where its links lead by the names it gives them. */
export type BodyPart = {
  readonly kind: 'document' | 'footnote' | 'endnote'
  readonly bytes: Uint8Array
  readonly links: ReadonlyMap<string, string>
}

/** What is known of a document while its text is read, and what is found in it. */
export type BodyContext = {
  /** The document's name, for refusals. */
  readonly name: string
  readonly styles: DocxStyles
  readonly numbering: Numbering
  /** The notes that no place has referred to yet, by names such as `footnote 2`. Each is taken once: the text would grow with each place. */
  readonly notes: Map<string, string>
  /** The notes that were referred to, in that order, each with its number. */
  readonly numbered: string[]
  /** Where the links of all parts lead. */
  readonly targets: string[]
  /** What is to be told of the document. */
  readonly found: { changes: boolean; equations: boolean; files: boolean }
}

/** A piece is ended behind so many elements. The converter's memory and time grow with the piece. */
const ENOUGH_ELEMENTS = 10_000
/** A paragraph or table of more elements is made to be hard to read. */
const MOST_ELEMENTS = 200_000

/** What is no part of the text that a reader sees, whatever is in it. */
const dropped = new Set(
  'w:del w:movefrom w:sdtpr w:sdtendpr w:sectpr w:tblpr w:tblprex w:tblgrid w:rt w:ffdata w:smarttagpr w:customxmlpr'.split(
    ' ',
  ),
)
/** What is gathered before it is judged. */
const properties = new Set(['w:ppr', 'w:rpr', 'w:trpr', 'w:tcpr'])
/** What the converter reads, and no more of it than its name. */
const kept = new Map([
  ['w:r', 'w:r'],
  ['w:tbl', 'w:tbl'],
  ['w:tr', 'w:tr'],
  ['w:tc', 'w:tc'],
  ['w:instrtext', 'w:instrText'],
  ['w:tab', 'w:tab'],
  ['w:ptab', 'w:tab'],
  ['w:cr', 'w:br'],
  ['w:nobreakhyphen', 'w:noBreakHyphen'],
  ['w:softhyphen', 'w:softHyphen'],
  // A text box; it stands after the paragraph that it hangs on.
  ['w:txbxcontent', 'w:pict'],
])
/** The only elements whose text is text. */
const texts = new Set(['w:t', 'm:t', 'w:instrtext'])
/** What equations show by the place of things, as it is written on one line. */
const mathSigns = new Map([
  ['m:den', '/'],
  ['m:sup', '^'],
  ['m:sub', '_'],
])

/** How the paragraph of a note begins; its number comes next. */
const NOTE_START = '<w:p><w:pPr><w:pStyle w:val="Note"/></w:pPr>'

/**
 * Write the text of a part anew with nothing but what the converter is to read: no other element, attribute or reference is
 * left of it. What is not known is looked through, so that no words in it are lost. Notes are kept in the context, for the
 * places that refer to them. The text comes in pieces that can be converted one by one.
 */
export function cleanBody({ kind, bytes, links }: BodyPart, context: BodyContext): string[] {
  const { name, notes, numbered, targets, found } = context
  const pieces: string[] = []
  let parts: string[] = []
  /** How many elements the piece has, and how many paragraphs, tables and boxes are open in it. */
  let elements = 0
  let nested = 0
  /** Where the paragraph begins that was opened last, and whether its end was deleted. */
  let paragraph = { at: -1, goesOn: false }
  /** What is left of paragraphs whose end was deleted: it begins the next. */
  let remains = ''
  /** The name of the note that is open. */
  let note = ''
  /** What the end of each open element writes. */
  const ends: string[] = []
  /** For each open choice between ways to draw the same thing, whether one was taken. */
  const choices: boolean[] = []
  let gathered: TreeWriter | null = null
  let inText = false
  let run = noRun
  /** The run before, when it ended with text. */
  let before = noText
  let characters = 0
  /** How many elements are open in one that is dropped, with that one. */
  let out = 0

  walkXml(name, bytes, {
    open(element, attributes) {
      if (out > 0) out += 1
      else if (gathered !== null) gathered.open(element, attributes)
      else if (inText) ends.push('')
      else if (properties.has(element)) {
        gathered = treeWriter()
        gathered.open(element, attributes)
      } else if (isDropped(element, attributes)) out = 1
      else {
        const [start, end] = enter(element, attributes)
        parts.push(start)
        ends.push(end)
        inText = texts.has(element)
        if (nesting.has(element)) nested += 1
        elements += 1
        if (elements > MOST_ELEMENTS) throw tooComplex(name, 'a paragraph or table in it has too many parts')
      }
    },
    text(text) {
      if (out > 0 || gathered !== null || !inText) return
      characters += text.length
      if (characters > MOST_TEXT) throw tooMuchText(name, characters)
      parts.push(escapeXml(text))
    },
    close(element) {
      if (out > 0) out -= 1
      else if (gathered !== null) {
        const tree = gathered.close()
        if (tree === null) return
        gathered = null
        writeProperties(tree)
      } else {
        if (element === 'w:tc' || element === 'w:txbxcontent') writeRemains()
        parts.push(ends.pop() ?? '')
        if (element === 'w:p' && paragraph.goesOn) keepRemains()
        if (element === 'w:r') leaveRun()
        if (element === 'mc:alternatecontent') choices.pop()
        if (texts.has(element)) inText = false
        if (nesting.has(element)) leaveNested()
        if (element === `w:${kind}` && note !== '') notes.set(note, takePiece())
      }
    },
  })
  pieces.push(takePiece())
  return pieces

  function takePiece(): string {
    writeRemains()
    const markup = parts.join('')
    parts = []
    elements = 0
    before = noText
    return markup
  }

  function leaveNested(): void {
    nested -= 1
    if (kind === 'document' && nested === 0 && remains === '' && elements > ENOUGH_ELEMENTS)
      pieces.push(takePiece())
  }

  function isDropped(element: string, attributes: ReadonlyMap<string, string>): boolean {
    if (element === 'w:del' || element === 'w:movefrom') found.changes = true
    // The lines that part notes from the text are notes of their own.
    if (element === 'w:footnote' || element === 'w:endnote')
      return attributes.has('w:type') && attributes.get('w:type') !== 'normal'
    if (element !== 'mc:choice' && element !== 'mc:fallback') return dropped.has(element)
    const isTaken = choices.pop() === true
    choices.push(true)
    return isTaken
  }

  /** What the start and the end of an element write. */
  function enter(element: string, attributes: ReadonlyMap<string, string>): readonly [string, string] {
    if (element === 'w:r') run = { at: parts.length, style: '' }
    if (element === 'w:t') return enterText()
    if (element === 'w:p') return enterParagraph()
    if (element === 'w:tbl') writeRemains()
    const plain = kept.get(element)
    if (plain !== undefined) return [`<${plain}>`, `</${plain}>`]
    const sign = mathSigns.get(element)
    if (sign !== undefined) return [runOf(sign), '']
    switch (element) {
      case 'w:ins':
      case 'w:moveto':
        found.changes = true
        return nothing
      case 'w:br':
        return (attributes.get('w:type') ?? 'textWrapping') === 'textWrapping' ? ['<w:br/>', ''] : nothing
      case 'w:hyperlink':
        return enterLink(links.get(attributes.get('r:id') ?? ''), attributes.get('w:anchor'))
      case 'w:fldchar': {
        const type = attributes.get('w:fldchartype') ?? ''
        return ['begin', 'separate', 'end'].includes(type)
          ? [`<w:fldChar w:fldCharType="${type}"/>`, '']
          : nothing
      }
      case 'w:sym': {
        const [font, char] = [attributes.get('w:font') ?? '', attributes.get('w:char') ?? '']
        return [`<w:sym w:font="${escapeXml(font)}" w:char="${escapeXml(char)}"/>`, '']
      }
      case 'w:footnote':
      case 'w:endnote':
        return enterNote(attributes.get('w:id') ?? '')
      case 'w:footnotereference':
        return referTo(`footnote ${attributes.get('w:id')}`)
      case 'w:endnotereference':
        return referTo(`endnote ${attributes.get('w:id')}`)
      case 'mc:alternatecontent':
        choices.push(false)
        return nothing
      case 'm:omath':
        found.equations = true
        return nothing
      // A file within the file, whose text Word takes in when it opens it.
      case 'w:altchunk':
        found.files = true
        return nothing
      case 'm:t':
        return ['<w:r><w:t>', '</w:t></w:r>']
      case 'm:d':
        return [runOf('('), runOf(')')]
      default:
        return nothing
    }
  }

  function enterParagraph(): readonly [string, string] {
    paragraph = { at: parts.length, goesOn: false }
    const start = `${kind === 'document' ? PARAGRAPH : NOTE_START}${remains}`
    remains = ''
    return [start, PARAGRAPH_END]
  }

  /** Keep what is in a paragraph for the next, whose properties it takes on. */
  function keepRemains(): void {
    remains = parts.splice(paragraph.at).join('').slice(PARAGRAPH.length, -PARAGRAPH_END.length)
    paragraph = { at: -1, goesOn: false }
    before = noText
  }

  function writeRemains(): void {
    if (remains !== '') parts.push(PARAGRAPH, remains, PARAGRAPH_END)
    remains = ''
  }

  function leaveRun(): void {
    // What a text box within it left behind says nothing of the run.
    if (run !== noRun && parts.at(-2) === TEXT_END) before = { end: parts.length, style: run.style }
    run = noRun
  }

  /** Programs cut sentences into many runs that look alike. The converter works for each, so they are joined. */
  function enterText(): readonly [string, string] {
    const isFirst = parts.length === run.at + (run.style === '' ? 1 : 2)
    if (!isFirst || before.end !== run.at || before.style !== run.style) return ['<w:t>', TEXT_END]
    parts.length = before.end - 2
    run = { ...run, at: noRun.at }
    return ['', TEXT_END]
  }

  function enterLink(target: string | undefined, anchor: string | undefined): readonly [string, string] {
    if (target === undefined) return nothing
    targets.push(anchor === undefined ? target : `${target.replace(/#.*/, '')}#${anchor}`)
    return [`<w:hyperlink r:id="link${targets.length - 1}">`, '</w:hyperlink>']
  }

  function enterNote(id: string): readonly [string, string] {
    if (kind !== 'document') {
      note = `${kind} ${id}`
      parts = []
    }
    return nothing
  }

  /** The number of the note that is referred to, which is a word of the text, and of the note as well. */
  function referTo(name: string): readonly [string, string] {
    const markup = kind === 'document' ? notes.get(name) : undefined
    if (markup === undefined) return nothing
    notes.delete(name)
    const number = `[${numbered.length + 1}]`
    numbered.push(markup.replace(NOTE_START, () => NOTE_START + runOf(`${number} `)))
    return [`<w:t>${number}</w:t>`, '']
  }

  /** Write what the converter is to know of the properties of a paragraph, run, row or cell. */
  function writeProperties(tree: XmlElement): void {
    switch (tree.name) {
      case 'ppr':
        paragraph = { ...paragraph, goesOn: kind === 'document' && isDeletedMark(tree) }
        // They come before what is left of the paragraph before.
        if (kind === 'document')
          parts[paragraph.at] =
            parts[paragraph.at]?.replace(PARAGRAPH, () => PARAGRAPH + paragraphMarkup(tree, context)) ?? ''
        break
      case 'rpr':
        run = { ...run, style: runMarkup(tree, context) }
        if (run.style !== '') parts.push(run.style)
        break
      case 'trpr':
        parts.push(rowMarkup(tree, context))
        break
      default:
        parts.push(cellMarkup(tree))
    }
  }
}

const nothing = ['', ''] as const
const TEXT_END = '</w:t>'
const PARAGRAPH = '<w:p>'
const PARAGRAPH_END = '</w:p>'
const noRun = { at: -1, style: '' }
const noText = { end: -1, style: '' }
/** What a piece is not cut in. */
const nesting = new Set(['w:p', 'w:tbl', 'w:txbxcontent'])
