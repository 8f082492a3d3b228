/** Keeps `data-theme` on `element` as the system wants it: high contrast first, then dark or light. */
export function followTheme(element: HTMLElement): void {
  const contrast = matchMedia('(prefers-contrast: more)')
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const apply = () => {
    element.dataset.theme = contrast.matches ? 'contrast' : dark.matches ? 'dark' : 'light'
  }
  apply()
  contrast.addEventListener('change', apply)
  dark.addEventListener('change', apply)
}
