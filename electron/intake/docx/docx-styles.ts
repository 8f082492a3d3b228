import { childNamed, elementsBelow, type XmlElement } from '../archive/read-xml'

/** What a style says of the paragraphs or words that bear it, with what it takes over from the styles it is based on. */
export type DocxStyle = {
  /** The style that stands for it in the document that is converted; null where it looks like any other. */
  readonly role: string | null
  readonly list: ListPlace | null
}

/** A level of a list, as a paragraph or a style names it. */
export type ListPlace = { readonly list: string; readonly level: number }

export type DocxStyles = ReadonlyMap<string, DocxStyle>

/** Styles by name, as the programs of all languages write it into the file, and the role of what bears them. */
const roles: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:toc \d|toc heading|contents \d|contents heading|table of (?:figures|authorities)|figure index.*)$/,
    'Toc',
  ],
  [/^title$/, 'Title'],
  [/^(?:quote|intense quote|block text|quotations|block quotation)$/, 'Quote'],
  [/^strong$|^intense emphasis$/, 'Strong'],
  [/^emphasis$|^subtle emphasis$/, 'Emphasis'],
]

/** How styles may be based on each other. */
const MOST_BASES = 20

/** Read the part that holds the styles; there may be none. */
export function readStyles(root: XmlElement | null): DocxStyles {
  const elements = new Map<string, XmlElement>()
  for (const element of elementsBelow(root, 'style')) {
    const id = element.attributes.get('styleid')
    // Where an identity is given twice, the first bears it.
    if (id !== undefined && !elements.has(id)) elements.set(id, element)
  }
  return new Map([...elements].map(([id, element]) => [id, readStyle(basesOf(element, elements))]))
}

/** A style and those it is based on, the nearest first. */
function basesOf(style: XmlElement, styles: ReadonlyMap<string, XmlElement>): XmlElement[] {
  const bases: XmlElement[] = []
  for (let next: XmlElement | undefined = style; next !== undefined && bases.length < MOST_BASES; ) {
    bases.push(next)
    next = styles.get(valueOf(childNamed(next, 'basedon')) ?? '')
  }
  return bases
}

function readStyle(bases: readonly XmlElement[]): DocxStyle {
  return { role: firstOf(bases, roleOf), list: firstOf(bases, listOf) }
}

function firstOf<Value>(
  elements: readonly XmlElement[],
  read: (element: XmlElement) => Value | null,
): Value | null {
  for (const element of elements) {
    const value = read(element)
    if (value !== null) return value
  }
  return null
}

function roleOf(style: XmlElement): string | null {
  const name = (valueOf(childNamed(style, 'name')) ?? '').toLowerCase()
  const named = /^heading ([1-6])$/.exec(name)?.[1]
  if (named !== undefined) return `Heading${named}`
  const role = roles.find(([pattern]) => pattern.test(name))?.[1]
  return role ?? outlineRole(childNamed(style, 'ppr'))
}

/** The role of a paragraph that says how high in the outline it stands; null for body text. */
export function outlineRole(properties: XmlElement | null): string | null {
  return headingRole(valueOf(childNamed(properties, 'outlinelvl')))
}

/** The role of a level of the outline, counted from 0, of which 9 is body text. */
function headingRole(level: string | null): string | null {
  return level !== null && /^[0-8]$/.test(level) ? `Heading${Math.min(Number(level) + 1, 6)}` : null
}

function listOf(style: XmlElement): ListPlace | null {
  const number = childNamed(childNamed(style, 'ppr'), 'numpr')
  const list = valueOf(childNamed(number, 'numid'))
  return list === null ? null : { list, level: Number(valueOf(childNamed(number, 'ilvl')) ?? 0) }
}

/** What an element says in its `val`; null without it. */
export function valueOf(element: XmlElement | null): string | null {
  return element?.attributes.get('val') ?? null
}
