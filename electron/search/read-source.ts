import { crc32 } from 'node:zlib'
import type { SourceId } from '../../shared/model/ids'
import { currentVersion } from '../../shared/model/source'
import { notesOf, searchedText, sideSheet, type TextSheet, textSheet } from '../../shared/search/sheet'
import type { FileSystem } from '../store/file-system'
import { SourceDocuments } from '../store/source-documents'
import { stampSource } from '../store/source-stamps'
import type { NewSheet } from './cache-files'
import { IndexedSource } from './indexed-source'

/** A source as it was read, and the sheets of it that are new. */
export type ReadSource = { readonly source: IndexedSource; readonly fresh: readonly NewSheet[] }

/**
 * Read a source for searching; null when it is not there or cannot be read. The text of a version that is `known` is not
 * read again: versions never change. Only a number may be taken again, after the version that had it was undone.
 */
export async function readSource(
  fs: FileSystem,
  notebook: string,
  id: SourceId,
  known: IndexedSource | undefined,
): Promise<ReadSource | null> {
  // First the stamp: what changes while we read makes it another.
  const stamp = await stampSource(fs, notebook, id)
  if (stamp === null) return null
  const documents = new SourceDocuments({ fs, folder: notebook, repair: null }, id)
  const source = await documents.readSource().catch(() => null)
  if (source === null) return null
  const annotations = await documents.readAnnotations().catch(() => [])
  const { version, structure } = searchedText(source)
  const { created, original } = currentVersion(source)
  const key = `${version} ${crc32(JSON.stringify([created, original.sha256, structure?.marks ?? []]))}`
  const side = sideSheet(source, annotations)
  const reused = known?.textKey === key
  const text = reused ? null : await documents.readVersion(version).catch(() => null)
  const made = text === null ? null : textSheet(version, text.blocks, structure)

  const notes = notesOf(annotations)
  const { kind, published, updated } = source.details
  const date = published ?? updated
  const indexed = new IndexedSource({
    id,
    kind,
    date,
    stamp,
    textKey: key,
    side: side.sheet,
    text: made?.sheet ?? (reused ? known.text : { ...nothing, version }),
    plain: { side: side.plain, text: made?.plain ?? (reused ? known.plain.text : '') },
    notes: () => notes,
  })
  const fresh: NewSheet[] = [
    {
      record: { sheet: side.sheet, notes: () => notes },
      head: (place) => ({ of: 'side', source: id, stamp, text: key, kind, date, place }),
      plain: side.plain,
      moved: (plain) => indexed.moved('side', plain),
    },
  ]
  if (made !== null) {
    const { visible } = made.sheet
    fresh.unshift({
      record: { sheet: made.sheet, notes: noNotes },
      head: (place) => ({ of: 'text', source: id, key, version, visible, place }),
      plain: made.plain,
      moved: (plain) => indexed.moved('text', plain),
    })
  }
  return { source: indexed, fresh }
}

const noNotes = () => []

/** Of a text that cannot be read nothing is found. */
const nothing: Omit<TextSheet, 'version'> = { words: '', lines: new Int32Array(0), visible: 0 }
