import { z } from 'zod'
import { BlockId, SourceId } from './ids'
import { Timestamp } from './time'

/** Where a link of a text may lead. Nothing else is kept: no script, no file, no program of the system. */
export const WebLink = z.url({ protocol: /^(https?|mailto)$/ })
export type WebLink = z.infer<typeof WebLink>

/** The only marks a block keeps. Offsets are UTF-16 units inside the block's text. */
export const InlineMark = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('emphasis'), start: z.int().min(0), end: z.int().min(1) }),
  z.strictObject({ kind: z.literal('strong'), start: z.int().min(0), end: z.int().min(1) }),
  z.strictObject({ kind: z.literal('link'), start: z.int().min(0), end: z.int().min(1), href: WebLink }),
])
export type InlineMark = z.infer<typeof InlineMark>

export const BlockKind = z.enum(['heading', 'paragraph', 'list-item', 'quote', 'table-row'])
export type BlockKind = z.infer<typeof BlockKind>

/** One block of article text: one line of the text projection, so it holds no line break. */
export const Block = z.strictObject({
  id: BlockId,
  kind: BlockKind,
  text: z.string().min(1),
  /** Depth of a heading or of a nested list item, from 1; null for the other kinds. */
  level: z.int().min(1).max(6).nullable(),
  marks: z.array(InlineMark),
})
export type Block = z.infer<typeof Block>

/** The file a version was read from. The bytes themselves are kept beside the version. */
export const Original = z.strictObject({
  fileName: z.string().min(1).max(255),
  mediaType: z.string().min(1),
  /** Name of the character encoding that was used, such as `utf-8`; null where the format has its own. */
  encoding: z.string().min(1).nullable(),
  bytes: z.int().min(0),
  /** SHA-256 of the bytes, in hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type Original = z.infer<typeof Original>

/** A page of the original: the number or name that it bears, and where it begins in the text projection. */
export const Page = z.strictObject({ label: z.string().min(1).max(50), start: z.int().min(0) })
export type Page = z.infer<typeof Page>

/** What a source said at one moment. Never changed once written: a correction is a new version. */
export const Version = z.strictObject({
  source: SourceId,
  number: z.int().min(1),
  created: Timestamp,
  original: Original,
  blocks: z.array(Block).min(1),
  /** What the import had to say about this text, in sentences. */
  notices: z.array(z.string()),
  /** In reading order; absent where the original has no pages. */
  pages: z.exactOptional(z.array(Page).max(20_000)),
  /** Which stretch of the text of the original it is, where a text was split in two; absent for all of it. */
  part: z.exactOptional(z.strictObject({ start: z.int().min(0), end: z.int().min(1) })),
})
export type Version = z.infer<typeof Version>
