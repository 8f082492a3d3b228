import { type Editor, Extension } from '@tiptap/core'
import { Fragment, type ResolvedPos } from '@tiptap/pm/model'
import {
  type Command,
  type EditorState,
  NodeSelection,
  Plugin,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state'
import { linkAt } from './link-at'
import { passageOf } from './walk-leads'

type Options = {
  /** Leads to the passage of the excerpt or citation that is selected. */
  readonly onOpen: (passage: ReturnType<typeof passageOf>) => void
  readonly onFollowLink: (href: string) => void
  readonly onEditLink: () => void
  /** Told where what was moved stands now, in words. */
  readonly onMoved: (words: string) => void
}

const idle = () => undefined

/** Keys that move blocks, open passages and links and set links, and what typing does while a block is selected. */
export const BlockKeys = Extension.create<Options>({
  name: 'blockKeys',
  addOptions: () => ({ onOpen: idle, onFollowLink: idle, onEditLink: idle, onMoved: idle }),
  addKeyboardShortcuts() {
    const { options, editor } = this
    const run = (command: Command) => command(editor.state, editor.view.dispatch)
    return {
      Backspace: () => run(selectBeside(-1)),
      Delete: () => run(selectBeside(1)),
      'Alt-Shift-ArrowUp': () => move(editor, -1, options) || true,
      'Alt-Shift-ArrowDown': () => move(editor, 1, options) || true,
      'Mod-Shift-k': () => {
        if (editor.isEditable) options.onEditLink()
        return true
      },
      'Mod-Enter': () => openAtCaret(editor, options),
    }
  },
  addProseMirrorPlugins() {
    const { onFollowLink } = this.options
    return [
      new Plugin({
        props: {
          handleClick: (
            { state, dispatch, dom, editable },
            position,
            { target, clientY, ctrlKey, metaKey },
          ) => {
            const link = ctrlKey || metaKey ? linkAt(state.doc.resolve(position)) : null
            if (link !== null) {
              onFollowLink(link.href)
              return true
            }
            // A press below the last block, where nothing can be written: there begins a line.
            const { doc, schema } = state
            const end = dom.lastElementChild?.getBoundingClientRect().bottom ?? 0
            const paragraph = schema.nodes.paragraph?.create()
            const isText = doc.lastChild?.type.name === 'paragraph'
            if (!editable || target !== dom || clientY <= end || isText || paragraph === undefined)
              return false
            const tr = state.tr.insert(doc.content.size, paragraph)
            dispatch(tr.setSelection(TextSelection.create(tr.doc, tr.doc.content.size - 1)))
            return true
          },
          // A letter that takes the place of a whole block is never meant: it begins a line below.
          handleTextInput: ({ state, dispatch }, _from, _to, text) => {
            const { selection, schema } = state
            const paragraph = schema.nodes.paragraph?.create(null, schema.text(text))
            if (!(selection instanceof NodeSelection) || selection.node.isInline || paragraph === undefined)
              return false
            const at = selection.to
            const tr = state.tr.insert(at, paragraph)
            dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 1 + text.length)).scrollIntoView())
            return true
          },
        },
      }),
    ]
  },
})

/** Leads to the passage that is selected or stands before the caret, or to where the link at the caret leads; false for neither. */
export function openAtCaret(
  { state: { selection } }: Editor,
  { onOpen, onFollowLink }: Pick<Options, 'onOpen' | 'onFollowLink'>,
): boolean {
  const node = selection instanceof NodeSelection ? selection.node : selection.$from.nodeBefore
  if (node?.type.name === 'excerpt' || node?.type.name === 'citation') {
    onOpen(passageOf(node))
    return true
  }
  const link = linkAt(selection.$head)
  if (link !== null) onFollowLink(link.href)
  return link !== null
}

/** Moves what is selected and tells where it stands now; false where it can go no further. */
export function move(editor: Editor, by: -1 | 1, { onMoved }: Pick<Options, 'onMoved'>): boolean {
  const moved = editor.isEditable ? moveBlocks(editor.state, by) : null
  if (moved === null) return false
  editor.view.dispatch(moved.tr)
  const { $from } = editor.state.selection
  const place = `${$from.index(moved.depth) + 1} of ${$from.node(moved.depth).childCount}`
  onMoved(`Moved ${by === 1 ? 'down' : 'up'}: ${moved.depth === 0 ? 'block' : 'item'} ${place}.`)
  return true
}

/** Selects the excerpt or live block beside the caret, so that it takes two keys to delete it. */
function selectBeside(by: -1 | 1): Command {
  return ({ tr, doc, selection }, dispatch) => {
    const { $from, empty } = selection
    const { parent, parentOffset } = $from
    const isAtEdge = parentOffset === (by === 1 ? parent.content.size : 0)
    // An empty line gives way to the block instead.
    if (!empty || $from.depth !== 1 || !isAtEdge || parent.content.size === 0) return false
    const edge = doc.resolve(by === 1 ? $from.after(1) : $from.before(1))
    const node = by === 1 ? edge.nodeAfter : edge.nodeBefore
    if (node?.isAtom !== true) return false
    const at = by === 1 ? edge.pos : edge.pos - node.nodeSize
    dispatch?.(tr.setSelection(NodeSelection.create(doc, at)).scrollIntoView())
    return true
  }
}

/**
 * Moves what the selection touches past its neighbour: items within their list, and at its end, or elsewhere, blocks of
 * the document, which is at depth 0. The selection goes with it. Null where it can go no further.
 */
function moveBlocks(
  { tr, doc, selection }: EditorState,
  by: -1 | 1,
): { readonly tr: Transaction; readonly depth: number } | null {
  const { $from, $to } = selection
  for (let depth = $from.sharedDepth($to.pos); depth >= 0; depth -= 1) {
    const holder = $from.node(depth)
    if (depth > 0 && !holder.type.name.endsWith('List')) continue
    const { first, last, start, end } = rangeAt($from, $to, depth)
    const neighbour = holder.maybeChild(by === 1 ? last + 1 : first - 1)
    if (neighbour === null) continue
    const { content } = doc.slice(start, end)
    const size = neighbour.nodeSize
    if (by === 1) tr.replaceWith(start, end + size, Fragment.from(neighbour).append(content))
    else tr.replaceWith(start - size, end, content.append(Fragment.from(neighbour)))
    const now = (position: number) => tr.doc.resolve(position + by * size)
    tr.setSelection(
      selection instanceof NodeSelection
        ? new NodeSelection(now(selection.from))
        : TextSelection.between(now(selection.anchor), now(selection.head)),
    )
    return { tr: tr.scrollIntoView(), depth }
  }
  return null
}

function rangeAt($from: ResolvedPos, $to: ResolvedPos, depth: number) {
  // A block that is selected as a whole lies between two positions of its parent.
  const first = $from.index(depth)
  const last = Math.max(first, $to.indexAfter(depth) - 1)
  return { first, last, start: $from.posAtIndex(first, depth), end: $from.posAtIndex(last + 1, depth) }
}
