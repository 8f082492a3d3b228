import type { Editor } from '@tiptap/core'
import type { Command } from '@tiptap/pm/state'
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  selectedRect,
} from '@tiptap/pm/tables'
import { LiveView } from '../../../shared/model/brief'
import { anyExcerpt } from '../../../shared/model/excerpts'
import { fold } from '../../../shared/model/fold'
import type { IconName } from '../../ui/Icon'
import { liveWords } from '../live/live-words'
import { insertBlock, insertFootnote, insertLive, insertTable } from './insert-blocks'

/** An entry of the menu that `/` opens. */
export type InsertChoice = {
  readonly key: string
  readonly group: string
  readonly name: string
  /** Other words by which it is found. */
  readonly words: string
  /** What could be typed or pressed instead. */
  readonly hint: string
  readonly icon: IconName
  readonly run: (editor: Editor) => void
}

/** Other words for what is made from the notebook. */
const liveSynonyms: Readonly<Record<LiveView, string>> = {
  figures: 'figure table numbers amounts live',
  positions: 'position matrix who stands where stances actors issues live',
  claims: 'claim list statements live',
  timeline: 'dates events when live',
  sources: 'source list bibliography references live',
}

const headings = [2, 3, 4, 5, 6].map((level): InsertChoice => {
  return {
    key: `heading-${level}`,
    group: 'Text',
    name: level === 2 ? 'Heading' : `Heading, level ${level}`,
    words: `title section h${level} ${level}`,
    hint: '#'.repeat(level),
    icon: 'text',
    run: (editor) => editor.commands.setNode('heading', { level }),
  }
})

const text: readonly InsertChoice[] = [
  ...headings,
  choice('paragraph', 'Text', 'Paragraph', 'plain body', '', 'text', (editor) =>
    editor.commands.setNode('paragraph'),
  ),
  choice('bullets', 'Text', 'List', 'bullets unordered points', '-', 'list', (editor) =>
    editor.commands.toggleList('bulletList', 'listItem'),
  ),
  choice('numbers', 'Text', 'Numbered list', 'ordered steps', '1.', 'list', (editor) =>
    editor.commands.toggleList('orderedList', 'listItem'),
  ),
  choice('quote', 'Text', 'Quotation of your own', 'blockquote quote', '>', 'quote', (editor) =>
    editor.commands.toggleWrap('blockquote'),
  ),
]

const footnote = choice('footnote', 'Text', 'Footnote', 'note remark', '', 'note', insertFootnote)

const blocks: readonly InsertChoice[] = [
  choice('table', 'Text', 'Table', 'grid rows columns', '', 'table', (editor) => insertTable(editor)),
  choice('rule', 'Text', 'Rule', 'line divider horizontal', '---', 'minus', (editor) =>
    insertBlock(editor, 'horizontalRule'),
  ),
]

const excerpt = choice(
  'excerpt',
  'From the notebook',
  'Excerpt',
  'citation quote claim figure position',
  '@',
  'quote',
  // Words that are given to Tiptap it reads as HTML, which the policy of the window forbids.
  ({ state, view }) => view.dispatch(state.tr.insertText('@')),
)

const live = LiveView.options.map((view): InsertChoice => {
  const { name, icon } = liveWords[view]
  return choice(view, 'From the notebook', name, liveSynonyms[view], '', icon, (editor) =>
    insertLive(editor, { view, filter: anyExcerpt }, null),
  )
})

const table: readonly InsertChoice[] = [
  choice('row-below', 'Table', 'Row below', 'add insert', 'Tab', 'down', command(addRowAfter)),
  choice('row-above', 'Table', 'Row above', 'add insert', '', 'up', command(addRowBefore)),
  choice('column-right', 'Table', 'Column to the right', 'add insert', '', 'right', command(addColumnAfter)),
  choice('column-left', 'Table', 'Column to the left', 'add insert', '', 'left', command(addColumnBefore)),
  choice('delete-row', 'Table', 'Delete the row', 'remove', '', 'trash', command(deleteRow)),
  choice('delete-column', 'Table', 'Delete the column', 'remove', '', 'trash', command(deleteColumn)),
  choice('delete-table', 'Table', 'Delete the table', 'remove', '', 'trash', command(deleteTable)),
]

/** What can be put where the caret is and has these words in its name, those that begin with them first. */
export function insertChoices(editor: Editor, typed: string): readonly InsertChoice[] {
  const query = fold(typed).trim()
  const found = offered(editor).flatMap((one) => {
    const rank = rankOf(one, query)
    return rank === null ? [] : [{ one, rank }]
  })
  return found.toSorted((a, b) => a.rank - b.rank).map(({ one }) => one)
}

function offered(editor: Editor): readonly InsertChoice[] {
  const { $from } = editor.state.selection
  if (editor.isActive('table')) {
    const isHead = selectedRect(editor.state).top === 0
    // The first row is the head of the table, so nothing goes above it, and it goes with the table only.
    return [
      ...table.filter(({ key }) => !isHead || (key !== 'row-above' && key !== 'delete-row')),
      footnote,
      excerpt,
    ]
  }
  const isTop = $from.depth === 1
  return [
    ...(isTop ? text : text.filter(({ key }) => !key.startsWith('heading'))),
    footnote,
    ...blocks,
    excerpt,
    ...live,
  ]
}

function rankOf({ name, words }: InsertChoice, query: string): number | null {
  const own = fold(name)
  if (query === '' || own.startsWith(query)) return 0
  if (` ${own}`.includes(` ${query}`)) return 1
  const all = ` ${own} ${fold(words)}`
  return query.split(' ').every((word) => all.includes(` ${word}`)) ? 2 : null
}

function choice(
  key: string,
  group: string,
  name: string,
  words: string,
  hint: string,
  icon: IconName,
  run: (editor: Editor) => void,
): InsertChoice {
  return { key, group, name, words, hint, icon, run }
}

function command(one: Command): InsertChoice['run'] {
  return ({ state, view }) => {
    one(state, view.dispatch, view)
    view.focus()
  }
}
