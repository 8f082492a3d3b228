import type { Handlers } from '../../shared/contract/dispatch'
import type { SessionContext } from './session-context'
import { changeSettings, preferencesOf, readSettings } from './settings'

type PreferenceCalls = Pick<Handlers, 'preferences.get' | 'preferences.set'>

/** What the calls on preferences do. Nothing is kept in memory: another host may change the same settings. */
export function preferenceCalls({ publish }: Pick<SessionContext, 'publish'>): PreferenceCalls {
  return {
    'preferences.get': async () => preferencesOf(await readSettings()),
    'preferences.set': async (given) => {
      const settings = await changeSettings((before) => ({
        ...before,
        preferences: { ...before.preferences, ...given },
      }))
      publish({ kind: 'preferences' })
      return preferencesOf(settings)
    },
  }
}
