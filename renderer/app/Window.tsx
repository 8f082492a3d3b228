import { KeptDrafts } from '../excerpts/inspector/KeptDrafts'
import { RefusalContext, useConnection } from '../state/host-context'
import { GONE, SIGNED_OUT } from '../state/loopback'
import { PreferencesContext, useHeldPreferences } from '../state/preferences'
import { useAnswer } from '../state/use-answer'
import { useAppearance } from './use-appearance'
import { Views } from './Views'

/** The window of one notebook: how it looks, and whether anything in it can be changed. */
export function Window() {
  const connection = useConnection()
  const preferences = useHeldPreferences()
  useAppearance(preferences)
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
      <PreferencesContext value={preferences}>
        <KeptDrafts>
          <Views
            title={notebook?.title ?? 'Sourcebook'}
            refusal={refusal}
            damaged={notebook?.damaged ?? []}
          />
        </KeptDrafts>
      </PreferencesContext>
    </RefusalContext>
  )
}
