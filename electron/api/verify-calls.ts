import { createHash } from 'node:crypto'
import { projectText } from '../../shared/anchoring/text-projection'
import type { Handlers } from '../../shared/contract/dispatch'
import { Failure } from '../../shared/contract/failure'
import type { Verification } from '../../shared/contract/intake'
import type { SourceId } from '../../shared/model/ids'
import type { Source, VersionEntry } from '../../shared/model/source'
import type { Version } from '../../shared/model/version'
import { textIn } from '../intake/parser-answer'
import type { SessionContext } from './session-context'

type VerifyCalls = Pick<Handlers, 'source.verify'>

type Finding = Pick<Verification, 'state' | 'message'>

/** What the call does that holds texts against the files they were read from: it reads, and changes nothing. */
export function verifyCalls(context: SessionContext): VerifyCalls {
  const { store } = context
  return {
    'source.verify': async ({ sources }) => {
      const found: Verification[] = []
      // One after another: a file is read anew as if it were imported, and others wait for that too.
      for (const id of new Set(sources)) {
        const source = await store.readSource(id).catch(damage)
        if (source instanceof Failure) {
          found.push({ ...unknownOf(context, id), state: 'unreadable', message: source.message })
          continue
        }
        for (const entry of source.versions)
          found.push({
            source: id,
            version: entry.number,
            title: source.details.title,
            fileName: entry.original.fileName,
            sha256: entry.original.sha256,
            ...(await findingOf(context, source, entry)),
          })
      }
      return found
    },
  }
}

/** What is wrong with a source is a finding like others; that there is none is a mistake of the call. */
function damage(error: unknown): Failure {
  if (error instanceof Failure && error.reason !== 'not-found') return error
  throw error
}

/** What is known of a source that cannot be read. */
function unknownOf({ store }: SessionContext, source: SourceId) {
  const title = store.library().find(({ id }) => id === source)?.title ?? source
  return { source, version: 1, title, fileName: '', sha256: '' }
}

async function findingOf(
  { store, parseFile }: SessionContext,
  { id }: Source,
  { number, original, corrects }: VersionEntry,
): Promise<Finding> {
  const named = `“${original.fileName}”, from which version ${number} was read,`
  try {
    const file = await store.readOriginal(id, number)
    if (file === null) {
      const message = `The file ${named} is missing in the notebook; import that file again to put it back, or restore it from a copy of the notebook.`
      return { state: 'missing', message }
    }
    if (createHash('sha256').update(file.bytes).digest('hex') !== original.sha256) {
      const message = `The file ${named} is not the one that was imported any more; import that file again to put it back, or restore it from a copy of the notebook.`
      return { state: 'bytes-differ', message }
    }
    const version = await store.readVersion(id, number)
    const { text } = projectText(version.blocks)
    const fits = (read: string) => stretchOf(version, read) === text
    const isKept = corrects !== undefined || version.part !== undefined
    // What was put right by hand is kept word for word, also where it was split afterwards.
    const same =
      (isKept && fits(new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.bytes))) ||
      fits(projectText(textIn(original.fileName, await parseFile(original.fileName, file.bytes)).blocks).text)
    return same ? { state: 'same', message: '' } : differs(original.mediaType, named)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { state: 'unreadable', message: `The file ${named} cannot be compared: ${error.message}` }
  }
}

/** Of a text that was split in two, the stretch that this version is. */
function stretchOf({ part }: Version, text: string): string {
  return part === undefined ? text : text.slice(part.start, part.end)
}

function differs(mediaType: string, named: string): Finding {
  const found = `The file ${named} is unchanged but gives another text when it is read again`
  const why =
    mediaType === 'text/plain'
      ? 'either this version was changed, or it was read by another release of Sourcebook'
      : 'a later release of Sourcebook may read this format in another way, or the version was changed'
  const message = `${found}: ${why}. Your text and highlights stay as they are; import the file again to compare.`
  return { state: 'text-differs', message }
}
