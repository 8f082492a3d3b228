import { useState, useSyncExternalStore } from 'react'
import { Icon } from '../ui/Icon'
import { ListBox } from '../ui/ListBox'
import { count, fileSize } from '../ui/words'
import { lineOf, signOf } from './file-words'
import { canRetry, type QueuedFile, sourcesOf } from './import-queue'
import { countRows, isIn, type RowGroup, rowGroups, rowGroupWords, summaryOf } from './row-groups'
import type { Imports } from './use-import'
import './import.css'

type Props = {
  readonly imports: Imports
  /** The file whose review is open, by its key; null while none is. */
  readonly chosen: string | null
  /** The report has the pane for itself, beside the review. */
  readonly full: boolean
  readonly onReview: (file: QueuedFile) => void
  /** Changes several texts at once. */
  readonly onSeveral: () => void
  /** Leaves the review that stands beside it. */
  readonly onLeave: () => void
}

/** A row for each file: how far it is, what was found in it, or why it was refused. Stays until it is dismissed. */
export function ImportReport({ imports, chosen, full, onReview, onSeveral, onLeave }: Props) {
  const { queue } = imports
  const files = useSyncExternalStore(queue.subscribe, queue.current)
  const [wanted, setWanted] = useState<RowGroup>('all')
  const counts = countRows(files)
  // A group that has emptied is not shown any more.
  const group = counts[wanted] === 0 ? 'all' : wanted
  const rows = group === 'all' ? files : files.filter((file) => isIn(group, file))
  // What was cancelled is neither done nor waited for.
  const all = files.length - counts.cancelled
  const done = all - counts.left
  const busy = counts.left > 0
  const retry = files.filter(canRetry).length
  const progress = `${done.toLocaleString('en')} of ${all.toLocaleString('en')}`

  return (
    // Escape in any of its controls, which hand the key up: beside the review they are a part of it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={full ? 'report full' : 'report'}
      aria-label="Import report"
      onKeyDown={(event) => {
        if (!full || event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        onLeave()
      }}
    >
      <div className="phead">
        <h2 tabIndex={-1}>{full ? 'Import review' : 'Import'}</h2>
        <span className="count">{count(files.length, 'file')}</span>
        <span className="grow" />
        {sourcesOf(files).length > 1 && !busy ? (
          <button type="button" className="btn quiet small" onClick={onSeveral}>
            Several at once
          </button>
        ) : null}
      </div>
      {busy ? (
        <div className="all-files">
          <progress className="prog" aria-label="All files" value={done} max={all} />
          <span className="num">{progress}</span>
        </div>
      ) : null}
      {/* Said in tenths: of a thousand files nobody wants to hear of each. */}
      <span className="sr" aria-live="polite">
        {busy && all > 9 ? tenthsOf(done, all) : ''}
      </span>
      <div className="groups" role="group" aria-label="Show">
        {rowGroups
          .filter((one) => one === 'all' || counts[one] > 0)
          .map((one) => (
            <button key={one} type="button" aria-pressed={one === group} onClick={() => setWanted(one)}>
              {rowGroupWords[one]} <span className="num">{counts[one].toLocaleString('en')}</span>
            </button>
          ))}
      </div>
      <ListBox
        asked={group}
        label="Files"
        className="files"
        items={rows}
        keyOf={({ key }) => key}
        nameOf={({ name }) => name}
        chosen={chosen}
        onChoose={onReview}
        onEnter={onReview}
        estimate={58}
      >
        {(file) => <FileRow file={file} />}
      </ListBox>
      <div className="foot">
        <span className="grow">{busy ? `${progress} done` : summaryOf(files)}</span>
        {busy ? (
          <button type="button" className="btn quiet small" onClick={queue.cancel}>
            Cancel
          </button>
        ) : (
          <>
            {counts.cancelled > 0 ? (
              <button type="button" className="btn line small" onClick={imports.resume}>
                Resume {counts.cancelled.toLocaleString('en')}
              </button>
            ) : null}
            {retry > 0 ? (
              <button type="button" className="btn quiet small" onClick={imports.retry}>
                Retry {retry.toLocaleString('en')}
              </button>
            ) : null}
            <button
              type="button"
              className="btn line small"
              onClick={() => {
                queue.dismiss()
                // Of a report that is closed there is nothing left to review.
                if (full) onLeave()
              }}
            >
              Done
            </button>
          </>
        )}
      </div>
    </section>
  )
}

/** `20 % of 1,000 files` */
function tenthsOf(done: number, all: number): string {
  return `Import: ${Math.floor((10 * done) / all) * 10} % of ${count(all, 'file')}`
}

function FileRow({ file: { folder, name, size, state } }: { file: QueuedFile }) {
  const { icon, className, words } = signOf(state)
  const part =
    state.step === 'reading' && state.sent !== null && size !== null && size > 0 ? state.sent / size : null
  return (
    <div className={state.step === 'refused' ? 'frow choosable no' : 'frow choosable'}>
      <Icon name={icon} className={className} />
      <div className="t" dir="auto" title={folder === '' ? name : `${folder}/${name}`}>
        <span className="sr">{words}: </span>
        {name}
      </div>
      <div className="r">
        {state.step === 'refused'
          ? 'refused'
          : state.step === 'waiting'
            ? 'waiting'
            : part !== null
              ? `${Math.floor(100 * part)} %`
              : size === null
                ? ''
                : fileSize(size)}
      </div>
      {part === null ? null : (
        <div className="prog" aria-hidden="true">
          <i style={{ width: `${100 * part}%` }} />
        </div>
      )}
      <div className="m" dir="auto">
        {folder === '' ? null : <span className="where">{folder} </span>}
        {state.step === 'waiting' ? null : <span>{lineOf(state)}</span>}
      </div>
    </div>
  )
}
