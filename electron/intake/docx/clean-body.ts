import { type TreeWriter, treeWriter, walkXml, type XmlElement } from '../archive/read-xml'
import { tooMuchText } from '../decode-text'
import { MOST_TEXT } from '../parser-answer'
import { escapeXml, runOf } from './docx-markup'
import type { Numbering } from './docx-numbering'
import type { DocxStyles } from './docx-styles'
import { cellMarkup, paragraphMarkup, rowMarkup, runMarkup } from './property-markup'

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
  /** The notes that no place has referred to yet, as `footnote 2`. Each is taken once: the text would grow with each place. */
  readonly notes: Set<string>
  /** Where the links of all parts lead. */
  readonly targets: string[]
  /** What is to be told of the document. */
  readonly found: { changes: boolean; equations: boolean; notes: number }
}

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
  ['w:p', 'w:p'],
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

/**
 * Write the text of a part anew with nothing but what the converter is to read: no other element, attribute or reference is
 * left of it. What is not known is looked through, so that no words in it are lost.
 */
export function cleanBody({ kind, bytes, links }: BodyPart, context: BodyContext): string {
  const { name, notes, targets, found } = context
  const parts: string[] = []
  /** What the end of each open element writes. */
  const ends: string[] = []
  /** For each open choice between ways to draw the same thing, whether one was taken. */
  const choices: boolean[] = []
  let gathered: TreeWriter | null = null
  let inText = false
  let run = noRun
  /** The run before, when it ended with text. */
  let before = { end: -1, style: '' }
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
        const written = writeProperties(tree)
        if (written !== '') parts.push(written)
      } else {
        parts.push(ends.pop() ?? '')
        if (element === 'w:r') leaveRun()
        if (element === 'mc:alternatecontent') choices.pop()
        if (texts.has(element)) inText = false
      }
    },
  })
  return parts.join('')

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
        return referTo('footnote', attributes.get('w:id') ?? '')
      case 'w:endnotereference':
        return referTo('endnote', attributes.get('w:id') ?? '')
      case 'mc:alternatecontent':
        choices.push(false)
        return nothing
      case 'm:omath':
        found.equations = true
        return nothing
      case 'm:t':
        return ['<w:r><w:t>', '</w:t></w:r>']
      case 'm:d':
        return [runOf('('), runOf(')')]
      default:
        return nothing
    }
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
    return [`<w:hyperlink r:id="link${targets.length}">`, '</w:hyperlink>']
  }

  function enterNote(id: string): readonly [string, string] {
    if (kind === 'document') return nothing
    notes.add(`${kind} ${id}`)
    return [`<w:${kind} w:id="${escapeXml(id)}">`, `</w:${kind}>`]
  }

  function referTo(note: 'footnote' | 'endnote', id: string): readonly [string, string] {
    if (kind !== 'document' || !notes.delete(`${note} ${id}`)) return nothing
    found.notes += 1
    return [`<w:${note}Reference w:id="${escapeXml(id)}"/>`, '']
  }

  /** What the converter is to know of the properties of a paragraph, run, row or cell. */
  function writeProperties(tree: XmlElement): string {
    switch (tree.name) {
      case 'ppr':
        return paragraphMarkup(tree, context)
      case 'rpr':
        run = { ...run, style: runMarkup(tree, context) }
        return run.style
      case 'trpr':
        return rowMarkup(tree, context)
      default:
        return cellMarkup(tree)
    }
  }
}

const nothing = ['', ''] as const
const TEXT_END = '</w:t>'
const noRun = { at: -1, style: '' }
