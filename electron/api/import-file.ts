import { webcrypto } from 'node:crypto'
import { Failure } from '../../shared/contract/failure'
import type { FileReport, ImportOutcome } from '../../shared/contract/intake'
import { assertNever } from '../../shared/model/assert-never'
import type { SourceId } from '../../shared/model/ids'
import type { Timestamp } from '../../shared/model/time'
import type { Parsed } from '../intake/parser-answer'
import { addText, type FileToAdd, findingsIn } from './add-text'
import type { ArchiveMembers } from './archive-members'
import { type DamagedHolder, damagedHolders, detailsStayLost } from './damaged-holders'
import { importAnnotations } from './import-annotations'
import { importReferences } from './import-references'
import { publishedInTurns } from './published-in-turns'
import { putBack } from './put-back'
import { putBackDetails } from './put-back-details'
import type { SessionContext } from './session-context'

/** How a file is imported. */
export type ImportHow = {
  /** Names what was asked for at once, and is one step to undo. */
  readonly batch?: string | undefined
  /** Import it although the notebook holds the same bytes. */
  readonly again?: boolean | undefined
}

type FileToRead = {
  /** By which its members are dropped, if it is an archive. */
  readonly id: string
  readonly name: string
  /** When it was asked for: texts stand in this order, whichever is read first. */
  readonly asked: Timestamp
  readonly read: () => Promise<Uint8Array>
  readonly signal?: AbortSignal
}

type Imported = {
  readonly source: SourceId | null
  readonly outcome: ImportOutcome
  readonly notices: readonly string[]
}

/** Reads a file and does what is to be done with what it holds. A refusal is its report: the other files are imported. */
export type ImportFile = (file: FileToRead, how: ImportHow) => Promise<FileReport>

export function fileImporter(given: SessionContext, members: ArchiveMembers): ImportFile {
  const inTurns = { ...given, publish: publishedInTurns(given.publish) }
  /** What is being read, by its checksum: the same bytes wait until it is known what became of them. */
  const reading = new Map<string, Promise<unknown>>()

  async function importBytes(
    { id, signal }: FileToRead,
    file: FileToAdd,
    { batch, again = false }: ImportHow,
  ): Promise<Imported> {
    // The windows are told of the files of a batch some at a time.
    const context = batch === undefined ? given : inTurns
    const holders = await context.texts.holdersOf(file.sha256)
    const { mended, notices } = await putBack(context, file, holders, signal).catch((error: unknown) => {
      // What is wrong with the source that is there keeps nobody from having the text as a new one.
      if (!again || !(error instanceof Failure)) throw error
      return { mended: null, notices: [] }
    })
    if (mended !== null && !again)
      return { source: mended.source, outcome: { what: 'mended', ...mended.told }, notices }
    const damaged = await damagedHolders(context, file.sha256)
    let parsing: Promise<Parsed> | null = null
    const parse = async () => {
      parsing ??= context.parseFile(file.name, file.bytes, signal)
      const parsed = await parsing
      signal?.throwIfAborted()
      return parsed
    }
    if (!again && damaged.length > 0) {
      const back = await bringBack(context, damaged, await parse())
      if (back !== null) return { ...back, notices: [...back.notices, ...notices] }
    }
    const [holder] = holders
    if (holder !== undefined && !again) {
      const outcome = { what: 'known' as const, title: holder.details.title }
      return { source: holder.id, outcome, notices }
    }
    const imported = await takeIn(context, id, file, await parse(), batch)
    const stay = imported.outcome.what === 'added' ? damaged.map(detailsStayLost) : []
    return { ...imported, notices: [...imported.notices, ...stay] }
  }

  async function takeIn(
    context: SessionContext,
    id: string,
    file: FileToAdd,
    parsed: Parsed,
    batch: string | undefined,
  ): Promise<Imported> {
    switch (parsed.what) {
      case 'text': {
        const added = await addText(context, file, parsed.file, batch)
        const { alike, later } = await context.texts.meet(added.source, added.text)
        for (const source of later) context.publish({ kind: 'source', source })
        const findings = { ...findingsIn(added), alike }
        return { source: added.source.id, outcome: { what: 'added', findings }, notices: parsed.file.notices }
      }
      case 'references':
        return { source: null, ...(await importReferences(context, file.name, parsed, batch)) }
      case 'annotations':
        return { source: null, ...(await importAnnotations(context, file.name, parsed, batch)) }
      case 'archive': {
        const outcome = {
          what: 'archive' as const,
          members: members.hold(id, parsed.members),
          left: parsed.left,
        }
        return { source: null, outcome, notices: [] }
      }
      default:
        return assertNever(parsed)
    }
  }

  return (file, how) =>
    reportOf(file.name, async () => {
      const bytes = await file.read()
      const sha256 = await sha256Of(bytes)
      const before = reading.get(sha256)
      const importing = (async () => {
        await before?.catch(() => undefined)
        file.signal?.throwIfAborted()
        return importBytes(file, { name: file.name, bytes, sha256, asked: file.asked }, how)
      })()
      reading.set(sha256, importing)
      try {
        return await importing
      } finally {
        if (reading.get(sha256) === importing) reading.delete(sha256)
      }
    })
}

/** Puts those sources back whose details are lost and whose texts are whole; null where there is none. */
async function bringBack(
  context: SessionContext,
  damaged: readonly DamagedHolder[],
  parsed: Parsed,
): Promise<Imported | null> {
  if (parsed.what !== 'text') return null
  const back: { readonly source: SourceId; readonly title: string; readonly message: string }[] = []
  for (const holder of damaged) {
    const message = await putBackDetails(context, holder, parsed.file)
    if (message !== null) back.push({ source: holder.source, title: holder.title, message })
  }
  const [first, ...others] = back
  if (first === undefined) return null
  const { source, title, message } = first
  return { source, outcome: { what: 'mended', title, message }, notices: others.map((one) => one.message) }
}

/** Reckoned beside the other work of the host: a large file would hold that up. */
export async function sha256Of(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex')
}

async function reportOf(file: string, read: () => Promise<Imported>): Promise<FileReport> {
  try {
    const { source, outcome, notices } = await read()
    return { file, ok: true, source, outcome, notices: [...notices], reason: null, message: null }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { file, ok: false, source: null, notices: [], reason: error.reason, message: error.message }
  }
}
