import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { BlockId } from '../../shared/model/ids'
import { currentVersion, type Source } from '../../shared/model/source'
import type { Block, Version } from '../../shared/model/version'
import { type Correction, fitCorrections } from '../../shared/versions/fit-corrections'
import { useAttempt } from '../state/use-attempt'
import { Icon } from '../ui/Icon'
import { shortcut } from '../ui/shortcut'
import { useRows } from '../ui/use-rows'
import { count } from '../ui/words'
import './versions.css'

type Props = {
  readonly source: Source
  /** The newest one. */
  readonly version: Version
  /** The paragraph to begin with, by its index. */
  readonly start: number
  /** What was typed and not saved yet. */
  readonly corrections: readonly Correction[]
  readonly onCorrections: (corrections: readonly Correction[]) => void
  readonly onClose: () => void
}

/**
 * Puts a copy right, paragraph by paragraph: what is saved is a new version, and the one before stays as it is. What was
 * typed is kept until it is saved or thrown away, and for as long as the view is open after that.
 */
export function CorrectText({ source, version, start, corrections, onCorrections, onClose }: Props) {
  const attempt = useAttempt()
  const [editing, setEditing] = useState<number | null>(start)
  const [saving, setSaving] = useState(false)
  const [thrownAway, setThrownAway] = useState<ReadonlyMap<BlockId, Correction>>(new Map())
  const heading = useId()
  const { blocks } = version
  const { typed, left } = useMemo(() => fitCorrections(blocks, corrections), [blocks, corrections])
  const { scroller, rows } = useRows({
    items: blocks,
    keyOf: ({ id }) => id,
    estimate: 56,
    // The paragraph that is edited stays in the page even when scrolled away, because it has the keys.
    rangeExtractor: (range: Range) => {
      const shown = defaultRangeExtractor(range)
      if (editing !== null && !shown.includes(editing)) shown.push(editing)
      return shown.toSorted((a, b) => a - b)
    },
  })
  const first = useRef({ rows, start })
  useEffect(() => {
    const { rows: drawn, start: wanted } = first.current
    drawn.scrollToIndex(wanted, { align: 'center' })
  }, [])

  const write = (next: ReadonlyMap<BlockId, Correction>) => onCorrections([...next.values(), ...left])
  const change = ({ id, text: was }: Block, text: string) => {
    const next = new Map(typed)
    if (text === was) next.delete(id)
    else next.set(id, { block: id, was, text })
    write(next)
  }
  /** Paragraphs as they were again; what was typed for them can be brought back. */
  const throwAway = (ids: readonly BlockId[]) => {
    const gone = ids.flatMap((id) => typed.get(id) ?? [])
    setThrownAway(new Map([...thrownAway, ...gone.map((one) => [one.block, one] as const)]))
    write(new Map([...typed].filter(([id]) => !ids.includes(id))))
  }
  const bringBack = (back: readonly Correction[]) =>
    write(new Map([...typed, ...back.map((one) => [one.block, one] as const)]))

  const save = async () => {
    if (typed.size === 0 || saving) return
    setSaving(true)
    const edits = [...typed.values()].map(({ block, text }) => ({ block, text }))
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
    onCorrections(left)
    onClose()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void save()
    }
    if (event.key === 'Escape' && !event.defaultPrevented && !event.nativeEvent.isComposing) {
      event.preventDefault()
      onClose()
    }
  }
  const next = currentVersion(source).number + 1
  return (
    <section className="page correcting" aria-labelledby={heading}>
      {/* The keys belong to the fields and buttons, which hand them up. */}
      <div role="presentation" className="whole" onKeyDown={onKeyDown}>
        <div className="tool">
          <h1 id={heading}>Correct this copy</h1>
          <span className="q grow">
            A line break parts a paragraph, an empty one is taken out. The version before stays.
          </span>
          <button type="button" className="btn quiet" onClick={onClose}>
            <Icon name="x" size={14} />
            Back to the text
          </button>
        </div>
        <div ref={scroller} className="scroll">
          <ol aria-label="Paragraphs" className="rows" style={{ height: rows.getTotalSize() }}>
            {rows.getVirtualItems().map(({ index, key, start: top }) => {
              const block = blocks[index]
              if (block === undefined) return null
              const gone = thrownAway.get(block.id)
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
                    typed={typed.get(block.id)?.text ?? null}
                    editing={editing === index}
                    fixed={saving}
                    onEdit={(on) => setEditing(on ? index : null)}
                    onType={(text) => change(block, text)}
                    onThrowAway={() => throwAway([block.id])}
                    onBringBack={gone === undefined ? null : () => bringBack([gone])}
                  />
                </li>
              )
            })}
          </ol>
        </div>
        {left.length === 0 ? null : (
          <LeftOver
            left={left}
            onRemove={(one) => onCorrections(corrections.filter((each) => each !== one))}
          />
        )}
        <div className="foot">
          <span className="grow" aria-live="polite">
            {typed.size === 0 ? 'Nothing is changed yet' : `${count(typed.size, 'paragraph')} changed`}
          </span>
          {typed.size === 0 && thrownAway.size > 0 ? (
            <button type="button" className="btn quiet" onClick={() => bringBack([...thrownAway.values()])}>
              Bring the changes back
            </button>
          ) : (
            <button
              type="button"
              className="btn quiet"
              disabled={typed.size === 0 || saving}
              onClick={() => throwAway([...typed.keys()])}
            >
              Discard the changes
            </button>
          )}
          <button
            type="button"
            className="btn main"
            disabled={typed.size === 0 || saving}
            onClick={() => void save()}
          >
            Save as version {next} <kbd aria-hidden="true">{shortcut('Enter')}</kbd>
          </button>
        </div>
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
  /** It is being saved. */
  readonly fixed: boolean
  readonly onEdit: (on: boolean) => void
  readonly onType: (typed: string) => void
  readonly onThrowAway: () => void
  /** Null where nothing was thrown away. */
  readonly onBringBack: (() => void) | null
}

function Paragraph(given: ParagraphProps) {
  const { number, text, typed, editing, fixed, onEdit, onType, onThrowAway, onBringBack } = given
  const button = useRef<HTMLButtonElement>(null)
  const now = typed ?? text
  const back = typed === null ? onBringBack : onThrowAway
  return (
    <div className="correct-row" data-typed={typed !== null}>
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
          placeholder="Taken out"
          readOnly={fixed}
          onChange={({ target }) => onType(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
            event.preventDefault()
            flushSync(() => onEdit(false)) // the button has to be there to get the focus
            button.current?.focus()
          }}
        />
      ) : (
        <button
          ref={button}
          type="button"
          className="words"
          dir="auto"
          aria-label={`Edit paragraph ${number}: ${now === '' ? 'taken out' : now}`}
          onClick={() => onEdit(true)}
        >
          {now === '' ? <span className="q">Taken out</span> : now}
        </button>
      )}
      {back === null ? null : (
        <button type="button" className="btn quiet small" disabled={fixed} onClick={back}>
          {typed === null ? 'Bring back' : 'As it was'}
          <span className="sr"> paragraph {number}</span>
        </button>
      )}
    </div>
  )
}

/** What was typed for paragraphs that the newest version does not have. */
function LeftOver(given: {
  readonly left: readonly Correction[]
  readonly onRemove: (correction: Correction) => void
}) {
  const heading = useId()
  return (
    <section className="left-over" aria-labelledby={heading}>
      <h2 id={heading}>
        Typed for {count(given.left.length, 'paragraph')} that this version does not have: copy what you need
      </h2>
      <ul>
        {given.left.map((one) => (
          <li key={one.block}>
            <p dir="auto">{one.text === '' ? `Taken out: ${one.was}` : one.text}</p>
            <button type="button" className="btn quiet small" onClick={() => given.onRemove(one)}>
              Take away
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
