import { crc32 } from 'node:zlib'
import { type Annotation, byPlace } from '../../shared/model/annotation'
import type { SourceId } from '../../shared/model/ids'
import { currentVersion, type Source } from '../../shared/model/source'
import type { Version } from '../../shared/model/version'
import { notesOf, searchedText, sideSheet, type TextSheet, textSheet } from '../../shared/search/sheet'
import type { FileSystem } from '../store/file-system'
import { FILES_AT_ONCE, inParallel } from '../store/in-parallel'
import { SourceDocuments } from '../store/source-documents'
import { stampSource } from '../store/source-stamps'
import type { NewSheet } from './cache-files'
import { IndexedSource } from './indexed-source'

/** Where a source lies. */
type Place = { readonly fs: FileSystem; readonly notebook: string; readonly id: SourceId }

/** Reads something of a source; null when that is not there. It remembers nothing that was read, so that it can be kept. */
type Part<Value> = (documents: SourceDocuments, place: Place) => Promise<Value | null>

/** Asks again for what could not be read; false when it still cannot. */
export type AskAgain = () => Promise<boolean>

/** A source as it was read, null when nothing of it could be; the sheets of it that are new, and what could not be read. */
export type ReadSource = {
  readonly source: IndexedSource | null
  readonly fresh: readonly NewSheet[]
  readonly unread: readonly AskAgain[]
}

/**
 * Read what can be read of a source for searching. The text of a version that is `known` is not read again: versions never
 * change. Only a number may be taken again, after the version that had it was undone.
 */
export async function readSource(
  fs: FileSystem,
  notebook: string,
  id: SourceId,
  known: IndexedSource | undefined,
): Promise<ReadSource> {
  const place = { fs, notebook, id }
  const documents = documentsAt(place)
  const unread: AskAgain[] = []
  const read = async <Value>(part: Part<Value>): Promise<Value | null> => {
    const value = await part(documents, place).catch(() => null)
    if (value === null) unread.push(askAgain(part, place))
    return value
  }
  // First the stamp: what changes while we read makes it another.
  const stamp = await read(theStamp)
  const source = await read(theSource)
  if (source === null) return { source: null, fresh: [], unread }
  const files = (await read(theFiles)) ?? []
  const annotated = await inParallel(Array.from(files.keys()), FILES_AT_ONCE, (nth) =>
    read(annotationsIn(nth)),
  )
  const annotations = annotated.flatMap((some) => some ?? []).toSorted(byPlace)
  const { version, structure } = searchedText(source)
  const { created, original } = currentVersion(source)
  const key = `${version} ${crc32(JSON.stringify([created, original.sha256, structure?.marks ?? []]))}`
  const side = sideSheet(source, annotations)
  const reused = known?.textKey === key
  const text = reused ? null : await read(textOf(version))
  const made = text === null ? null : textSheet(version, text.blocks, structure)

  const notes = notesOf(annotations)
  const { kind, published, updated } = source.details
  const indexed = new IndexedSource({
    id,
    kind,
    date: published ?? updated,
    stamp: unread.length === 0 ? stamp : null,
    textKey: reused || made !== null ? key : null,
    side: side.sheet,
    text: made?.sheet ?? (reused ? known.text : { ...nothing, version }),
    plain: { side: side.plain, text: made?.plain ?? (reused ? known.plain.text : '') },
    notes: () => notes,
  })
  const fresh = [...(made === null ? [] : indexed.textToKeep()), ...indexed.sideToKeep()]
  return { source: indexed, fresh, unread }
}

const theStamp: Part<string> = (_, { fs, notebook, id }) => stampSource(fs, notebook, id)
const theSource: Part<Source> = (documents) => documents.readSource()
const theFiles: Part<readonly unknown[]> = (documents) => documents.annotationFiles()

function annotationsIn(nth: number): Part<readonly Annotation[]> {
  return async (documents) => {
    const file = (await documents.annotationFiles())[nth]
    // Where it is not listed any more there is nothing left to ask it for.
    return file === undefined ? [] : (await file.read()).annotations
  }
}

function textOf(version: number): Part<Version> {
  return (documents) => documents.readVersion(version)
}

function askAgain(part: Part<unknown>, place: Place): AskAgain {
  return async () => (await part(documentsAt(place), place).catch(() => null)) !== null
}

function documentsAt({ fs, notebook, id }: Place): SourceDocuments {
  return new SourceDocuments({ fs, folder: notebook, repair: null }, id)
}

/** Of a text that cannot be read nothing is found. */
const nothing: Omit<TextSheet, 'version'> = { words: '', lines: new Int32Array(0), visible: 0 }
