import { createContext, useContext, useState } from 'react'
import type { Input } from '../../shared/contract/calls'
import { defaultPreferences, type Preferences } from '../../shared/model/preferences'
import { sentenceOf } from './host'
import { useHost } from './host-context'
import { useStatus } from './status'
import { useAnswer } from './use-answer'

export type ChangePreferences = (given: Input<'preferences.set'>) => void

export type HeldPreferences = {
  /** False until the host has said what the person chose; the defaults hold until then. */
  readonly known: boolean
  readonly preferences: Preferences
  /** Holds at once, and is taken back in words when the host refuses it. */
  readonly change: ChangePreferences
}

/** A change that the answer of the host does not show yet. */
type Wish = { readonly given: Input<'preferences.set'>; readonly granted: boolean }

/** How the person likes to read, and how to change that. For the top of the window; below it, `usePreferences`. */
export function useHeldPreferences(): HeldPreferences {
  const host = useHost()
  const status = useStatus()
  const { value } = useAnswer('preferences.get', {}, ({ kind }) => kind === 'preferences')
  const [wishes, setWishes] = useState<readonly Wish[]>([])

  // A wish that was granted is shown until the answer has caught up with it, so that the old value does not flash by.
  const [answered, setAnswered] = useState(value)
  if (answered !== value) {
    setAnswered(value)
    setWishes(wishes.filter(({ granted }) => !granted))
  }

  const change = async (given: Wish['given']) => {
    const wish: Wish = { given, granted: false }
    setWishes((all) => [...all, wish])
    try {
      await host.call('preferences.set', given)
      status.over('preferences.set')
      setWishes((all) => all.map((one) => (one === wish ? { given, granted: true } : one)))
    } catch (error) {
      setWishes((all) => all.filter((one) => one !== wish))
      status.refuse(sentenceOf(error), null, 'preferences.set')
    }
  }

  return {
    known: value !== null,
    preferences: wishes.reduce((all, { given }) => ({ ...all, ...given }), value ?? defaultPreferences),
    change: (given) => void change(given),
  }
}

export const PreferencesContext = createContext<HeldPreferences>({
  known: false,
  preferences: defaultPreferences,
  change: () => undefined,
})

/** How the person likes to read, and how to change that. */
export function usePreferences(): HeldPreferences {
  return useContext(PreferencesContext)
}
