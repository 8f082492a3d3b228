import {
  type ReactNode,
  type RefObject,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { excerptsOf } from '../../shared/briefing/edit-brief'
import { passagesOf } from '../../shared/briefing/walk-brief'
import type { Annotation } from '../../shared/model/annotation'
import type { Brief, BriefCheck, BriefFormat } from '../../shared/model/brief'
import { anyExcerpt } from '../../shared/model/excerpts'
import type { BriefId } from '../../shared/model/ids'
import type { BriefSummary, SourceSummary } from '../../shared/model/notebook'
import { shortened } from '../../shared/model/shortened'
import { BriefList } from '../brief/BriefList'
import { BriefPage } from '../brief/BriefPage'
import { ChecksPane } from '../brief/checks/ChecksPane'
import { useChecks } from '../brief/checks/use-checks'
import { useMarkedChecks } from '../brief/checks/use-marked-checks'
import type { BriefCounts, BriefEditorHandle, BriefHeadingLine } from '../brief/editor/editor-props'
import { fitsEditor } from '../brief/editor/fits-editor'
import { useBriefDrafts } from '../brief/editor/use-brief-draft'
import { useBriefEvidence } from '../brief/evidence'
import { ExportMenu } from '../brief/export/ExportMenu'
import { InsertButton } from '../brief/InsertButton'
import { MarkdownPane } from '../brief/MarkdownPane'
import { NewBriefPage } from '../brief/NewBriefPage'
import { Outline } from '../brief/outline/Outline'
import type { NewBrief } from '../brief/outline/use-new-brief'
import { Tray } from '../brief/tray/Tray'
import { UnreadableBrief } from '../brief/UnreadableBrief'
import { useCommandSet } from '../state/commands'
import { useRefusal } from '../state/host-context'
import { usePreferences } from '../state/preferences'
import { useStatus } from '../state/status'
import { useAnswer } from '../state/use-answer'
import { useAttempt } from '../state/use-attempt'
import { Icon } from '../ui/Icon'
import { shortcut } from '../ui/shortcut'
import { clockTime, count } from '../ui/words'
import { TextPreferences } from './TextPreferences'
import { useDrawer } from './use-drawer'

type Props = {
  readonly sources: readonly SourceSummary[]
  readonly open: BriefId | null
  readonly report: ReactNode
  readonly newBrief: NewBrief
  /** What is typed in the open brief, for whoever has to wait until it is saved. */
  readonly editor: RefObject<BriefEditorHandle | null>
  readonly onOpen: (brief: BriefId | null) => void
  readonly onOpenPassage: (annotation: Annotation) => void
  readonly onLink: (url: string) => void
  readonly onExport: (brief: BriefId, format: BriefFormat) => void
  readonly onUpdateFile: (brief: BriefId, file: File) => void
  /** How much there is in the open brief, in words. */
  readonly onCounts: (counts: readonly string[]) => void
}

/** The briefs, the open one as it is written, what was found in it, and its Markdown. */
export function BriefView(props: Props) {
  const { open, report, newBrief, onOpen } = props
  const attempt = useAttempt()
  const refusal = useRefusal()
  const briefs = useAnswer('brief.list', {}, ({ kind }) => kind === 'briefs')
  const { value: brief, failure } = useAnswer(
    'brief.get',
    open === null ? null : { brief: open },
    ({ kind }) => kind === 'briefs',
  )

  // There is always a brief open while there is one: the one that was, else the first of the list.
  const first = briefs.value?.some(({ id }) => id === open) === true ? open : (briefs.value?.[0]?.id ?? null)
  // A new brief may open before the list names it, so one that is not listed counts as gone only once it cannot be had.
  const lost = briefs.value !== null && first !== open && (open === null || failure !== null)
  useEffect(() => {
    if (lost) onOpen(first)
  }, [lost, first, onOpen])

  const remove = ({ id, title }: Pick<BriefSummary, 'id' | 'title'>) =>
    void attempt('brief.remove', { brief: id }, () => {
      return `Deleted the brief “${shortened(title, 40)}”. ${shortcut('Z')} brings it back.`
    })
  const list = (
    <BriefList
      briefs={briefs.value}
      open={open}
      onOpen={onOpen}
      onCreate={newBrief.create}
      onTemplate={newBrief.choose}
      onRemove={remove}
    />
  )
  const drafts = useBriefDrafts()
  const isReadable = useMemo(
    () => brief !== null && (drafts.knows(brief) || fitsEditor(brief.document)),
    [drafts, brief],
  )
  /** A new one is being made, or is there and cannot be drawn yet. */
  const why = failure ?? briefs.failure // what holds for the whole window is told above it
  const { made, onFailed } = newBrief
  const isAwaited = newBrief.title !== null && (made === null || (made === open && made !== brief?.id))
  const cannotShow = made !== null && made === open && failure !== null
  useEffect(() => {
    if (cannotShow) onFailed()
  }, [cannotShow, onFailed])
  if (brief !== null && isReadable && !isAwaited)
    return <OpenBrief {...props} brief={brief} list={list} onRemove={() => remove(brief)} />
  return (
    <div className="cols two">
      <section className="pane lib" aria-label="Library">
        {list}
        <span className="grow" />
        {report}
      </section>
      <section className="page" aria-label="Reader">
        {newBrief.title !== null && isAwaited ? (
          <div className="scroll">
            <NewBriefPage
              title={newBrief.title}
              asked={newBrief.asked}
              typed={newBrief.typed}
              onType={newBrief.onType}
            />
          </div>
        ) : brief === null ? null : (
          <div className="scroll">
            <UnreadableBrief brief={brief} />
          </div>
        )}
        <div className="empty centre" hidden={brief !== null || isAwaited}>
          {why === refusal ? null : why}
          {briefs.value?.length === 0 ? (
            <>
              <h1>No brief yet</h1>
              <p>
                A brief gathers excerpts under a title. Each comes with a footnote that leads back to its
                words.
              </p>
              <p className="begin">
                <button
                  type="button"
                  className="btn main"
                  disabled={refusal !== null}
                  onClick={newBrief.create}
                >
                  New brief
                </button>
                <button
                  type="button"
                  className="btn line"
                  disabled={refusal !== null}
                  onClick={newBrief.choose}
                >
                  From a template…
                </button>
              </p>
            </>
          ) : null}
        </div>
      </section>
    </div>
  )
}

const noChecks: readonly BriefCheck[] = []

type OpenProps = Props & {
  readonly brief: Brief
  readonly list: ReactNode
  readonly onRemove: () => void
}

function OpenBrief({ brief, list, onRemove, sources, report, editor, ...given }: OpenProps) {
  const { newBrief, onOpenPassage, onLink, onExport, onUpdateFile, onCounts } = given
  const attempt = useAttempt()
  const status = useStatus()
  const refusal = useRefusal()
  const drawer = useDrawer('inspector')
  const evidence = useBriefEvidence()
  const checks = useChecks(brief.id, (check) => editor.current?.jumpTo(check))
  const { preferences, change: prefer } = usePreferences()
  const { briefChecks, briefMarkdown } = preferences
  const [headings, setHeadings] = useState<readonly BriefHeadingLine[]>([])
  const [caret, setCaret] = useState<{ readonly of: BriefId; readonly block: number } | null>(null)
  const [counts, setCounts] = useState<BriefCounts | null>(null)
  const [footnotes, setFootnotes] = useState<number | null>(null)
  const search = useRef<HTMLInputElement>(null)
  const outline = useRef<HTMLDivElement>(null)
  /** In which brief the person has put the caret somewhere: until then there is no place where an excerpt is wanted. */
  const entered = useRef<BriefId | null>(null)
  const enter = (target: EventTarget) => {
    if (target instanceof Element && target.closest('.ProseMirror') !== null) entered.current = brief.id
  }
  const byId = useMemo(() => new Map(sources.map((source) => [source.id, source])), [sources])
  const used = useMemo(
    () => new Set(passagesOf(brief.document).map(({ attrs }) => attrs.annotation)),
    [brief.document],
  )
  const usedCount = useSyncExternalStore(
    evidence.subscribe,
    () => [...used].filter((id) => evidence.passage(id) !== null).length,
  )

  const scroller = useRef<HTMLDivElement>(null)
  useMarkedChecks(scroller, checks.checks ?? noChecks)

  const words = countsOf(counts, footnotes).join('\n')
  useEffect(() => {
    onCounts(words === '' ? [] : words.split('\n'))
  }, [onCounts, words])

  const saved = async () => {
    await editor.current?.save()
  }
  const add = async (annotation: Annotation) => {
    if (entered.current === brief.id) {
      editor.current?.insertExcerpt(annotation)
      return
    }
    await saved()
    await attempt('brief.add', { brief: brief.id, annotations: [annotation.id] })
  }
  const addAll = async () => {
    await saved()
    await attempt('brief.add', { brief: brief.id, annotations: 'all' }, ({ document }) => {
      return `Added every excerpt: the brief holds ${count(excerptsOf(document).length, 'excerpt')}.`
    })
  }
  const cite = (annotation: Annotation) => {
    if (entered.current === brief.id) editor.current?.insertCitation(annotation)
    else status.say('Put the caret where the footnote belongs, then cite.')
  }
  const show = (part: 'briefChecks' | 'briefMarkdown') => {
    prefer({ [part]: !preferences[part] })
    if (!preferences[part]) drawer.show()
  }

  useCommandSet({
    'insert-excerpt': () => search.current?.focus(),
    'next-check': () => checks.step(1),
    'previous-check': () => checks.step(-1),
    'toggle-checks': () => show('briefChecks'),
    'toggle-preview': () => show('briefMarkdown'),
    outline: () => outline.current?.querySelector<HTMLElement>('[role=listbox]')?.focus(),
  })

  const hasSide = briefChecks || briefMarkdown
  return (
    <div
      className={hasSide ? 'cols three wide' : 'cols two'}
      data-drawer={drawer.open && hasSide ? 'open' : 'closed'}
    >
      <section className="pane lib brief-pane" aria-label="Library">
        {list}
        <Outline
          place={outline}
          headings={headings}
          caret={caret?.of === brief.id ? caret.block : null}
          onJump={(block) => editor.current?.jumpToBlock(block)}
        />
        <Tray
          search={search}
          sources={byId}
          used={used}
          usedCount={usedCount}
          disabled={refusal !== null}
          onAdd={(annotation) => void add(annotation)}
          onCite={cite}
          onAddAll={() => void addAll()}
        />
        {report}
      </section>
      <section className="page" aria-label="Reader">
        <div className="tool">
          <span className="name" aria-hidden="true" dir="auto">
            {brief.title}
          </span>
          <span className="edited">edited {clockOrDay(brief.modified)}</span>
          <span className="grow" />
          <TextPreferences />
          <InsertButton
            disabled={refusal !== null}
            onExcerpt={() => search.current?.focus()}
            onLive={(view) => editor.current?.insertLive({ view, filter: anyExcerpt }, null)}
          />
          <button
            type="button"
            className="ib"
            aria-label="Delete brief"
            title="Delete brief"
            disabled={refusal !== null}
            onClick={onRemove}
          >
            <Icon name="trash" size={15} />
          </button>
          {hasSide ? (
            <button
              type="button"
              className="btn quiet drawer-toggle"
              aria-expanded={drawer.open}
              onClick={drawer.toggle}
            >
              <Icon name="panel" size={14} />
              Checks
            </button>
          ) : null}
          <ExportMenu
            onExport={(format) => onExport(brief.id, format)}
            onUpdate={(file) => onUpdateFile(brief.id, file)}
            onPrint={() => print()}
          />
          <button type="button" className="btn main" onClick={() => onExport(brief.id, 'markdown')}>
            <Icon name="export" size={14} />
            Export Markdown
          </button>
        </div>
        {/* It is told where the person has begun to write. */}
        {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
        <div
          ref={scroller}
          className="scroll"
          onFocus={({ target, relatedTarget }) => {
            // Who comes from the title has not chosen a place.
            if ((relatedTarget?.closest('.brief-title') ?? null) === null) enter(target)
          }}
          onPointerDown={({ target }) => enter(target)}
          onKeyDown={({ target }) => enter(target)}
        >
          <BriefPage
            ref={editor}
            brief={brief}
            isNew={newBrief.made === brief.id}
            onShown={newBrief.onShown}
            sources={byId}
            evidence={evidence}
            onOpenPassage={onOpenPassage}
            onFollowLink={onLink}
            onOutline={setHeadings}
            onCounts={setCounts}
            onCaret={(block) => setCaret({ of: brief.id, block })}
          />
        </div>
      </section>
      {hasSide ? (
        <section className="pane insp brief-side" aria-label="Inspector">
          {briefChecks ? (
            <ChecksPane
              checks={checks.checks}
              failure={checks.failure}
              isUnquoted={used.size === 0 && !brief.document.content.some(({ type }) => type === 'live')}
              chosen={checks.chosen}
              onJump={checks.jump}
            />
          ) : null}
          {briefMarkdown ? (
            <MarkdownPane brief={brief.id} checks={checks.checks ?? noChecks} onFootnotes={setFootnotes} />
          ) : null}
        </section>
      ) : null}
    </div>
  )
}

/** `412 words, 9 excerpts, 1 table`, then `14 footnotes`; what there is none of is left out. */
function countsOf(counts: BriefCounts | null, footnotes: number | null): string[] {
  if (counts === null) return []
  const parts = [
    count(counts.words, 'word'),
    ...(counts.excerpts === 0 ? [] : [count(counts.excerpts, 'excerpt')]),
    ...(counts.tables === 0 ? [] : [count(counts.tables, 'table')]),
  ]
  return [parts.join(', '), ...(footnotes === null ? [] : [count(footnotes, 'footnote')])]
}

/** When a brief was changed last: the time of day today, else the day. */
function clockOrDay(modified: string): string {
  const then = new Date(modified)
  const isToday = then.toDateString() === new Date().toDateString()
  return isToday
    ? clockTime(then).slice(0, 5)
    : then.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
}
