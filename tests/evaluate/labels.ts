import { z } from 'zod'

const place = { start: z.int().min(0), end: z.int().min(1) }
const name = z.string().nullable()
const flag = z.boolean().default(false)
/** What stands in a second article is no part of the text, so that nothing of it has to be found. */
const optional = { optional: flag, inUnrelated: flag }

/**
 * What a person says a text holds. Offsets are UTF-16 units of the file decoded as UTF-8 with `\r\n` as `\n`. A label that is
 * `optional` is neither required nor wrong.
 */
export const Labels = z.object({
  source: z.object({
    title: name,
    outlet: name,
    via: name,
    authors: z.array(z.string()),
    published: name,
    updated: name,
    kind: z.string(),
    /** Fields whose value nobody could know from the text alone. */
    notInText: z.array(z.string()).default([]),
  }),
  sections: z
    .array(
      z.object({
        ...place,
        kind: z.enum(['post', 'heading', 'boilerplate', 'unrelated', 'summary']),
        time: name.default(null),
        inUnrelated: flag,
        runIn: flag,
      }),
    )
    .default([]),
  figures: z
    .array(z.object({ ...place, value: z.number(), unit: name, bound: z.string().nullable(), ...optional }))
    .nullable()
    .default(null),
  quotes: z
    .array(z.object({ ...place, speaker: name, ...optional }))
    .nullable()
    .default(null),
  positions: z
    .array(z.object({ ...place, actor: z.string(), stance: z.string(), ...optional }))
    .nullable()
    .default(null),
})
export type Labels = z.infer<typeof Labels>
