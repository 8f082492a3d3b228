import { useEffect, useState } from 'react'
import { KeptDrafts } from '../excerpts/inspector/KeptDrafts'
import { RefusalContext, TypingContext, useConnection, useHost } from '../state/host-context'
import { GONE_WAY_ON, SIGNED_OUT } from '../state/loopback'
import { PreferencesContext, useHeldPreferences } from '../state/preferences'
import { useStatus } from '../state/status'
import { keepFor, keyOf } from '../state/unsaved'
import { useAnswer } from '../state/use-answer'
import { MovedWordsContext, useMovedWords } from '../state/use-moved-words'
import { useRisk } from '../state/use-risk'
import { Opening } from './Opening'
import { useAppearance } from './use-appearance'
import { useOpened } from './use-opened'
import { Views } from './Views'

/** The window of one notebook: how it looks, and whether anything in it can be changed. */
export function Window() {
  const host = useHost()
  const connection = useConnection()
  const opened = useOpened()
  const [isHealthShown, showHealth] = useState(false)
  const preferences = useHeldPreferences()
  useAppearance(preferences)
  useRisk()
  const { value: notebook, failure } = useAnswer(
    'notebook.state',
    {},
    // What is damaged is found while it is read, and mended when files are looked at.
    ({ kind }) => kind === 'library' || kind === 'briefs' || kind === 'health' || kind === 'reopened',
  )
  const readOnly = notebook?.readOnly?.message ?? null
  const refusal = { gone: GONE_WAY_ON, 'signed-out': SIGNED_OUT, open: readOnly }[connection]
  const status = useStatus()
  const updated = notebook?.updated ?? null
  useEffect(() => {
    if (updated !== null) status.tell(updated, () => showHealth(true), true)
  }, [updated, status])
  const { offer, times: moved } = useMovedWords(notebook)
  // What is typed is kept for one notebook: nothing is shown until it is known which, or that nobody answers.
  if (notebook === null && failure === null) return <Opening />
  if (notebook !== null) keepFor(host, notebook)
  return (
    <RefusalContext value={refusal}>
      <TypingContext value={readOnly}>
        <PreferencesContext value={preferences}>
          <MovedWordsContext value={offer}>
            <KeptDrafts key={`${moved} ${notebook === null ? '' : keyOf(notebook)}`}>
              {/* Opened anew it is another notebook, as far as what is drawn goes. What is not saved yet is kept beyond it. */}
              <Views
                key={opened}
                title={notebook?.title ?? 'Sourcebook'}
                refusal={refusal}
                damaged={notebook?.damaged ?? []}
                cover={{ isShown: isHealthShown, onTurn: showHealth }}
              />
            </KeptDrafts>
          </MovedWordsContext>
        </PreferencesContext>
      </TypingContext>
    </RefusalContext>
  )
}
