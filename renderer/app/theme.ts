import { Theme } from '../../shared/model/preferences'

/** Draws the page in the theme that the host served it in, until the window knows what the person prefers now. */
export function startTheme(element: HTMLElement): void {
  const served = Theme.safeParse(element.dataset['theme'])
  followTheme(element, served.success ? served.data : 'system')()
}

/**
 * Keeps `data-theme` on `element`: the theme that is named, or what the system wants, high contrast first. The
 * function it returns ends that.
 */
export function followTheme(element: HTMLElement, theme: Theme): () => void {
  if (theme !== 'system') {
    Object.assign(element.dataset, { theme })
    return () => undefined
  }
  const contrast = matchMedia('(prefers-contrast: more)')
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const apply = () => {
    const wanted = contrast.matches ? 'contrast' : dark.matches ? 'dark' : 'light'
    Object.assign(element.dataset, { theme: wanted })
  }
  apply()
  contrast.addEventListener('change', apply)
  dark.addEventListener('change', apply)
  return () => {
    contrast.removeEventListener('change', apply)
    dark.removeEventListener('change', apply)
  }
}
