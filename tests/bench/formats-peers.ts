import { Readability } from '@mozilla/readability'
import { detect } from 'chardet'
import { unzipSync } from 'fflate'
import { DOMParser, parseHTML } from 'linkedom'
import mammoth from 'mammoth'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { parse } from 'parse5'
import PostalMime from 'postal-mime'
import { withPdf } from '../../electron/intake/pdf/open-pdf'
import type { Format } from './formats-files'

/** What parses a format and does no more: it answers with how much text there is. */
export type Peer = { readonly name: string; readonly read: (bytes: Uint8Array) => Promise<number> }

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

export const peers: Readonly<Record<Format, Peer>> = {
  txt: {
    name: 'chardet + a block a line',
    read: async (bytes) => {
      detect(bytes)
      const lines = decode(bytes).split(/\r?\n/)
      return lines.reduce((sum, line) => sum + line.length, 0)
    },
  },
  md: {
    name: 'mdast-util-from-markdown',
    read: async (bytes) =>
      lengthOf(fromMarkdown(decode(bytes), { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })),
  },
  html: { name: 'parse5 + Readability', read: async (bytes) => readPage(decode(bytes)) },
  mhtml: {
    name: 'postal-mime + parse5 + Readability',
    read: async (bytes) => readPage((await PostalMime.parse(bytes)).html ?? ''),
  },
  pdf: {
    name: 'pdf.js getTextContent',
    read: (bytes) =>
      withPdf('report.pdf', bytes, async (pdf) => {
        let found = 0
        for (let number = 1; number <= pdf.numPages; number += 1) {
          const page = await pdf.getPage(number)
          const { items } = await page.getTextContent()
          for (const item of items) if ('str' in item) found += item.str.length
          page.cleanup()
        }
        return found
      }),
  },
  // It answers with the HTML of the whole document, its notes and lists, and with no blocks.
  docx: {
    name: 'mammoth',
    read: async (bytes) => (await mammoth.convertToHtml({ buffer: Buffer.from(bytes) })).value.length,
  },
  // It unpacks all there is, finds the package and its order of reading, and parses every chapter in that order.
  epub: { name: 'fflate + linkedom + parse5', read: async (bytes) => readBook(unzipSync(bytes)) },
}

/** How many characters of text there are in a tree of Markdown or of a page. */
function lengthOf(node: object): number {
  if ('value' in node && typeof node.value === 'string') return node.value.length
  // Both kinds of trees keep what is below a node in a list.
  const below = ('childNodes' in node ? node.childNodes : 'children' in node ? node.children : []) as object[]
  return below.reduce((sum, child) => sum + lengthOf(child), 0)
}

/** The chapters in the order of reading, as the package of a book lists them. Each part is parsed once. */
function readBook(parts: Readonly<Record<string, Uint8Array>>): number {
  const [root] = elements(xmlOf(parts['META-INF/container.xml']), 'rootfile')
  const path = root?.getAttribute('full-path') ?? ''
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const book = xmlOf(parts[path])
  const names = new Map<string | null, string>()
  for (const item of elements(book, 'item'))
    names.set(item.getAttribute('id'), `${folder}${item.getAttribute('href')}`)
  let found = 0
  for (const item of elements(book, 'itemref')) {
    const chapter = parts[names.get(item.getAttribute('idref')) ?? '']
    if (chapter !== undefined) found += lengthOf(parse(decode(chapter)))
  }
  return found
}

type Xml = ReturnType<DOMParser['parseFromString']>

function xmlOf(part: Uint8Array = new Uint8Array()): Xml {
  return new DOMParser().parseFromString(decode(part), 'text/xml')
}

function elements(xml: Xml, selector: string): Iterable<{ getAttribute(of: string): string | null }> {
  // linkedom says nothing of the types of its elements.
  return xml.querySelectorAll(selector) as Iterable<{ getAttribute(of: string): string | null }>
}

function readPage(page: string): number {
  parse(page)
  const { document } = parseHTML(page)
  return new Readability(document).parse()?.textContent?.length ?? 0
}
