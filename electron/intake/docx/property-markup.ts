import { childNamed, type XmlElement } from '../archive/read-xml'
import type { BodyContext } from './clean-body'
import { BULLETS, NUMBERS, runOf } from './docx-markup'
import { type ListPlace, outlineRole, valueOf } from './docx-styles'

/** The converter knows lists that are nested so deep, counted from 0. */
const MOST_LEVEL = 4

/** What is kept of the properties of a paragraph: whether it is a heading or the like, its list, and its number as words. */
export function paragraphMarkup(tree: XmlElement, { styles, numbering, found }: BodyContext): string {
  if (isDeletedMark(tree) || childNamed(childNamed(tree, 'rpr'), 'ins') !== null) found.changes = true
  // What is left of it takes on what the next paragraph is.
  if (isDeletedMark(tree)) return ''
  const style = styles.get(valueOf(childNamed(tree, 'pstyle')) ?? '')
  const role = outlineRole(tree) ?? style?.role ?? null
  const place = listPlace(childNamed(tree, 'numpr'), style?.list ?? null)
  const label = place === null ? null : numbering(place)
  const words = label === null || label.text === '•' ? '' : runOf(`${label.text} `)
  if (role !== null) return `<w:pPr><w:pStyle w:val="${role}"/></w:pPr>${words}`
  if (label === null) return ''
  const list = label.text === '•' ? BULLETS : NUMBERS
  const level = Math.min(label.level, MOST_LEVEL)
  return `<w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr></w:pPr>${words}`
}

/** True when the end of a paragraph was deleted: what is left of it belongs to the next. */
export function isDeletedMark(tree: XmlElement): boolean {
  return childNamed(childNamed(tree, 'rpr'), 'del') !== null
}

/** Where in a list a paragraph stands: what it says itself, else what its style says; list 0 takes it out of any. */
function listPlace(written: XmlElement | null, style: ListPlace | null): ListPlace | null {
  const list = valueOf(childNamed(written, 'numid')) ?? style?.list ?? '0'
  const level = valueOf(childNamed(written, 'ilvl'))
  return list === '0' ? null : { list, level: level === null ? (style?.level ?? 0) : Number(level) }
}

/** What is kept of the properties of a run: bold and italic. */
export function runMarkup(tree: XmlElement, { styles }: BodyContext): string {
  const role = styles.get(valueOf(childNamed(tree, 'rstyle')) ?? '')?.role ?? null
  const strong = isOn(childNamed(tree, 'b')) ?? role === 'Strong'
  const emphasis = isOn(childNamed(tree, 'i')) ?? role === 'Emphasis'
  return strong || emphasis ? `<w:rPr>${strong ? '<w:b/>' : ''}${emphasis ? '<w:i/>' : ''}</w:rPr>` : ''
}

/** Whether a property is on; null when nothing is said of it. */
function isOn(property: XmlElement | null): boolean | null {
  return property === null ? null : !['0', 'false', 'off'].includes(valueOf(property) ?? '')
}

/** What is kept of the properties of a row: whether it was deleted. */
export function rowMarkup(tree: XmlElement, { found }: BodyContext): string {
  if (childNamed(tree, 'del') === null) return ''
  found.changes = true
  return '<w:trPr><w:del/></w:trPr>'
}

/** What is kept of the properties of a cell: which others it is merged with. */
export function cellMarkup(tree: XmlElement): string {
  const span = /^\d{1,2}$/.exec(valueOf(childNamed(tree, 'gridspan')) ?? '')?.[0]
  const merge = childNamed(tree, 'vmerge')
  const kept = [
    span === undefined ? '' : `<w:gridSpan w:val="${span}"/>`,
    merge === null ? '' : `<w:vMerge w:val="${valueOf(merge) === 'restart' ? 'restart' : 'continue'}"/>`,
  ].join('')
  return kept === '' ? '' : `<w:tcPr>${kept}</w:tcPr>`
}
