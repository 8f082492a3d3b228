import { inferStructure } from '../../shared/structure/infer-structure'
import type { ReadFile } from './parser-answer'

/** Rules of the formats that only make do until the words of the text are asked. */
const makeshift: ReadonlySet<string> = new Set(['file-name', 'headline'])

/**
 * Adds to a text what its format did not tell: details, their inferences and the structure overlay. What the format told
 * stays as it is.
 */
export function completeText(file: ReadFile, name: string): ReadFile {
  const told = file.inferences.filter(({ rule }) => !makeshift.has(rule))
  const fields = new Set<string>(told.map(({ field }) => field))
  const details = Object.fromEntries(Object.entries(file.details).filter(([field]) => fields.has(field)))
  const inferred = inferStructure(file.blocks, {
    version: 1,
    told: { details, marks: file.structure },
    fileName: name,
  })
  return {
    ...file,
    notices: [...file.notices, ...inferred.notices],
    details: { ...file.details, ...inferred.details },
    inferences: [...told, ...inferred.inferences],
    structure: [...file.structure, ...inferred.marks],
  }
}
