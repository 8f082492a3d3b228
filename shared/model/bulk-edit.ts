import type { BulkChange } from '../contract/calls'
import type { Annotation, AnnotationBody } from './annotation'
import { assertNever } from './assert-never'
import { type ResolveId, resolved } from './edit-codebook'
import type { CodeId } from './ids'

/** A change of many annotations that leaves them where they are. */
export type BulkEdit = Exclude<BulkChange, { do: 'remove' }>

/** The annotation as it is stored, with the change; the same object where it reads so already or has no such field. */
export function bulkEdit(change: BulkEdit, stored: Annotation, resolve: ResolveId): Annotation {
  const shown = resolved(stored, resolve)
  switch (change.do) {
    case 'add-code':
      return withCode(stored, shown.codes, resolve(change.code) ?? change.code)
    case 'drop-code': {
      const dropped = resolve(change.code)
      const codes = stored.codes.filter((code) => resolve(code) !== dropped)
      return dropped === null || codes.length === stored.codes.length ? stored : { ...stored, codes }
    }
    case 'set-measure':
      return withField(stored, shown.body, { measure: change.measure })
    case 'set-issue':
      return withField(stored, shown.body, { issue: change.issue })
    case 'set-actor':
      return withField(stored, shown.body, { actor: change.actor })
    case 'set-stance':
      return withField(stored, shown.body, { stance: change.stance })
    case 'set-certainty':
      return withField(stored, shown.body, { certainty: change.certainty })
    default:
      return assertNever(change)
  }
}

const names: Readonly<Record<BulkChange['do'], string>> = {
  'add-code': 'code',
  'drop-code': 'take code from',
  'set-measure': 'set measure of',
  'set-issue': 'set issue of',
  'set-actor': 'set actor of',
  'set-stance': 'set stance of',
  'set-certainty': 'set certainty of',
  remove: 'delete',
}

/** What changing so many annotations is called, as a step to undo. */
export function nameBulkChange(what: BulkChange['do'], count: number): string {
  return `${names[what]} ${count.toLocaleString('en')} annotation${count === 1 ? '' : 's'}`
}

function withCode(stored: Annotation, shown: readonly CodeId[], code: CodeId): Annotation {
  return shown.includes(code) ? stored : { ...stored, codes: [...stored.codes, code] }
}

type FieldOf<Body> = Body extends unknown ? Partial<Omit<Body, 'kind'>> : never

/** With the one field that is given, where the body has it and it reads otherwise. */
function withField(stored: Annotation, shown: AnnotationBody, field: FieldOf<AnnotationBody>): Annotation {
  const [given] = Object.entries(field)
  const current = Object.entries(shown).find(([name]) => name === given?.[0])
  if (current === undefined || current[1] === given?.[1]) return stored
  return { ...stored, body: { ...stored.body, ...field } }
}
