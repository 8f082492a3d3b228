import { briefFileName } from '../../shared/briefing/brief-file-name'
import { composeBrief } from '../../shared/briefing/compose-brief'
import type { Evidence } from '../../shared/briefing/evidence'
import { writeMarkdown } from '../../shared/briefing/write-markdown'
import type { Input, Output } from '../../shared/contract/calls'
import { Failure } from '../../shared/contract/failure'
import type { Brief } from '../../shared/model/brief'

/** The files of a brief in one of its forms, as `brief.export` promises them. */
export function exportBrief(
  brief: Brief,
  evidence: Evidence,
  { format }: Pick<Input<'brief.export'>, 'format' | 'over' | 'choices'>,
): Output<'brief.export'> {
  if (format !== 'markdown') throw new Failure('unavailable', `A brief cannot be written as ${format} yet.`)
  const tree = composeBrief(brief, evidence)
  const footnotes = tree.children.filter(({ type }) => type === 'footnoteDefinition').length
  const file = {
    name: briefFileName(brief.title, 'md'),
    encoding: 'utf8' as const,
    data: writeMarkdown(tree),
  }
  return { files: [file], footnotes, kept: 0, clashes: [] }
}
