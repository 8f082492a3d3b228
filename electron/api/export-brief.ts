import { parse } from 'node:path'
import type { Root } from 'mdast'
import { bibliographyFiles } from '../../shared/briefing/bibliography/bibliography'
import { briefFileName } from '../../shared/briefing/brief-file-name'
import { composeBrief } from '../../shared/briefing/compose-brief'
import type { PrintedEvidence } from '../../shared/briefing/evidence'
import { readSignature, signExport } from '../../shared/briefing/export-signature'
import { liveContent } from '../../shared/briefing/live-content'
import { mergeExport, replaceExport } from '../../shared/briefing/merge-export'
import { copiesTable } from '../../shared/briefing/quoted-copies'
import { formatReference } from '../../shared/briefing/reference'
import { leadsOf } from '../../shared/briefing/walk-brief'
import { writeMarkdown } from '../../shared/briefing/write-markdown'
import type { Input, Output } from '../../shared/contract/calls'
import { Failure } from '../../shared/contract/failure'
import type { Brief, BriefFormat, ExportedFile, LiveContent } from '../../shared/model/brief'
import { withoutClock } from '../export/without-clock'
import { csvOf, writeCsv } from '../export/write-csv'
import { writeDocx } from '../export/write-docx'
import { writeHtml } from '../export/write-html'
import { hashOfExport } from './write-export'

/** A brief on its way to a form. `name` is what its file is called without the ending. */
type Laid = {
  readonly brief: Brief
  readonly evidence: PrintedEvidence
  readonly tree: Root
  readonly name: string
}

/** One form of a brief: its files, the one to be opened first, and how it is written over an earlier export. */
type Form = {
  readonly write: (laid: Laid) => Promise<[ExportedFile, ...ExportedFile[]]>
  /** Null where the form cannot say of itself what was typed into it: then the person is asked before. */
  readonly over: typeof mergeExport | null
}

const forms: Readonly<Record<BriefFormat, Form>> = {
  markdown: {
    write: async ({ name, tree }) => [textFile(`${name}.md`, writeMarkdown(tree))],
    over: mergeExport,
  },
  pandoc: {
    write: async ({ name, tree }) => [
      textFile(`${name}.md`, writeMarkdown(tree, 'pandoc', name)),
      ...bibliographyFiles(tree, name),
    ],
    over: mergeExport,
  },
  obsidian: {
    write: async ({ name, tree }) => [textFile(`${name}.md`, writeMarkdown(tree, 'obsidian'))],
    over: mergeExport,
  },
  html: {
    write: async ({ brief, name, tree }) => [textFile(`${name}.html`, writeHtml(tree, brief.title))],
    over: replaceExport,
  },
  docx: {
    write: async ({ brief, name, tree }) => {
      const bytes = withoutClock(await writeDocx(tree, brief.title), brief.modified)
      return [{ name: `${name}.docx`, encoding: 'base64', data: Buffer.from(bytes).toString('base64') }]
    },
    over: null,
  },
  csv: { write: tablesOf, over: null },
}

/** True for forms in which a file says of itself what was typed into it since it was exported. */
export function tellsWhatWasTyped(format: BriefFormat): boolean {
  return forms[format].over !== null
}

/** The files of a brief in one of its forms, as `brief.export` promises them. */
export async function exportBrief(
  brief: Brief,
  evidence: PrintedEvidence,
  { format, name: chosen, over, choices, copies = false }: Omit<Input<'brief.export'>, 'brief'>,
): Promise<Output<'brief.export'>> {
  const tree = composeBrief(brief, evidence, { copies })
  const name = chosen ?? parse(briefFileName(brief.title, 'md')).name
  const footnotes = tree.children.filter(({ type }) => type === 'footnoteDefinition').length
  const form = forms[format]
  const [main, ...beside] = await form.write({ brief, evidence, tree, name })
  if (form.over === null) return { files: [main, ...beside], footnotes, kept: 0, clashes: [] }
  const signature = { brief: brief.id, format, beside: beside.map(hashOfExport), copies }
  const fresh = signExport(main.data, signature)
  const { text, kept, clashes } =
    over === null ? { text: fresh, kept: 0, clashes: [] } : form.over(over, fresh, choices)
  if (text === null) return { files: [], footnotes, kept, clashes: [...clashes] }
  const file = { ...main, data: text }
  // A file that stays as a whole, because it is none of ours, has nothing of ours beside it.
  const isOurs = readSignature(text)?.signature.brief === brief.id
  return { files: isOurs ? [file, ...beside] : [file], footnotes, kept, clashes: [] }
}

function textFile(name: string, data: string): ExportedFile {
  return { name, encoding: 'utf8', data }
}

/** One file for each live block that is a table, then one for the copies; the first has the name of the brief alone. */
async function tablesOf({ brief, name, evidence, tree }: Laid): Promise<[ExportedFile, ...ExportedFile[]]> {
  const tables = leadsOf(brief.document).flatMap((lead) => (lead.type === 'live' ? [lead.attrs] : []))
  const copies = tree.data?.brief?.copies ?? []
  const written = [
    ...tables.map((table) => ({
      kind: table.view,
      csv: writeCsv(table.seen ?? liveContent(table, evidence), referencesOf),
    })),
    ...(copies.length === 0 ? [] : [{ kind: 'copies', csv: csvOf(copiesTable(copies)) }]),
  ]
  const seen = new Map<string, number>()
  const [first, ...others] = written.map(({ kind, csv }, index): ExportedFile => {
    const time = (seen.get(kind) ?? 0) + 1
    seen.set(kind, time)
    const ending = index === 0 ? 'csv' : `${kind}${time === 1 ? '' : `-${time}`}.csv`
    return textFile(`${name}.${ending}`, csv)
  })
  if (first !== undefined) return [first, ...others]
  throw new Failure(
    'unavailable',
    'This brief has no table made from the notebook: insert one, then export it as CSV.',
  )
}

function referencesOf({ cells }: LiveContent['rows'][number]): string {
  return [...new Set(cells.flatMap(({ cites }) => cites.map(formatReference)))].join(' ')
}
