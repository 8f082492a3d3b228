import { type Annotation, excerptOf } from '../model/annotation'
import { balanced } from '../model/balanced'
import type { AnnotationId, SourceId } from '../model/ids'
import type { VersionEntry } from '../model/source'
import { readSignature } from './export-signature'
import { onOneLine } from './markdown/printable'
import { isNamedIn } from './quoted-copies'
import { parseReference, type Reference } from './reference'

/** What an exported text quotes and refers to, as it reads now. */
export type ReadExport = {
  /** Quotations that stand on their own, in order. */
  readonly quotes: readonly ReadQuote[]
  /** Everything that begins as a reference to the notebook does, in order, as it stands there; also those of quotes. */
  readonly references: readonly string[]
  /** Marks of footnotes that are not there, as they stand there. */
  readonly dangling: readonly string[]
  /** Lines of lists that end with a SHA-256: the copies that are quoted. */
  readonly copies: readonly string[]
}

/** A quotation, with the references of its footnotes. */
export type ReadQuote = { readonly words: string; readonly references: readonly string[] }

/** What is wrong with an exported text. */
export type ExportFault =
  | {
      readonly rule: 'words-differ'
      readonly reference: Reference
      readonly file: string
      readonly notebook: string
    }
  | { readonly rule: 'quote-without-reference'; readonly words: string }
  /** `state` says whether it can be brought back. */
  | { readonly rule: 'leads-nowhere'; readonly reference: Reference; readonly state: 'in-trash' | 'absent' }
  | { readonly rule: 'unreadable-reference'; readonly words: string }
  | { readonly rule: 'footnote-missing'; readonly words: string }
  /** No version in the notebook is what a line on a copy says. */
  | { readonly rule: 'copy-differs'; readonly words: string }

/** What the notebook says about the passages that an exported text refers to. */
export type ExportEvidence = {
  /** Null for one that is not in the notebook. */
  readonly annotationOf: (reference: Reference) => Annotation | null
  /** Every version of the sources that it refers to. */
  readonly versions: readonly VersionEntry[]
  readonly trash: { readonly sources: ReadonlySet<SourceId>; readonly annotations: ReadonlySet<AnnotationId> }
}

/** References in some words, as they stand there: without the signs around them and the full stop behind them. */
export function referencesIn(words: string): string[] {
  return (words.match(/sourcebook:[^\s<>()[\]"'`“”]*/g) ?? []).map((found) => found.replace(/[.,;:!?]+$/, ''))
}

/** The references of an exported text that can be read, each once. */
export function readableReferences({ references }: ReadExport): Reference[] {
  return [...new Set(references)].flatMap((written) => parseReference(written) ?? [])
}

/** Hold every quote and every reference of an exported text against the notebook. */
export function verifyExport(read: ReadExport, evidence: ExportEvidence): ExportFault[] {
  const { annotationOf, versions, trash } = evidence
  const references = readableReferences(read)
  return [
    ...read.quotes.flatMap((quote) => quoteFault(quote, annotationOf)),
    ...references
      .filter((reference) => annotationOf(reference) === null)
      .map(({ source, annotation }): ExportFault => {
        const state = trash.sources.has(source) || trash.annotations.has(annotation) ? 'in-trash' : 'absent'
        return { rule: 'leads-nowhere', reference: { source, annotation }, state }
      }),
    ...[...new Set(read.references)]
      .filter((written) => parseReference(written) === null)
      .map((words): ExportFault => ({ rule: 'unreadable-reference', words })),
    ...read.dangling.map((words): ExportFault => ({ rule: 'footnote-missing', words })),
    ...read.copies
      .filter((line) => !versions.some((version) => isNamedIn(line, version)))
      .map((words): ExportFault => ({ rule: 'copy-differs', words })),
  ]
}

/** A quote holds as long as one of the passages that it names has its words. */
function quoteFault(
  { words, references }: ReadQuote,
  annotationOf: ExportEvidence['annotationOf'],
): ExportFault[] {
  if (references.length === 0) return [{ rule: 'quote-without-reference', words }]
  const passages = references.flatMap((written) => {
    const reference = parseReference(written)
    const annotation = reference === null ? null : annotationOf(reference)
    return annotation === null || reference === null
      ? []
      : [{ reference, exact: excerptOf(annotation.target) }]
  })
  const [first] = passages
  // Where it leads nowhere, that is what is wrong.
  if (first === undefined || passages.some(({ exact }) => isPrintedAs(exact, words))) return []
  return [{ rule: 'words-differ', reference: first.reference, file: words, notebook: first.exact }]
}

/** Controls of direction that a quote leaves open are closed in an export; in older ones they are not. */
function isPrintedAs(exact: string, words: string): boolean {
  return [exact, balanced(exact)].some((one) => spaced(one) === spaced(words))
}

/** Lines of a Markdown text may be broken anew by whoever edits it: white space of any kind counts as one space. */
function spaced(words: string): string {
  return onOneLine(words).replaceAll(/\s+/g, ' ').trim()
}

/**
 * How many stretches the brief prints differently now than when the text was exported, came and went included; 0 when it
 * would print the same. Both are exported texts of one brief in one form; null when one does not say what it holds.
 */
export function changedSince(text: string, fresh: string): number | null {
  const [then, now] = [readSignature(text)?.signature, readSignature(fresh)?.signature]
  if (then === undefined || now === undefined || then.brief !== now.brief || then.format !== now.format)
    return null
  const left = new Map<string, number>()
  for (const name of now.chunks) left.set(name, (left.get(name) ?? 0) + 1)
  const gone = then.chunks.filter((name) => {
    const times = left.get(name) ?? 0
    left.set(name, times - 1)
    return times <= 0
  })
  const stayed = then.chunks.length - gone.length
  return Math.max(gone.length, now.chunks.length - stayed)
}
