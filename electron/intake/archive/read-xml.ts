import { Tokenizer } from 'parse5'
import type { Failure } from '../../../shared/contract/failure'
import { decodeHtml } from '../html/decode-html'
import { tooComplex } from '../html/parse-page'
import { unsafe } from './open-zip'
import { type MarkupHandler, scanMarkup, withUnixLines } from './scan-markup'

/** Takes what stands in an XML part, in order. Names are in lower case and bear the usual prefix of their namespace. */
export type XmlHandler = {
  readonly open: (name: string, attributes: ReadonlyMap<string, string>) => void
  readonly text: (text: string) => void
  readonly close: (name: string) => void
}

/** Tags in one part. A long book has some hundred thousand. */
const MOST_TAGS = 4_000_000
/** How deep elements lie in each other. Tables in tables in text boxes need some sixty levels. */
const MOST_DEPTH = 500

/** Namespaces whose prefix is told apart, whatever prefix a part gives them. */
const prefixes = new Map([
  ['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'w:'],
  ['http://purl.oclc.org/ooxml/wordprocessingml/main', 'w:'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/relationships', 'r:'],
  ['http://purl.oclc.org/ooxml/officeDocument/relationships', 'r:'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/math', 'm:'],
  ['http://purl.oclc.org/ooxml/officeDocument/math', 'm:'],
  ['http://schemas.openxmlformats.org/markup-compatibility/2006', 'mc:'],
])

const standards = /^(?:-\/\/NISO\/\/DTD ncx|\+\/\/ISBN|-\/\/W3C\/\/DTD XHTML)/i

/** Refuse a part that declares entities or elements of its own before its first element. No document needs to. */
export function refuseDeclarations(name: string, written: string): void {
  if (/<!(?:entity|element|attlist|notation)\b/i.test(written.slice(0, LOOKED_AT)))
    throw withDeclarations(name)
}

/** How much of a part is looked at for declarations. What comes later is none. */
const LOOKED_AT = 16 * 1024

function withDeclarations(name: string): Failure {
  return unsafe(name, 'it contains a DOCTYPE, which could hide what it holds')
}

/**
 * Walk an XML part of the archive `name`. No declarations are known and no entity of a part's own is expanded; what is not
 * plain XML is read by the tokenizer of parse5, from there on. Throws a Failure when the part brings declarations, or is
 * built to be hard to read.
 */
export function walkXml(name: string, bytes: Uint8Array, { open, text, close }: XmlHandler): void {
  const known = new Map<string, string>()
  /** The names that were asked for, until a part says what else a prefix stands for. */
  const names = new Map<string, string>()
  const canonical = (written: string) => {
    const found = names.get(written)
    if (found !== undefined) return found
    const prefix = written.slice(0, written.indexOf(':') + 1)
    const told = (known.get(prefix) ?? prefix) + written.slice(prefix.length)
    if (names.size < MOST_NAMES) names.set(written, told)
    return told
  }
  const depths: string[] = []
  let tags = 0
  const count = () => {
    tags += 1
    if (tags > MOST_TAGS) throw tooComplex(name, 'it holds more than four million tags')
    if (depths.length > MOST_DEPTH) throw tooComplex(name, 'its parts lie more than 500 deep in each other')
  }
  const handler: MarkupHandler = {
    open(tagName, attributes, selfClosing) {
      count()
      for (const { name: declared, value } of attributes) {
        if (declared !== 'xmlns' && !declared.startsWith('xmlns:')) continue
        const prefix = declared === 'xmlns' ? '' : `${declared.slice('xmlns:'.length)}:`
        known.set(prefix, prefixes.get(value) ?? prefix)
        names.clear()
      }
      const element = canonical(tagName)
      const said = new Map<string, string>()
      // An attribute without a prefix is in no namespace.
      for (const { name: attribute, value } of attributes)
        said.set(attribute.includes(':') ? canonical(attribute) : attribute, value)
      open(element, said)
      if (selfClosing) close(element)
      else depths.push(element)
    },
    text,
    close(tagName) {
      count()
      const element = canonical(tagName)
      // What closes nothing is passed over; what was left open is closed with what is around it.
      if (depths.at(-1) !== element && !depths.includes(element)) return
      for (let last = depths.pop(); last !== undefined; last = depths.pop()) {
        close(last)
        if (last === element) break
      }
    },
    doctype(publicId) {
      // The contents of older books name the standard they follow. Nothing is fetched for it.
      if (publicId === null || !standards.test(publicId)) throw withDeclarations(name)
    },
  }
  const { text: decoded } = decodeHtml(bytes)
  refuseDeclarations(name, decoded)
  const written = withUnixLines(decoded)
  const plain = scanMarkup(written, handler)
  if (plain < written.length) tokenize(written.slice(plain), handler)
  while (depths.length > 0) close(depths.pop() ?? '')
}

/** So many names are remembered; documents use some hundred. */
const MOST_NAMES = 1000

/** Take markup apart as browsers do: for what is written as no program should write it. */
function tokenize(written: string, { open, text, close, doctype }: MarkupHandler): void {
  const tokenizer = new Tokenizer(
    {},
    {
      onStartTag: ({ tagName, attrs, selfClosing }) => open(tagName, attrs, selfClosing),
      onEndTag: ({ tagName }) => close(tagName),
      onCharacter: ({ chars }) => text(chars),
      onWhitespaceCharacter: ({ chars }) => text(chars),
      onNullCharacter: () => text('\u0000'),
      onComment: () => {},
      onDoctype: ({ publicId }) => doctype(publicId),
      onEof: () => {},
    },
  )
  // Only there does it know sections of bare text (CDATA).
  tokenizer.inForeignNode = true
  tokenizer.write(written, true)
}

/** An element of a small XML part, without prefixes. */
export type XmlElement = {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: XmlElement[]
  /** The text directly in it. */
  text: string
}

/** Makes elements of what is walked through, from one that is opened until it is closed. */
export type TreeWriter = {
  readonly open: XmlHandler['open']
  readonly text: XmlHandler['text']
  /** The element that was opened first, once that is closed; null until then. */
  readonly close: () => XmlElement | null
}

export function treeWriter(): TreeWriter {
  const open: XmlElement[] = []
  return {
    open(element, attributes) {
      const bare = new Map<string, string>()
      for (const [attribute, value] of attributes) bare.set(bareName(attribute), value)
      const child: XmlElement = { name: bareName(element), attributes: bare, children: [], text: '' }
      open.at(-1)?.children.push(child)
      open.push(child)
    },
    text(text) {
      const last = open.at(-1)
      if (last !== undefined) last.text += text
    },
    close() {
      const closed = open.pop()
      return open.length === 0 && closed !== undefined ? closed : null
    },
  }
}

/** Read a small XML part whole. Throws as `walkXml` does; null when there is no element in it. */
export function parseXml(name: string, bytes: Uint8Array): XmlElement | null {
  let root: XmlElement | null = null
  const { open, text, close } = treeWriter()
  walkXml(name, bytes, {
    open,
    text,
    close() {
      const closed = close()
      root ??= closed
    },
  })
  return root
}

function bareName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** The elements of a name below one, in order; none below null. */
export function elementsBelow(root: XmlElement | null, name: string): XmlElement[] {
  const found: XmlElement[] = []
  const look = ({ children }: XmlElement) => {
    for (const child of children) {
      if (child.name === name) found.push(child)
      look(child)
    }
  }
  if (root !== null) look(root)
  return found
}

/** The first child of a name; null without one. */
export function childNamed(element: XmlElement | null, name: string): XmlElement | null {
  return element?.children.find((child) => child.name === name) ?? null
}
