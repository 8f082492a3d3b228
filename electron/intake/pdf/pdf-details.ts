import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { PartialDate } from '../../../shared/model/time'
import type { Block } from '../../../shared/model/version'
import {
  dayOf,
  fileTitle,
  isRightToLeft,
  languageOf,
  nameOf,
  namesOf,
  splitNames,
  type Told,
  type ToldDetails,
} from '../file-details'

type Metadata = Awaited<ReturnType<PDFDocumentProxy['getMetadata']>>
type PdfText = { readonly blocks: readonly Block[]; readonly text: string; readonly fileName: string }

/** Programs that print a page as a PDF, with the day of the printing: it says nothing of when the text came out. */
const printers =
  /\b(?:skia\/pdf|chrom(?:e|ium)|mozilla|firefox|safari|quartz|microsoft: print to pdf|cairo)\b/i

/** What a PDF tells of itself, each value by the first rule that gives one. */
export function pdfDetails({ info, metadata }: Metadata, pdf: PdfText): ToldDetails {
  // The library gives what stands in the file no type.
  const known = info as Readonly<Record<string, unknown>>
  const said = (name: string) => (typeof known[name] === 'string' ? known[name] : null)
  const xmp = (name: string): unknown => metadata?.get(name)
  const isPrinted = printers.test(`${said('Producer')} | ${said('Creator')}`)
  const created = pdfDay(said('CreationDate')) ?? dayOf(asText(xmp('xmp:createdate')))
  const published = isPrinted ? null : told(created, 'file-created')
  const updated = isPrinted ? null : told(pdfDay(said('ModDate')), 'file-changed')
  const authors = authorsOf(xmp('dc:creator'), said('Author'))
  return {
    title: pdfTitle([said('Title'), asText(xmp('dc:title'))], pdf),
    authors: authors.length === 0 ? null : { value: authors, rule: 'pdf-author', words: authors[0] },
    published: published && { ...published, words: '' },
    updated: updated === null || updated.value === published?.value ? null : { ...updated, words: '' },
    language: told(languageOf(said('Language') ?? asText(xmp('dc:language'))), 'pdf-language'),
    direction: isRightToLeft(pdf.text) ? { value: 'rtl', rule: 'script' } : null,
    kind: { value: 'document', rule: 'pdf', words: '' },
  }
}

function told<Value>(value: Value | null, rule: string): Told<Value> | null {
  return value === null ? null : { value, rule }
}

function asText(value: unknown): string | null {
  const one: unknown = Array.isArray(value) ? value[0] : value
  return typeof one === 'string' ? one : null
}

/** “D:20250226101500+02'00'” is the 26th of February 2025. */
function pdfDay(written: string | null): PartialDate | null {
  const [, year, month, day] = /^\s*(?:D:)?(\d{4})(\d\d)?(\d\d)?/.exec(written ?? '') ?? []
  if (year === undefined || year < '1985') return null
  return PartialDate.safeParse([year, month, day].filter((part) => part !== undefined).join('-')).data ?? null
}

/** Programs write the name of who was logged in: one word in small letters, or a role, is no author. */
function authorsOf(creators: unknown, author: string | null): string[] {
  const written = Array.isArray(creators)
    ? creators.filter((one): one is string => typeof one === 'string')
    : author === null
      ? []
      : splitNames(author)
  return namesOf(written).filter(
    (name) =>
      !/^(?:[\p{Ll}\d._-]+|admin\w*|user\d*|owner|unknown|author|microsoft.*|.*\\.*)$/iu.test(name) ||
      /\s/.test(name),
  )
}

/** Titles that programs make up of file names and of their own. */
const madeUp =
  /^(?:microsoft (?:word|powerpoint|excel)\b.*|(?:powerpoint presentation|presentation|document|slide|untitled|print|layout)\W*\d*|\S+|.*\.(?:docx?|indd|qxd|pdf|pptx?|xlsx?|rtf|odt|tex|dvi|pages|fm|pub))$/i

function pdfTitle(written: readonly (string | null)[], { blocks, text, fileName }: PdfText): Told<string> {
  const named = written.flatMap((one) => nameOf(one) ?? []).find((one) => !madeUp.test(one))
  // A title that the text does not bear may be left from another text.
  if (named !== undefined && folded(text.slice(0, 20_000)).includes(folded(named)))
    return { value: named, rule: 'pdf-title' }
  const levels = blocks.flatMap(({ kind, level }) => (kind === 'heading' && level !== null ? [level] : []))
  const early = blocks
    .slice(0, 40)
    .find(({ kind, level }) => kind === 'heading' && level === Math.min(...levels))
  const heading = nameOf(early?.text)
  if (heading !== null) return { value: heading, rule: 'heading' }
  if (named !== undefined) return { value: named, rule: 'pdf-title' }
  // It makes do until the words of the text are asked.
  return { value: fileTitle(fileName), rule: 'file-name', words: '' }
}

function folded(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, ' ')
}
