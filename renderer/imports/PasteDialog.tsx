import { useId, useState } from 'react'
import { Dialog } from '../ui/Dialog'
import type { Pasted } from './pasted'
import './import.css'

type Props = {
  readonly pasted: Pasted
  readonly onImport: (file: File) => void
  readonly onClose: () => void
}

/** Imports a pasted text as a file of its own, with its formatting unless the text is edited. */
export function PasteDialog({ pasted, onImport, onClose }: Props) {
  const id = useId()
  const [title, setTitle] = useState('')
  const [words, setWords] = useState(pasted.text)
  const empty = words.trim() === ''
  const html = words === pasted.text ? pasted.html : null
  return (
    <Dialog title="Paste text" onClose={onClose} className="paste">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!empty) onImport(fileOf(title, words, html))
        }}
      >
        <label htmlFor={`${id}-text`}>Text</label>
        <textarea
          id={`${id}-text`}
          className="field"
          dir="auto"
          value={words}
          spellCheck={false}
          aria-describedby={pasted.html === null ? undefined : `${id}-formatting`}
          onChange={(event) => setWords(event.target.value)}
        />
        {pasted.html === null ? null : (
          <p id={`${id}-formatting`} className="hint" role="status">
            {html === null
              ? 'The text was edited: it comes without its formatting.'
              : 'Headings, lists, links and emphasis come with it, unless you edit the text here.'}
          </p>
        )}
        <label htmlFor={`${id}-title`}>Title, if you like</label>
        <input
          id={`${id}-title`}
          className="field"
          value={title}
          maxLength={200}
          onChange={(event) => setTitle(event.target.value)}
        />
        <div className="acts">
          <button type="button" className="btn quiet" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="btn main" disabled={empty}>
            Import text
          </button>
        </div>
      </form>
    </Dialog>
  )
}

function fileOf(title: string, words: string, html: string | null): File {
  const name = title.trim() === '' ? 'Pasted text' : title.trim()
  if (html !== null) return new File([html], `${name}.html`, { type: 'text/html' })
  return new File([words], `${name}.txt`, { type: 'text/plain' })
}
