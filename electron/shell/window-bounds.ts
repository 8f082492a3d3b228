/** Where the window was and how large, as the settings keep it. */
export type WindowState = {
  readonly x?: number
  readonly y?: number
  readonly width: number
  readonly height: number
  readonly maximized: boolean
}

type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
type Bounds = { readonly x?: number; readonly y?: number; readonly width: number; readonly height: number }

/** Below this the panes no longer leave room for a line of text. */
export const SMALLEST = { width: 860, height: 560 }
const FIRST_TIME = { width: 1280, height: 820 }

/** A title bar must show at least this much of itself, or nobody can drag the window back. */
const GRIP = 80

/**
 * The bounds to open the window with: as it was left, unless the screen it was on is gone, in which case it keeps
 * its size, as far as that fits on the first screen, and lets the desktop choose the place.
 */
export function boundsToOpen(left: WindowState | null, screens: readonly Area[]): Bounds {
  const size = { width: left?.width ?? FIRST_TIME.width, height: left?.height ?? FIRST_TIME.height }
  if (left?.x !== undefined && left.y !== undefined) {
    const place = { x: left.x, y: left.y }
    if (screens.some((screen) => titleBarIsOn(screen, place, size.width)))
      return { ...place, ...atLeast(size) }
  }
  const screen = screens[0]
  if (screen === undefined) return atLeast(size)
  return atLeast({ width: Math.min(size.width, screen.width), height: Math.min(size.height, screen.height) })
}

function titleBarIsOn(screen: Area, place: { x: number; y: number }, width: number): boolean {
  const shown = Math.min(place.x + width, screen.x + screen.width) - Math.max(place.x, screen.x)
  return shown >= GRIP && place.y >= screen.y && place.y <= screen.y + screen.height - GRIP
}

function atLeast({ width, height }: { width: number; height: number }): { width: number; height: number } {
  return { width: Math.max(width, SMALLEST.width), height: Math.max(height, SMALLEST.height) }
}
