import { firstOf } from './first-of'
import { whenIdle } from './when-idle'

/** What the window needs to know of the sections, and what it may do. */
type Given = {
  readonly count: number
  readonly scroller: HTMLElement
  readonly elementOf: (section: number) => HTMLElement
  readonly mounted: () => ReadonlySet<number>
  /** The sections that must stay, wherever the window is. */
  readonly held: () => readonly number[]
  /** Whether all sections are to be mounted by and by, and stay. */
  readonly whole: () => boolean
  /** Mounts these and no others. */
  readonly mount: (sections: ReadonlySet<number>) => void
}

export type SectionWindow = {
  /** Mounts at once what is in the window, and by and by what is near it. */
  readonly follow: () => void
  readonly stop: () => void
}

/** What is mounted may turn out lower than it was taken for, so that more comes into the window: so often at most. */
const TRIES = 5

/**
 * Keeps the sections in the window mounted, and a screen above and below: those one by one, when the page has time, so
 * that scrolling stays even. What is two screens away is unmounted, unless the text is to be mounted as a whole.
 */
export function sectionWindow(given: Given): SectionWindow {
  const { count, scroller, elementOf, mounted, held, whole, mount } = given
  const rectOf = (section: number) => elementOf(section).getBoundingClientRect()

  /** The sections that reach into the window, or as many screens above and below it. */
  const within = (screens: number): number[] => {
    const { top, bottom, height } = scroller.getBoundingClientRect()
    const from = top - screens * height
    const to = bottom + screens * height
    const first = firstOf(0, count - 1, (section) => rectOf(section).bottom > from)
    const found = []
    for (let section = first; section < count && rectOf(section).top < to; section += 1) found.push(section)
    return found
  }

  const mountShown = () => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const missing = within(0).filter((section) => !mounted().has(section))
      if (missing.length === 0) return
      mount(new Set([...mounted(), ...missing]))
    }
  }

  const near = whenIdle(() => {
    mountShown()
    const [first = 0] = within(0)
    const every = whole() ? Array.from({ length: count }, (_, section) => section) : null
    const stays = new Set(every ?? [...within(2), ...held()])
    const kept = [...mounted()].filter((section) => stays.has(section))
    const missing = [...new Set(every ?? [...within(1), ...held()])]
      .filter((section) => !mounted().has(section))
      .toSorted((a, b) => Math.abs(a - first) - Math.abs(b - first))
    // A text that is laid out whole is soon done with it: each time may come between a person and a selection.
    const next = missing.slice(0, every === null ? 1 : 2)
    if (kept.length < mounted().size || next.length > 0) mount(new Set([...kept, ...next]))
    if (missing.length > next.length) near.ask()
  })

  return {
    follow: () => {
      if (whole() && mounted().size === count) return
      mountShown()
      near.ask()
    },
    stop: near.stop,
  }
}
