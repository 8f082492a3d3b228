import type { Inference, SourceDetails } from '../model/source'
import type { StructureMark } from '../model/structure'
import type { Block } from '../model/version'

/** What is known of a text before its words are asked. */
export type Known = {
  /** The version that the passages of evidence lie in. */
  readonly version: number
  /** Details and marks that the format told or a person set: they win. */
  readonly told: { readonly details: Partial<SourceDetails>; readonly marks: readonly StructureMark[] }
  readonly fileName: string
}

/** What the words of a text tell of its source and its structure, each with the passage that tells it. */
export type InferredStructure = {
  readonly details: SourceDetails
  readonly inferences: readonly Inference[]
  /** Those that were told are not among them. */
  readonly marks: readonly StructureMark[]
  readonly notices: readonly string[]
}

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

export function inferStructure(_blocks: readonly Block[], { told }: Known): InferredStructure {
  return { details: { ...unknownDetails, ...told.details }, inferences: [], marks: [], notices: [] }
}
