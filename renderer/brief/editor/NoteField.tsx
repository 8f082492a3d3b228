import type { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import { useEffect, useEffectEvent, useId, useLayoutEffect, useRef } from 'react'
import { selectedNote } from './note-keys'
import type { Slot } from './slot'
import { useEditorValue } from './use-editor-value'
import { useNear } from './use-near'

type Props = { readonly editor: Editor; readonly enter: Slot<() => void> }

/** The words of the footnote that is selected, in a small field beside its mark. */
export function NoteField(props: Props) {
  const position = useEditorValue(props.editor, selectedNote)
  return position === null ? null : <Field key={position} {...props} position={position} />
}

function Field({ editor, enter, position }: Props & { readonly position: number }) {
  const words = useEditorValue(editor, ({ doc }) => String(doc.nodeAt(position)?.attrs.words ?? ''))
  const id = useId()
  const box = useNear(editor, position)
  const field = useRef<HTMLTextAreaElement>(null)

  const isNew = useEffectEvent(() => words === '' && editor.view.hasFocus())
  useLayoutEffect(() => {
    const focus = () => {
      field.current?.focus()
      field.current?.setSelectionRange(field.current.value.length, field.current.value.length)
    }
    if (isNew()) focus()
    return enter.put(focus)
  }, [enter])

  /** A note without words says nothing: it goes as it came. */
  const dropEmpty = useEffectEvent(() => {
    if (editor.isDestroyed || !editor.isEditable) return
    const node = editor.state.doc.nodeAt(position)
    if (node?.type.name !== 'footnote' || String(node.attrs.words).trim() !== '') return
    editor.view.dispatch(editor.state.tr.delete(position, position + 1))
  })
  useEffect(() => () => dropEmpty(), [])

  const leave = () => {
    const { tr, doc } = editor.state
    editor.view.dispatch(tr.setSelection(TextSelection.create(doc, position + 1)))
    editor.view.focus()
  }
  return (
    <div ref={box} className="near-field">
      <label htmlFor={id} className="label">
        Footnote
      </label>
      <textarea
        ref={field}
        id={id}
        className="field"
        dir="auto"
        rows={2}
        maxLength={10_000}
        value={words}
        readOnly={!editor.isEditable}
        onChange={({ target }) => {
          // One line: a footnote is a paragraph.
          const typed = target.value.replaceAll(/\s*\n\s*/g, ' ')
          editor.view.dispatch(editor.state.tr.setNodeAttribute(position, 'words', typed))
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return
          event.preventDefault()
          event.stopPropagation()
          leave()
        }}
      />
    </div>
  )
}
