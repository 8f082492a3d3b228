import { useEffect, useId, useRef, useState } from 'react'
import { blockSpan, projectText } from '../../shared/anchoring/text-projection'
import type { DiffRow } from '../../shared/contract/intake'
import { currentVersion, type Source } from '../../shared/model/source'
import { sentenceOf } from '../state/host'
import { useHost } from '../state/host-context'
import { useStatus } from '../state/status'
import { useAnswer } from '../state/use-answer'
import { Icon } from '../ui/Icon'
import { VirtualList } from '../ui/VirtualList'
import { count } from '../ui/words'
import './versions.css'

type Props = {
  readonly source: Source
  readonly onClose: () => void
  /** Shows a passage of a version in its text. */
  readonly onShow: (version: number, passage: { readonly start: number; readonly end: number }) => void
}

type NumberedRow = DiffRow & { readonly key: string }

/** Two versions laid side by side: what went, what came, what moved. */
export function Changes({ source, onClose, onShow }: Props) {
  const newest = currentVersion(source).number
  const numbers = source.versions.map(({ number }) => number)
  const [to, setTo] = useState(newest)
  const [from, setFrom] = useState(numbers.at(-2) ?? newest)
  const [all, setAll] = useState(false)
  const compared = useAnswer('version.compare', { source: source.id, from, to }, () => false)
  const rows = (compared.value ?? []).map((row, index): NumberedRow => ({ ...row, key: String(index) }))
  const changed = rows.filter(({ kind }) => kind !== 'same')
  const host = useHost()
  const status = useStatus()
  const show = async ({ before, after }: DiffRow) => {
    const number = after === null ? from : to
    try {
      const { blocks } = await host.call('version.get', { source: source.id, version: number })
      const index = blocks.findIndex(({ id }) => id === (after ?? before))
      if (index !== -1) onShow(number, blockSpan(projectText(blocks), index))
    } catch (error) {
      status.refuse(sentenceOf(error))
    }
  }
  const heading = useRef<HTMLHeadingElement>(null)
  const headingId = useId()
  useEffect(() => heading.current?.focus(), [])
  return (
    // Escape in any of its controls, which hand the key up.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className="page what-changed"
      aria-labelledby={headingId}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return
        event.preventDefault()
        onClose()
      }}
    >
      <div className="tool">
        <h1 ref={heading} id={headingId} tabIndex={-1}>
          What changed
        </h1>
        <Pick label="From" value={from} numbers={numbers} onPick={setFrom} />
        <Pick label="To" value={to} numbers={numbers} onPick={setTo} />
        <label className="check">
          <input type="checkbox" checked={all} onChange={({ target }) => setAll(target.checked)} />
          Unchanged paragraphs too
        </label>
        <span className="grow" />
        <span className="q num" aria-live="polite">
          {compared.value === null ? compared.failure : wordsOf(changed)}
        </span>
        <button type="button" className="btn quiet" onClick={onClose}>
          <Icon name="x" size={14} />
          Back to the text
        </button>
      </div>
      <VirtualList
        label="Paragraphs that differ"
        items={all ? rows : changed}
        keyOf={({ key }) => key}
        estimate={96}
      >
        {(row) => <ChangeRow row={row} onShow={() => void show(row)} />}
      </VirtualList>
    </section>
  )
}

function Pick(given: {
  readonly label: string
  readonly value: number
  readonly numbers: readonly number[]
  readonly onPick: (version: number) => void
}) {
  return (
    <label className="pick">
      {given.label}{' '}
      <select
        className="field"
        value={given.value}
        onChange={({ target }) => given.onPick(Number(target.value))}
      >
        {given.numbers.map((number) => (
          <option key={number} value={number}>
            version {number}
          </option>
        ))}
      </select>
    </label>
  )
}

const kindNames: Record<DiffRow['kind'], string> = {
  same: 'Unchanged',
  changed: 'Changed',
  moved: 'Moved',
  removed: 'Left out',
  added: 'New',
}

/** `3 changed, 1 new`: only what there is. */
function wordsOf(rows: readonly DiffRow[]): string {
  const kinds = ['changed', 'moved', 'removed', 'added'] as const
  const words = kinds
    .map((kind) => [rows.filter((row) => row.kind === kind).length, kindNames[kind].toLowerCase()] as const)
    .filter(([n]) => n > 0)
    .map(([n, name]) => `${n.toLocaleString('en')} ${name}`)
  return words.length === 0
    ? 'No paragraph differs'
    : `${count(rows.length, 'paragraph')}: ${words.join(', ')}`
}

function ChangeRow({ row, onShow }: { row: DiffRow; onShow: () => void }) {
  const { kind, parts } = row
  return (
    <div className="change-row" data-kind={kind}>
      <div className="k">{kindNames[kind]}</div>
      <p dir="auto">
        {parts.map((part, index) => {
          // The parts of a row never change places.
          const key = index
          if (part.kind === 'same' || kind === 'added' || kind === 'removed')
            return <span key={key}>{part.text}</span>
          return part.kind === 'removed' ? (
            <del key={key}>
              <span className="sr"> left out: </span>
              {part.text}
              <span className="sr">, </span>
            </del>
          ) : (
            <ins key={key}>
              <span className="sr"> new: </span>
              {part.text}
              <span className="sr">, </span>
            </ins>
          )
        })}
      </p>
      <button type="button" className="btn quiet small" onClick={onShow}>
        Show in text
      </button>
    </div>
  )
}
