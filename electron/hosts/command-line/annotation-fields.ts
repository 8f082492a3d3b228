import { calls, type Input } from '../../../shared/contract/calls'
import { inWords } from '../../../shared/contract/dispatch'
import { Failure } from '../../../shared/contract/failure'
import { type AnnotationKind, Certainty, Stance } from '../../../shared/model/annotation'
import { assertNever } from '../../../shared/model/assert-never'
import type { EntryKind } from '../../../shared/model/codebook'
import { CodeId, type SourceId } from '../../../shared/model/ids'
import type { Call, Command, Typed } from './commands'
import { UsageError } from './io'
import { checked, textOf, textsOf } from './typed-values'

const text = { type: 'string' } as const

/** What an annotation says, each by a name or a wording; an entry that is not in the codebook yet is made. */
export const fieldOptions = {
  statement: text,
  certainty: text,
  event: text,
  measure: text,
  scope: text,
  'as-of': text,
  actor: text,
  issue: text,
  stance: text,
  condition: text,
  said: text,
  code: { type: 'string', multiple: true },
} as const satisfies Command['options']

export const FIELD_USAGE = `[--statement TEXT] [--certainty ${Certainty.options.join('|')}] [--event DATE] [--measure M] [--scope TEXT] [--as-of DATE] [--actor A] [--issue I] [--stance ${Stance.options.join('|')}] [--condition TEXT] [--said DATE] [--code C]...`

type Option = Exclude<keyof typeof fieldOptions, 'code'>

/** The options that a kind has, and the fields they fill in. */
const fieldsOf: Readonly<Record<AnnotationKind, Readonly<Partial<Record<Option, string>>>>> = {
  claim: { statement: 'statement', certainty: 'certainty', issue: 'issue', event: 'eventDate' },
  figure: { measure: 'measure', scope: 'scope', 'as-of': 'asOf' },
  position: { actor: 'actor', issue: 'issue', stance: 'stance', condition: 'condition', said: 'dateSaid' },
}

/** What was typed for an annotation: fields of the body, null where an empty text clears one, and names of codes. */
export type TypedFields = {
  readonly fields: ReadonlyMap<Option, string | null>
  /** Null when no code was named; an empty name clears them. */
  readonly codes: readonly string[] | null
}

export function typedFields(typed: Typed): TypedFields {
  const stance = textOf(typed, 'stance')
  if (stance !== null && stance !== '')
    checked(Stance, stance, `--stance takes one of ${Stance.options.join(', ')}`)
  const certainty = textOf(typed, 'certainty')
  if (certainty !== null && certainty !== '')
    checked(Certainty, certainty, `--certainty takes one of ${Certainty.options.join(', ')}`)
  const fields = new Map<Option, string | null>()
  for (const option of Object.keys(fieldOptions)) {
    const given = textOf(typed, option)
    // The keys of the options are their names, and `code` is no text.
    if (given !== null) fields.set(option as Option, given.trim() === '' ? null : given)
  }
  const codes = textsOf(typed, 'code')
  return { fields, codes: codes.length === 0 ? null : codes.filter((code) => code.trim() !== '') }
}

/** Refuse options for fields that the kind does not have. */
export function expectFieldsOf(kind: AnnotationKind, { fields }: TypedFields): void {
  for (const option of fields.keys()) {
    if (fieldsOf[kind][option] === undefined) throw new UsageError(`A ${kind} has no --${option}.`)
  }
}

/**
 * Answers what `job` does; where it fails, what it did until then is taken back, such as entries that it made. The
 * session of a command has no other steps than its own.
 */
export async function wholly<Value>(call: Call, job: () => Promise<Value>): Promise<Value> {
  try {
    return await job()
  } catch (error) {
    while ((await call('history.state', {})).undo !== null) await call('history.undo', {})
    throw error
  }
}

/** The typed fields as those of a body, with the entries made that are not in the codebook yet. */
export async function bodyFields(
  call: Call,
  kind: AnnotationKind,
  source: SourceId,
  { fields }: TypedFields,
): Promise<Record<string, string | null>> {
  const body: Record<string, string | null> = {}
  for (const [option, given] of fields) {
    const field = fieldsOf[kind][option]
    if (field !== undefined) body[field] = given === null ? null : await valueOf(call, source, option, given)
  }
  return body
}

/** The codes that were named, made where they are not there yet; undefined when none were. */
export async function codeIds(call: Call, { codes }: TypedFields): Promise<CodeId[] | undefined> {
  if (codes === null) return undefined
  const ids: CodeId[] = []
  for (const code of codes) ids.push(CodeId.parse(await entryId(call, 'code', code)))
  return [...new Set(ids)]
}

function valueOf(call: Call, source: SourceId, option: Option, given: string): string | Promise<string> {
  switch (option) {
    case 'actor':
    case 'issue':
    case 'measure':
      return entryId(call, option, given)
    case 'event':
    case 'as-of':
    case 'said':
      return dateIn(call, source, option, given)
    case 'statement':
    case 'certainty':
    case 'scope':
    case 'stance':
    case 'condition':
      return given
    default:
      return assertNever(option)
  }
}

async function entryId(call: Call, kind: EntryKind, name: string): Promise<string> {
  const given = calls['codebook.add'].input.safeParse({ kind, name })
  if (!given.success) throw new Failure('invalid-input', `The ${kind} was refused: ${inWords(given.error)}.`)
  return (await call('codebook.add', given.data)).id
}

async function dateIn(call: Call, source: SourceId, option: Option, wording: string): Promise<string> {
  const input: Input<'date.read'> = { wording: wording.slice(0, 200), source }
  const { date } = await call('date.read', input)
  if (date !== null) return date
  const message = `--${option} takes a date, such as 2025-02-26, “26 Feb 2025” or, where the source has a date, “Wednesday”; “${wording}” is none.`
  throw new Failure('invalid-input', message)
}
