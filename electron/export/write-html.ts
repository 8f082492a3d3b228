import type { Element, ElementContent, Root as HtmlRoot, RootContent } from 'hast'
import { toHtml } from 'hast-util-to-html'
import type { Root } from 'mdast'
import { toHast } from 'mdast-util-to-hast'
import { balanced } from '../../shared/model/balanced'
import { briefStyle } from './brief-style'

/** Blocks whose words may run from right to left: each finds its own direction. */
const directed = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'li', 'td', 'th', 'blockquote'])

/**
 * A brief as one HTML file that needs no other: no script, no font, no picture, nothing fetched. Footnotes lead there and
 * back; a reference to the notebook is shown as it is written, since no browser can follow it. The same tree gives the
 * same bytes.
 */
export function writeHtml(tree: Root, title: string): string {
  const body = toHast(tree, {
    clobberPrefix: '',
    footnoteLabel: 'Notes',
    footnoteLabelProperties: {},
    footnoteBackLabel: (index, again) => `Back to note ${index + 1}${again === 1 ? '' : `, place ${again}`}`,
  })
  const page: HtmlRoot = {
    type: 'root',
    children: [
      { type: 'doctype' },
      element('html', { lang: 'en' }, [
        element('head', {}, [
          element('meta', { charSet: 'utf-8' }),
          element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
          element('meta', { name: 'generator', content: 'Sourcebook' }),
          element('title', {}, [{ type: 'text', value: wellFormed(balanced(title)) }]),
          element('style', {}, [{ type: 'text', value: briefStyle }]),
        ]),
        element('body', {}, [element('main', {}, 'children' in body ? body.children.flatMap(adapted) : [])]),
      ]),
    ],
  }
  return `${toHtml(page)}\n`
}

/** Nodes of a page; of the kinds that a Markdown tree gives, those that it can hold. */
function adapted(node: RootContent): ElementContent[] {
  if (node.type === 'text') return [{ type: 'text', value: wellFormed(node.value) }]
  if (node.type !== 'element') return []
  const children = node.children.flatMap(adapted)
  const { tagName } = node
  // A quotation runs as its first words do, and its bar stands where it begins: a paragraph with a direction of its own
  // would not count for that.
  if (tagName === 'blockquote')
    for (const child of children) if (child.type === 'element') delete child.properties['dir']
  if (tagName === 'a') return [anchor(node, children)]
  if (tagName === 'table') {
    // A table wider than the page scrolls in itself, by keys as well.
    const scroller = { className: ['table'], tabIndex: 0, role: 'group', ariaLabel: 'Table' }
    return [element('div', scroller, [element('table', {}, children)])]
  }
  if (tagName === 'th' || tagName === 'td') {
    const isEnd = node.properties['align'] === 'right'
    return [
      element(
        tagName,
        {
          dir: 'auto',
          ...(tagName === 'th' ? { scope: 'col' } : {}),
          ...(isEnd ? { className: ['end'] } : {}),
        },
        children,
      ),
    ]
  }
  const direction = directed.has(tagName) ? { dir: 'auto' } : {}
  return [element(tagName, { ...node.properties, ...direction }, children)]
}

function anchor({ properties }: Element, children: ElementContent[]): Element {
  const href = String(properties['href'] ?? '')
  if (href.startsWith('sourcebook:')) return element('code', {}, children)
  if ('dataFootnoteBackref' in properties)
    return element('a', { ...properties, className: ['back'] }, children)
  return element('a', properties, children)
}

function element(
  tagName: string,
  properties: Element['properties'],
  children: Element['children'] = [],
): Element {
  return { type: 'element', tagName, properties, children }
}

/** Half a surrogate pair cannot be written as UTF-8, and a browser reads no NUL. */
function wellFormed(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\u2400')
}
