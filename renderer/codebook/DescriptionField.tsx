import { useId } from 'react'
import { z } from 'zod'
import type { Entry } from '../../shared/model/codebook'
import { useHost, useRefusal } from '../state/host-context'
import { unsavedOf } from '../state/unsaved'
import type { Edits } from './use-edits'
import { useTyped } from './use-typed'

/** What the researcher says an entry stands for, saved as it is typed. */
export function DescriptionField({ entry, edits }: { readonly entry: Entry; readonly edits: Edits }) {
  const id = useId()
  const refusal = useRefusal()
  const { text, type, leave } = useTyped(
    entry.description,
    refusal === null,
    async (description) => {
      const answer = await edits.change(entry, { description })
      return answer.ok ? null : answer.error.reason
    },
    { kept: unsavedOf(useHost(), 'description', z.string()), id: entry.id },
  )
  return (
    <div className="cb-field">
      <label htmlFor={id}>Description</label>
      <textarea
        id={id}
        className="field"
        dir="auto"
        rows={3}
        maxLength={100_000}
        value={text}
        readOnly={refusal !== null}
        onChange={({ target }) => type(target.value)}
        onBlur={leave}
      />
    </div>
  )
}
