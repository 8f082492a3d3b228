import type { BulkChange } from '../../../shared/contract/calls'
import { type AnnotationKind, annotationKinds } from '../../../shared/model/annotation'
import { kindWords } from '../../ui/kinds'
import { count } from '../../ui/words'

/** What a change of many annotations came to: how many were selected, could take it, and were changed. */
export type Outcome = { readonly selected: number; readonly fitting: number; readonly changed: number }

/** The kinds that have what is changed. */
export function kindsWith(what: BulkChange['do']): readonly AnnotationKind[] {
  switch (what) {
    case 'set-measure':
      return ['figure']
    case 'set-actor':
    case 'set-stance':
      return ['position']
    case 'set-certainty':
      return ['claim']
    case 'set-issue':
      return ['claim', 'position']
    case 'add-code':
    case 'drop-code':
    case 'remove':
      return annotationKinds
  }
}

/** Says how many were changed, how many were passed over and why, and how to take it back. */
export function bulkWords(change: BulkChange, outcome: Outcome, undo: string, code: string | null): string {
  const { selected, fitting, changed } = outcome
  const passed = selected - fitting
  const same = fitting - changed
  const many = manyOf(change.do, changed)
  const what = sentencesOf(change, many, code === null ? '' : ` “${code}”`)
  return [
    changed === 0 ? 'Nothing changed.' : `${what.done} ${undo} takes it back.`,
    ...(passed === 0 ? [] : [`Passed over ${passed.toLocaleString('en')} that can have none.`]),
    ...(same === 0 ? [] : [`${same.toLocaleString('en')} ${what.same}.`]),
  ].join(' ')
}

/** What was done, and what is true of those that did not change. */
function sentencesOf(change: BulkChange, many: string, code: string): { done: string; same: string } {
  switch (change.do) {
    case 'add-code':
      return { done: `Put the code${code} on ${many}.`, same: 'had it already' }
    case 'drop-code':
      return { done: `Took the code${code} from ${many}.`, same: 'did not have it' }
    case 'remove':
      return { done: `Deleted ${many}.`, same: 'were gone already' }
    case 'set-measure':
    case 'set-issue':
    case 'set-actor':
    case 'set-stance':
    case 'set-certainty': {
      const field = change.do.slice('set-'.length)
      return Object.values(change).includes(null)
        ? { done: `Took the ${field} from ${many}.`, same: 'had none' }
        : { done: `Set the ${field} of ${many}.`, same: 'had it already' }
    }
  }
}

function manyOf(what: BulkChange['do'], changed: number): string {
  const [kind, ...others] = kindsWith(what)
  if (kind === undefined || others.length > 0) return count(changed, 'annotation')
  const { one, many } = kindWords[kind]
  return count(changed, one.toLowerCase(), many.toLowerCase())
}
