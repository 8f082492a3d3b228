import { z } from 'zod'
import { ActorId, CodeId, IssueId, MeasureId } from './ids'

/** What an entry is called: something that can be seen, since names are how people tell entries apart. */
export const EntryName = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .regex(/[\p{L}\p{N}\p{P}\p{S}]/u, 'must have a letter, a digit or another sign that can be seen')
const description = z.string().max(100_000)

/**
 * Null while an entry is in use. An entry that was merged says into which, and one that was removed says null: it stays
 * in the file, so that annotations which name it need not change, and each is one change of one document.
 */
function gone<Id extends z.ZodType>(id: Id) {
  return z.strictObject({ into: id.nullable() }).nullable().default(null)
}

export const Issue = z.strictObject({
  id: IssueId,
  name: EntryName,
  description,
  parent: IssueId.nullable(),
  gone: gone(IssueId),
})
export type Issue = z.infer<typeof Issue>

export const Measure = z.strictObject({ id: MeasureId, name: EntryName, description, gone: gone(MeasureId) })
export type Measure = z.infer<typeof Measure>

/** The colours of codes: names of colour tokens, never colour values. */
export const CodeColour = z.enum(['1', '2', '3', '4', '5', '6', '7', '8'])
export type CodeColour = z.infer<typeof CodeColour>

export const Code = z.strictObject({
  id: CodeId,
  name: EntryName,
  description,
  parent: CodeId.nullable(),
  colour: CodeColour.nullable(),
  gone: gone(CodeId),
})
export type Code = z.infer<typeof Code>

/** The shared lists that annotations refer to by id. */
export const Codebook = z.strictObject({
  revision: z.int().min(1),
  issues: z.array(Issue),
  measures: z.array(Measure),
  codes: z.array(Code),
})
export type Codebook = z.infer<typeof Codebook>

/** A person or a body, with the spellings under which sources name it. */
export const Actor = z.strictObject({
  id: ActorId,
  name: EntryName,
  description,
  /** Spellings that a person gave. Those under which annotations name the actor are counted, not kept. */
  spellings: z.array(EntryName).max(1000),
  gone: gone(ActorId),
})
export type Actor = z.infer<typeof Actor>

export const Actors = z.strictObject({ revision: z.int().min(1), actors: z.array(Actor) })
export type Actors = z.infer<typeof Actors>

export const emptyCodebook: Codebook = { revision: 1, issues: [], measures: [], codes: [] }
export const emptyActors: Actors = { revision: 1, actors: [] }

/** What a codebook has four of. */
export const EntryKind = z.enum(['actor', 'issue', 'measure', 'code'])
export type EntryKind = z.infer<typeof EntryKind>

/** An entry of the codebook in use, whatever it is. */
export const Entry = z.discriminatedUnion('kind', [
  Actor.omit({ gone: true }).extend({ kind: z.literal('actor') }),
  Issue.omit({ gone: true }).extend({ kind: z.literal('issue') }),
  Measure.omit({ gone: true }).extend({ kind: z.literal('measure') }),
  Code.omit({ gone: true }).extend({ kind: z.literal('code') }),
])
export type Entry = z.infer<typeof Entry>

export const EntryId = z.union([ActorId, IssueId, MeasureId, CodeId])
export type EntryId = z.infer<typeof EntryId>

/** How often an entry is named by annotations; an actor also under which spellings, the most frequent first. */
export const EntryUse = z.strictObject({
  id: EntryId,
  annotations: z.int().min(0),
  spellings: z.array(z.strictObject({ spelling: z.string(), count: z.int().min(1) })),
})
export type EntryUse = z.infer<typeof EntryUse>
