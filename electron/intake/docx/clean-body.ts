import { childNamed, type TreeWriter, treeWriter, walkXml, type XmlElement } from '../archive/read-xml'
import type { Numbering } from './docx-numbering'
import { type DocxStyles, type ListPlace, outlineRole, valueOf } from './docx-styles'

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
  ['w:t', 'w:t'],
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

/** The signs for numbers and bullets in the document that is converted. */
export const BULLETS = 1
export const NUMBERS = 2
/** The converter knows lists that are nested so deep. */
const MOST_LEVEL = 4

/**
 * Write the text of a part anew with nothing but what the converter is to read: no other element, attribute or reference is
 * left of it. What is not known is looked through, so that no words in it are lost.
 */
export function cleanBody({ kind, bytes, links }: BodyPart, context: BodyContext): string {
  const { name, styles, numbering, notes, targets, found } = context
  const parts: string[] = []
  /** What the end of each open element writes. */
  const ends: string[] = []
  /** For each open choice between ways to draw the same thing, whether one was taken. */
  const choices: boolean[] = []
  let gathered: TreeWriter | null = null
  let inText = false
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
      if (out === 0 && gathered === null && inText) parts.push(escapeXml(text))
    },
    close(element) {
      if (out > 0) out -= 1
      else if (gathered !== null) {
        const tree = gathered.close()
        if (tree === null) return
        gathered = null
        parts.push(writeProperties(tree))
      } else {
        parts.push(ends.pop() ?? '')
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
    const isTaken = choices.at(-1) === true
    choices[choices.length - 1] = true
    return isTaken
  }

  /** What the start and the end of an element write. */
  function enter(element: string, attributes: ReadonlyMap<string, string>): readonly [string, string] {
    const plain = kept.get(element)
    if (plain !== undefined) return [`<${plain}>`, `</${plain}>`]
    const sign = mathSigns.get(element)
    if (sign !== undefined) return [run(sign), '']
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
        return [run('('), run(')')]
      default:
        return nothing
    }
  }

  function enterLink(target: string | undefined, anchor: string | undefined): readonly [string, string] {
    if (target === undefined) return nothing
    targets.push(anchor === undefined ? target : `${target}#${anchor}`)
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

  function writeProperties(tree: XmlElement): string {
    switch (tree.name) {
      case 'ppr':
        return writeParagraph(tree)
      case 'rpr':
        return writeRun(tree)
      case 'trpr': {
        if (childNamed(tree, 'del') === null) return ''
        found.changes = true
        return '<w:trPr><w:del/></w:trPr>'
      }
      default:
        return writeCell(tree)
    }
  }

  function writeParagraph(tree: XmlElement): string {
    const mark = childNamed(tree, 'rpr')
    if (childNamed(mark, 'del') !== null) {
      // What is left of it belongs to the next paragraph.
      found.changes = true
      return '<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>'
    }
    if (childNamed(mark, 'ins') !== null) found.changes = true
    const style = styles.get(valueOf(childNamed(tree, 'pstyle')) ?? '')
    const role = outlineRole(tree) ?? style?.role ?? null
    const place = listPlace(childNamed(tree, 'numpr'), style?.list ?? null)
    const label = place === null ? null : numbering(place)
    const words = label === null || label.text === '•' ? '' : run(`${label.text} `)
    if (role !== null) return `<w:pPr><w:pStyle w:val="${role}"/></w:pPr>${words}`
    if (label === null) return ''
    const list = label.text === '•' ? BULLETS : NUMBERS
    const level = Math.min(label.level, MOST_LEVEL)
    return `<w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr></w:pPr>${words}`
  }

  function writeRun(tree: XmlElement): string {
    const role = styles.get(valueOf(childNamed(tree, 'rstyle')) ?? '')?.role ?? null
    const strong = isOn(childNamed(tree, 'b')) ?? role === 'Strong'
    const emphasis = isOn(childNamed(tree, 'i')) ?? role === 'Emphasis'
    return strong || emphasis ? `<w:rPr>${strong ? '<w:b/>' : ''}${emphasis ? '<w:i/>' : ''}</w:rPr>` : ''
  }

  function writeCell(tree: XmlElement): string {
    const span = /^\d{1,2}$/.exec(valueOf(childNamed(tree, 'gridspan')) ?? '')?.[0]
    const merge = childNamed(tree, 'vmerge')
    const kept = [
      span === undefined ? '' : `<w:gridSpan w:val="${span}"/>`,
      merge === null ? '' : `<w:vMerge w:val="${valueOf(merge) === 'restart' ? 'restart' : 'continue'}"/>`,
    ].join('')
    return kept === '' ? '' : `<w:tcPr>${kept}</w:tcPr>`
  }
}

const nothing = ['', ''] as const

function run(text: string): string {
  return `<w:r><w:t>${escapeXml(text)}</w:t></w:r>`
}

/** Where in a list a paragraph stands: what it says itself, else what its style says; 0 is the list that takes it out of any. */
function listPlace(written: XmlElement | null, style: ListPlace | null): ListPlace | null {
  const list = valueOf(childNamed(written, 'numid')) ?? style?.list ?? '0'
  const level = valueOf(childNamed(written, 'ilvl'))
  return list === '0' ? null : { list, level: level === null ? (style?.level ?? 0) : Number(level) }
}

/** Whether a property is on; null when nothing is said of it. */
function isOn(property: XmlElement | null): boolean | null {
  return property === null ? null : !['0', 'false', 'off'].includes(valueOf(property) ?? '')
}

/** Text as it stands in an XML part, between tags or in an attribute. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
