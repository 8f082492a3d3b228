import { createHash } from 'node:crypto'
import { Failure } from '../../shared/contract/failure'
import { currentVersion, type Source } from '../../shared/model/source'
import type { Version } from '../../shared/model/version'
import { type Carry, textOfVersion } from '../../shared/versions/carry-overlay'
import { type BlockEdit, correctBlocks } from '../../shared/versions/correct-blocks'
import { MOST_TEXT } from '../intake/parser-answer'
import { drawableRanges, showControls } from '../intake/visible-text'
import type { SourceNow, SourcesChange } from '../store/change-sources'
import type { SessionContext } from './session-context'
import { becoming, marksOf, olderVersions, withMarks } from './texts-of-versions'

function correctedWords(number: number): string {
  return `Put right by hand from version ${number}.`
}

/** Which version was put right by hand to make this one, as its notice says; null for one that came from a file. */
export function correctedIn({ number, notices }: Version): number | null {
  const earlier = Array.from({ length: number - 1 }, (_, index) => index + 1)
  return earlier.find((one) => notices.includes(correctedWords(one))) ?? null
}

/** The newest version with paragraphs put right, as the next one. Details stay as they are. */
export async function correctVersion(
  { store, now, work }: SessionContext,
  current: SourceNow,
  edits: readonly BlockEdit[],
): Promise<SourcesChange> {
  const { source } = current
  const entry = currentVersion(source)
  const before = await store.readVersion(source.id, entry.number)
  const { blocks, places } = correctBlocks(before.blocks, readable(before, edits))
  expectText(before, blocks)
  const number = entry.number + 1
  const created = now()
  const after = textOfVersion(number, blocks)
  const bytes = Buffer.from(after.projection.text)
  const original = {
    fileName: correctedName(before.original.fileName),
    mediaType: 'text/plain',
    encoding: 'utf-8',
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }
  const version: Version = {
    source: source.id,
    number,
    created,
    original,
    blocks,
    notices: [correctedWords(entry.number)],
    ...(before.pages !== undefined && {
      pages: carriedPages(
        { before: textOfVersion(entry.number, before.blocks), after, places },
        before.pages,
      ),
    }),
  }
  const { annotations, decisions, marks, place } = await work('carry', {
    before,
    after: version,
    spans: before.blocks.map((_, index) => places(index)),
    older: await olderVersions(store, current),
    annotations: current.annotations,
    decisions: source.decisions,
    laterDecisions: [],
    gone: null,
    marks: marksOf(source, entry.number),
    laterMarks: [],
    place: source.place,
  })
  const { text } = after.projection
  const wanted: Source = {
    ...source,
    revision: source.revision + 1,
    place,
    versions: [
      ...source.versions,
      {
        number,
        created,
        original,
        characters: text.length,
        corrects: entry.number,
        sketch: await work('sketch', { text }),
      },
    ],
    structures: withMarks(source.structures, number, marks),
    decisions,
  }
  return {
    sources: [{ source: wanted, in: 'library', arrives: { version, original: { bytes, extension: 'txt' } } }],
    annotation: becoming(annotations),
  }
}

/** The edits with every character visible. Refuses those that name no block, or one twice. */
function readable({ number, blocks }: Version, edits: readonly BlockEdit[]): BlockEdit[] {
  const left = new Set(blocks.map(({ id }) => id))
  return edits.map(({ block, text }) => {
    if (!left.delete(block)) {
      const message = `Block ${block} is not in version ${number}, or named twice: name each paragraph once.`
      throw new Failure('invalid-input', message)
    }
    return { block, text: drawable(showControls(text.toWellFormed()).visible) }
  })
}

/** A line that is too long to be drawn is parted, as it would be when it is imported. */
function drawable(text: string): string {
  return text
    .split('\n')
    .flatMap((line) => drawableRanges(line).map(({ start, end }) => line.slice(start, end)))
    .join('\n')
}

function expectText(before: Version, blocks: Version['blocks']): void {
  if (blocks.length === 0) {
    throw new Failure(
      'invalid-input',
      'Nothing would be left of the text: remove the source instead, or leave a paragraph.',
    )
  }
  const isSame = (block: Version['blocks'][number], index: number) =>
    block.text === before.blocks[index]?.text
  if (blocks.length === before.blocks.length && blocks.every(isSame))
    throw new Failure('invalid-input', 'The text reads as it did before: change a paragraph first.')
  const length = blocks.reduce((sum, { text }) => sum + text.length + 1, 0)
  if (length > MOST_TEXT) {
    const found = `The corrected text would have ${length.toLocaleString('en')} characters`
    throw new Failure('too-much-text', `${found}; a source holds at most ${MOST_TEXT.toLocaleString('en')}.`)
  }
}

/** The name of the file that a correction is kept in: the corrected text, whatever it was read from. */
function correctedName(fileName: string): string {
  const ending = ' (corrected).txt'
  const stem = fileName.replace(/( \(corrected\))?\.[^.]*$/, '')
  return stem.slice(0, 255 - ending.length).toWellFormed() + ending
}

/** Each page begins with the paragraph that its first one became. Of pages that begin alike, the last one is left. */
function carriedPages(
  { before, after, places }: Pick<Carry, 'before' | 'after' | 'places'>,
  pages: NonNullable<Version['pages']>,
): NonNullable<Version['pages']> {
  const { starts } = before.projection
  const starting = pages.map(({ label, start }) => {
    let index = starts.findLastIndex((each) => each <= start)
    const offset = start - (starts[index] ?? 0)
    const kept = after.blocks[places(index)?.first ?? -1]
    // Within a paragraph that was changed nobody can tell where it began.
    const within = kept !== undefined && kept.text === before.blocks[index]?.text ? offset : 0
    while (index < starts.length && places(index) === null) index += 1
    return {
      label,
      start: (after.projection.starts[places(index)?.first ?? -1] ?? after.projection.text.length) + within,
    }
  })
  return starting.filter(
    ({ start }, nth) => start < after.projection.text.length && start !== starting[nth + 1]?.start,
  )
}
