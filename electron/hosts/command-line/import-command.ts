import { basename } from 'node:path'
import { CHUNK_BYTES } from '../../../shared/contract/calls'
import { Failure } from '../../../shared/contract/failure'
import type { FileReport, Findings, ImportOutcome } from '../../../shared/contract/intake'
import { assertNever } from '../../../shared/model/assert-never'
import { tellsOfTexts } from '../../api/archive-members'
import { filesBelow } from '../../intake/files-below'
import { readPath } from '../../intake/read-path'
import { answered } from './answered'
import type { Call, Command } from './commands'
import { counted, oneLine, quoted } from './excerpt-words'
import { UsageError } from './io'
import { questionLines } from './question-lines'

/** Files on their way at once: one is read from the disk while others are parsed. */
const AT_ONCE = 4

const importFiles: Command = {
  usage: 'import PATH... [--again]',
  says: 'bring in texts: files, folders and archives; also bibliographies, and annotations of other programs',
  options: { again: { type: 'boolean' } },
  plan({ words, values }) {
    if (words.length === 0) throw new UsageError('Name the files to import.')
    const again = values['again'] === true
    return {
      access: 'create',
      async run(call) {
        const named = await Promise.all(words.map(async (word) => ({ word, files: await filesBelow(word) })))
        const paths = named.flatMap(({ files }) => files)
        const options = { batch: 'command line', again }
        // Bibliographies and annotations find the texts that they are about.
        const all = [
          ...named.filter(({ files }) => files.length === 0).map(({ word }) => emptyFolder(word)),
          ...(await importPaths(
            paths.filter((path) => !tellsOfTexts(path)),
            options,
            call,
          )),
          ...(await importPaths(paths.filter(tellsOfTexts), options, call)),
        ]
        const refused = all.filter(({ ok }) => !ok).length
        return answered(
          all,
          (reports) =>
            [...reports.map(describeReport), ...(reports.length > 1 ? [summaryOf(reports)] : [])].join('\n'),
          refused > 0 ? 'Some files were not imported; the lines above say why.' : undefined,
        )
      },
    }
  },
}

type Options = { readonly batch: string; readonly again: boolean }

/** What became of each file, in their order; an archive is followed by the files in it. */
async function importPaths(paths: readonly string[], options: Options, call: Call): Promise<FileReport[]> {
  const ending: Promise<FileReport[]>[] = []
  for (const [index, path] of paths.entries()) {
    await ending[index - AT_ONCE]
    // Begun in turn, since texts stand in the library in that order; a fault is told where it ends.
    const begun = beginFile(path, options, call)
    await begun.catch(() => undefined)
    ending.push(endFile(path, begun, options, call))
  }
  return (await Promise.all(ending)).flat()
}

/** Gives one file to the same calls as a window uses, and answers by what it is ended. */
async function beginFile(path: string, options: Options, call: Call): Promise<string> {
  const { name, bytes } = await readPath(path)
  const { import: id } = await call('import.begin', { name, size: bytes.length, ...options })
  for (let offset = 0; offset < bytes.length; offset += CHUNK_BYTES) {
    const chunk = Buffer.from(bytes.subarray(offset, offset + CHUNK_BYTES))
    await call('import.chunk', { import: id, offset, bytes: chunk.toString('base64') })
  }
  return id
}

/** What became of a file; an archive is followed by the files in it. */
async function endFile(
  file: string,
  begun: Promise<string>,
  options: Options,
  call: Call,
): Promise<FileReport[]> {
  const report = await reportOf(file, async () => call('import.end', { import: await begun }))
  if (!report.ok || report.outcome.what !== 'archive') return [report]
  const reports: FileReport[] = [report]
  for (const { handle, name } of report.outcome.members)
    reports.push(await reportOf(`${file} › ${name}`, () => call('import.member', { handle, ...options })))
  return reports
}

async function reportOf(file: string, read: () => Promise<FileReport>): Promise<FileReport> {
  try {
    return { ...(await read()), file }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return refused(file, error)
  }
}

function emptyFolder(path: string): FileReport {
  return refused(path, new Failure('empty', `“${basename(path)}” is a folder without files to read.`))
}

function refused(file: string, { reason, message }: Failure): FileReport {
  return { file, ok: false, source: null, notices: [], reason, message }
}

function describeReport(report: FileReport): string {
  if (!report.ok) return `refused   ${report.file}: ${report.message}`
  const { file, source, outcome, notices } = report
  const lines = [...outcomeLines(outcome, source ?? ''), ...notices]
  return [
    `${verbs[outcome.what]}  ${file}${source === null ? '' : ` as ${source}`}`,
    ...lines.map(indented),
  ].join('\n')
}

/** What was done, in words of one width. */
const verbs: Record<ImportOutcome['what'], string> = {
  added: 'imported',
  known: 'known   ',
  mended: 'mended  ',
  references: 'details ',
  annotations: 'imported',
  archive: 'archive ',
}

function indented(line: string): string {
  return `          ${line}`
}

function outcomeLines(outcome: ImportOutcome, source: string): string[] {
  switch (outcome.what) {
    case 'added':
      return [...findingLines(outcome.findings), ...questionLines(outcome.findings, source)]
    case 'known':
      return [
        `These bytes are in the notebook as “${oneLine(outcome.title)}”; --again adds them all the same.`,
      ]
    case 'mended':
      return [outcome.message]
    case 'references':
      return [
        `${counted(outcome.matched.length, 'source')} got details from it.`,
        ...outcome.unmatched.map((title) => `No source for “${oneLine(title)}”.`),
      ]
    case 'annotations':
      return [
        `${outcome.exact} found exactly, ${outcome.approximate} approximately, ${outcome.known} here already, ${outcome.notFound.length} not found.`,
        ...outcome.notFound.map(
          ({ quote, on, why }) => `Not found: ${quoted(quote)} (${oneLine(on)}): ${why}`,
        ),
      ]
    case 'archive':
      return [
        `${counted(outcome.members.length, 'file')} in it.`,
        ...outcome.left.map(({ name, message }) => `Left out: ${oneLine(name)}: ${message}`),
      ]
    default:
      return assertNever(outcome)
  }
}

function findingLines({ details, posts, frame, repeats }: Findings): string[] {
  const { title, outlet, published, updated, kind } = details
  const facts = [
    ...(posts > 0 ? [counted(posts, 'post')] : []),
    ...(frame > 0 ? [`${counted(frame, 'paragraph')} of frame`] : []),
    ...(repeats > 0 ? [`${counted(repeats, 'paragraph')} said twice`] : []),
  ]
  const dates = [
    ...(published === null ? [] : [`published ${published}`]),
    ...(updated === null ? [] : [`updated ${updated}`]),
  ]
  return [
    `“${oneLine(title)}”, ${[oneLine(outlet ?? 'outlet not known'), ...(dates.length === 0 ? ['no date'] : dates)].join(', ')}`,
    ...(facts.length === 0 && kind === 'article' ? [] : [[kind, ...facts].join(', ')]),
  ]
}

/** How many files came to what: only what there is. */
function summaryOf(reports: readonly FileReport[]): string {
  const counts = new Map<string, number>()
  for (const report of reports) {
    const word = report.ok ? summaryWords[report.outcome.what] : 'refused'
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return [...counts].map(([word, count]) => `${count} ${word}`).join(', ')
}

const summaryWords: Record<ImportOutcome['what'], string> = {
  added: 'imported',
  known: 'known already',
  mended: 'put back',
  references: 'read for details',
  annotations: 'read for annotations',
  archive: 'opened as archives',
}

export const importCommands: Readonly<Record<string, Command>> = { import: importFiles }
