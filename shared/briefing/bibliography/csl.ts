import type { SourceDetails } from '../../model/source'
import type { PartialDate } from '../../model/time'
import { formatDate } from '../format-date'
import type { BibliographyEntry } from './bibliography'
import { readName } from './names'

/** Entries as CSL JSON, which reference managers and pandoc read: https://citationstyles.org, version 1.0.2 of the schema. */
export function writeCsl(entries: readonly BibliographyEntry[]): string {
  return `${JSON.stringify(entries.map(cslItem), null, 2)}\n`
}

function cslItem({ key, details }: BibliographyEntry) {
  const { title, outlet, via, authors, published, updated, url, language, kind } = details
  const date = published ?? updated
  const notes = [
    ...(via === null ? [] : [`via ${via}`]),
    ...(updated === null || updated === date ? [] : [`updated ${formatDate(updated)}`]),
  ]
  return {
    id: key,
    type: cslType(kind),
    title,
    ...(authors.length > 0 && { author: authors.map(cslName) }),
    ...(outlet !== null && { [kind === 'document' ? 'publisher' : 'container-title']: outlet }),
    ...(date !== null && { issued: { 'date-parts': [dateParts(date)] } }),
    ...(url !== null && { URL: url }),
    ...(language !== null && { language }),
    ...(notes.length > 0 && { note: notes.join(', ') }),
  }
}

function cslType(kind: SourceDetails['kind']): string {
  return kind === 'document' ? 'document' : 'article-newspaper'
}

function cslName(name: string) {
  const read = readName(name)
  if ('literal' in read) return read
  const { given, particle, family } = read
  return { family, given, ...(particle !== '' && { 'non-dropping-particle': particle }) }
}

function dateParts(date: PartialDate): number[] {
  return date.split('-').map(Number)
}
