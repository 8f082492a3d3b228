import { useId, useState } from 'react'
import { z } from 'zod'
import { useHost } from '../state/host-context'
import { useStatus } from '../state/status'
import { unsavedOf } from '../state/unsaved'
import { Dialog } from '../ui/Dialog'
import type { Pasted } from './pasted'
import './import.css'

type Props = {
  readonly pasted: Pasted
  /** Answers whether it became a text of the notebook, or was one. */
  readonly onImport: (file: File) => Promise<boolean>
  readonly onClose: () => void
}

/** What was typed here and is not imported. */
const Draft = z.strictObject({ title: z.string(), words: z.string() })

/**
 * Imports a pasted text as a file of its own, with its formatting unless the text is edited. What was typed is kept until it is
 * imported, or Cancel was pressed: also when the dialog is closed otherwise, or the page goes. It is shown again when the dialog
 * is opened without another text.
 */
export function PasteDialog({ pasted, onImport, onClose }: Props) {
  const id = useId()
  const status = useStatus()
  const drafts = unsavedOf(useHost(), 'paste', Draft)
  const [draft] = useState(() => (pasted.text === '' ? drafts.ids()[0] : undefined) ?? crypto.randomUUID())
  const [found] = useState(() => drafts.read(draft))
  const [title, setTitle] = useState(found?.title ?? '')
  const [words, setWords] = useState(found?.words ?? pasted.text)
  const empty = words.trim() === ''
  const html = words === pasted.text ? pasted.html : null
  const type = (typed: z.infer<typeof Draft>) => {
    setTitle(typed.title)
    setWords(typed.words)
    if (typed.title.trim() === '' && typed.words.trim() === '') drafts.forget(draft)
    else drafts.write(draft, typed)
  }
  const leave = () => {
    if (drafts.read(draft) !== null)
      status.say('The text is kept until it is imported: Paste text shows it again.')
    onClose()
  }
  const cancel = () => {
    drafts.forget(draft)
    onClose()
  }
  const importIt = async () => {
    drafts.write(draft, { title, words })
    if (await onImport(fileOf(title, words, html))) drafts.forget(draft)
  }
  return (
    <Dialog title="Paste text" onClose={leave} className="paste">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!empty) void importIt()
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
          onChange={(event) => type({ title, words: event.target.value })}
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
          onChange={(event) => type({ title: event.target.value, words })}
        />
        <div className="acts">
          <button type="button" className="btn quiet" onClick={cancel}>
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
