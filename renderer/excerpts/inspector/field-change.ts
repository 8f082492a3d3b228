import type { Input } from '../../../shared/contract/calls'
import type {
  Annotation,
  AnnotationBody,
  ClaimBody,
  FigureBody,
  PositionBody,
} from '../../../shared/model/annotation'
import { entriesNamedBy } from '../../../shared/model/edit-codebook'
import { comingNamed } from '../../state/coming-entries'

/** Everything that a person fills in about an annotation, whatever its kind. */
export type Fields = Omit<ClaimBody, 'kind'> &
  Omit<FigureBody, 'kind'> &
  Omit<PositionBody, 'kind'> &
  Pick<Annotation, 'codes' | 'memo'>

export type FieldName = keyof Fields

/** Fields that get other values, in one step. They are fields of the annotation's kind. */
export type FieldChange = Readonly<Partial<Fields>>

/** The value that a field has; undefined for one that the kind does not have. */
export function fieldOf({ body, codes, memo }: Annotation, name: string): unknown {
  return new Map<string, unknown>(Object.entries({ ...body, codes, memo })).get(name)
}

/** The values that the fields of these names have. */
export function fieldsOf(annotation: Annotation, names: readonly string[]): FieldChange {
  return Object.fromEntries(names.map((name) => [name, fieldOf(annotation, name)]))
}

export function namesOf(change: FieldChange): readonly string[] {
  return Object.keys(change)
}

/** The annotation as it is with the change made. */
export function withChange(annotation: Annotation, { codes, memo, ...fields }: FieldChange): Annotation {
  // The fields are those of its own kind: the form of that kind made the change.
  const body = { ...annotation.body, ...fields } as AnnotationBody
  return { ...annotation, body, codes: codes ?? annotation.codes, memo: memo ?? annotation.memo }
}

/** What the host is asked for: nothing is named that stays as it is. */
export function updateOf(
  known: Annotation,
  change: FieldChange,
): Pick<Input<'annotation.update'>, 'body' | 'codes' | 'memo' | 'make'> {
  const wanted = withChange(known, change)
  const { body } = wanted
  const { codes, memo, ...fields } = change
  const there = entriesNamedBy(known)
  const make = entriesNamedBy(wanted).flatMap((id) => (there.includes(id) ? [] : (comingNamed(id) ?? [])))
  return {
    ...(make.length > 0 && { make }),
    ...(Object.keys(fields).length > 0 && { body }),
    ...(codes !== undefined && { codes }),
    ...(memo !== undefined && { memo }),
  }
}

export function isSameValue(one: unknown, two: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(two)
}

/** True when every field of the change has that value already. */
export function isMade(annotation: Annotation, change: FieldChange): boolean {
  return Object.entries(change).every(([name, value]) => isSameValue(fieldOf(annotation, name), value))
}
