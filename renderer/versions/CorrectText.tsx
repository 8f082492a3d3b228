import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { BlockId } from '../../shared/model/ids'
import { currentVersion, type Source } from '../../shared/model/source'
import type { Block, Version } from '../../shared/model/version'
import { useAttempt } from '../state/use-attempt'
import { Icon } from '../ui/Icon'
import { shortcut } from '../ui/shortcut'
import { useRows } from '../ui/use-rows'
import { count } from '../ui/words'
import './versions.css'

/** What was typed for paragraphs and not saved yet. */
export type Corrections = ReadonlyMap<BlockId, string>

type Props = {
  readonly source: Source
  readonly version: Version
  /** The paragraph to begin with, by its index. */
  readonly start: number
  readonly corrections: Corrections
  readonly onCorrections: (corrections: Corrections) => void
  readonly onClose: () => void
}

/**
 * Puts a copy right, paragraph by paragraph: what is saved is a new version, and the one before stays as it is. What was
 * typed is kept while the view is left.
 */
export function CorrectText({ source, version, start, corrections, onCorrections, onClose }: Props) {
  const attempt = useAttempt()
  const [editing, setEditing] = useState<number | null>(start)
  const [saving, setSaving] = useState(false)
  const heading = useId()
  const { blocks } = version
  const { scroller, rows } = useRows({ items: blocks, keyOf: ({ id }) => id, estimate: 72 })
  const first = useRef({ rows, start })
  useEffect(() => {
    const { rows: drawn, start: wanted } = first.current
    drawn.scrollToIndex(wanted, { align: 'center' })
  }, [])

  const change = ({ id, text }: Block, typed: string) => {
    const next = new Map(corrections)
    if (typed === text) next.delete(id)
    else next.set(id, typed)
    onCorrections(next)
  }
  const save = async () => {
    if (corrections.size === 0 || saving) return
    setSaving(true)
    const edits = [...corrections].map(([block, text]) => ({ block, text }))
    const answer = await attempt(
      'version.correct',
      { source: source.id, revision: source.revision, edits },
      ({ source: { versions }, carried }) => {
        const open = carried.fuzzy + carried.orphaned
        const rest = open === 0 ? '' : ` ${count(open, 'annotation')} to decide about.`
        return `Saved as version ${versions.at(-1)?.number ?? 1}.${rest} ${shortcut('Z')} takes it back.`
      },
    )
    setSaving(false)
    if (!answer.ok) return
    onCorrections(new Map())
    onClose()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void save()
    }
    if (event.key === 'Escape' && editing === null && !event.nativeEvent.isComposing) {
      event.preventDefault()
      onClose()
    }
  }
  const next = currentVersion(source).number + 1
  return (
    <section className="page correcting" aria-labelledby={heading}>
      <div className="tool">
        <h1 id={heading}>Correct this copy</h1>
        <span className="q grow">
          Put right what the import or the page got wrong. The version before stays, and annotations keep to
          their words.
        </span>
        <button type="button" className="btn quiet" onClick={onClose}>
          <Icon name="x" size={14} />
          Back to the text
        </button>
      </div>
      {/* The keys belong to the paragraphs, which hand them up. */}
      <div ref={scroller} className="scroll" role="presentation" onKeyDown={onKeyDown}>
        <ol aria-label="Paragraphs" className="rows" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, key, start: top }) => {
            const block = blocks[index]
            if (block === undefined) return null
            return (
              <li
                key={key}
                ref={rows.measureElement}
                data-index={index}
                aria-setsize={blocks.length}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${top}px)` }}
              >
                <Paragraph
                  number={index + 1}
                  text={block.text}
                  typed={corrections.get(block.id) ?? null}
                  editing={editing === index}
                  onEdit={(on) => setEditing(on ? index : null)}
                  onType={(typed) => change(block, typed)}
                />
              </li>
            )
          })}
        </ol>
      </div>
      <div className="foot">
        <span className="grow" aria-live="polite">
          {corrections.size === 0
            ? 'Nothing is changed yet'
            : `${count(corrections.size, 'paragraph')} changed`}
        </span>
        <button
          type="button"
          className="btn quiet"
          disabled={corrections.size === 0}
          onClick={() => onCorrections(new Map())}
        >
          Discard the changes
        </button>
        <button
          type="button"
          className="btn main"
          disabled={corrections.size === 0 || saving}
          onClick={() => void save()}
        >
          Save as version {next} <kbd aria-hidden="true">{shortcut('Enter')}</kbd>
        </button>
      </div>
    </section>
  )
}

type ParagraphProps = {
  readonly number: number
  readonly text: string
  /** Null while it is as it was. */
  readonly typed: string | null
  readonly editing: boolean
  readonly onEdit: (on: boolean) => void
  readonly onType: (typed: string) => void
}

function Paragraph({ number, text, typed, editing, onEdit, onType }: ParagraphProps) {
  const button = useRef<HTMLButtonElement>(null)
  const now = typed ?? text
  return (
    <div className={typed === null ? 'correct-row' : 'correct-row changed'}>
      <span className="q num">{number}</span>
      {editing ? (
        <textarea
          aria-label={`Paragraph ${number}`}
          dir="auto"
          // The paragraph was chosen to be edited, so it gets the keys.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          value={now}
          rows={1}
          onChange={({ target }) => onType(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
            event.preventDefault()
            event.stopPropagation()
            onEdit(false)
            requestAnimationFrame(() => button.current?.focus())
          }}
        />
      ) : (
        <button
          ref={button}
          type="button"
          className="words"
          dir="auto"
          aria-label={`Edit paragraph ${number}: ${now}`}
          onClick={() => onEdit(true)}
        >
          {now === '' ? 'Taken out' : now}
        </button>
      )}
      {typed === null ? null : (
        <button type="button" className="btn quiet small" onClick={() => onType(text)}>
          As it was
        </button>
      )}
    </div>
  )
}
