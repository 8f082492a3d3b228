import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { FORMAT } from '../../shared/model/notebook'

/** What a file of the notebook turned out to be. */
export type Decoded =
  | { readonly status: 'ok'; readonly sequence: number; readonly sha256: string; readonly document: unknown }
  | { readonly status: 'damaged'; readonly why: string }
  /** Written by a later version. `document` is undefined when even its envelope is not one we know. */
  | { readonly status: 'newer-format'; readonly format: number; readonly document: unknown }

/** A file of the notebook, and the checksum in it. */
export type Encoded = { readonly bytes: Uint8Array; readonly sha256: string }

/**
 * A document as one line of JSON in an envelope that lets a reader tell whether it is whole:
 * `{"format":1,"sequence":12,"length":N,"sha256":"…","document":…}`. Length and checksum are those of the
 * UTF-8 bytes of the document alone.
 */
export function encodeDocument({ document, ...head }: Head & { document: unknown }): Encoded {
  return encodeJson({ ...head, json: JSON.stringify(document) })
}

/** As `encodeDocument`, for a document whose JSON is at hand. */
export function encodeJson({ format, sequence, json }: Head & { json: string }): Encoded {
  const body = Buffer.from(json)
  const sha256 = createHash('sha256').update(body).digest('hex')
  const head = Buffer.from(
    `{"format":${format},"sequence":${sequence},"length":${body.length},"sha256":"${sha256}","document":`,
  )
  return { bytes: Buffer.concat([head, body, tail]), sha256 }
}

type Head = { readonly format: number; readonly sequence: number }

/** Read what `encodeDocument` wrote. Anything else is damaged: nothing is guessed and nothing is repaired. */
export function decodeDocument(given: Uint8Array): Decoded {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  if (bytes.length === 0) return damaged('it is empty')
  // No head is longer than this: two numbers of 16 digits each, a format and a checksum.
  const head = headPattern.exec(bytes.toString('latin1', 0, 200))
  if (head === null)
    return newerEnvelope(bytes) ?? damaged('it does not begin as a document of a notebook does')

  const [matched, formatDigits, sequenceDigits, lengthDigits, sha256 = ''] = head
  const format = Number(formatDigits)
  const sequence = Number(sequenceDigits)
  const body = bytes.subarray(matched.length, bytes.length - tail.length)
  const fault = faultIn(bytes, body, Number(lengthDigits), sha256)
  if (format > FORMAT)
    return { status: 'newer-format', format, document: fault === null ? parse(body) : undefined }
  if (fault !== null) return damaged(fault)
  if (format !== FORMAT) return damaged(`it names a format that never was (${format})`)
  if (!Number.isSafeInteger(sequence)) return damaged('its sequence number is too large')

  const document = parse(body)
  return document === undefined ? damaged('it is not JSON') : { status: 'ok', sequence, sha256, document }
}

const number = '(0|[1-9][0-9]{0,15})'
const headPattern = new RegExp(
  `^\\{"format":${number},"sequence":${number},"length":${number},"sha256":"([0-9a-f]{64})","document":`,
)
const tail = Buffer.from('}\n')

function faultIn(bytes: Buffer, body: Buffer, length: number, sha256: string): string | null {
  if (body.length < length) return 'its end is missing'
  if (body.length > length || !bytes.subarray(-tail.length).equals(tail))
    return 'it does not end where it should'
  if (!isUtf8(body)) return 'it is not UTF-8 text'
  const actual = createHash('sha256').update(body).digest('hex')
  return actual === sha256 ? null : 'its checksum does not fit its text'
}

/** Later versions may change the envelope, but not that it begins with the format. */
function newerEnvelope(bytes: Buffer): Decoded | null {
  const format = Number(/^\{"format":([1-9][0-9]{0,8})[,}]/.exec(bytes.toString('latin1', 0, 40))?.[1] ?? 0)
  return format > FORMAT ? { status: 'newer-format', format, document: undefined } : null
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}

function damaged(why: string): Decoded {
  return { status: 'damaged', why }
}
