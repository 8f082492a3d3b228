import { type ReactNode, useEffect, useMemo } from 'react'
import { blankBrief, excerptsOf } from '../../shared/briefing/edit-brief'
import type { Annotation } from '../../shared/model/annotation'
import type { AnnotationId, BriefId } from '../../shared/model/ids'
import type { BriefSummary, SourceSummary } from '../../shared/model/notebook'
import { shortened } from '../../shared/model/shortened'
import { BriefList } from '../brief/BriefList'
import { BriefPage } from '../brief/BriefPage'
import { MarkdownPane } from '../brief/MarkdownPane'
import { Tray } from '../brief/Tray'
import { useRename } from '../brief/use-rename'
import { useRefusal } from '../state/host-context'
import { useAnswer } from '../state/use-answer'
import { useAttempt } from '../state/use-attempt'
import { Icon } from '../ui/Icon'
import { shortcut } from '../ui/shortcut'
import { count } from '../ui/words'
import { TextPreferences } from './TextPreferences'
import { useDrawer } from './use-drawer'

type Props = {
  readonly sources: readonly SourceSummary[]
  readonly open: BriefId | null
  readonly report: ReactNode
  readonly onOpen: (brief: BriefId | null) => void
  readonly onOpenPassage: (annotation: Annotation) => void
  readonly onExport: (brief: BriefId) => void
}

/** The briefs, the open one as it will read, and its Markdown. */
export function BriefView({ sources, open, report, onOpen, onOpenPassage, onExport }: Props) {
  const attempt = useAttempt()
  const rename = useRename()
  const refusal = useRefusal()
  const drawer = useDrawer('inspector')
  const briefs = useAnswer('brief.list', {}, ({ kind }) => kind === 'briefs')
  const listed = useAnswer(
    'annotation.list',
    { source: null, kind: null },
    ({ kind }) => kind === 'annotations' || kind === 'library' || kind === 'codebook',
  )
  const { value: brief, failure } = useAnswer(
    'brief.get',
    open === null ? null : { brief: open },
    ({ kind }) => kind === 'briefs',
  )
  const byId = useMemo(
    () => (listed.value === null ? null : new Map(listed.value.map((one) => [one.id, one]))),
    [listed.value],
  )
  const sourcesById = useMemo(() => new Map(sources.map((source) => [source.id, source])), [sources])
  const used = useMemo(
    () =>
      new Set<AnnotationId>(
        brief === null ? [] : excerptsOf(brief.document).map((one) => one.attrs.annotation),
      ),
    [brief],
  )

  // There is always a brief open while there is one: the one that was, else the first of the list.
  const first = briefs.value?.some(({ id }) => id === open) === true ? open : (briefs.value?.[0]?.id ?? null)
  // A new brief may open before the list names it, so one that is not listed counts as gone only once it cannot be had.
  const lost = briefs.value !== null && first !== open && (open === null || failure !== null)
  useEffect(() => {
    if (lost) onOpen(first)
  }, [lost, first, onOpen])

  const create = async () => {
    const answer = await attempt(
      'brief.create',
      blankBrief('Untitled brief'),
      () => 'New brief: give it a title.',
    )
    if (answer.ok) onOpen(answer.value.id)
  }
  const remove = ({ id, title }: Pick<BriefSummary, 'id' | 'title'>) =>
    attempt('brief.remove', { brief: id }, () => {
      return `Deleted the brief “${shortened(title, 40)}”. ${shortcut('Z')} brings it back.`
    })

  return (
    <div
      className={brief === null ? 'cols two' : 'cols three wide'}
      data-drawer={drawer.open ? 'open' : 'closed'}
    >
      <section className="pane lib" aria-label="Library">
        <BriefList
          briefs={briefs.value ?? []}
          open={open}
          onOpen={onOpen}
          onCreate={() => void create()}
          onRemove={(one) => void remove(one)}
        />
        {brief === null ? (
          <span className="grow" />
        ) : (
          <Tray
            annotations={listed.value}
            failure={listed.failure}
            used={used}
            sources={sourcesById}
            onAdd={(annotation) => void attempt('brief.add', { brief: brief.id, annotations: [annotation] })}
            onAddAll={() =>
              void attempt('brief.add', { brief: brief.id, annotations: 'all' }, ({ document }) => {
                return `Added every excerpt: the brief holds ${count(excerptsOf(document).length, 'excerpt')}.`
              })
            }
          />
        )}
        {report}
      </section>
      {brief === null ? (
        <section className="page" aria-label="Reader">
          <div className="empty centre">
            {failure ?? briefs.failure}
            {briefs.value?.length === 0 ? (
              <>
                <h1>No brief yet</h1>
                <p>
                  A brief gathers excerpts under a title. Each comes with a footnote that leads back to its
                  words.
                </p>
                <p>
                  <button
                    type="button"
                    className="btn main"
                    disabled={refusal !== null}
                    onClick={() => void create()}
                  >
                    New brief
                  </button>
                </p>
              </>
            ) : null}
          </div>
        </section>
      ) : (
        <>
          <section className="page" aria-label="Reader">
            <div className="tool">
              <span className="num">{count(used.size, 'excerpt')}</span>
              <span className="grow" />
              <TextPreferences />
              <button
                type="button"
                className="btn quiet"
                disabled={refusal !== null}
                onClick={() => void remove(brief)}
              >
                Delete brief
              </button>
              <button
                type="button"
                className="btn quiet drawer-toggle"
                aria-expanded={drawer.open}
                onClick={drawer.toggle}
              >
                <Icon name="panel" size={14} />
                Markdown
              </button>
              <button type="button" className="btn main" onClick={() => onExport(brief.id)}>
                <Icon name="export" size={14} />
                Export Markdown
              </button>
            </div>
            <div className="scroll">
              <BriefPage
                brief={brief}
                annotations={byId}
                sources={sourcesById}
                onRename={(title) => rename(brief, title)}
                onDrop={(annotation) => void attempt('brief.drop', { brief: brief.id, annotation })}
                onOpen={onOpenPassage}
              />
            </div>
          </section>
          <section className="pane insp" aria-label="Inspector">
            <MarkdownPane brief={brief.id} />
          </section>
        </>
      )}
    </div>
  )
}
