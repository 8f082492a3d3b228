import { Readability } from '@mozilla/readability'
import { detect } from 'chardet'
import { unzipSync } from 'fflate'
import { parseHTML } from 'linkedom'
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
      fromMarkdown(decode(bytes), { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }).position?.end
        .offset ?? 0,
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
  docx: {
    name: 'mammoth',
    read: async (bytes) => (await mammoth.convertToHtml({ buffer: Buffer.from(bytes) })).value.length,
  },
  epub: {
    name: 'fflate + parse5',
    read: async (bytes) => {
      const chapters = Object.entries(unzipSync(bytes)).filter(([name]) => name.endsWith('.xhtml'))
      for (const [, chapter] of chapters) parse(decode(chapter))
      return chapters.reduce((sum, [, chapter]) => sum + chapter.length, 0)
    },
  },
}

function readPage(page: string): number {
  parse(page)
  const { document } = parseHTML(page)
  return new Readability(document).parse()?.textContent?.length ?? 0
}
