import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, TextSelection, type Transaction } from '@tiptap/pm/state'
import { closingPunctuation } from '../../../shared/briefing/closing-punctuation'

/** What is typed goes where it will be printed: punctuation before the marks of footnotes, an answer without the slant of its prompt. */
export const TypedText = Extension.create({
  name: 'typedText',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleTextInput: ({ state, dispatch, composing }, from, to, text) => {
          if (composing) return false
          const tr = answered(state, from, to, text) ?? closed(state, from, to, text)
          if (tr === null) return false
          dispatch(tr.scrollIntoView())
          return true
        },
      },
    }),
  ],
})

/** Where the spaces before `position` begin, in its line of text. */
export function beforeSpaces(doc: Node, position: number): number {
  const $position = doc.resolve(position)
  const words = $position.nodeBefore?.text ?? ''
  return position - (words.length - words.trimEnd().length)
}

/** A prompt stands slanted in brackets. The words that take its place are the author's own, and plain. */
function answered(
  { doc, schema, tr }: EditorState,
  from: number,
  to: number,
  text: string,
): Transaction | null {
  const { italic } = schema.marks
  const isPrompt = /^\[[^\]]+\]$/.test(doc.textBetween(from, to))
  if (!isPrompt || italic === undefined || !doc.rangeHasMark(from, to, italic)) return null
  tr.replaceWith(from, to, schema.text(text))
  return tr.setSelection(TextSelection.create(tr.doc, from + text.length))
}

/** "as agreed¹" and a comma become "as agreed,¹", as it is printed. The caret stays behind the mark. */
function closed({ doc, tr }: EditorState, from: number, to: number, text: string): Transaction | null {
  let start = from
  for (let before = doc.resolve(start).nodeBefore; isMark(before); before = doc.resolve(start).nodeBefore)
    start -= 1
  if (from !== to || start === from || closingPunctuation(text) !== text) return null
  const words = beforeSpaces(doc, start)
  tr.insertText(text, words, start)
  return tr.setSelection(TextSelection.create(tr.doc, from + text.length - (start - words)))
}

function isMark(node: Node | null): boolean {
  return node?.type.name === 'citation' || node?.type.name === 'footnote'
}
