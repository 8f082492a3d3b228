import { parse } from 'node:path'
import { readSignature, type Signature } from '../../../shared/briefing/export-signature'
import { formatReference, type Reference } from '../../../shared/briefing/reference'
import {
  changedSince,
  type ExportEvidence,
  type ExportFault,
  readableReferences,
  verifyExport,
} from '../../../shared/briefing/verify-export'
import { Failure } from '../../../shared/contract/failure'
import { assertNever } from '../../../shared/model/assert-never'
import type { AnnotationId, SourceId } from '../../../shared/model/ids'
import type { VersionEntry } from '../../../shared/model/source'
import { textOfExport } from '../../api/write-export'
import { readExport } from '../../export/read-export'
import { answered, type Outcome } from './answered'
import type { Call } from './commands'
import { counted, oneLine } from './excerpt-words'

/** Hold an exported file, also one that was edited by hand, against the notebook. It fails when something does not hold. */
export async function checkExport(path: string, call: Call): Promise<Outcome> {
  const text = await textOfExport(path)
  if (text === null)
    throw new Failure('unreadable', `${path} cannot be checked: there is no such file, or it is no text.`)
  const read = readExport(text)
  const references = readableReferences(read)
  const faults = verifyExport(read, await evidenceFor(references, call))
  const origin = await originOf(text, path, call)
  const { quotes, copies } = read
  const value = {
    file: path,
    origin,
    quotes: quotes.length,
    references: references.length,
    copies: copies.length,
    faults,
  }
  const failed = faults.length > 0 ? `${counted(faults.length, 'thing')} in ${path} did not hold.` : undefined
  return answered(value, describe, failed)
}

type Checked = {
  readonly origin: Origin | null
  readonly quotes: number
  readonly references: number
  readonly copies: number
  readonly faults: readonly ExportFault[]
}

function describe({ origin, quotes, references, copies, faults }: Checked): string {
  return [
    describeOrigin(origin),
    [
      counted(quotes, 'quote'),
      counted(references, 'reference'),
      ...(copies === 0 ? [] : [counted(copies, 'copy', 'copies')]),
    ].join(', '),
    ...faults.map(describeFault),
  ].join('\n')
}

async function evidenceFor(references: readonly Reference[], call: Call): Promise<ExportEvidence> {
  const { passages } = await call('brief.evidence', { passages: [...references], live: [] })
  const found = new Map(references.map((reference, at) => [formatReference(reference), passages[at] ?? null]))
  const sources = new Set(references.map(({ source }, at) => passages[at]?.target.source ?? source))
  const missing = references.filter((_, at) => (passages[at] ?? null) === null)
  return {
    versions: await versionsOf(sources, call),
    annotationOf: (reference) => found.get(formatReference(reference)) ?? null,
    trash:
      missing.length === 0 ? { sources: new Set(), annotations: new Set() } : await trashOf(missing, call),
  }
}

/** The versions of these sources, as far as they are in the notebook. */
async function versionsOf(sources: ReadonlySet<SourceId>, call: Call): Promise<VersionEntry[]> {
  const library = await call('library.list', {})
  const versions: VersionEntry[] = []
  for (const { id } of library)
    if (sources.has(id)) versions.push(...(await call('source.get', { source: id })).versions)
  return versions
}

async function trashOf(missing: readonly Reference[], call: Call): Promise<ExportEvidence['trash']> {
  const sources = new Set<SourceId>()
  const annotations = new Set<AnnotationId>()
  for (const entry of await call('trash.list', { source: null }))
    if (entry.kind === 'source') sources.add(entry.source)
  const library = new Set((await call('library.list', {})).map(({ id }) => id))
  for (const source of new Set(missing.map((reference) => reference.source))) {
    if (!library.has(source)) continue
    for (const entry of await call('trash.list', { source }))
      if (entry.kind === 'annotation') annotations.add(entry.annotation.id)
  }
  return { sources, annotations }
}

/** From which brief a file was exported, and in how many stretches that reads otherwise now; null when it is gone. */
type Origin = Pick<Signature, 'brief' | 'format'> & {
  readonly title: string | null
  readonly changed: number | null
}

async function originOf(text: string, path: string, call: Call): Promise<Origin | null> {
  const signature = readSignature(text)?.signature
  if (signature === undefined) return null
  const { brief, format, copies } = signature
  const known = (await call('brief.list', {})).find(({ id }) => id === brief)
  if (known === undefined) return { brief, format, title: null, changed: null }
  const { files } = await call('brief.export', {
    brief,
    format,
    name: parse(path).name,
    over: null,
    choices: [],
    copies,
  })
  return { brief, format, title: known.title, changed: changedSince(text, files[0]?.data ?? '') }
}

function describeOrigin(origin: Origin | null): string {
  if (origin === null) return 'The file does not say which brief it was exported from.'
  const { brief, format, title, changed } = origin
  if (title === null) return `Exported as ${format} from ${brief}, which is no longer in this notebook.`
  const since =
    changed === null || changed === 0
      ? 'which has not changed since'
      : `which reads otherwise now in ${counted(changed, 'stretch', 'stretches')}: export it again`
  return `Exported as ${format} from “${oneLine(title)}”, ${since}.`
}

function describeFault(fault: ExportFault): string {
  switch (fault.rule) {
    case 'words-differ':
      return `The words differ: ${formatReference(fault.reference)}\n    in the file:     ${oneLine(fault.file)}\n    in the notebook: ${oneLine(fault.notebook)}`
    case 'quote-without-reference':
      return `A quote leads nowhere: ${oneLine(fault.words)}`
    case 'leads-nowhere':
      return fault.state === 'in-trash'
        ? `What it refers to is in the trash: ${formatReference(fault.reference)}`
        : `What it refers to is not in this notebook: ${formatReference(fault.reference)}`
    case 'unreadable-reference':
      return `A reference cannot be read: ${fault.words}`
    case 'footnote-missing':
      return `There is no footnote for ${fault.words}`
    case 'copy-differs':
      return `No version in this notebook is the copy that is named: ${oneLine(fault.words)}`
    default:
      return assertNever(fault)
  }
}
