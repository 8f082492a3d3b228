import { useRef, useState } from 'react'
import type { BriefFormat } from '../../../shared/model/brief'
import { useHost } from '../../state/host-context'
import { usePreferences } from '../../state/preferences'
import { Popover } from '../../ui/Popover'
import { otherForms } from './forms'

type Props = {
  readonly onExport: (format: BriefFormat) => void
  readonly onUpdate: (file: File) => void
  readonly onPrint: () => void
}

/** The other forms in which a brief can leave the notebook. */
export function ExportMenu({ onExport, onUpdate, onPrint }: Props) {
  const host = useHost()
  const { preferences, change } = usePreferences()
  const [open, setOpen] = useState(false)
  const picker = useRef<HTMLInputElement>(null)
  /** Closed first, so that a dialog or a paper shows the brief, and the focus goes back to where it was. */
  const after = (act: () => void) => {
    setOpen(false)
    requestAnimationFrame(act)
  }
  return (
    <>
      <Popover label="More forms" icon="chevron" open={open} onOpen={setOpen}>
        <div className="forms">
          {otherForms.map(({ format, name, what }) => (
            <button key={format} type="button" onClick={() => after(() => onExport(format))}>
              <b>{name}</b>
              <small>{what}</small>
            </button>
          ))}
          <button type="button" onClick={() => after(onPrint)}>
            <b>Print or PDF</b>
            <small>Through the window’s own print</small>
          </button>
          {host.kind === 'browser' ? (
            <button type="button" onClick={() => after(() => picker.current?.click())}>
              <b>Update a file…</b>
              <small>Over an earlier export in Markdown: what was typed into it stays</small>
            </button>
          ) : (
            <p className="hint">
              Saved over an earlier export in Markdown, what was typed into that file stays.
            </p>
          )}
          <label>
            <input
              type="checkbox"
              checked={preferences.exportCopies}
              onChange={({ target }) => change({ exportCopies: target.checked })}
            />
            Name the copies that are quoted
          </label>
        </div>
      </Popover>
      <input
        ref={picker}
        type="file"
        hidden
        aria-label="The earlier export to update"
        accept=".md,.markdown,.txt"
        onChange={({ target }) => {
          const [file] = Array.from(target.files ?? [])
          if (file !== undefined) onUpdate(file)
          target.value = '' // so that the same file can be chosen again
        }}
      />
    </>
  )
}
