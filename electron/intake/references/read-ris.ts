import { decodeText, encodingNotices } from '../decode-text'
import type { Parsed } from '../parser-answer'
import { asReferences, buildReference, nameInOrder } from './build-reference'
import { withNotices } from './with-notices'

/** A line of a record: its tag and what it says. */
const field = /^([A-Z][A-Z0-9]) {1,2}-(?: (.*))?$/

type Fields = Map<string, string[]>

/** Read a bibliography in the RIS format. Throws a Failure that names the file and the reason. */
export function readRis(name: string, bytes: Uint8Array): Parsed {
  const decoded = decodeText(name, bytes)
  const { records, broken } = risRecords(decoded.text)
  const references = records.map((fields) => {
    const all = (...tags: string[]) => tags.flatMap((tag) => fields.get(tag) ?? [])
    const links = all('UR', 'LK').flatMap((links) => links.split(/[;\s]+(?=https?:)/))
    const attached = all('L1', 'L2', 'L3', 'L4')
    const authors = all('AU', 'A1')
    return buildReference({
      title: all('TI', 'T1', 'CT', 'BT', 'ST'),
      outlet: all('T2', 'JF', 'JO', 'JA', 'J2', 'PB'),
      authors: (authors.length > 0 ? authors : all('A2', 'ED')).map(nameInOrder),
      published: all('DA', 'PY', 'Y1'),
      language: all('LA'),
      url: [...links, ...attached],
      doi: all('DO', 'DI', 'M3'),
      files: attached.filter((path) => !/^https?:/i.test(path)),
    })
  })
  return withNotices(asReferences(name, references, broken), encodingNotices(decoded))
}

/** The records of a file, each from its type to its end. A record that the next one cuts short is whole all the same. */
function risRecords(text: string): { records: Fields[]; broken: string[] } {
  const records: Fields[] = []
  const broken: string[] = []
  let open: Fields | null = null
  let last: string[] | undefined
  for (const line of text.split(/\r\n|[\n\r]/)) {
    const [, tag, said = ''] = field.exec(line.trimEnd()) ?? []
    if (tag === 'TY') {
      open = new Map()
      records.push(open)
      last = undefined
    } else if (tag === 'ER') {
      open = null
      last = undefined
    } else if (tag !== undefined && open !== null) {
      last = open.get(tag) ?? []
      last.push(said)
      open.set(tag, last)
    } else if (tag !== undefined) {
      // A line that belongs to no record; its record lost its beginning.
      if (tag === 'TI' || tag === 'T1') broken.push(said)
    } else if (last !== undefined && line.trim() !== '') {
      last[last.length - 1] += ` ${line.trim()}`
    }
  }
  return { records, broken }
}
