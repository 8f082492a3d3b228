/** How high each section is: as it was measured last, else as its number of lines lets one expect. */
export type SectionHeights = {
  readonly of: (section: number) => number
  readonly remember: (section: number, height: number) => void
  /** Forgets what was measured, because the column or the type is another one, and learns from these instead. */
  readonly learn: (measured: ReadonlyMap<number, number>) => void
}

/** Pixels of a line before any was measured. */
const USUAL = 27

export function createSectionHeights(lines: readonly number[]): SectionHeights {
  let measured = new Map<number, number>()
  let line = USUAL
  return {
    of: (section) => measured.get(section) ?? (lines[section] ?? 0) * line,
    remember: (section, height) => void measured.set(section, height),
    learn: (heights) => {
      measured = new Map(heights)
      let pixels = 0
      let counted = 0
      for (const [section, height] of heights) {
        pixels += height
        counted += lines[section] ?? 0
      }
      if (pixels > 0 && counted > 0) line = pixels / counted
    },
  }
}
