import type { SourceDetails } from '../model/source'

/** The details of a source of which nothing is known. */
export const unknownDetails: SourceDetails = {
  title: 'Untitled',
  outlet: null,
  via: null,
  authors: [],
  published: null,
  updated: null,
  language: null,
  direction: 'ltr',
  url: null,
  kind: 'article',
}

/** The title of a source that has no other: the name of its file, which may be blank. */
export function nameOfFile(name: string): string {
  return nameOf(name.replace(/\.[^.]{1,8}$/, '')) ?? nameOf(name) ?? unknownDetails.title
}

/** White space folded and trimmed, and no longer than the model has room for; null when nothing is left. */
export function nameOf(words: string | null | undefined): string | null {
  const name = (words ?? '').slice(0, 5000).replaceAll(/\s+/g, ' ').trim().slice(0, 500).trim()
  return name === '' ? null : name.toWellFormed()
}
