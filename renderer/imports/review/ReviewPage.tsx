import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { assertNever } from '../../../shared/model/assert-never'
import type { SourceId } from '../../../shared/model/ids'
import type { SourceSummary } from '../../../shared/model/notebook'
import { useCommand } from '../../state/commands'
import { keyOf, keyWords } from '../../state/keys'
import { Icon } from '../../ui/Icon'
import { lineOf } from '../file-words'
import { canRetry, type QueuedFile, sourceOf, sourcesOf } from '../import-queue'
import { asksSomething, waitsAsKnown } from '../row-groups'
import type { Imports } from '../use-import'
import { AnnotationsPage, ArchivePage, KnownPage, MendedPage, ReferencesPage } from './OutcomePages'
import { type ReviewContext, ReviewProvider } from './review-context'
import { SeveralPage } from './SeveralPage'
import { SourceReview } from './SourceReview'
import './review.css'

/** What is looked at: a file of the report, a text, or all texts of the report at once. */
export type Reviewing =
  | { readonly kind: 'file'; readonly key: string }
  | { readonly kind: 'source'; readonly source: SourceId }
  | { readonly kind: 'several' }

type Props = {
  readonly reviewing: Reviewing
  readonly imports: Imports
  readonly sources: readonly SourceSummary[]
  readonly onReview: (reviewing: Reviewing) => void
  readonly onShow: ReviewContext['onShow']
  readonly onRead: (source: SourceId) => void
  readonly onDecide: (source: SourceId) => void
  readonly onClose: () => void
}

/** What was read in a file or a text, in the place of the reader. */
export function ReviewPage({
  reviewing,
  imports,
  sources,
  onReview,
  onShow,
  onRead,
  onDecide,
  onClose,
}: Props) {
  const { queue, split: onSplit } = imports
  const files = useSyncExternalStore(queue.subscribe, queue.current)
  const file = reviewing.kind === 'file' ? (files.find(({ key }) => key === reviewing.key) ?? null) : null
  const source = reviewing.kind === 'source' ? reviewing.source : file === null ? null : sourceOf(file)
  const summary = sources.find(({ id }) => id === source) ?? null
  const title = summary?.title ?? null
  useCommand('decide-carried', summary?.undecided === undefined ? null : () => onDecide(summary.id))
  const context = useMemo(
    () => ({
      sources,
      onShow,
      onRead,
      onDecide,
      onReview: (id: SourceId) => onReview({ kind: 'source', source: id }),
      onSplit: (id: SourceId, second: SourceId) => void onSplit(id, second),
    }),
    [sources, onShow, onRead, onDecide, onReview, onSplit],
  )
  const at = files.findIndex(({ key }) => key === file?.key)
  // Those behind it come first, so that one comes by all of them.
  const others = [...files.slice(at + 1), ...files.slice(0, Math.max(0, at))]
  const next = others.find(({ state }) => asksSomething(state)) ?? null

  return (
    // Escape in any of its controls, which hand the key up.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className="page review"
      aria-label="Import review"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return
        event.preventDefault()
        onClose()
      }}
    >
      <ReviewProvider value={context}>
        <div className="scroll">
          <div className="review-sheet">
            <Head
              key={JSON.stringify(reviewing)}
              above={aboveOf(reviewing, file)}
              title={reviewing.kind === 'several' ? 'Several at once' : (title ?? file?.name ?? 'No text')}
            />
            {reviewing.kind === 'several' ? (
              <SeveralPage of={sourcesOf(files)} asked={sourcesOf(files.filter(asksOfLikeness))} />
            ) : file !== null ? (
              <FilePage
                file={file}
                known={files.filter(({ state }) => waitsAsKnown(state))}
                imports={imports}
                onReview={onReview}
              />
            ) : source !== null ? (
              <SourceReview key={source} source={source} />
            ) : (
              <p className="empty">The report was closed. Open a text, then review what was read of it.</p>
            )}
          </div>
        </div>
        <div className="review-foot">
          <span className="q">
            Originals are kept byte for byte, each with its SHA-256. Everything here can be undone.
          </span>
          <span className="grow" />
          {next === null ? null : (
            <button
              type="button"
              className="btn quiet"
              onClick={() => onReview({ kind: 'file', key: next.key })}
            >
              Next to decide
            </button>
          )}
          <button
            type="button"
            className="btn main"
            onClick={() => (source === null || title === null ? onClose() : onRead(source))}
          >
            {source === null || title === null ? (
              <>
                Close the review <kbd aria-hidden="true">{keyWords({ sign: 'Escape' })}</kbd>
              </>
            ) : (
              'Read the text'
            )}
          </button>
        </div>
      </ReviewProvider>
    </section>
  )
}

/** The head of the page. What is looked at anew is read from here, except by who walks through the report. */
function Head({ above, title }: { above: string; title: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const elsewhere = document.activeElement?.closest('.report, input, textarea, select') ?? null
    if (elsewhere === null) heading.current?.focus({ preventScroll: true })
    heading.current?.closest('.scroll')?.scrollTo({ top: 0 })
  }, [])
  return (
    <header>
      <div className="q">{above}</div>
      <h1 ref={heading} tabIndex={-1} dir="auto">
        {title}
      </h1>
    </header>
  )
}

function aboveOf(reviewing: Reviewing, file: QueuedFile | null): string {
  if (reviewing.kind === 'several') return 'Import review'
  if (file === null) return `What was read (${keyOf('review-import')})`
  return `${file.folder === '' ? '' : `${file.folder}/`}${file.name}, what was read`
}

type FileProps = Pick<Props, 'imports' | 'onReview'> & {
  readonly file: QueuedFile
  /** All files of which the notebook holds the bytes already, and that wait for a decision. */
  readonly known: readonly QueuedFile[]
}

/** A file by what became of it. */
function FilePage({ file, known, imports, onReview }: FileProps) {
  const { state } = file
  const leaveOut = (files: readonly QueuedFile[]) => imports.queue.leaveOut(files.map(({ key }) => key))
  if (state.step !== 'imported') {
    return (
      <>
        <p className="opening">{lineOf(state)}</p>
        {canRetry(file) ? (
          <div className="acts">
            <button type="button" className="btn line" onClick={imports.retry}>
              <Icon name="stale" size={13} />
              Retry
            </button>
          </div>
        ) : null}
      </>
    )
  }
  const { source, outcome } = state.report
  switch (outcome.what) {
    case 'added':
      return source === null ? null : <SourceReview key={source} source={source} />
    case 'known':
      return (
        <KnownPage
          title={outcome.title}
          onAgain={() => imports.again(file.key)}
          onLeave={state.leftOut === true ? null : () => leaveOut([file])}
          all={known.length}
          onLeaveAll={() => leaveOut(known)}
          onReview={source === null ? null : () => onReview({ kind: 'source', source })}
        />
      )
    case 'mended':
      return (
        <MendedPage
          message={outcome.message}
          onReview={source === null ? null : () => onReview({ kind: 'source', source })}
        />
      )
    case 'references':
      return <ReferencesPage outcome={outcome} />
    case 'annotations':
      return <AnnotationsPage outcome={outcome} />
    case 'archive':
      return <ArchivePage outcome={outcome} />
    default:
      return assertNever(outcome)
  }
}

function asksOfLikeness({ state }: QueuedFile): boolean {
  return (
    state.step === 'imported' &&
    state.report.outcome.what === 'added' &&
    state.report.outcome.findings.alike.length > 0
  )
}
