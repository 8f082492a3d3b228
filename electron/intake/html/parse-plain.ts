import { defaultTreeAdapter, html } from 'parse5'
import { scanMarkup, withUnixLines } from '../archive/scan-markup'
import type { Document, Element } from './parse-page'

const words = (written: string): readonly string[] => written.split(' ')

/** Elements before which HTML ends a paragraph. */
const blocks = new Set(
  words(
    'address article aside blockquote center div dl figcaption figure footer h1 h2 h3 h4 h5 h6 header hr main nav ol p section table ul',
  ),
)
const inline = words(
  'a abbr acronym b bdi bdo big br cite code del dfn em font i img ins kbd mark q s samp small span strong sub sup tt u var',
)
/** Elements that hold nothing. */
const empty = new Set(words('br hr img link meta'))
/** Elements that HTML has in these alone; the page itself has no name. */
const parents = new Map<string, readonly string[]>([
  ['html', ['']],
  ...words('head body').map((name) => [name, ['html']] as const),
  ...words('link meta script style title').map((name) => [name, ['head']] as const),
  ['li', ['ul', 'ol']],
  ...words('dd dt').map((name) => [name, ['dl']] as const),
  ...words('tbody tfoot thead').map((name) => [name, ['table']] as const),
  ['tr', ['table', 'tbody', 'tfoot', 'thead']],
  ...words('td th').map((name) => [name, ['tr']] as const),
])
/** Elements that hold no text and nothing but those; from elsewhere in them, HTML moves what it finds. */
const strict = new Set(['', ...words('html head table tbody tfoot thead tr')])
const known = new Set([...blocks, ...inline, ...parents.keys()])

const MOST_NODES = 200_000
const MOST_DEPTH = 100

/**
 * Parse a page that is written as XML and means the same by the rules of HTML, in a fraction of their time: most chapters of
 * books, and what the converter of documents writes. Null for any other, and for a large one.
 */
export function parsePlain(page: string): Document | null {
  const root = defaultTreeAdapter.createDocument()
  const open: Element[] = []
  const once = new Set<string>()
  let nodes = 0
  let isPlain = !page.includes('\0')
  const around = () => open.at(-1)
  const written = withUnixLines(page)
  const end = scanMarkup(written, {
    open(name, attributes, selfClosing) {
      isPlain &&= mayStand(name)
      if (!isPlain) return
      const element = defaultTreeAdapter.createElement(name, html.NS.HTML, attributes)
      defaultTreeAdapter.appendChild(around() ?? root, element)
      if (!selfClosing) open.push(element)
      if (single.has(name)) once.add(name)
      nodes += 1
      isPlain = nodes < MOST_NODES && open.length < MOST_DEPTH
    },
    text(text) {
      const element = around()
      const name = element?.tagName ?? ''
      isPlain &&= !empty.has(name) && (!strict.has(name) || text.trim() === '')
      if (isPlain && element !== undefined) defaultTreeAdapter.insertText(element, text)
    },
    close(name) {
      isPlain &&= open.pop()?.tagName === name
    },
    doctype: () => {},
  })
  return isPlain && end === written.length && open.length === 0 && once.has('body') ? root : null

  /** Whether HTML, too, puts an element here, and leaves open what is open. */
  function mayStand(name: string): boolean {
    const parent = around()?.tagName ?? ''
    if (!known.has(name) || empty.has(parent)) return false
    if (!(parents.get(name)?.includes(parent) ?? !strict.has(parent))) return false
    if (blocks.has(name) && isWithin('p')) return false
    if (name === 'a' && isWithin('a')) return false
    return !(isHeading(name) && isHeading(parent)) && !once.has(name)
  }

  function isWithin(name: string): boolean {
    return open.some(({ tagName }) => tagName === name)
  }
}

/** Elements that a page has one of. */
const single = new Set(['html', 'head', 'body'])

function isHeading(name: string): boolean {
  return /^h[1-6]$/.test(name)
}
