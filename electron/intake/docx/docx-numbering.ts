import { childNamed, elementsBelow, type XmlElement } from '../archive/read-xml'
import { listNumber } from '../list-number'
import { type DocxStyles, type ListPlace, valueOf } from './docx-styles'

/** The sign or number before a paragraph of a list: `•` for any sign, else as it is written. */
export type ListLabel = { readonly text: string; readonly level: number }

/** Says, paragraph after paragraph, what stands before each that is in a list; null where nothing does. */
export type Numbering = (place: ListPlace) => ListLabel | null

type Level = {
  readonly start: number
  readonly format: string
  readonly text: string
  readonly restarts: boolean
  readonly legal: boolean
}
type List = {
  readonly abstract: string
  readonly levels: ReadonlyMap<number, Level>
  readonly starts: ReadonlyMap<number, number>
}

const MOST_LEVEL = 8

/**
 * Number the lists of a document as Word does: lists that share a definition go on counting in each other, a level begins
 * anew below each item above it, and a label may be made of the numbers of several levels.
 */
export function numberLists(root: XmlElement | null, styles: DocxStyles): Numbering {
  const lists = readLists(root, styles)
  const counts = new Map<string, Map<number, number>>()
  const begun = new Set<string>()
  return ({ list: id, level }) => {
    const list = lists.get(id)
    const defined = list?.levels.get(level)
    if (list === undefined || defined === undefined) return null
    const count = counts.get(list.abstract) ?? new Map<number, number>()
    counts.set(list.abstract, count)
    const start = list.starts.get(level)
    const begins = start !== undefined && !begun.has(`${id} ${level}`)
    begun.add(`${id} ${level}`)
    const before = count.get(level)
    count.set(level, begins ? start : before === undefined ? (start ?? defined.start) : before + 1)
    for (let deeper = level + 1; deeper <= MOST_LEVEL; deeper += 1)
      if (list.levels.get(deeper)?.restarts !== false) count.delete(deeper)
    const text = defined.format === 'bullet' ? '•' : labelOf(defined, list, count)
    return text === '' ? null : { text, level }
  }
}

function labelOf({ text, legal }: Level, { levels }: List, count: ReadonlyMap<number, number>): string {
  const label = text.replaceAll(/%([1-9])/g, (_, digit: string) => {
    const level = levels.get(Number(digit) - 1)
    const number = count.get(Number(digit) - 1) ?? level?.start ?? 1
    return written(number, legal ? 'decimal' : (level?.format ?? 'decimal'))
  })
  return label.replaceAll(/\s+/g, ' ').trim().slice(0, 100)
}

function readLists(root: XmlElement | null, styles: DocxStyles): Map<string, List> {
  const abstracts = new Map(
    elementsBelow(root, 'abstractnum').map((element) => [
      element.attributes.get('abstractnumid') ?? '',
      element,
    ]),
  )
  const numbers = elementsBelow(root, 'num')
  const abstractOf = new Map(
    numbers.map((number) => [
      number.attributes.get('numid') ?? '',
      valueOf(childNamed(number, 'abstractnumid')) ?? '',
    ]),
  )
  return new Map(
    numbers.map((number) => {
      const id = number.attributes.get('numid') ?? ''
      const abstract = definingAbstract(abstractOf.get(id) ?? '')
      const overrides = number.children.filter(({ name }) => name === 'lvloverride')
      const levels = [
        ...(abstracts.get(abstract)?.children ?? []),
        ...overrides.flatMap(({ children }) => children),
      ]
      const starts = overrides.flatMap((override) => {
        const start = wholeNumber(valueOf(childNamed(override, 'startoverride')))
        return start === null ? [] : [[Number(override.attributes.get('ilvl') ?? 0), start] as const]
      })
      return [id, { abstract, levels: readLevels(levels), starts: new Map(starts) }]
    }),
  )

  /** A definition may leave all to a style, which names a list that has a definition of its own. */
  function definingAbstract(abstract: string): string {
    const style = valueOf(childNamed(abstracts.get(abstract) ?? null, 'numstylelink'))
    const list = style === null ? undefined : styles.get(style)?.list?.list
    return (list === undefined ? undefined : abstractOf.get(list)) ?? abstract
  }
}

function readLevels(elements: readonly XmlElement[]): Map<number, Level> {
  return new Map(
    elements
      .filter(({ name }) => name === 'lvl')
      .map((level) => [
        Number(level.attributes.get('ilvl') ?? 0),
        {
          start: wholeNumber(valueOf(childNamed(level, 'start'))) ?? 1,
          format: valueOf(childNamed(level, 'numfmt')) ?? 'decimal',
          text: valueOf(childNamed(level, 'lvltext')) ?? '',
          restarts: valueOf(childNamed(level, 'lvlrestart')) !== '0',
          legal: childNamed(level, 'islgl') !== null,
        },
      ]),
  )
}

function wholeNumber(written: string | null): number | null {
  return written !== null && /^\d{1,6}$/.test(written) ? Number(written) : null
}

/** A number of a level in the way that the document names; other ways than these are rare and become plain numbers. */
function written(number: number, format: string): string {
  switch (format) {
    case 'lowerLetter':
      return listNumber(number, 'a')
    case 'upperLetter':
      return listNumber(number, 'A')
    case 'lowerRoman':
      return listNumber(number, 'i')
    case 'upperRoman':
      return listNumber(number, 'I')
    case 'decimalZero':
      return String(number).padStart(2, '0')
    case 'none':
    case 'bullet':
      return ''
    default:
      return String(number)
  }
}
