import PostalMime, { type Header } from 'postal-mime'
import { Failure } from '../../../shared/contract/failure'
import type { ReadFile } from '../parser-answer'
import { tooComplex } from './parse-page'
import { readHtml } from './read-html'

/** A part of a message: its fields, and the bytes behind them as they were sent. */
type Part = { readonly headers: readonly Header[]; readonly body: Buffer }

/** A page and all that it shows come in some hundreds of parts. */
const MOST_PARTS = 10_000
const MOST_DEPTH = 8
const LONGEST_HEAD = 64 * 1024

/**
 * Read a web page that a browser saved as one file (MHTML) named `name`: the page itself, and of its frames, pictures and
 * styles nothing. Throws a Failure that names the file and the reason.
 */
export async function readMhtml(name: string, bytes: Uint8Array): Promise<ReadFile> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const message = await partOf(file)
  const address = valueOf(message, 'snapshot-content-location') || valueOf(message, 'content-location')
  const page = await pageIn(name, message, address, 0)
  if (page === null) throw noPage(name)
  const decoded = await decodeBody(page)
  const read = readHtml(name, decoded, {
    address: address || valueOf(page, 'content-location'),
    charset: charsetOf(page),
  })
  return { ...read, mediaType: 'multipart/related' }
}

/** The fields and the body of a message or of a part of it. */
async function partOf(bytes: Buffer): Promise<Part> {
  const start = bytes.subarray(0, LONGEST_HEAD).toString('latin1')
  const end = /\r?\n\r?\n|^\r?\n/.exec(start)
  const length = end === null ? start.length : end.index + end[0].length
  const { headers } = await PostalMime.parse(bytes.subarray(0, length))
  return { headers, body: bytes.subarray(length) }
}

function valueOf({ headers }: Part, key: string): string {
  return headers.find((header) => header.key === key)?.value.trim() ?? ''
}

/** What a field of the message says under a name: `boundary` of the type, and the like. */
function parameter(part: Part, name: string): string | null {
  const [, quoted, bare] =
    new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;"]+))`, 'i').exec(valueOf(part, 'content-type')) ??
    []
  return quoted ?? bare ?? null
}

function charsetOf(part: Part): string | null {
  return parameter(part, 'charset')
}

/** The part that is the page: the one that the message names, else the first page in it. */
async function pageIn(name: string, part: Part, address: string, depth: number): Promise<Part | null> {
  const type = valueOf(part, 'content-type').toLowerCase()
  if (/^(?:text\/html|application\/xhtml)/.test(type)) return part
  const boundary = parameter(part, 'boundary')
  if (!type.startsWith('multipart/') || boundary === null || boundary === '') return null
  if (depth >= MOST_DEPTH) throw tooComplex(name, 'its parts lie more than 8 deep in each other')
  const start = parameter(part, 'start')
  let first: Part | null = null
  for (const bytes of partsOf(name, part.body, boundary)) {
    const inner = await partOf(bytes)
    const isNamed =
      start === null
        ? address === '' || valueOf(inner, 'content-location') === address
        : valueOf(inner, 'content-id') === start
    if (!isNamed && first !== null) continue
    const page = await pageIn(name, inner, address, depth + 1)
    if (page !== null && isNamed) return page
    first ??= page
  }
  return first
}

/** The stretches between lines that consist of the boundary. */
function* partsOf(name: string, body: Buffer, boundary: string): Generator<Buffer> {
  const mark = Buffer.from(`--${boundary}`, 'latin1')
  let start: number | null = null
  let count = 0
  for (let at = body.indexOf(mark); at !== -1; at = body.indexOf(mark, at + mark.length)) {
    const isLine = at === 0 || body[at - 1] === 0x0a
    const rest = body.subarray(at + mark.length, at + mark.length + 80).toString('latin1')
    const end = /^(--)?[ \t]*(?:\r?\n|$)/.exec(rest)
    if (!isLine || end === null) continue
    count += 1
    if (count > MOST_PARTS) throw tooComplex(name, 'it holds more than 10,000 parts')
    if (start !== null) yield body.subarray(start, at)
    if (end[1] !== undefined) return
    start = at + mark.length + end[0].length
  }
  // A file that was cut off holds a last part all the same.
  if (start !== null) yield body.subarray(start)
}

/** The bytes of a part as they were before they were sent. */
async function decodeBody(part: Part): Promise<Uint8Array> {
  const [encoding] = valueOf(part, 'content-transfer-encoding').split(/[^\w-]/)
  // As an attachment, it comes as bytes: which letters they are is told with the page.
  const head = `Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`
  const { attachments } = await PostalMime.parse(Buffer.concat([Buffer.from(head, 'latin1'), part.body]))
  const content = attachments[0]?.content ?? new ArrayBuffer(0)
  return typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content)
}

function noPage(name: string): Failure {
  const advice = 'Open it in a browser, save it as a page of HTML and import that.'
  return new Failure('no-text', `“${name}” is a saved page or a message that holds no page. ${advice}`)
}
