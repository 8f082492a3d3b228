import type { Nodes, Paragraph } from 'mdast'
import { decodeText, encodingNotices } from '../decode-text'
import { decodeHtml } from '../html/decode-html'
import {
  attribute,
  type Element,
  isElement,
  isText,
  nodesBelow,
  parsePage,
  textBelow,
} from '../html/parse-page'
import { at, listOf, parseJson, wordsOf } from '../json-values'
import { parseMarkdown } from '../markdown/parse-markdown'
import type { Parsed } from '../parser-answer'
import { withNotices } from '../references/with-notices'
import { asAnnotations, joinNotes, type Told } from './foreign-annotations'
import { areaNote, colourNote } from './read-zotero'

/**
 * The annotations in a note that Zotero made of them and exported as HTML or Markdown; null for a page or a note that is not
 * surely one, which is a text of its own.
 */
export function readZoteroNote(name: string, bytes: Uint8Array): Parsed | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isPage = file.includes('data-annotation=') && file.includes('zotero-note')
  if (!isPage && !file.includes('](zotero://open')) return null
  const decoded = isPage ? decodeHtml(bytes) : decodeText(name, bytes)
  const told = isPage ? pageAnnotations(name, decoded.text) : markdownAnnotations(decoded.text)
  return told && withNotices(asAnnotations(name, 'zotero', told), encodingNotices(decoded))
}

/** Stands in a line where an annotation was. Unicode leaves it to private use, and what is in a file is taken out. */
const MARK = '\ue000'

/** What a line of a note tells: each annotation with the words behind it as its note, and the words before the first alone. */
function tellLine(text: string, marks: readonly Told[]): Told[] {
  const [before = '', ...behind] = text.replaceAll(/\s+/g, ' ').split(MARK)
  return [
    ...(before.trim() === '' ? [] : [{ note: before }]),
    ...marks.map((mark, index) => ({ ...mark, note: joinNotes([behind[index] ?? '', mark.note ?? '']) })),
  ]
}

/** Elements that hold one line of a note, its title aside. */
const lineElements = new Set(['p', 'li', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'td', 'pre'])

function pageAnnotations(name: string, html: string): Told[] | null {
  const page = parsePage(name, html)
  const elements = Array.from(nodesBelow(page)).filter(isElement)
  const cited = new Map(
    elements.flatMap((element) =>
      listOf(encodedJson(attribute(element, 'data-citation-items'))).flatMap((item) =>
        listOf(at(item, 'uris')).map((uri) => [wordsOf(uri), at(item, 'itemData')] as const),
      ),
    ),
  )
  const colours = new Set(elements.flatMap((element) => colourOf(element) ?? []))
  const lines = elements.filter((element) => lineElements.has(element.tagName))
  const outer = new Set(lines.flatMap((line) => linesAround(line)))
  const told = lines
    .filter((line) => !outer.has(line))
    .flatMap((line) => readLine(line, cited, colours.size > 1))
  return told.some(({ exact }) => exact !== undefined) ? told : null
}

/** The lines that this one lies in: an item of a list around its paragraph. They say nothing that it does not. */
function linesAround({ parentNode }: Element): object[] {
  return parentNode !== null && 'tagName' in parentNode && lineElements.has(parentNode.tagName)
    ? [parentNode]
    : []
}

function readLine(line: Element, cited: ReadonlyMap<string, unknown>, tellsColour: boolean): Told[] {
  const marks: Told[] = []
  const passed = new Set<object>()
  let text = ''
  for (const node of nodesBelow(line)) {
    if (node.parentNode !== null && passed.has(node.parentNode)) passed.add(node)
    else if (isText(node)) text += node.value.replaceAll(MARK, '')
    else if (isElement(node)) {
      const annotation = encodedJson(attribute(node, 'data-annotation'))
      if (annotation !== null) {
        marks.push(annotationIn(node, annotation, cited, tellsColour))
        text += MARK
      }
      // What is cited is told with the annotation.
      if (annotation !== null || attribute(node, 'class') === 'citation') passed.add(node)
    }
  }
  return tellLine(text, marks)
}

function annotationIn(
  element: Element,
  annotation: unknown,
  cited: ReadonlyMap<string, unknown>,
  tellsColour: boolean,
): Told {
  const uri = listOf(at(annotation, 'citationItem', 'uris'))
    .map(wordsOf)
    .find((one) => cited.has(one))
  const item = uri === undefined ? undefined : cited.get(uri)
  const isPicture = element.tagName === 'img'
  return {
    url: wordsOf(at(item, 'URL')),
    title: wordsOf(at(item, 'title')),
    exact: isPicture ? undefined : withoutMarks(textBelow(element, 1_000_000)),
    page: wordsOf(at(annotation, 'pageLabel')),
    note: joinNotes([
      ...(isPicture ? areaNote('image') : []),
      ...(tellsColour ? colourNote(wordsOf(at(annotation, 'color'))) : []),
    ]),
  }
}

function colourOf(element: Element): string | null {
  const annotation = encodedJson(attribute(element, 'data-annotation'))
  return annotation === null ? null : wordsOf(at(annotation, 'color'))
}

/** A value that Zotero writes into an attribute; null when it is none. */
function encodedJson(attributeValue: string | null): unknown {
  if (attributeValue === null) return null
  try {
    return parseJson(decodeURIComponent(attributeValue))
  } catch {
    return null
  }
}

/** A quotation without the marks that Zotero puts around it. */
function withoutMarks(text: string): string {
  return text
    .trim()
    .replace(/^[“"„«]\s*(?=[^]*[”"“»]$)/, '')
    .replace(/\s*[”"“»]$/, '')
}

/** What was marked, where it is cited and where it lies: `“words” (Calder, 2025, p. 3) (pdf)`. */
const written = /“([^“”]{1,100000})” \(([^()]{0,1000})\) ?\(\ue001(\d+)\ue002\)/g

/** When the note was made, as it stands below its title. */
const madeOn = /^\(\d[\d/.,:\s\u202f-]*(?:[ap]m)?\)$/i

/** The annotations of a note as Markdown; null where most of its paragraphs are something else. */
function markdownAnnotations(text: string): Told[] | null {
  const paragraphs = paragraphsIn(parseMarkdown(text.replaceAll(/[\ue000-\ue002]/g, '')))
    .map(flatten)
    .filter(({ text: line }) => !madeOn.test(line))
  let annotated = 0
  const told = paragraphs.flatMap(({ text: line, links }) => {
    const marks: Told[] = []
    const marked = line.replaceAll(written, (_, exact: string, cited: string, link: string) => {
      marks.push({
        exact,
        page:
          /,\s*(?:pp?\.|S\.)\s*(\S+)$/.exec(cited)?.[1] ??
          /[?&]page=(\d+)/.exec(links[Number(link)] ?? '')?.[1],
        // It is all that says which text this is.
        note: `(${cited})`,
      })
      return MARK
    })
    if (marks.length > 0) annotated += 1
    return tellLine(marked.replaceAll(/[\ue001\ue002]/g, ''), marks)
  })
  return annotated * 2 > paragraphs.length ? told : null
}

function paragraphsIn(root: Nodes): Paragraph[] {
  const paragraphs: Paragraph[] = []
  const open: Nodes[] = [root]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'paragraph') paragraphs.push(node)
    else if ('children' in node) open.push(...node.children.toReversed())
  }
  return paragraphs
}

/** The words of a paragraph, with a number in the place of each link that opens a file in Zotero. */
function flatten(paragraph: Paragraph): { text: string; links: string[] } {
  const links: string[] = []
  let text = ''
  const open: Nodes[] = [...paragraph.children].toReversed()
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'link' && node.url.startsWith('zotero://open'))
      text += `\ue001${links.push(node.url) - 1}\ue002`
    else if ('children' in node) open.push(...node.children.toReversed())
    else if ('value' in node) text += node.value
  }
  return { text, links }
}
