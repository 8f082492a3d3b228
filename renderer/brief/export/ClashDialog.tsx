import { useState } from 'react'
import type { Choice } from '../../../shared/briefing/merge-export'
import type { ExportClash } from '../../../shared/model/brief'
import { Dialog } from '../../ui/Dialog'
import { WordChanges } from '../live/WordChanges'

type Props = {
  readonly fileName: string
  readonly clashes: readonly ExportClash[]
  readonly onChoose: (choices: readonly Choice[]) => void
  readonly onClose: () => void
}

/** Places where a file and the brief both changed, one after the other: which wording is to stand. */
export function ClashDialog({ fileName, clashes, onChoose, onClose }: Props) {
  const [choices, setChoices] = useState<readonly Choice[]>([])
  const [forAll, setForAll] = useState(false)
  const at = choices.length
  const clash = clashes[at]
  const left = clashes.length - at
  if (clash === undefined) return null
  const take = (choice: Choice) => {
    const next = [...choices, ...Array.from({ length: forAll ? left : 1 }, () => choice)]
    if (next.length === clashes.length) onChoose(next)
    else setChoices(next)
  }
  return (
    <Dialog title="The file and the brief both changed here" onClose={onClose} className="clash-dialog">
      <p className="hint" aria-live="polite">
        {at + 1} of {clashes.length} in {fileName}
      </p>
      <div className="sides">
        <Side name="In the file" text={clash.file} />
        <Side name="In the brief" text={clash.brief} />
      </div>
      {clash.file === '' || clash.brief === '' ? null : (
        <details>
          <summary>What differs</summary>
          <pre className="md" dir="auto">
            <WordChanges old={clash.file} now={clash.brief} />
          </pre>
        </details>
      )}
      {left < 2 ? null : (
        <label className="for-all">
          <input type="checkbox" checked={forAll} onChange={({ target }) => setForAll(target.checked)} />
          The same for the {left - 1 === 1 ? 'other one' : `${left - 1} that follow`}
        </label>
      )}
      <div className="acts">
        {at === 0 ? null : (
          <button type="button" className="btn quiet" onClick={() => setChoices(choices.slice(0, -1))}>
            One back
          </button>
        )}
        <span className="grow" />
        <button type="button" className="btn line" onClick={onClose}>
          Cancel
        </button>
        <button type="button" className="btn line" onClick={() => take('file')}>
          Keep the file’s words
        </button>
        <button type="button" className="btn main" onClick={() => take('brief')}>
          Take the brief’s words
        </button>
      </div>
    </Dialog>
  )
}

function Side({ name, text }: { name: string; text: string }) {
  return (
    <section aria-label={name}>
      <h3>{name}</h3>
      {text === '' ? (
        <p className="q">Nothing stands here any more.</p>
      ) : (
        <pre className="md" dir="auto">
          {text}
        </pre>
      )}
    </section>
  )
}
