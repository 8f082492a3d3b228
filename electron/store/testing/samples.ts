import { createHash } from 'node:crypto'
import { describeRange } from '../../../shared/anchoring/describe-range'
import { type Annotation, type AnnotationKind, startBody } from '../../../shared/model/annotation'
import type { Brief } from '../../../shared/model/brief'
import type { NewId, SourceId } from '../../../shared/model/ids'
import type { Source } from '../../../shared/model/source'
import type { Version } from '../../../shared/model/version'
import type { Later } from '../catalogue-writer'
import type { StorePorts } from '../notebook-store'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** Ids in a fixed order: the same ones in every run that starts from the same number. */
export function countingIds(start = 0): NewId {
  let next = start
  return (prefix) => {
    next += 1
    let digits = ''
    for (let rest = next; digits.length < 16; rest = Math.floor(rest / 32))
      digits = alphabet[rest % 32] + digits
    return `${prefix}-${digits}`
  }
}

/** A clock that goes one second forward whenever it is looked at. */
export function steppingClock(): () => string {
  let seconds = 0
  return () => new Date(Date.UTC(2025, 1, 26) + 1000 * seconds++).toISOString()
}

/** The catalogue is written at the end only, so that a test knows when. */
const never: Later = () => () => undefined

/** Ports that give the same answers in every run. */
export function samplePorts(overrides: Partial<StorePorts> & { firstId?: number } = {}): StorePorts {
  const { firstId, ...ports } = overrides
  return { now: steppingClock(), newId: countingIds(firstId), later: never, ...ports }
}

export type SampleSource = {
  source: Source
  version: Version
  original: { bytes: Uint8Array; extension: string }
}

const paragraphs = [
  'The harbour board of Orrefjord said on Tuesday that 14 of its 31 quays need new piles.',
  '“We will not close the fish market,” the mayor, Ilse Brandvik, told the local radio.',
  'Repairs would cost about 220 million crowns, according to one person close to the board.',
  'Ferry crews support the plan if the morning crossing stays; the shop owners oppose it.',
]

/** A short article with its file. */
export function sampleSource(
  { newId, now }: Pick<StorePorts, 'newId' | 'now'>,
  title = 'Quays of Orrefjord',
): SampleSource {
  const id: SourceId = newId('s')
  const bytes = Buffer.from(`${title}\n${paragraphs.join('\n')}\n`)
  const created = now()
  const original = {
    fileName: 'quays.txt',
    mediaType: 'text/plain',
    encoding: 'utf-8',
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }
  const blocks: Version['blocks'] = [
    { id: 'b1', kind: 'heading', text: title, level: 1, marks: [] },
    ...paragraphs.map((text, index) => ({
      id: `b${index + 2}` as const,
      kind: 'paragraph' as const,
      text,
      level: null,
      marks: [],
    })),
  ]
  const source: Source = {
    id,
    revision: 1,
    added: created,
    details: {
      title,
      outlet: 'Orrefjord Posten',
      via: null,
      authors: ['Tove Aune'],
      published: '2025-02-25',
      updated: null,
      language: 'en',
      direction: 'ltr',
      url: null,
      kind: 'article',
    },
    inferences: [],
    status: 'unread',
    place: null,
    codes: [],
    memo: '',
    versions: [{ number: 1, created, original, characters: textOf({ blocks }).length }],
    structures: [],
    decisions: [],
  }
  return {
    source,
    version: { source: id, number: 1, created, original, blocks, notices: [] },
    original: { bytes, extension: 'txt' },
  }
}

function textOf({ blocks }: Pick<Version, 'blocks'>): string {
  return blocks.map(({ text }) => text).join('\n')
}

/** An annotation of the sample article; the `nth` decides which words it is about. */
export function sampleAnnotation(
  { newId, now }: Pick<StorePorts, 'newId' | 'now'>,
  { source, version }: Pick<SampleSource, 'source' | 'version'>,
  nth = 0,
  kind: AnnotationKind = 'claim',
): Annotation {
  const text = textOf(version)
  const start = (nth * 7) % (text.length - 60)
  const range = describeRange(text, start, start + 20 + (nth % 40))
  const created = now()
  return {
    id: newId('a'),
    revision: 1,
    target: { source: source.id, version: 1, ranges: [range] },
    body: startBody(kind, range.quote.exact),
    codes: [],
    memo: '',
    created,
    modified: created,
    origin: { kind: 'hand' },
  }
}

export function sampleBrief(
  { newId, now }: Pick<StorePorts, 'newId' | 'now'>,
  title = 'What the repair costs',
): Brief {
  const created = now()
  const document: Brief['document'] = {
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Two figures are in circulation.' }] }],
  }
  return { id: newId('b'), revision: 1, title, created, modified: created, document }
}
