import { z } from 'zod'

export const Theme = z.enum(['system', 'light', 'dark', 'contrast'])
export type Theme = z.infer<typeof Theme>

export const LibrarySort = z.enum(['added', 'title', 'outlet', 'published', 'status', 'annotations'])
export type LibrarySort = z.infer<typeof LibrarySort>

export const LibraryGroup = z.enum(['none', 'outlet', 'date'])
export type LibraryGroup = z.infer<typeof LibraryGroup>

/** How far a person went through the tour: the step at which it was left, counted from 1, or null; and whether it was finished once. */
export const TourProgress = z.strictObject({ leftAt: z.int().min(1).max(100).nullable(), done: z.boolean() })
export type TourProgress = z.infer<typeof TourProgress>

/** How one person likes to read. Kept for the person, not in the notebook. */
export const Preferences = z.strictObject({
  theme: Theme,
  /** Size of the text of sources and briefs, in per cent of what suits the window. */
  textSize: z.int().min(75).max(200),
  /** Width of a line, in characters of average width. */
  measure: z.int().min(45).max(95),
  /** Distance of the lines, in hundredths of the size of the text. */
  leading: z.int().min(130).max(220),
  /** Whether cards stand beside the text. */
  cards: z.boolean(),
  librarySort: LibrarySort,
  libraryDescending: z.boolean(),
  libraryGroup: LibraryGroup,
  /** Whether comparisons are shown as tables rather than drawn. */
  compareAsTable: z.boolean(),
  /** Whether what was found in a brief, and its Markdown, stand beside it. */
  briefChecks: z.boolean(),
  briefMarkdown: z.boolean(),
  /** Whether an exported brief names the copies that it quotes. */
  exportCopies: z.boolean(),
  tour: TourProgress,
})
export type Preferences = z.infer<typeof Preferences>

/** What holds until a person chooses otherwise. */
export const defaultPreferences: Preferences = {
  theme: 'system',
  textSize: 100,
  measure: 66,
  leading: 160,
  cards: true,
  librarySort: 'added',
  libraryDescending: false,
  libraryGroup: 'none',
  compareAsTable: false,
  briefChecks: true,
  briefMarkdown: true,
  exportCopies: false,
  tour: { leftAt: null, done: false },
}
