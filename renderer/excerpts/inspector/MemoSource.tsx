import type { Draft } from './use-annotation-draft'

/** A memo as it is written, sign for sign. */
export function MemoSource({ draft, onLeave }: { readonly draft: Draft; readonly onLeave: () => void }) {
  return (
    <textarea
      className="field"
      aria-label="Memo"
      dir="auto"
      rows={4}
      maxLength={100_000}
      value={draft.annotation.memo}
      readOnly={draft.refusal !== null}
      onChange={({ target }) => draft.type({ memo: target.value })}
      onBlur={() => {
        draft.leave()
        onLeave()
      }}
    />
  )
}
