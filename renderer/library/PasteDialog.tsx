import { useId, useState } from 'react'
import { Dialog } from '../ui/Dialog'
import './import.css'

type Props = {
  /** What was on the clipboard. */
  readonly text: string
  readonly onImport: (file: File) => void
  readonly onClose: () => void
}

/** Imports a pasted text as a file of its own. */
export function PasteDialog({ text, onImport, onClose }: Props) {
  const id = useId()
  const [title, setTitle] = useState('')
  const [words, setWords] = useState(text)
  const empty = words.trim() === ''
  return (
    <Dialog title="Paste text" onClose={onClose} className="paste">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!empty) onImport(fileOf(title, words))
        }}
      >
        <label htmlFor={`${id}-text`}>Text</label>
        <textarea
          id={`${id}-text`}
          className="field"
          dir="auto"
          value={words}
          spellCheck={false}
          onChange={(event) => setWords(event.target.value)}
        />
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

function fileOf(title: string, words: string): File {
  const name = title.trim() === '' ? 'Pasted text' : title.trim()
  return new File([words], `${name}.txt`, { type: 'text/plain' })
}
