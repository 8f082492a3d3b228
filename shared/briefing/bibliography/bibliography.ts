import type { Root } from 'mdast'
import type { ExportedFile } from '../../model/brief'
import type { CitedSource } from '../markdown/tree'
import { writeBibtex } from './bibtex'
import { citationKeys } from './citation-keys'
import { writeCsl } from './csl'

/** A source under the key by which a brief cites it. */
export type BibliographyEntry = CitedSource & { readonly key: string }

/** The sources that a brief cites, in the order of its list of sources; none for a tree that is no brief. */
export function bibliographyOf({ data }: Root): BibliographyEntry[] {
  if (data?.brief === undefined) return []
  const { cited, library } = data.brief
  const keys = citationKeys(library.values())
  return cited.map((source) => ({ ...source, key: keys.get(source.id) ?? source.id }))
}

/** The bibliography of a brief for BibTeX and biblatex and for CSL, from the same entries; no files where nothing is cited. */
export function bibliographyFiles(tree: Root, name: string): ExportedFile[] {
  const entries = bibliographyOf(tree)
  if (entries.length === 0) return []
  return [
    { name: `${name}.bib`, encoding: 'utf8', data: writeBibtex(entries) },
    { name: `${name}.json`, encoding: 'utf8', data: writeCsl(entries) },
  ]
}
