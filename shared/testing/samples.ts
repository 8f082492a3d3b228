import { describeRange } from '../anchoring/describe-range'
import { projectText } from '../anchoring/text-projection'
import { type Annotation, type AnnotationKind, startBody } from '../model/annotation'
import type { AnnotationId, SourceId } from '../model/ids'
import type { Source, SourceDetails } from '../model/source'
import type { Block, Version } from '../model/version'

const moment = '2025-03-01T09:00:00.000Z'
const sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** The id with `number` written out in its last places: short to read in a test, valid everywhere. */
export function sampleId<Prefix extends string>(prefix: Prefix, number: number): `${Prefix}-${string}` {
  return `${prefix}-${String(number).padStart(16, '0')}`
}

/** Blocks of plain paragraphs, one for each line. */
export function sampleBlocks(lines: readonly string[]): Block[] {
  return lines.map((text, index) => ({
    id: `b${index + 1}`,
    kind: 'paragraph',
    text,
    level: null,
    marks: [],
  }))
}

/** A first version whose blocks are the lines given. */
export function sampleVersion(source: SourceId, lines: readonly string[]): Version {
  return {
    source,
    number: 1,
    created: moment,
    original: { fileName: 'sample.txt', mediaType: 'text/plain', encoding: 'utf-8', bytes: 0, sha256 },
    blocks: sampleBlocks(lines),
    notices: [],
  }
}

/** A source with one version, known by its title alone unless more details are given. */
export function sampleSource(id: SourceId, details: Partial<SourceDetails> = {}): Source {
  return {
    id,
    revision: 1,
    added: moment,
    details: {
      title: 'The harbour fund',
      outlet: null,
      via: null,
      authors: [],
      published: null,
      updated: null,
      language: null,
      direction: 'ltr',
      url: null,
      kind: 'article',
      ...details,
    },
    inferences: [],
    status: 'unread',
    place: null,
    codes: [],
    memo: '',
    versions: [
      {
        number: 1,
        created: moment,
        original: { fileName: 'sample.txt', mediaType: 'text/plain', encoding: 'utf-8', bytes: 0, sha256 },
        characters: 1,
      },
    ],
    structures: [],
    decisions: [],
  }
}

/** An annotation as one key makes it, on the first place where `exact` stands in the version. */
export function sampleAnnotation(
  id: AnnotationId,
  version: Version,
  kind: AnnotationKind,
  exact: string,
): Annotation {
  const { text } = projectText(version.blocks)
  const start = text.indexOf(exact)
  if (start === -1) throw new Error(`the sample does not say “${exact}”`)
  return {
    id,
    revision: 1,
    target: {
      source: version.source,
      version: version.number,
      ranges: [describeRange(text, start, start + exact.length)],
    },
    body: startBody(kind, exact),
    codes: [],
    memo: '',
    created: moment,
    modified: moment,
    origin: { kind: 'hand' },
  }
}
