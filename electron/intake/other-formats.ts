import { Failure } from '../../shared/contract/failure'

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

/** Formats that people try to import and that hold no text that is read here. */
const formats: readonly Format[] = [
  { begins: '\u00d0\u00cf\u0011\u00e0', what: 'an old office document (.doc or the like)', advice: asOther },
  { begins: '{\\rt', what: 'a rich text (RTF) document', advice: asOther },
  { begins: '\u0089PNG', what: 'a picture', advice: asText },
  { begins: '\u00ff\u00d8\u00ff', what: 'a picture', advice: asText },
  { begins: 'GIF8', what: 'a picture', advice: asText },
  { begins: 'II*\u0000', what: 'a picture', advice: asText },
  { begins: 'MM\u0000*', what: 'a picture', advice: asText },
  { begins: 'WEBP', after: 8, what: 'a picture', advice: asText },
  { begins: 'ftyp', after: 4, what: 'a picture or a recording', advice: asText },
  { begins: 'ID3\u0003', what: 'a recording', advice: asText },
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

/** True for a file that begins like one that is not read here. */
export function isOtherFormat(bytes: Uint8Array): boolean {
  return formatOf(bytes) !== undefined
}

/** The refusal of such a file: what it is and what to do. */
export function otherFormatFailure(name: string, bytes: Uint8Array): Failure {
  const { what, advice } = formatOf(bytes) ?? { what: 'a file of another kind', advice: asText }
  return new Failure('binary', `“${name}” is ${what}, which is not read here. ${advice}`)
}

function formatOf(bytes: Uint8Array): Format | undefined {
  const start = Buffer.from(bytes.subarray(0, 100)).toString('latin1')
  return formats.find(({ begins, after = 0 }) => start.startsWith(begins, after))
}
