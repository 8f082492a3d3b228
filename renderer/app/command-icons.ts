import type { CommandGroup, CommandId } from '../state/command-table'
import type { IconName } from '../ui/Icon'

const own: Readonly<Partial<Record<CommandId, IconName>>> = {
  'tag-claim': 'claim',
  'tag-figure': 'figure',
  'tag-position': 'position',
  'apply-code': 'tag',
  outline: 'list',
  find: 'search',
  undo: 'undo',
  redo: 'redo',
  import: 'import',
  paste: 'import',
  'import-folder': 'folder',
  'review-import': 'doc',
  sample: 'book',
  tour: 'right',
  'new-brief': 'plus',
  'new-brief-from': 'plus',
  'insert-excerpt': 'quote',
  'edit-link': 'right',
  'open-at-caret': 'quote',
  'move-block-up': 'up',
  'move-block-down': 'down',
  'next-check': 'warn',
  'previous-check': 'warn',
  'toggle-checks': 'warn',
  export: 'export',
  'export-pandoc': 'export',
  'export-obsidian': 'export',
  'export-html': 'export',
  'export-docx': 'export',
  'export-csv': 'export',
  'open-trash': 'trash',
  'remove-source': 'trash',
  'remove-annotation': 'trash',
  'mark-read': 'check',
  'reading-preferences': 'text',
  'larger-text': 'text',
  'smaller-text': 'text',
  'focus-mode': 'focus',
  'theme-system': 'reading',
  'theme-light': 'reading',
  'theme-dark': 'reading',
  'theme-contrast': 'reading',
  search: 'search',
  'show-excerpts': 'quote',
  'compare-figures': 'figure',
  'compare-positions': 'position',
  'compare-claims': 'claim',
  'show-actors': 'person',
  'show-codebook': 'issue',
  keys: 'key',
}

const ofGroup: Readonly<Record<CommandGroup, IconName>> = {
  reader: 'note',
  move: 'right',
  brief: 'doc',
  notebook: 'folder',
  view: 'panel',
}

/** The sign before a command in a list. */
export function commandIcon(id: CommandId, group: CommandGroup): IconName {
  return own[id] ?? ofGroup[group]
}
