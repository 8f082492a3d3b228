import { assertNever } from '../../../shared/model/assert-never'
import { useCodebook } from '../../state/codebook'
import type { Trouble } from './annotation-drafts'
import type { FieldName } from './field-change'
import { fieldWords } from './field-words'
import type { Draft } from './use-annotation-draft'

type Props = { readonly id: string; readonly draft: Draft; readonly field: FieldName }

/** Why what stands in a field is not saved, and the choice where it was changed elsewhere too. */
export function FieldTrouble({ id, draft, field }: Props) {
  const codebook = useCodebook()
  const waiting = draft.waitingFor(field)
  const trouble = waiting?.trouble ?? null
  if (waiting === null || trouble === null) return null
  const { key } = waiting
  const theirs = trouble.kind === 'conflict' ? fieldWords(trouble.theirs, field, codebook) : null
  return (
    <div id={id} className="wrong">
      <p>{wordsOf(trouble, field)}</p>
      {theirs === null ? null : (
        <>
          <blockquote dir="auto">{theirs === '' ? 'Theirs is empty.' : theirs}</blockquote>
          <div className="choice">
            <button type="button" className="btn small line" onClick={() => draft.keepMine(key)}>
              Keep mine
            </button>
            <button type="button" className="btn small quiet" onClick={() => draft.takeTheirs(key)}>
              Take theirs
            </button>
          </div>
        </>
      )}
    </div>
  )
}

function wordsOf(trouble: Trouble, field: FieldName): string {
  const what = field === 'memo' ? 'memo' : 'field'
  switch (trouble.kind) {
    case 'refused':
      return `Not saved; what you typed is kept here. ${trouble.message}`
    case 'conflict':
      return `Not saved: this ${what} was changed elsewhere while you were writing. It now says:`
    default:
      return assertNever(trouble)
  }
}
