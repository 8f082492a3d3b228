import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { FORMAT } from '../../shared/model/notebook'

/** What a file of the notebook turned out to be. */
export type Decoded =
  | {
      readonly status: 'ok'
      /** Of the envelope and of the document in it: the present one, or an earlier one. */
      readonly format: number
      readonly sequence: number
      readonly sha256: string
      readonly document: unknown
    }
  | { readonly status: 'damaged'; readonly why: string }
  /** Written by a later version. `document` is undefined when even its envelope is not one we know. */
  | { readonly status: 'newer-format'; readonly format: number; readonly document: unknown }

/** A file of the notebook, and the checksum in it. */
export type Encoded = { readonly bytes: Uint8Array; readonly sha256: string }

type Head = {
  /** Which document it is, see `documentName`. */
  readonly name: string
  /** Which state of it: one more with every change. */
  readonly sequence: number
  /** The present one unless given. */
  readonly format?: number
}

/**
 * A document as one line of JSON in an envelope that lets a reader tell whether it is whole, which document it is and which
 * state of it: `{"format":2,"name":"actors.json","sequence":12,"length":N,"sha256":"…","document":…}`. The length is that of
 * the UTF-8 bytes of the document; the checksum is that of its format, its name, its sequence number and these bytes, a line each.
 */
export function encodeDocument({ document, ...head }: Head & { document: unknown }): Encoded {
  return encodeJson({ ...head, json: [Buffer.from(JSON.stringify(document))] })
}

/** As `encodeDocument`, for a document whose JSON is at hand, in parts. */
export function encodeJson({
  name,
  sequence,
  format = FORMAT,
  json,
}: Head & { json: readonly Uint8Array[] }): Encoded {
  let length = 0
  for (const part of json) length += part.length
  const headWith = (sha256: string) =>
    `{"format":${format},"name":${JSON.stringify(name)},"sequence":${sequence},"length":${length},"sha256":"${sha256}","document":`
  // The checksum stands before what it is made of, so its place is left free.
  const start = Buffer.byteLength(headWith(NO_CHECKSUM))
  const bytes = Buffer.allocUnsafeSlow(start + length + tail.length)
  let end = start
  for (const part of json) {
    bytes.set(part, end)
    end += part.length
  }
  bytes.set(tail, end)
  const sha256 = checksum({ format, name, sequence }, bytes.subarray(start, end))
  bytes.write(headWith(sha256))
  return { bytes, sha256 }
}

const NO_CHECKSUM = '0'.repeat(64)

/**
 * Read what `encodeDocument` wrote of the document `name`, or what an earlier format wrote. Anything else is damaged: nothing
 * is guessed and nothing is repaired.
 */
export function decodeDocument(given: Uint8Array, name: string): Decoded {
  const whole = openEnvelope(given, name)
  if (whole.status === 'damaged') return whole
  if (whole.status === 'newer-format') {
    const { format, body } = whole
    return { status: 'newer-format', format, document: body === null ? undefined : parse(body) }
  }
  const { format, sequence, sha256, body } = whole
  const document = parse(body)
  return document === undefined
    ? damaged('it is not JSON')
    : { status: 'ok', format, sequence, sha256, document }
}

/** The envelope of a document, checked, with the bytes of its JSON. */
export type Envelope =
  | {
      readonly status: 'ok'
      readonly format: number
      readonly sequence: number
      readonly sha256: string
      readonly body: Buffer
    }
  | {
      readonly status: 'newer-format'
      readonly format: number
      readonly sequence: number
      readonly sha256: string
      /** Null when it is not whole, or in an envelope that we do not know. */
      readonly body: Buffer | null
    }
  | { readonly status: 'damaged'; readonly why: string }

/** As `decodeDocument`, without reading the JSON: tells whether the file is whole for the price of its checksum. */
export function openEnvelope(given: Uint8Array, name: string): Envelope {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  if (bytes.length === 0) return damaged('it is empty')
  const head = readHead(bytes)
  if (head === null)
    return newerEnvelope(bytes) ?? damaged('it does not begin as a document of a notebook does')

  const { format, sequence, sha256 } = head
  const body = bytes.subarray(head.bytes, bytes.length - tail.length)
  const fault = faultIn(bytes, body, head, name)
  if (format > FORMAT) {
    if (checksum({ ...head, format: FORMAT }, body) === sha256) return damaged('its format number is wrong')
    return { status: 'newer-format', format, sequence, sha256, body: fault === null ? body : null }
  }
  if (fault !== null) return damaged(fault)
  if (format < 1) return damaged(`it names a format that never was (${format})`)
  if (!Number.isSafeInteger(sequence)) return damaged('its sequence number is too large')
  return { status: 'ok', format, sequence, sha256, body }
}

type ReadHead = {
  readonly format: number
  /** Null in the first format, whose envelope did not say. */
  readonly name: string | null
  readonly sequence: number
  readonly length: number
  readonly sha256: string
  /** How long the head is. */
  readonly bytes: number
}

function readHead(bytes: Buffer): ReadHead | null {
  // No head is longer than this: two numbers of 16 digits each, a format, a checksum, and a name of this notebook.
  const matched = headPattern.exec(bytes.toString('latin1', 0, 400))
  if (matched === null) return null
  const [text, format, name = null, sequence, length, sha256 = ''] = matched
  if ((name === null) !== (Number(format) === 1)) return null
  return {
    format: Number(format),
    name,
    sequence: Number(sequence),
    length: Number(length),
    sha256,
    bytes: text.length,
  }
}

const number = '(0|[1-9][0-9]{0,15})'
const headPattern = new RegExp(
  `^\\{"format":${number}(?:,"name":"([a-zA-Z0-9./-]{1,200})")?,"sequence":${number},"length":${number},"sha256":"([0-9a-f]{64})","document":`,
)
const tail = Buffer.from('}\n')

function faultIn(bytes: Buffer, body: Buffer, head: ReadHead, name: string): string | null {
  if (body.length < head.length) return 'its end is missing'
  if (body.length > head.length || !bytes.subarray(-tail.length).equals(tail))
    return 'it does not end where it should'
  if (!isUtf8(body)) return 'it is not UTF-8 text'
  if (checksum(head, body) !== head.sha256) return 'its checksum does not fit its text'
  return head.name === null || head.name === name ? null : `it holds another document (${head.name})`
}

/** In the first format the checksum was that of the document alone. */
function checksum(
  { format, name, sequence }: { format: number; name: string | null; sequence: number },
  body: Buffer,
): string {
  const hash = createHash('sha256')
  if (name !== null) hash.update(`${format}\n${name}\n${sequence}\n`)
  return hash.update(body).digest('hex')
}

/** Later versions may change the envelope, but not that it begins with the format. */
function newerEnvelope(bytes: Buffer): Envelope | null {
  const format = Number(/^\{"format":([1-9][0-9]{0,8})[,}]/.exec(bytes.toString('latin1', 0, 40))?.[1] ?? 0)
  return format > FORMAT ? { status: 'newer-format', format, sequence: 0, sha256: '', body: null } : null
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}

function damaged(why: string): { status: 'damaged'; why: string } {
  return { status: 'damaged', why }
}
