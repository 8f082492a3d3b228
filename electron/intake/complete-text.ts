import type { SourceDetails } from '../../shared/model/source'
import { inferStructure } from '../../shared/structure/infer-structure'
import type { ReadFile } from './parser-answer'

/** Rules of the formats that only make do until the words of the text are asked. */
const makeshift: ReadonlySet<string> = new Set(['file-name', 'headline'])
/**
 * When the file was made or saved. Its text may be older by years, as in a page that was printed: where the text tells of a
 * day, these tell nothing.
 */
const datesOfFile: ReadonlySet<string> = new Set(['file-created', 'file-changed'])

/**
 * Adds to a text what its format did not tell: details, their inferences and the structure overlay. What the format told
 * stays as it is.
 */
export function completeText(file: ReadFile, name: string): ReadFile {
  const told = file.inferences.filter(({ rule }) => !makeshift.has(rule) && !datesOfFile.has(rule))
  const fields = new Set<string>(told.map(({ field }) => field))
  const details = detailsIn(fields, file)
  const inferred = inferStructure(file.blocks, {
    version: 1,
    told: { details, marks: file.structure },
    fileName: name,
  })
  const isDated = inferred.details.published !== null || inferred.details.updated !== null
  const dates = isDated ? [] : file.inferences.filter(({ rule }) => datesOfFile.has(rule))
  const dated = new Set<string>(dates.map(({ field }) => field))
  return {
    ...file,
    notices: [...file.notices, ...inferred.notices],
    details: { ...inferred.details, ...detailsIn(dated, file) },
    inferences: [...told, ...inferred.inferences.filter(({ field }) => !dated.has(field)), ...dates],
    structure: [...file.structure, ...inferred.marks],
  }
}

function detailsIn(fields: ReadonlySet<string>, { details }: ReadFile): Partial<SourceDetails> {
  return Object.fromEntries(Object.entries(details).filter(([field]) => fields.has(field)))
}
