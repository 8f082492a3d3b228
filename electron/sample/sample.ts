import { z } from 'zod'
import audit from '../../resources/sample/audit-note.txt?raw'
import coastal from '../../resources/sample/coastal-press.txt?raw'
import courier from '../../resources/sample/courier-live.html?raw'
import guild from '../../resources/sample/guild-statement.md?raw'
import digest from '../../resources/sample/morning-digest.txt?raw'
import gazette from '../../resources/sample/northern-gazette.txt?raw'
import notebook from '../../resources/sample/notebook.json?raw'
import { Certainty, Quantity, Stance } from '../../shared/model/annotation'
import { LiveView } from '../../shared/model/brief'
import { CodeColour } from '../../shared/model/codebook'
import { SourceDetails } from '../../shared/model/source'
import { PartialDate } from '../../shared/model/time'

/** The texts of the sample by their file names. */
export const sampleTexts: Readonly<Record<string, string>> = {
  'audit-note.txt': audit,
  'coastal-press.txt': coastal,
  'courier-live.html': courier,
  'guild-statement.md': guild,
  'morning-digest.txt': digest,
  'northern-gazette.txt': gazette,
}

const name = z.string().min(1)

const common = {
  /** By which the brief calls it. */
  key: name,
  /** Words that stand once in the text. */
  exact: name,
  /** The chain begins with the outlet of the source; these go on from there. At most one of the last two is given. */
  cited: name.optional(),
  speaker: name.optional(),
  anonymous: name.optional(),
  codes: z.array(name).default([]),
  memo: z.string().default(''),
}

const { shape: quantity } = Quantity

/** An annotation that calls entries of the codebook by name. */
const SampleAnnotation = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('claim'),
    statement: name.nullable().default(null),
    certainty: Certainty,
    issue: name,
    eventDate: PartialDate.nullable().default(null),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('figure'),
    asWritten: name.optional(),
    quantity: z
      .strictObject({
        value: quantity.value,
        upper: quantity.upper.default(null),
        unit: quantity.unit,
        bound: quantity.bound.default('exact'),
        approximate: quantity.approximate.default(false),
      })
      .nullable()
      .default(null),
    measure: name,
    scope: name.nullable().default(null),
    asOf: PartialDate,
  }),
  z.strictObject({
    ...common,
    kind: z.literal('position'),
    actor: name,
    issue: name,
    stance: Stance,
    condition: name.nullable().default(null),
    dateSaid: PartialDate,
  }),
])
export type SampleAnnotation = z.infer<typeof SampleAnnotation>

const description = z.string().default('')
const { shape: detail } = SourceDetails

/** A paragraph of the brief; `[^key]` in it stands for the mark of a citation. */
const words = z.string().min(1)

const SampleBlock = z.union([
  z.strictObject({ heading: words }),
  z.strictObject({ paragraph: words }),
  z.strictObject({ list: z.array(words).min(1) }),
  z.strictObject({ excerpt: name }),
  z.strictObject({
    live: LiveView,
    caption: name.nullable(),
    measures: z.array(name).default([]),
    issues: z.array(name).default([]),
    codes: z.array(name).default([]),
  }),
])
export type SampleBlock = z.infer<typeof SampleBlock>

/** `resources/sample/notebook.json`: everything of the sample but its texts, in which names and keys stand for ids. */
const Sample = z.strictObject({
  codebook: z.strictObject({
    actors: z.array(z.strictObject({ name, description, spellings: z.array(name).default([]) })),
    /** A parent comes before its children. */
    issues: z.array(z.strictObject({ name, description, parent: name.optional() })),
    measures: z.array(z.strictObject({ name, description })),
    codes: z.array(z.strictObject({ name, description, colour: CodeColour })),
  }),
  /** In the order in which they came out. */
  sources: z.array(
    z.strictObject({
      file: name,
      /** What the text itself does not say, as a person fills it in. */
      details: z.strictObject({
        outlet: z.exactOptional(detail.outlet),
        published: z.exactOptional(detail.published),
        updated: z.exactOptional(detail.updated),
        language: z.exactOptional(detail.language),
        kind: z.exactOptional(detail.kind),
      }),
      memo: z.string(),
      annotations: z.array(SampleAnnotation),
    }),
  ),
  brief: z.strictObject({ title: name, blocks: z.array(SampleBlock) }),
})
export type Sample = z.infer<typeof Sample>

/** The sample as it was written. */
export function readSample(): Sample {
  return Sample.parse(JSON.parse(notebook))
}
