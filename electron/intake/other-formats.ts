import { Failure } from '../../shared/contract/failure'
import { markedEncoding } from './decode-text'
import { decodeStrictly } from './guess-encoding'
import { locked } from './locked'

type Format = {
  /** What the file begins with, each byte a character, after so many others. */
  readonly begins: string
  readonly after?: number
  readonly what: string
  /** What a person can do about it. */
  readonly advice: string
}

const asOther = 'Open it in an office program, save it as .docx and import that.'
const asText = 'Import the page or the document it was taken from, or type its text into a .txt file.'

/** How old office documents begin, and new ones that are locked with a password. */
const OLE = '\u00d0\u00cf\u0011\u00e0'
/** What holds the document in one that is locked. */
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le')

/** Formats that people try to import and that hold no text that is read here. */
const formats: readonly Format[] = [
  { begins: OLE, what: 'an old office document (.doc or the like)', advice: asOther },
  { begins: '{\\rt', what: 'a rich text (RTF) document', advice: asOther },
  { begins: '\u0089PNG', what: 'a picture', advice: asText },
  { begins: '\u00ff\u00d8\u00ff', what: 'a picture', advice: asText },
  { begins: 'GIF8', what: 'a picture', advice: asText },
  { begins: 'II*\u0000', what: 'a picture', advice: asText },
  { begins: 'MM\u0000*', what: 'a picture', advice: asText },
  { begins: 'WEBP', after: 8, what: 'a picture', advice: asText },
  { begins: 'ftyp', after: 4, what: 'a picture or a recording', advice: asText },
  { begins: 'ID3\u0002', what: 'a recording', advice: asText },
  { begins: 'ID3\u0003', what: 'a recording', advice: asText },
  { begins: 'ID3\u0004', what: 'a recording', advice: asText },
  { begins: 'WAVE', after: 8, what: 'a recording', advice: asText },
  { begins: 'AVI ', after: 8, what: 'a recording', advice: asText },
  { begins: 'fLaC\u0000', what: 'a recording', advice: asText },
  { begins: '\u001aE\u00df\u00a3', what: 'a recording', advice: asText },
  { begins: 'OggS', what: 'a recording', advice: asText },
  { begins: '\u001f\u008b', what: 'a compressed file', advice: 'Unpack it and import what is in it.' },
  { begins: '7z\u00bc\u00af', what: 'a 7z archive', advice: 'Unpack it and import what is in it.' },
  { begins: 'Rar!\u001a', what: 'a RAR archive', advice: 'Unpack it and import what is in it.' },
  { begins: 'BZh91AY&SY', what: 'a compressed file', advice: 'Unpack it and import what is in it.' },
  {
    begins: '\u00fd7zXZ',
    what: 'a compressed file',
    advice: 'Unpack it and import what is in it.',
  },
  {
    begins: 'bplist0',
    what: 'a web archive of Safari',
    advice: 'Save the page in Safari as “Page Source” and import that.',
  },
]

const pictureName = /\.(?:avif|bmp|gif|heic|ico|jpe?g|png|tiff?|webp)$/i
const recordingName = /\.(?:aac|avi|flac|m4a|mkv|mov|mp[34]|og[agv]|wav|webm|wm[av])$/i

/**
 * True for a file that begins like one that is not read here. One that is cut off or damaged may begin like nothing: it is
 * what its name says, unless it is text beyond doubt, since by some encoding any bytes are letters.
 */
export function isOtherFormat(name: string, bytes: Uint8Array): boolean {
  if (formatOf(bytes) !== undefined) return true
  if (bytes.length === 0 || (!pictureName.test(name) && !recordingName.test(name))) return false
  return markedEncoding(bytes) === null && decodeStrictly(bytes, 'utf-8') === null
}

/** The refusal of such a file: what it is and what to do. */
export function otherFormatFailure(name: string, bytes: Uint8Array): Failure {
  const byName = pictureName.test(name) ? 'a picture' : 'a recording'
  const format = formatOf(bytes)
  if (
    format?.begins === OLE &&
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(encryptedPackage)
  )
    return locked(name)
  const { what, advice } = format ?? { what: byName, advice: asText }
  return new Failure('binary', `“${name}” is ${what}, which is not read here. ${advice}`)
}

function formatOf(bytes: Uint8Array): Format | undefined {
  const likely = formats.filter(({ begins, after = 0 }) => bytes[after] === begins.charCodeAt(0))
  // Most files begin like none.
  if (likely.length === 0) return undefined
  const start = Buffer.from(bytes.subarray(0, 100)).toString('latin1')
  return likely.find(({ begins, after = 0 }) => start.startsWith(begins, after))
}
