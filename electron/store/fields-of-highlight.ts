import { amountWords } from '../../shared/briefing/facts-of-body'
import { type Annotation, type AnnotationBody, excerptOf } from '../../shared/model/annotation'
import { assertNever } from '../../shared/model/assert-never'
import type { Part } from './tell-difference'

/** What the entries of the shared lists are called, by their ids. */
export type EntryNames = ReadonlyMap<string, string>

/** The fields of a highlight by the names that a person knows them by, in words. */
export function fieldsOfHighlight(
  { body, codes, memo, target }: Annotation,
  isInTrash: boolean,
  names: EntryNames,
): Part[] {
  const nameOf = (id: string) => names.get(id) ?? 'an entry that is in no list here'
  const fields = {
    'in the trash': isInTrash ? 'yes' : 'no',
    passage: excerptOf(target),
    'version of the text': String(target.version),
    kind: body.kind,
    ...ofBody(body, (id) => id && nameOf(id)),
    attribution: body.attribution.map(({ asWritten }) => asWritten).join(' ← '),
    codes: codes.map(nameOf).join(', '),
    memo,
  }
  return Object.entries(fields).map(([key, value]) => ({ key, value: value ?? '' }))
}

function ofBody(
  body: AnnotationBody,
  nameOf: (id: string | null) => string | null,
): Readonly<Record<string, string | null>> {
  switch (body.kind) {
    case 'claim':
      return {
        statement: body.statement,
        certainty: body.certainty,
        issue: nameOf(body.issue),
        happened: body.eventDate,
      }
    case 'figure':
      return {
        wording: body.asWritten,
        value: body.quantity && amountWords(body.quantity),
        measure: nameOf(body.measure),
        scope: body.scope,
        'as of': body.asOf,
      }
    case 'position':
      return {
        actor: nameOf(body.actor),
        issue: nameOf(body.issue),
        stance: body.stance,
        condition: body.condition,
        said: body.dateSaid,
      }
    default:
      return assertNever(body)
  }
}
