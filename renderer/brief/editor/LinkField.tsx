import type { Editor } from '@tiptap/core'
import type { Transaction } from '@tiptap/pm/state'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { WebLink } from '../../../shared/model/version'
import { linkAt } from './link-at'
import { useNear } from './use-near'

type Props = { readonly editor: Editor; readonly onClose: () => void }

/** The address of the link at the caret or for what is selected; without a selection the address itself is put in. */
export function LinkField({ editor, onClose }: Props) {
  const id = useId()
  const [place, setPlace] = useState(() => linkedBy(editor))
  const [typed, setTyped] = useState(place.href)
  const [wrong, setWrong] = useState(false)
  const box = useNear(editor, place.from)
  const field = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  // What another window puts in before it moves it along.
  useEffect(() => {
    const follow = ({ transaction: { docChanged, mapping } }: { transaction: Transaction }) => {
      if (!docChanged) return
      setPlace(({ href, from, to }) => ({ href, from: mapping.map(from), to: mapping.map(to, -1) }))
    }
    editor.on('transaction', follow)
    return () => {
      editor.off('transaction', follow)
    }
  }, [editor])

  const close = () => {
    onClose()
    editor.view.focus()
  }
  const apply = () => {
    const href = addressOf(typed)
    if (href === null) {
      setWrong(true)
      field.current?.focus()
      return
    }
    const { tr, schema } = editor.state
    const mark = schema.marks.link?.create({ href })
    if (mark === undefined) return
    if (place.from === place.to) tr.replaceWith(place.from, place.to, schema.text(typed.trim(), [mark]))
    else tr.removeMark(place.from, place.to, mark.type).addMark(place.from, place.to, mark)
    editor.view.dispatch(tr)
    close()
  }
  const remove = () => {
    editor.view.dispatch(editor.state.tr.removeMark(place.from, place.to, editor.schema.marks.link))
    close()
  }
  return (
    <div ref={box} role="dialog" aria-label="Link" className="near-field">
      {/* The keys belong to the controls inside, which hand them up. */}
      <div
        role="presentation"
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.key !== 'Escape') return
          event.preventDefault()
          event.stopPropagation()
          close()
        }}
        onBlur={({ relatedTarget, currentTarget }) => {
          if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) onClose()
        }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault()
            apply()
          }}
        >
          <label htmlFor={id} className="label">
            Address of the link
          </label>
          <input
            ref={field}
            id={id}
            className="field"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            dir="ltr"
            placeholder="https:// or an address of mail"
            value={typed}
            aria-invalid={wrong}
            aria-describedby={wrong ? `${id}-wrong` : undefined}
            onChange={({ target }) => {
              setTyped(target.value)
              setWrong(false)
            }}
          />
          {wrong ? (
            <p id={`${id}-wrong`} className="wrong">
              That is no address of the web or of mail.
            </p>
          ) : null}
          <div className="near-row">
            <button type="submit" className="btn small">
              Set the link
            </button>
            {place.href === '' ? null : (
              <button type="button" className="btn small quiet" onClick={remove}>
                Remove the link
              </button>
            )}
          </div>
        </form>
      </div>
    </div>
  )
}

type Place = { readonly from: number; readonly to: number; readonly href: string }

function linkedBy({ state }: Editor): Place {
  const { $from, from, to, empty } = state.selection
  const around = linkAt($from)
  if (around === null) return { from, to, href: '' }
  return empty || to <= around.to ? around : { from, to, href: around.href }
}

/** `example.org` is an address of the web and `desk@example.org` one of mail, though neither says so. */
function addressOf(typed: string): string | null {
  const words = typed.trim()
  if (words === '' || /\s/.test(words)) return null
  const meant = /^[a-z]+:/i.test(words) ? words : words.includes('@') ? `mailto:${words}` : `https://${words}`
  const isMeant = /^mailto:|\./.test(meant) && WebLink.safeParse(meant).success
  return isMeant ? meant : null
}
