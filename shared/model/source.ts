import { z } from 'zod'
import { CodeId, SourceId } from './ids'
import { Passage, Structure } from './structure'
import { PartialDate, Timestamp } from './time'
import { Original } from './version'

export const SourceKind = z.enum(['article', 'live-blog', 'summary', 'wire', 'document'])
export type SourceKind = z.infer<typeof SourceKind>

export const ReadingStatus = z.enum(['unread', 'reading', 'read'])
export type ReadingStatus = z.infer<typeof ReadingStatus>

const name = z.string().trim().min(1).max(500)

/** What a citation needs to know about a source. Everything but the title may be unknown: null. */
export const SourceDetails = z.strictObject({
  title: name,
  outlet: name.nullable(),
  /** Who republished it: an aggregator or a syndicating outlet. */
  via: name.nullable(),
  authors: z.array(name).max(100),
  published: PartialDate.nullable(),
  updated: PartialDate.nullable(),
  /** BCP 47 tag. */
  language: z.string().min(2).max(35).nullable(),
  direction: z.enum(['ltr', 'rtl']),
  url: z.url({ protocol: /^https?$/ }).nullable(),
  kind: SourceKind,
})
export type SourceDetails = z.infer<typeof SourceDetails>

/**
 * Says that one detail was inferred, by which rule and from which words. Removed when a person sets it. Where the detail
 * stays unknown, it says that words were found which do not tell it: "Updated 6 sec ago".
 */
export const Inference = z.strictObject({
  field: SourceDetails.keyof(),
  rule: z.string().min(1),
  evidence: Passage.nullable(),
  /** Words elsewhere that the evidence does not do without: those that tell the year of a date. */
  support: z.exactOptional(Passage),
})
export type Inference = z.infer<typeof Inference>

export const VersionEntry = z.strictObject({
  number: z.int().min(1),
  created: Timestamp,
  original: Original,
  /** Length of the text projection in UTF-16 units. */
  characters: z.int().min(1),
  /** The version that was put right by hand to make this one; absent for what came from a file. */
  corrects: z.exactOptional(z.int().min(1)),
  /** What passages it is made of, to find texts that share them; absent where it was not reckoned yet. */
  sketch: z.exactOptional(z.string().max(4000)),
})
export type VersionEntry = z.infer<typeof VersionEntry>

/** What the researcher decided about a suggestion, so that a rejected one does not come back. */
export const Decision = z.strictObject({
  rule: z.string().min(1),
  passage: Passage,
  verdict: z.enum(['accepted', 'rejected']),
  reason: z.string().nullable(),
})
export type Decision = z.infer<typeof Decision>

/** How far a text has been read: the offset at the top of the window, in UTF-16 units of that version's projection. */
export const ReadingPlace = z.strictObject({ version: z.int().min(1), offset: z.int().min(0) })
export type ReadingPlace = z.infer<typeof ReadingPlace>

/** One text of the story: its details, its versions and what was decided about it. */
export const Source = z.strictObject({
  id: SourceId,
  /** Grows by one with every change; a write names the revision it saw. */
  revision: z.int().min(1),
  added: Timestamp,
  details: SourceDetails,
  inferences: z.array(Inference),
  status: ReadingStatus,
  /** Null until it was read, and in sources that were written before this was kept. */
  place: ReadingPlace.nullable().default(null),
  codes: z.array(CodeId),
  memo: z.string().max(100_000),
  versions: z.array(VersionEntry).min(1),
  structures: z.array(Structure),
  decisions: z.array(Decision),
})
export type Source = z.infer<typeof Source>

/** The newest version of a source. */
export function currentVersion(source: Pick<Source, 'id' | 'versions'>): VersionEntry {
  const last = source.versions.at(-1)
  if (last === undefined) throw new Error(`source ${source.id} has no version, which its schema forbids`)
  return last
}
