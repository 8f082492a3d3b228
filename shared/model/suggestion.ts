import { z } from 'zod'
import { Certainty, Quantity, Stance } from './annotation'

const passage = {
  /** Offsets in UTF-16 units of the text projection. */
  start: z.int().min(0),
  end: z.int().min(1),
  /** The words that stand there. */
  exact: z.string().min(1),
  /** Name of the rule that found it. */
  rule: z.string().min(1),
}
const name = z.string().min(1).nullable()

/** Something a rule found in a text. Derived, never stored as fact; what the rule could not tell is null. */
export const Suggestion = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('figure'),
    ...passage,
    quantity: Quantity.nullable(),
    measure: name,
    speaker: name,
  }),
  z.strictObject({ kind: z.literal('quote'), ...passage, speaker: name, cue: name }),
  z.strictObject({
    kind: z.literal('position'),
    ...passage,
    actor: name,
    issue: name,
    stance: Stance.nullable(),
  }),
  z.strictObject({ kind: z.literal('claim'), ...passage, speaker: name, certainty: Certainty.nullable() }),
])
export type Suggestion = z.infer<typeof Suggestion>

/** A part of a text, as its structure divides it. */
export const Section = z.strictObject({
  start: z.int().min(0),
  end: z.int().min(1),
  kind: z.enum(['post', 'heading', 'boilerplate', 'unrelated', 'summary']),
  heading: z.string().nullable(),
  /** As the text writes it. */
  time: z.string().nullable(),
})
export type Section = z.infer<typeof Section>
