import { useLayoutEffect } from 'react'
import { defaultPreferences } from '../../shared/model/preferences'
import type { HeldPreferences } from '../state/preferences'
import { followTheme } from './theme'

/**
 * Puts on the root of the page how the person likes to read; tokens.css says what follows from it. Until that is known
 * the page keeps the theme in which it was served, so that no other one flashes by.
 */
export function useAppearance({ known, preferences }: HeldPreferences): void {
  const { theme, textSize, measure, leading, cards } = preferences
  useLayoutEffect(() => (known ? followTheme(document.documentElement, theme) : undefined), [known, theme])
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
