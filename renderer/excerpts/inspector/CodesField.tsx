import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { CodeId } from '../../../shared/model/ids'
import { useCodebook } from '../../state/codebook'
import { CODE_DRAG } from '../../ui/code-drag'
import { Icon } from '../../ui/Icon'
import { AddByName } from './AddByName'
import { FieldRow } from './FieldRow'
import type { Draft } from './use-annotation-draft'

/** The codes of an annotation. One more is picked by its name, or dragged here; Delete or Backspace removes one. */
export function CodesField({ draft }: { readonly draft: Draft }) {
  const { codes } = draft.annotation
  const { nameOf, entryOf } = useCodebook()
  const [over, setOver] = useState(false)
  const add = (code: CodeId) => {
    if (!codes.includes(code)) draft.make({ codes: [...codes, code] })
  }
  const list = useRef<HTMLUListElement>(null)
  /** The button that is to have the focus once its neighbour has gone. */
  const next = useRef<number | null>(null)
  useEffect(() => {
    if (next.current === null) return
    list.current?.querySelectorAll<HTMLElement>('button')[next.current]?.focus()
    next.current = null
  })
  const remove = (code: CodeId) => draft.make({ codes: codes.filter((one) => one !== code) })
  const take = (code: CodeId) => {
    next.current = codes.indexOf(code)
    remove(code)
  }
  const onKeyDown = (code: CodeId) => (event: KeyboardEvent) => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return
    event.preventDefault()
    take(code)
  }
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(CODE_DRAG)) return
    event.preventDefault()
    setOver(true)
  }
  const onDrop = (event: DragEvent) => {
    setOver(false)
    const code = CodeId.safeParse(event.dataTransfer.getData(CODE_DRAG))
    if (!code.success) return
    event.preventDefault()
    add(code.data)
  }
  return (
    <FieldRow draft={draft} field="codes" name="Codes" label="Codes">
      {/* What can be dropped here can be picked by its name too. */}
      <div role="presentation" onDragOver={onDragOver} onDragLeave={() => setOver(false)} onDrop={onDrop}>
        <ul ref={list} className={over ? 'pills over' : 'pills'} aria-label="Codes">
          {codes.map((code) => {
            const entry = entryOf(code)
            const colour = entry?.kind === 'code' ? entry.colour : null
            return (
              <li key={code} className="pill" data-colour={colour ?? undefined}>
                <span dir="auto">{nameOf(code) ?? '…'}</span>
                <button
                  type="button"
                  aria-label={`Remove the code ${nameOf(code) ?? ''}`}
                  onClick={() => take(code)}
                  onKeyDown={onKeyDown(code)}
                >
                  <Icon name="x" size={10} />
                </button>
              </li>
            )
          })}
          <li>
            <AddByName
              kind="code"
              label="Add a code"
              without={codes}
              onPick={add}
              onBack={() => {
                const last = codes.at(-1)
                if (last !== undefined) remove(last)
              }}
            />
          </li>
        </ul>
      </div>
    </FieldRow>
  )
}
