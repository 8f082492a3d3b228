import { z } from 'zod'
import { ActorId, CodeId, IssueId, MeasureId } from './ids'

const name = z.string().trim().min(1).max(500)
const description = z.string().max(100_000)

export const Issue = z.strictObject({ id: IssueId, name, description, parent: IssueId.nullable() })
export type Issue = z.infer<typeof Issue>

export const Measure = z.strictObject({ id: MeasureId, name, description })
export type Measure = z.infer<typeof Measure>

export const Code = z.strictObject({
  id: CodeId,
  name,
  description,
  parent: CodeId.nullable(),
  /** Name of a colour token, never a colour value; null for none. */
  colour: z.string().min(1).max(50).nullable(),
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
export const Actor = z.strictObject({ id: ActorId, name, description, spellings: z.array(name).max(1000) })
export type Actor = z.infer<typeof Actor>

export const Actors = z.strictObject({ revision: z.int().min(1), actors: z.array(Actor) })
export type Actors = z.infer<typeof Actors>

export const emptyCodebook: Codebook = { revision: 1, issues: [], measures: [], codes: [] }
export const emptyActors: Actors = { revision: 1, actors: [] }
