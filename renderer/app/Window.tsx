import { KeptMemos } from '../excerpts/KeptMemos'
import { RefusalContext, useConnection } from '../state/host-context'
import { GONE, SIGNED_OUT } from '../state/loopback'
import { useAnswer } from '../state/use-answer'
import { Views } from './Views'

/** The window of one notebook, and whether anything in it can be changed. */
export function Window() {
  const connection = useConnection()
  const { value: notebook } = useAnswer(
    'notebook.state',
    {},
    ({ kind }) => kind === 'library' || kind === 'briefs', // what is damaged is found while it is read
  )
  const refusal = { gone: GONE, 'signed-out': SIGNED_OUT, open: notebook?.readOnly?.message ?? null }[
    connection
  ]
  return (
    <RefusalContext value={refusal}>
      <KeptMemos>
        <Views title={notebook?.title ?? 'Sourcebook'} refusal={refusal} damaged={notebook?.damaged ?? []} />
      </KeptMemos>
    </RefusalContext>
  )
}
