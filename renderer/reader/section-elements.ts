/**
 * The elements of the sections. One that is not mounted is as high as it was measured last, else as its number of lines
 * lets one expect.
 */
export type SectionElements = {
  /** Told of each new element of a section. */
  readonly onElement: (section: number, element: HTMLElement, mounted: boolean) => void
  readonly of: (section: number) => HTMLElement
  readonly height: (section: number) => number
  /** Remembers how high mounted sections are, because they will not be mounted any more. */
  readonly remember: (sections: Iterable<number>) => void
  /** Learns from what is mounted now, because the column or the type is another one; forgets what was measured if that tells. */
  readonly learn: (mounted: ReadonlySet<number>) => void
}

/** Pixels of a line before any was measured. */
const USUAL = 27
/** All that is not mounted is laid out anew when another height is expected of it: not for so small a part of it. */
const LITTLE = 0.04

export function sectionElements(lines: readonly number[]): SectionElements {
  const elements: HTMLElement[] = []
  let measured = new Map<number, number>()
  let line = USUAL

  const elementOf = (section: number): HTMLElement => {
    const element = elements[section]
    if (element === undefined) throw new RangeError(`there is no section ${section}`)
    return element
  }
  const height = (section: number) => measured.get(section) ?? (lines[section] ?? 0) * line
  const measure = (section: number) => elementOf(section).getBoundingClientRect().height
  const fit = (element: HTMLElement, section: number) => {
    element.style.height = `${height(section)}px`
  }

  return {
    of: elementOf,
    height,
    onElement: (section, element, mounted) => {
      elements[section] = element
      if (!mounted) fit(element, section)
    },
    remember: (sections) => {
      for (const section of sections) measured.set(section, measure(section))
    },
    learn: (mounted) => {
      const heights = new Map([...mounted].map((section) => [section, measure(section)]))
      let pixels = 0
      let counted = 0
      for (const [section, height] of heights) {
        pixels += height
        counted += lines[section] ?? 0
      }
      const learnt = pixels > 0 && counted > 0 ? pixels / counted : line
      if (Math.abs(learnt - line) < LITTLE * line) return
      line = learnt
      measured = heights
      for (const [section, element] of elements.entries()) if (!mounted.has(section)) fit(element, section)
    },
  }
}
