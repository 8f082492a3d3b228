import { EditorContent, useEditor } from '@tiptap/react'
import { useEffect, useRef } from 'react'
import { memoExtensions } from './memo-extensions'
import { readMemo, writeMemo } from './memo-markdown'
import { memoPaste } from './memo-paste'
import type { Draft } from './use-annotation-draft'

/**
 * A memo as it looks. It is written anew only when it is edited: until then what is stored stays as it was typed,
 * sign for sign. While it has the focus, undo belongs to it.
 */
export function MemoEditor({ draft }: { readonly draft: Draft }) {
  const { memo } = draft.annotation
  const isReadOnly = draft.refusal !== null
  /** The memo that the editor shows. */
  const shown = useRef(memo)
  const editor = useEditor({
    extensions: memoExtensions,
    content: readMemo(memo),
    injectCSS: false,
    editable: !isReadOnly,
    editorProps: {
      ...memoPaste,
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': 'Memo',
        class: 'field memo-text',
        'data-field': 'memo',
      },
    },
    onUpdate: ({ editor }) => {
      shown.current = writeMemo(editor.getJSON())
      draft.type({ memo: shown.current })
    },
    onBlur: draft.leave,
  })
  useEffect(() => {
    if (memo === shown.current) return
    // Undo of the notebook, or another window: what the field could take back before would not fit any more.
    shown.current = memo
    editor.chain().setMeta('addToHistory', false).setContent(readMemo(memo), { emitUpdate: false }).run()
  }, [editor, memo])
  useEffect(() => {
    editor.setEditable(!isReadOnly, false)
  }, [editor, isReadOnly])
  return <EditorContent editor={editor} />
}
