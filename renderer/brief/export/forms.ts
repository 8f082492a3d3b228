import type { BriefFormat } from '../../../shared/model/brief'
import type { CommandId } from '../../state/command-table'

/** A form in which a brief leaves the notebook beside plain Markdown. */
export type ExportForm = {
  readonly format: Exclude<BriefFormat, 'markdown'>
  readonly command: CommandId
  readonly name: string
  /** What comes out, in a few words. */
  readonly what: string
}

/** The other forms, in the order in which they are offered. */
export const otherForms: readonly ExportForm[] = [
  {
    format: 'pandoc',
    command: 'export-pandoc',
    name: 'Pandoc Markdown',
    what: 'Citation keys, with .bib and .json beside it',
  },
  {
    format: 'obsidian',
    command: 'export-obsidian',
    name: 'Obsidian Markdown',
    what: 'Properties and block links',
  },
  { format: 'html', command: 'export-html', name: 'Web page', what: 'One .html file that prints well' },
  { format: 'docx', command: 'export-docx', name: 'Word', what: 'A .docx with real footnotes' },
  { format: 'csv', command: 'export-csv', name: 'Tables as CSV', what: 'One file for each live table' },
]

/** True for forms in which a file says of itself what was typed into it since it was exported. */
export function tellsWhatWasTyped(format: BriefFormat): boolean {
  return format !== 'docx' && format !== 'csv'
}
