import { assertNever } from '../../shared/model/assert-never'
import { Icon } from '../ui/Icon'
import { count, fileSize } from '../ui/words'
import type { FileState, QueuedFile } from './import-queue'
import './import.css'

type Props = {
  readonly files: readonly QueuedFile[]
  readonly onCancel: () => void
  readonly onDone: () => void
}

/** A row for each file: how far it is, what it became, or why it was refused. Stays until it is dismissed. */
export function ImportReport({ files, onCancel, onDone }: Props) {
  const finished = files.filter(({ state }) => state.step !== 'waiting' && state.step !== 'reading').length
  const busy = finished < files.length
  return (
    <section className="report" aria-label="Import report">
      <div className="phead">
        <h2>Import</h2>
        <span className="count">{count(files.length, 'file')}</span>
      </div>
      {busy ? <Progress label="All files" part={finished} whole={files.length} /> : null}
      <ul className="files">
        {files.map((file) => (
          <FileRow key={file.key} file={file} />
        ))}
      </ul>
      <div className="foot">
        <span className="grow">{busy ? `${finished} of ${files.length} done` : summaryOf(files)}</span>
        {busy ? (
          <button type="button" className="btn quiet" onClick={onCancel}>
            Cancel
          </button>
        ) : (
          <button type="button" className="btn line" onClick={onDone}>
            Done
          </button>
        )}
      </div>
    </section>
  )
}

/** `3 imported, 1 refused`: only what there is. */
export function summaryOf(files: readonly QueuedFile[]): string {
  const steps = ['imported', 'refused', 'cancelled'] as const
  return steps
    .map((step) => [files.filter(({ state }) => state.step === step).length, step] as const)
    .filter(([n]) => n > 0)
    .map(([n, step]) => `${n} ${step}`)
    .join(', ')
}

function FileRow({ file: { name, size, state } }: { file: QueuedFile }) {
  return (
    <li className={state.step === 'refused' ? 'frow no' : 'frow'}>
      <StateIcon state={state} />
      <div className="t" title={name}>
        {name}
      </div>
      <div className="r">{asideOf(state, size)}</div>
      {state.step === 'reading' ? <Progress label={name} part={state.sent} whole={size ?? 0} /> : null}
      <div className="m">{wordsOf(state)}</div>
    </li>
  )
}

function StateIcon({ state }: { state: FileState }) {
  switch (state.step) {
    case 'waiting':
    case 'reading':
      return <Icon name="clock" />
    case 'imported':
      return <Icon name="check" className="good" />
    case 'refused':
      return <Icon name="x" className="signal" />
    case 'cancelled':
      return <Icon name="x" />
    default:
      return assertNever(state)
  }
}

function asideOf(state: FileState, size: number | null): string {
  if (state.step === 'refused') return 'refused'
  if (state.step === 'reading' && state.sent !== null && size !== null && size > 0)
    return `${Math.floor((100 * state.sent) / size)}%`
  return size === null ? '' : fileSize(size)
}

function wordsOf(state: FileState): string {
  switch (state.step) {
    case 'waiting':
      return 'Waiting'
    case 'reading':
      return 'Reading'
    case 'imported':
      return [importedWords(state.characters), ...state.notices].join(' ')
    case 'refused':
      return state.message
    case 'cancelled':
      return 'Cancelled; nothing was added.'
    default:
      return assertNever(state)
  }
}

function importedWords(characters: number | null): string {
  return characters === null ? 'Imported.' : `Imported: ${count(characters, 'character')}.`
}

function Progress({ label, part, whole }: { label: string; part: number | null; whole: number }) {
  if (part === null) return <progress className="prog" aria-label={label} />
  // A file of no bytes has nothing to be carried, and is at its end at once.
  return (
    <progress className="prog" aria-label={label} value={whole === 0 ? 1 : part} max={Math.max(whole, 1)} />
  )
}
