import { type RefObject, useId } from 'react'
import type { Input } from '../../shared/contract/calls'
import { excerptOf } from '../../shared/model/annotation'
import { assertNever } from '../../shared/model/assert-never'
import type { SourceId } from '../../shared/model/ids'
import type { TrashEntry } from '../../shared/model/notebook'
import { shortened } from '../../shared/model/shortened'
import { matchesKey } from '../state/keys'
import { useAnswer } from '../state/use-answer'
import { useAttempt } from '../state/use-attempt'
import { Icon, type IconName } from '../ui/Icon'
import { kindWords } from '../ui/kinds'
import { shortcut } from '../ui/shortcut'
import { useKeysWithin } from '../ui/use-keys-within'
import { VirtualList } from '../ui/VirtualList'
import { clockTime } from '../ui/words'
import { NO_OUTLET_WORDS } from './arrangement-words'
import './trash.css'

type Props = {
  /** The source whose deleted annotations are listed too. */
  readonly open: SourceId | null
  readonly back: RefObject<HTMLButtonElement | null>
  readonly onBack: () => void
}

const noEntries: readonly TrashEntry[] = []

/** What was deleted, and the way back for each. */
export function Trash({ open, back, onBack }: Props) {
  const attempt = useAttempt()
  const pane = useKeysWithin((event, within) => onKey(event, within, onBack))
  const binned = useAnswer('trash.list', { source: null }, ({ kind }) => {
    return kind === 'library' || kind === 'briefs'
  })
  const inText = useAnswer(
    'trash.list',
    open === null ? null : { source: open },
    (event) => event.kind === 'annotations' && event.source === open,
  )
  const restore = (entry: TrashEntry) =>
    attempt('trash.restore', wantedOf(entry), () => {
      return `Brought back ${nameOf(entry)}. ${shortcut('Z')} takes it away again.`
    })

  const whole = binned.value ?? noEntries
  const annotations = inText.value ?? noEntries
  const failure = binned.failure ?? inText.failure
  const known = binned.value !== null && (open === null || inText.value !== null)
  return (
    <section ref={pane} className="trash" aria-label="Trash">
      <div className="phead">
        <button
          ref={back}
          type="button"
          className="ib"
          aria-label="Back to the library"
          title="Back to the library"
          onClick={onBack}
        >
          <Icon name="left" />
        </button>
        <h2>Trash</h2>
      </div>
      {failure === null ? null : <p className="empty">{failure}</p>}
      {known && whole.length === 0 && annotations.length === 0 ? (
        <p className="empty">The trash is empty. What you delete waits here and can be brought back.</p>
      ) : null}
      <Section label="Deleted sources and briefs" entries={whole} onRestore={restore} />
      <Section label="Annotations deleted in this source" entries={annotations} onRestore={restore} />
    </section>
  )
}

function Section(given: {
  readonly label: string
  readonly entries: readonly TrashEntry[]
  readonly onRestore: (entry: TrashEntry) => Promise<unknown>
}) {
  const { label, entries, onRestore } = given
  if (entries.length === 0) return null
  return (
    <>
      <h3 className="sect">
        {label}
        <span className="q num">{entries.length.toLocaleString('en')}</span>
      </h3>
      <VirtualList label={label} items={entries} keyOf={keyOf} estimate={64}>
        {(entry) => <TrashRow entry={entry} onRestore={() => void onRestore(entry)} />}
      </VirtualList>
    </>
  )
}

function TrashRow({ entry, onRestore }: { readonly entry: TrashEntry; readonly onRestore: () => void }) {
  const id = useId()
  const { icon, said, words, more } = lineOf(entry)
  return (
    <div className="trow">
      <Icon name={icon} size={13} className={entry.kind === 'annotation' ? icon : ''} />
      <div>
        <span className="sr">{said}: </span>
        <div className={entry.kind === 'annotation' ? 't w' : 't'} dir="auto" title={words}>
          {words}
        </div>
        {more === null ? null : (
          <div className="m" dir="auto">
            {more}
          </div>
        )}
        <div className="m" id={id}>
          <span className="sr">Deleted: </span>
          {entry.deleted === null ? 'unknown when' : momentWords(entry.deleted)}
        </div>
      </div>
      <button
        type="button"
        className="btn line small restore"
        aria-label={`Restore ${nameOf(entry)}`}
        aria-describedby={id}
        aria-keyshortcuts="R"
        onClick={onRestore}
      >
        Restore
      </button>
    </div>
  )
}

/** Arrows go from row to row, R restores, Escape goes back. */
function onKey(event: KeyboardEvent, within: HTMLElement, onBack: () => void): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  const buttons = Array.from(within.querySelectorAll<HTMLElement>('.restore'))
  const at = buttons.findIndex((button) => button === event.target)
  if (event.key === 'Escape') onBack()
  else if (event.key === 'ArrowDown') buttons[at + 1]?.focus()
  else if (event.key === 'ArrowUp') buttons[at - 1]?.focus()
  else if (matchesKey(event, { sign: 'R' })) buttons[at]?.click()
  else return
  event.preventDefault()
  event.stopPropagation()
}

/** The words of a row: what it is, what it says, and what else is known of it. */
function lineOf(entry: TrashEntry): { icon: IconName; said: string; words: string; more: string | null } {
  switch (entry.kind) {
    case 'source':
      return { icon: 'doc', said: 'Source', words: entry.title, more: entry.outlet ?? NO_OUTLET_WORDS }
    case 'brief':
      return { icon: 'note', said: 'Brief', words: entry.title, more: 'Brief' }
    case 'annotation': {
      const { body, target, memo } = entry.annotation
      return {
        icon: body.kind,
        said: kindWords[body.kind].one,
        words: shortened(excerptOf(target), 120),
        more: memo === '' ? null : `Memo: ${shortened(memo, 60)}`,
      }
    }
    default:
      return assertNever(entry)
  }
}

/** `“The quay”`, `the claim “It closed”`. */
function nameOf(entry: TrashEntry): string {
  const { said, words } = lineOf(entry)
  const name = `“${shortened(words, 40)}”`
  return entry.kind === 'annotation' ? `the ${said.toLowerCase()} ${name}` : name
}

function keyOf(entry: TrashEntry): string {
  const { kind } = entry
  return kind === 'annotation' ? entry.annotation.id : kind === 'source' ? entry.source : entry.brief
}

function wantedOf(entry: TrashEntry): Input<'trash.restore'> {
  switch (entry.kind) {
    case 'source':
      return { kind: entry.kind, source: entry.source }
    case 'brief':
      return { kind: entry.kind, brief: entry.brief }
    case 'annotation':
      return {
        kind: entry.kind,
        source: entry.annotation.target.source,
        annotation: entry.annotation.id,
      }
    default:
      return assertNever(entry)
  }
}

/** `1 Mar 2025, 14:32`, in the reader's own time. */
function momentWords(timestamp: string): string {
  const moment = new Date(timestamp)
  const day = moment.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
  return `${day}, ${clockTime(moment).slice(0, 5)}`
}
