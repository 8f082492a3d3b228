import { useId } from 'react'
import type { Annotation } from '../../shared/model/annotation'
import { assertNever } from '../../shared/model/assert-never'
import { useRefusal } from '../state/host-context'
import type { MemoTrouble } from './memo-drafts'
import { useMemoDraft } from './use-memo-draft'

/** The researcher's remark on an annotation. */
export function MemoField({ annotation }: { annotation: Annotation }) {
  const id = useId()
  const refusal = useRefusal()
  const { memo, unsaved, trouble, type, leave, keepMine, takeTheirs } = useMemoDraft(annotation)
  return (
    <div className="memo">
      <label htmlFor={id}>Memo</label>
      <textarea
        id={id}
        className="field"
        data-draft={unsaved ? '' : undefined}
        dir="auto"
        rows={4}
        maxLength={100_000}
        value={memo}
        readOnly={refusal !== null && trouble === null}
        aria-describedby={trouble === null ? undefined : `${id}-trouble`}
        onChange={(event) => type(event.target.value)}
        onBlur={leave}
      />
      {trouble === null ? null : (
        <div id={`${id}-trouble`} className="wrong">
          <p>{wordsOf(trouble)}</p>
          {trouble.kind === 'conflict' ? (
            <>
              <blockquote>{trouble.theirs.memo === '' ? 'Theirs is empty.' : trouble.theirs.memo}</blockquote>
              <div className="choice">
                <button type="button" className="btn small line" onClick={() => keepMine(trouble.theirs)}>
                  Keep mine
                </button>
                <button type="button" className="btn small quiet" onClick={() => takeTheirs(trouble.theirs)}>
                  Take theirs
                </button>
              </div>
            </>
          ) : null}
        </div>
      )}
    </div>
  )
}

function wordsOf(trouble: MemoTrouble): string {
  switch (trouble.kind) {
    case 'refused':
      return `Not saved; what you typed is kept here. ${trouble.message}`
    case 'conflict':
      return 'Not saved: this memo was changed elsewhere while you were writing. It now says:'
    default:
      return assertNever(trouble)
  }
}
