import { createHash } from 'node:crypto'
import { extname } from 'node:path'
import { projectText } from '../../shared/anchoring/text-projection'
import type { SourceId } from '../../shared/model/ids'
import { shortened } from '../../shared/model/shortened'
import type { Source, VersionEntry } from '../../shared/model/source'
import type { Version } from '../../shared/model/version'
import { mediaTypes, type Parsed } from '../intake/parser-answer'
import { encodeDocument } from '../store/document-codec'
import type { PutBack } from '../store/source-documents'
import type { FileToAdd } from './add-text'
import type { SessionContext } from './session-context'

type Mended = {
  readonly source: SourceId
  readonly told: { readonly title: string; readonly message: string }
}

/**
 * Puts back what is lost or damaged of sources that were read from the very bytes of this file (`holders`): the file itself,
 * and a text where reading the file again gives it as it was. `mended` is null where nothing was put back; `notices` say what
 * could not be, or concerns another source.
 */
export async function putBack(
  context: SessionContext,
  file: FileToAdd,
  holders: readonly Source[],
  signal?: AbortSignal,
): Promise<{ readonly mended: Mended | null; readonly notices: readonly string[] }> {
  let reading: Promise<Parsed> | null = null
  const read = () => (reading ??= context.parseFile(file.name, file.bytes, signal))
  const all: Mended[] = []
  const lost: string[] = []
  for (const source of holders)
    for (const entry of source.versions) {
      if (entry.original.sha256 !== file.sha256) continue
      const original = { bytes: file.bytes, extension: extensionOf(entry) }
      const textOf = () => textAsItWas(context, source, entry, read)
      const found = await context.store.putBackVersion(source.id, entry.number, original, textOf)
      const title = shortened(source.details.title, 200)
      const message = putBackWords(found, title)
      if (message !== null) all.push({ source: source.id, told: { title, message } })
      if (found.text === 'lost')
        lost.push(
          `The text of “${title}” is lost, and this file does not give it again as it was; import the file all the same to have its text as a new source.`,
        )
    }
  if (all.length > 0) context.publish({ kind: 'health' })
  const [first, ...others] = all
  return { mended: first ?? null, notices: [...others.map(({ told }) => told.message), ...lost] }
}

function putBackWords({ original, text }: PutBack, title: string): string | null {
  const isRead = text === 'put back'
  if (original && isRead)
    return `The original and the text of “${title}” were lost or damaged; this file put them back.`
  if (original) return `The original of “${title}” was lost or was damaged; this file put it back.`
  return isRead ? `The text of “${title}” was lost or was damaged; this file put it back.` : null
}

function extensionOf({ original: { mediaType, fileName } }: VersionEntry): string {
  const known: Readonly<Record<string, string>> = mediaTypes
  return known[mediaType] ?? extname(fileName).slice(1)
}

/** The version as it was written, from its original; null where that gives another one now. */
async function textAsItWas(
  { store, work }: SessionContext,
  source: Source,
  { number, created, original, characters, sketch }: VersionEntry,
  read: () => Promise<Parsed>,
): Promise<Version | null> {
  const parsed = await read()
  if (parsed.what !== 'text') return null
  const { blocks, notices, pages } = parsed.file
  const version: Version = {
    source: source.id,
    number,
    created,
    original,
    blocks,
    notices,
    ...(pages !== undefined && { pages }),
  }
  const name = `sources/${source.id}/v${number}.json`
  const known = (await store.backups.newest()).find((file) => file.name === name)
  const { bytes } = encodeDocument({ name, sequence: 1, document: version })
  if (known !== undefined)
    return createHash('sha256').update(bytes).digest('hex') === known.sha256 ? version : null
  // Where no backup knows it, how long it was and what passages it was made of have to do.
  const { text } = projectText(blocks)
  const isSame =
    text.length === characters && sketch !== undefined && (await work('sketch', { text })) === sketch
  return isSame ? version : null
}
