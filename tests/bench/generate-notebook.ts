import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeCatalogue } from '../../electron/store/catalogue-file'
import { createNotebook } from '../../electron/store/create-notebook'
import { encodeDocument } from '../../electron/store/document-codec'
import { realFileSystem } from '../../electron/store/file-system'
import { countingIds } from '../../electron/store/testing/samples'
import { describeRange } from '../../shared/anchoring/describe-range'
import { projectText } from '../../shared/anchoring/text-projection'
import { type Annotation, annotationKinds, startBody } from '../../shared/model/annotation'
import type { SourceId } from '../../shared/model/ids'
import { ANNOTATIONS_A_FILE, type SourceSummary } from '../../shared/model/notebook'
import type { Source } from '../../shared/model/source'
import { summarise, tallyOf } from '../../shared/model/summarise'
import type { Version } from '../../shared/model/version'

const words =
  'the harbour board of Orrefjord said on Tuesday that new piles under each quay would cost about twelve million crowns while ferry crews and fish traders wait for a decision which nobody expects before the spring tide'.split(
    ' ',
  )

/** Numbers from 0 up to 1, the same in every run that starts from the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A word of a text, drawn by lot. */
export type DrawWord = (random: () => number) => string

function anyOf(list: readonly string[]): DrawWord {
  return (random) => list[Math.floor(random() * list.length)] ?? ''
}

const CREATED = '2025-02-26T09:00:00.000Z'

/**
 * Write a notebook of so many articles of about 900 words with so many annotations each, the same one in every run;
 * `fillIn` may say what the annotations state, and `word` of which words the texts are.
 * Its files go to the disk without waiting for it, which is the only thing the store would have done otherwise.
 */
export async function generateNotebook(
  folder: string,
  {
    sources,
    annotations,
    seed = 1,
    fillIn = (annotation) => annotation,
    word = anyOf(words),
  }: {
    sources: number
    annotations: number
    seed?: number
    fillIn?: (annotation: Annotation, random: () => number) => Annotation
    word?: DrawWord
  },
): Promise<readonly SourceId[]> {
  const newId = countingIds()
  const random = seededRandom(seed)
  await createNotebook(folder, 'Bench', { now: () => CREATED, newId })
  const summaries: SourceSummary[] = []
  for (let nth = 0; nth < sources; nth++) {
    const { source, version, bytes } = makeArticle(newId('s'), `Article ${nth}`, random, word)
    const { text } = projectText(version.blocks)
    const made = Array.from({ length: annotations }, () =>
      fillIn(makeAnnotation(newId('a'), source.id, text, random), random),
    )
    const home = join(folder, 'sources', source.id)
    mkdirSync(join(home, 'annotations'), { recursive: true })
    put(folder, `sources/${source.id}/source.json`, source)
    put(folder, `sources/${source.id}/v1.json`, version)
    writeFileSync(join(home, 'v1.txt'), bytes)
    for (let from = 0, file = 1; from < made.length; from += ANNOTATIONS_A_FILE, file++) {
      const part = made.slice(from, from + ANNOTATIONS_A_FILE)
      put(folder, `sources/${source.id}/annotations/${file}.json`, { annotations: part, trash: [] })
    }
    summaries.push(summarise(source, tallyOf(made)))
  }
  await writeCatalogue(realFileSystem, folder, summaries)
  return summaries.map(({ id }) => id)
}

/** An annotation of some twenty words somewhere in the text. */
export function makeAnnotation(
  id: Annotation['id'],
  source: SourceId,
  text: string,
  random: () => number,
): Annotation {
  const start = Math.floor(random() * (text.length - 200))
  const range = describeRange(text, start, start + 60 + Math.floor(random() * 120))
  const kind = annotationKinds[Math.floor(random() * annotationKinds.length)] ?? 'claim'
  return {
    id,
    revision: 1,
    target: { source, version: 1, ranges: [range] },
    body: startBody(kind, range.quote.exact),
    codes: [],
    memo: '',
    created: CREATED,
    modified: CREATED,
    origin: { kind: 'hand' },
  }
}

function makeArticle(
  id: SourceId,
  title: string,
  random: () => number,
  word: DrawWord,
): { source: Source; version: Version; bytes: Buffer } {
  const paragraphs = Array.from({ length: 15 }, () =>
    Array.from({ length: 60 }, () => word(random)).join(' '),
  )
  const bytes = Buffer.from([title, ...paragraphs].join('\n'))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const original = {
    fileName: 'article.txt',
    mediaType: 'text/plain',
    encoding: 'utf-8',
    bytes: bytes.length,
    sha256,
  }
  const blocks: Version['blocks'] = [
    { id: 'b1', kind: 'heading', text: title, level: 1, marks: [] },
    ...paragraphs.map((text, nth) => ({
      id: `b${nth + 2}` as const,
      kind: 'paragraph' as const,
      text,
      level: null,
      marks: [],
    })),
  ]
  const details: Source['details'] = {
    title,
    outlet: 'Orrefjord Posten',
    via: null,
    authors: ['Tove Aune', 'Ilse Brandvik'],
    published: '2025-02-25',
    updated: null,
    language: 'en',
    direction: 'ltr',
    url: null,
    kind: 'article',
  }
  const source: Source = {
    id,
    revision: 1,
    added: CREATED,
    details,
    inferences: [],
    status: 'unread',
    place: null,
    codes: [],
    memo: '',
    versions: [{ number: 1, created: CREATED, original, characters: bytes.length }],
    structures: [],
    decisions: [],
  }
  return {
    source,
    version: { source: id, number: 1, created: CREATED, original, blocks, notices: [] },
    bytes,
  }
}

function put(notebook: string, name: string, document: unknown): void {
  writeFileSync(join(notebook, name), encodeDocument({ name, sequence: 1, document }).bytes)
}
