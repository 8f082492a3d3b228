import { projectText } from '../anchoring/text-projection'
import type { Inference, SourceDetails } from '../model/source'
import type { StructureMark } from '../model/structure'
import type { Block } from '../model/version'
import { findReferences } from './find-references'
import { findSpoken } from './find-spoken'
import { readLayout } from './layout'
import { readDetails } from './read-details'
import { tellLanguage } from './tell-language'

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

/** Each post that is not there is marked; so many of them are told in words too. */
const MOST_NOTICES = 10

/**
 * Read what the words of a text tell of its source and its structure. The same text gives the same answer, and the work
 * grows with the text.
 */
export function inferStructure(
  blocks: readonly Block[],
  { version, told, fileName }: Known,
): InferredStructure {
  const projection = projectText(blocks)
  const layout = readLayout(blocks, projection, version, {
    title: told.details.title ?? null,
    isLive: told.details.kind === 'live-blog',
    marks: told.marks,
  })
  const language = Object.hasOwn(told.details, 'language')
    ? null
    : tellLanguage(projection.text, layout.draft.lines)
  const { details, inferences, notices } = readDetails(layout, {
    version,
    told: told.details,
    fileName,
    language,
  })
  const passage = ({ start, end }: { start: number; end: number }) => ({ version, start, end })
  const spoken = findSpoken(layout.draft, projection.text, details.language ?? 'en')
  const references = findReferences(layout.draft, layout.posts)
  const idAt = (index: number): Block['id'] => {
    const block = blocks[index]
    if (block === undefined) throw new RangeError(`there is no block ${index}`)
    return block.id
  }
  return {
    details,
    inferences,
    marks: [
      ...layout.marks,
      ...spoken.map(({ from, to, speaker, evidence }) => ({
        kind: 'quote' as const,
        from: idAt(from),
        to: idAt(to),
        origin: 'inferred' as const,
        evidence: passage(evidence),
        speaker,
      })),
      ...references.map(({ line, words, post }) => ({
        kind: 'reference' as const,
        from: line.id,
        to: line.id,
        origin: 'inferred' as const,
        evidence: passage(words),
        post: post?.id ?? null,
      })),
    ],
    notices: [
      ...notices,
      ...references
        .filter(({ post }) => post === null)
        .slice(0, MOST_NOTICES)
        .map(({ time }) => `The text points to a post of ${time}, and this copy has no post of that time.`),
    ],
  }
}
