import { useMemo, useState } from 'react'
import { FieldRow } from './FieldRow'
import { MemoEditor } from './MemoEditor'
import { MemoSource } from './MemoSource'
import { readMemo } from './memo-markdown'
import type { Draft } from './use-annotation-draft'

/** The researcher's remark on an annotation: Markdown, written as it looks. */
export function MemoField({ draft }: { readonly draft: Draft }) {
  const { memo } = draft.annotation
  // Where the editor does not know something that is in it, it would be lost: such a memo is edited as it is written,
  // and until the field is left, so that it does not turn into another one under the caret.
  const isForeign = useMemo(() => readMemo(memo) === null, [memo])
  const [asWritten, setAsWritten] = useState(isForeign)
  if (isForeign && !asWritten) setAsWritten(true)
  return (
    <FieldRow
      draft={draft}
      field="memo"
      name="Memo"
      label="Memo"
      hint={asWritten ? 'Shown as Markdown: it holds more than words, lists, quotes and links.' : null}
    >
      {asWritten ? (
        <MemoSource draft={draft} onLeave={() => setAsWritten(isForeign)} />
      ) : (
        <MemoEditor draft={draft} />
      )}
    </FieldRow>
  )
}
