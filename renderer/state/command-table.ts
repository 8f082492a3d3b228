/** A key of the keyboard: the sign that it writes, or the name of a key that writes none, and what is held with it. */
export type Key = {
  /** As `KeyboardEvent.key` names it; a letter in capitals. */
  readonly sign: string
  /** Ctrl, on a Mac Cmd. */
  readonly command?: boolean
  readonly alt?: boolean
  readonly shift?: boolean
}

export const commandGroups = ['reader', 'move', 'brief', 'notebook', 'view'] as const
export type CommandGroup = (typeof commandGroups)[number]

export const groupWords: Record<CommandGroup, string> = {
  reader: 'In the text',
  move: 'Moving in the text',
  brief: 'Briefs',
  notebook: 'Notebook',
  view: 'Window',
}

type Reach = 'text' | 'brief' | 'window'

type CommandEntry = {
  readonly title: string
  readonly group: CommandGroup
  /** Where: in the text of a source only, in that of a brief, whose editor hears the keys itself, or in the whole window. */
  readonly reach: Reach
  readonly keys: readonly Key[]
}

const table = {
  'tag-claim': entry('Tag the selection as a claim', 'reader', 'text', { sign: '1' }, { sign: 'C' }),
  'tag-figure': entry('Tag the selection as a figure', 'reader', 'text', { sign: '2' }, { sign: 'F' }),
  'tag-position': entry('Tag the selection as a position', 'reader', 'text', { sign: '3' }, { sign: 'P' }),
  'apply-code': entry(
    'Put a code on the selection or the chosen annotation',
    'reader',
    'text',
    { sign: '4' },
    { sign: 'T' },
  ),
  'follow-link': entry('Open the link at the caret', 'reader', 'text', { sign: 'Enter', command: true }),
  'join-passage': entry(
    'Join the selection to the chosen annotation, or keep it as a part of the next',
    'reader',
    'text',
    { sign: 'J' },
  ),
  'open-card': entry('Open the chosen annotation in the Inspector', 'reader', 'text', { sign: 'Enter' }),
  'cycle-here': entry('Next annotation at the caret', 'reader', 'text', { sign: 'O' }),
  'list-here': entry('List the annotations at the caret', 'reader', 'text', { sign: 'L' }),
  'edge-right': entry('Move the edge of the annotation to the right', 'reader', 'text', {
    sign: 'ArrowRight',
    shift: true,
  }),
  'edge-left': entry('Move the edge of the annotation to the left', 'reader', 'text', {
    sign: 'ArrowLeft',
    shift: true,
  }),
  'edge-right-word': entry('Move the edge to the right by a word', 'reader', 'text', {
    sign: 'ArrowRight',
    shift: true,
    command: true,
  }),
  'edge-left-word': entry('Move the edge to the left by a word', 'reader', 'text', {
    sign: 'ArrowLeft',
    shift: true,
    command: true,
  }),
  'other-edge': entry('Move the other edge of the annotation from now on', 'reader', 'text', { sign: 'E' }),
  'remove-annotation': entry(
    'Delete the chosen annotation',
    'reader',
    'text',
    { sign: 'Delete' },
    { sign: 'Backspace' },
  ),
  'other-copy': entry('Mark the other copy of the chosen passage, or go to it', 'reader', 'window', {
    sign: 'S',
    alt: true,
    shift: true,
  }),
  'let-go': entry('Let go of the selection, then of the annotation', 'reader', 'text', { sign: 'Escape' }),

  'next-annotation': entry('Next annotation', 'move', 'text', { sign: ']' }),
  'previous-annotation': entry('Previous annotation', 'move', 'text', { sign: '[' }),
  'next-sentence': entry('Next sentence', 'move', 'text', { sign: 'S' }),
  'previous-sentence': entry('Previous sentence', 'move', 'text', { sign: 'A' }),
  'next-paragraph': entry('Next paragraph', 'move', 'text', { sign: 'ArrowDown', alt: true }),
  'previous-paragraph': entry('Previous paragraph', 'move', 'text', { sign: 'ArrowUp', alt: true }),
  'next-post': entry('Next post or heading', 'move', 'text', { sign: 'PageDown', alt: true }),
  'previous-post': entry('Previous post or heading', 'move', 'text', { sign: 'PageUp', alt: true }),
  outline: entry('Outline and posts', 'move', 'window', { sign: 'G', command: true }),
  find: entry('Find in the text', 'move', 'window', { sign: 'F', command: true }),

  'new-brief': entry('New brief', 'brief', 'window', { sign: 'N', alt: true, shift: true }),
  'new-brief-from': entry('New brief from a template', 'brief', 'window'),
  'insert-excerpt': entry('Insert an excerpt: go to the evidence', 'brief', 'window', {
    sign: 'I',
    alt: true,
    shift: true,
  }),
  'next-check': entry('Next check of the brief', 'brief', 'window', { sign: 'F8' }),
  'previous-check': entry('Previous check of the brief', 'brief', 'window', { sign: 'F8', shift: true }),
  'toggle-checks': entry('Show or hide the checks of the brief', 'brief', 'window', {
    sign: 'K',
    alt: true,
    shift: true,
  }),
  'toggle-preview': entry('Show or hide the Markdown of the brief', 'brief', 'window', {
    sign: 'P',
    alt: true,
    shift: true,
  }),
  'edit-link': entry('Set or change a link of the brief', 'brief', 'brief', {
    sign: 'K',
    command: true,
    shift: true,
  }),
  'open-at-caret': entry('Open the passage or the link at the caret of the brief', 'brief', 'brief', {
    sign: 'Enter',
    command: true,
  }),
  'move-block-up': entry('Move the block or item up', 'brief', 'brief', {
    sign: 'ArrowUp',
    alt: true,
    shift: true,
  }),
  'move-block-down': entry('Move the block or item down', 'brief', 'brief', {
    sign: 'ArrowDown',
    alt: true,
    shift: true,
  }),
  export: entry('Export the open brief as Markdown', 'brief', 'window', { sign: 'E', command: true }),
  'export-pandoc': entry('Export the open brief as Pandoc Markdown', 'brief', 'window'),
  'export-obsidian': entry('Export the open brief as Obsidian Markdown', 'brief', 'window'),
  'export-html': entry('Export the open brief as a web page', 'brief', 'window'),
  'export-docx': entry('Export the open brief as a Word document', 'brief', 'window'),
  'export-csv': entry('Export the tables of the open brief as CSV', 'brief', 'window'),

  undo: entry('Undo', 'notebook', 'window', { sign: 'Z', command: true }),
  redo: entry(
    'Redo',
    'notebook',
    'window',
    { sign: 'Z', command: true, shift: true },
    { sign: 'Y', command: true },
  ),
  'show-change': entry(
    'Show what was undone or redone, or what else the status line tells of',
    'notebook',
    'window',
    {
      sign: 'U',
      alt: true,
      shift: true,
    },
  ),
  'put-remark-away': entry('Put away what the status line says', 'notebook', 'window', {
    sign: 'X',
    alt: true,
    shift: true,
  }),
  import: entry('Import files', 'notebook', 'window', { sign: 'O', command: true }),
  'import-folder': entry('Import a folder', 'notebook', 'window', { sign: 'O', alt: true, shift: true }),
  'review-import': entry('Review what was read', 'notebook', 'window', { sign: 'R', alt: true, shift: true }),
  versions: entry('Versions of the text', 'notebook', 'window', { sign: 'V', alt: true, shift: true }),
  'what-changed': entry('What changed in the newest version of the text', 'notebook', 'window'),
  'decide-carried': entry('Decide about annotations that a new version changed', 'notebook', 'window', {
    sign: 'D',
    alt: true,
    shift: true,
  }),
  'correct-text': entry('Correct this copy: a new version of the text', 'notebook', 'window', {
    sign: 'C',
    alt: true,
    shift: true,
  }),
  sample: entry('Look at a sample notebook', 'notebook', 'window'),
  paste: entry('Paste text', 'notebook', 'window', { sign: 'V', command: true }),
  print: entry('Print the text or the brief', 'notebook', 'window', { sign: 'P', command: true }),
  health: entry('Notebook health: backups, repairs, restore', 'notebook', 'window', {
    sign: 'H',
    alt: true,
    shift: true,
  }),
  'back-up-now': entry('Back up the notebook now', 'notebook', 'window'),
  'filter-library': entry('Filter the library', 'notebook', 'window', {
    sign: 'L',
    command: true,
    shift: true,
  }),
  'open-trash': entry('Open the trash', 'notebook', 'window'),
  'mark-read': entry('Mark the source as read, or as being read', 'notebook', 'window'),
  'remove-source': entry('Move the source to the trash', 'notebook', 'window'),
  'mark-frame': entry('Mark the selected paragraphs as frame', 'notebook', 'window'),

  search: entry('Search the notebook', 'view', 'window', { sign: 'F', command: true, shift: true }),
  palette: entry('Search or run a command', 'view', 'window', { sign: 'K', command: true }),
  'tab-read': entry('Read', 'view', 'window', { sign: '1', alt: true, shift: true }),
  'tab-compare': entry('Compare', 'view', 'window', { sign: '2', alt: true, shift: true }),
  'tab-brief': entry('Brief', 'view', 'window', { sign: '3', alt: true, shift: true }),
  'show-excerpts': entry('Excerpts: the table of all annotations', 'view', 'window', {
    sign: 'E',
    alt: true,
    shift: true,
  }),
  'compare-figures': entry('Compare figures by measure', 'view', 'window'),
  'compare-positions': entry('Compare positions: who stands where', 'view', 'window'),
  'compare-claims': entry('Compare claims by issue', 'view', 'window'),
  'show-actors': entry('Actors', 'view', 'window', { sign: 'A', alt: true, shift: true }),
  'show-codebook': entry('Codebook: issues, measures and codes', 'view', 'window', {
    sign: 'B',
    alt: true,
    shift: true,
  }),
  'reading-preferences': entry('Text: size, width, theme', 'view', 'window', {
    sign: 'T',
    alt: true,
    shift: true,
  }),
  'larger-text': entry('Larger text', 'view', 'window', { sign: '.', command: true, alt: true }),
  'smaller-text': entry('Smaller text', 'view', 'window', { sign: ',', command: true, alt: true }),
  'focus-mode': entry('Focus mode: the text alone', 'view', 'window', { sign: 'F', alt: true, shift: true }),
  'show-cards': entry('Show or hide the margin cards', 'view', 'window', {
    sign: 'M',
    alt: true,
    shift: true,
  }),
  'lay-out-all': entry('Lay out the whole text, for screen readers and printing', 'view', 'window'),
  'theme-system': entry('Theme: as the system', 'view', 'window'),
  'theme-light': entry('Theme: light', 'view', 'window'),
  'theme-dark': entry('Theme: dark', 'view', 'window'),
  'theme-contrast': entry('Theme: high contrast', 'view', 'window'),
  tour: entry('Take the tour', 'view', 'window', { sign: 'G', alt: true, shift: true }),
  keys: entry('Keys', 'view', 'window', { sign: '?' }),
}

export type CommandId = keyof typeof table

/** Everything a person can do by a command: its name, and the keys that do it. */
export const commandTable: Readonly<Record<CommandId, CommandEntry>> = table

// The keys of the table are its ids.
export const commandIds = Object.keys(table) as readonly CommandId[]

function entry(title: string, group: CommandGroup, reach: Reach, ...keys: readonly Key[]): CommandEntry {
  return { title, group, reach, keys }
}
