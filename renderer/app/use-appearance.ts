import { useLayoutEffect } from 'react'
import { defaultPreferences, type Preferences } from '../../shared/model/preferences'
import { followTheme } from './theme'

/** Puts on the root of the page how the person likes to read; tokens.css says what follows from it. */
export function useAppearance({ theme, textSize, measure, leading, cards }: Preferences): void {
  useLayoutEffect(() => followTheme(document.documentElement, theme), [theme])
  useLayoutEffect(() => {
    const { style } = document.documentElement
    style.setProperty('--prefer-size', String(textSize / defaultPreferences.textSize))
    style.setProperty('--prefer-measure', String(measure / defaultPreferences.measure))
    style.setProperty('--lead-read', String(leading / 100))
  }, [textSize, measure, leading])
  useLayoutEffect(() => {
    const { dataset } = document.documentElement
    if (cards) delete dataset.cards
    else dataset.cards = 'off'
  }, [cards])
}
