import { Extension, Node } from '@tiptap/core'
import type { Command } from '@tiptap/pm/state'
import { addRowAfter, goToNextCell, tableEditing } from '@tiptap/pm/tables'

const roles = new Map([
  ['table', 'table'],
  ['tableRow', 'row'],
  ['tableCell', 'cell'],
  ['tableHeader', 'header_cell'],
])

const Table = Node.create({
  name: 'table',
  group: 'block',
  content: 'tableRow+',
  isolating: true,
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: () => ['div', { class: 'table-scroll' }, ['table', ['tbody', 0]]],
  extendNodeSchema: ({ name }) => {
    const tableRole = roles.get(name)
    return tableRole === undefined ? {} : { tableRole }
  },
})

const TableRow = Node.create({
  name: 'tableRow',
  content: '(tableHeader | tableCell)+',
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: () => ['tr', 0],
})

function cell(name: string, tag: string) {
  return Node.create({
    name,
    content: 'paragraph+',
    isolating: true,
    // What the commands for tables go by. They stay as they are, since no cell spans others, and are not saved.
    addAttributes: () => ({
      colspan: { default: 1, rendered: false, parseHTML: () => 1 },
      rowspan: { default: 1, rendered: false, parseHTML: () => 1 },
      colwidth: { default: null, rendered: false, parseHTML: () => null },
    }),
    parseHTML: () => [{ tag }],
    renderHTML: () => [tag, 0],
  })
}

/** Cells can be selected together; a table that was pasted ragged is filled up. Tab goes to the next cell, from the last to a new row. */
const TableKeys = Extension.create({
  name: 'tableKeys',
  addKeyboardShortcuts() {
    const run = (command: Command) => command(this.editor.state, this.editor.view.dispatch, this.editor.view)
    const inTable = () => this.editor.isActive('table')
    return {
      Tab: () => inTable() && (run(goToNextCell(1)) || (run(addRowAfter) && run(goToNextCell(1)))),
      'Shift-Tab': () => inTable() && (run(goToNextCell(-1)) || true),
    }
  },
  addProseMirrorPlugins: () => [tableEditing({ allowTableNodeSelection: true })],
})

/** Tables whose cells span nothing, as those of GitHub's Markdown. */
export const tableNodes = [Table, TableRow, cell('tableHeader', 'th'), cell('tableCell', 'td'), TableKeys]
