import type { Preferences, Theme } from '../../shared/model/preferences'
import { commandTable } from '../state/command-table'
import { useCommand } from '../state/commands'
import { usePreferences } from '../state/preferences'
import { useStatus } from '../state/status'

/** The sizes, widths and distances that the steps of the interface lead to. */
export const steps = {
  textSize: [75, 80, 90, 100, 110, 120, 130, 150, 175, 200],
  measure: [45, 50, 55, 60, 66, 72, 80, 88, 95],
  leading: [130, 140, 150, 160, 170, 180, 200, 220],
} as const
export type Stepped = keyof typeof steps

/** The step after or before the present value; null at the end. */
export function stepFrom(preferences: Preferences, name: Stepped, direction: 1 | -1): number | null {
  const present = preferences[name]
  const values: readonly number[] = steps[name]
  const next =
    direction === 1 ? values.find((value) => value > present) : values.findLast((value) => value < present)
  return next ?? null
}

/** Offers what changes how texts look, as far as it is not so already. */
export function usePreferenceCommands(): void {
  const { preferences, change } = usePreferences()
  const status = useStatus()
  const larger = stepFrom(preferences, 'textSize', 1)
  const smaller = stepFrom(preferences, 'textSize', -1)
  const { cards } = preferences
  const set = (given: Partial<Preferences>, words: string) => {
    change(given)
    status.say(words)
  }
  const resize = (textSize: number) => set({ textSize }, `Text size ${textSize} %.`)
  const turnTo = (theme: Theme) => {
    return preferences.theme === theme
      ? null
      : () => set({ theme }, `${commandTable[`theme-${theme}`].title}.`)
  }
  useCommand('larger-text', larger === null ? null : () => resize(larger))
  useCommand('smaller-text', smaller === null ? null : () => resize(smaller))
  useCommand(
    'show-cards',
    () => set({ cards: !cards }, cards ? 'The margin cards are hidden.' : 'The margin cards are shown.'),
    cards ? 'Hide the margin cards' : 'Show the margin cards',
  )
  useCommand('theme-system', turnTo('system'))
  useCommand('theme-light', turnTo('light'))
  useCommand('theme-dark', turnTo('dark'))
  useCommand('theme-contrast', turnTo('contrast'))
}
