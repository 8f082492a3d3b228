import { projectText } from '../../shared/anchoring/text-projection'
import type { Findings } from '../../shared/contract/intake'
import { blocksOf, openSplit } from '../../shared/model/review-structure'
import { shortened } from '../../shared/model/shortened'
import type { Source } from '../../shared/model/source'
import type { Timestamp } from '../../shared/model/time'
import type { Version } from '../../shared/model/version'
import { mediaTypes, type ReadFile } from '../intake/parser-answer'
import { presenceStep } from './history'
import { recordStep, type SessionContext } from './session-context'
import { presenceOfSource } from './source-calls'

/** A file, the checksum of its bytes, and when it was asked for: by that, sources stand in their order. */
export type FileToAdd = {
  readonly name: string
  readonly bytes: Uint8Array
  readonly sha256: string
  readonly asked: Timestamp
}

/** A text that was added, with its words. */
export type AddedText = { readonly source: Source; readonly version: Version; readonly text: string }

/** Add what was read from a file as a new source: one step to undo, or a part of that of its batch. */
export async function addText(
  context: SessionContext,
  file: FileToAdd,
  read: ReadFile,
  batch?: string,
): Promise<AddedText> {
  const added = await describe(context, file, read)
  const { source, version } = added
  await context.store.addSource(source, version, {
    bytes: file.bytes,
    extension: mediaTypes[read.mediaType],
  })
  context.publish({ kind: 'library' })
  const { remove, restore } = presenceOfSource(context, source.id)
  const step = presenceStep(`import ${file.name}`, { undo: remove, redo: restore })
  await recordStep(context, step, { source: source.id, annotation: null }, batch)
  return added
}

/** What was found in a text, as far as it says itself. */
export function findingsIn({ source, version }: AddedText): Omit<Findings, 'alike'> {
  const structure = source.structures.find((one) => one.version === version.number) ?? null
  const second = openSplit(structure)
  const heading = version.blocks.find(({ id }) => id === second?.from)?.text ?? ''
  return {
    details: source.details,
    inferences: source.inferences,
    posts: structure?.marks.filter(({ kind }) => kind === 'post').length ?? 0,
    frame: blocksOf(structure, 'frame'),
    repeats: blocksOf(structure, 'repeat'),
    split: second === null ? null : { at: second.from, heading: shortened(heading, 200) },
  }
}

async function describe(
  { newId, work }: SessionContext,
  { name, bytes, sha256, asked }: FileToAdd,
  { blocks, notices, mediaType, encoding, details, inferences, structure, pages }: ReadFile,
): Promise<AddedText> {
  const id = newId('s')
  const { text } = projectText(blocks)
  const sketch = await work('sketch', { text })
  const original = { fileName: name, mediaType, encoding, bytes: bytes.length, sha256 }
  return {
    text,
    version: {
      source: id,
      number: 1,
      created: asked,
      original,
      blocks,
      notices,
      ...(pages !== undefined && { pages }),
    },
    source: {
      id,
      revision: 1,
      added: asked,
      details,
      inferences,
      status: 'unread',
      place: null,
      codes: [],
      memo: '',
      versions: [{ number: 1, created: asked, original, characters: text.length, sketch }],
      structures: [{ version: 1, marks: structure }],
      decisions: [],
    },
  }
}
