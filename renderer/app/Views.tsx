import { useEffect, useReducer, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Annotation } from '../../shared/model/annotation'
import type { AnnotationId, BriefId, CodeId, SourceId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'
import type { SearchHit } from '../../shared/model/search'
import { shortened } from '../../shared/model/shortened'
import type { BriefEditorHandle } from '../brief/editor/editor-props'
import { otherForms } from '../brief/export/forms'
import { useExport } from '../brief/export/use-export'
import { useNewBrief } from '../brief/outline/use-new-brief'
import { CodeShelf } from '../codebook/CodeShelf'
import type { Passage } from '../compare/compare-context'
import { type Comparing, type Section, startComparing } from '../compare/comparing'
import { ImportReport } from '../imports/ImportReport'
import type { QueuedFile } from '../imports/import-queue'
import { PasteDialog } from '../imports/PasteDialog'
import { nothingPasted, type Pasted } from '../imports/pasted'
import { StartScreen } from '../imports/StartScreen'
import { useDrop } from '../imports/use-drop'
import { useImport } from '../imports/use-import'
import { usePaste } from '../imports/use-paste'
import { Library } from '../library/Library'
import type { Reveal } from '../reader/Reader'
import { CodebookProvider } from '../state/codebook'
import type { CommandId } from '../state/command-table'
import { useCommand, useCommandSet } from '../state/commands'
import { useStatus } from '../state/status'
import { useAttempt } from '../state/use-attempt'
import { useTour } from '../tour/use-tour'
import { shortcut } from '../ui/shortcut'
import { BriefView } from './BriefView'
import { CompareView } from './CompareView'
import { countsOf } from './counts'
import { FileInputs } from './FileInputs'
import { KeysDialog } from './KeysDialog'
import { Notices } from './Notices'
import { Palette } from './Palette'
import { ReadView } from './ReadView'
import { StatusBar } from './StatusBar'
import { TitleBar } from './TitleBar'
import { PANEL_ID, type Tab, tabId } from './tabs'
import { useFocusMode } from './use-focus-mode'
import { leadTo, leadToTab, leadToText, useFocusOf } from './use-focus-of'
import { type Cover, useHealthPage } from './use-health-page'
import { useKeptFocus } from './use-kept-focus'
import { useKeepLastRead, useLastRead } from './use-last-read'
import { useLibraryDrawer } from './use-library-drawer'
import { useLinkConfirmation } from './use-link-confirmation'
import { usePreferenceCommands } from './use-preference-commands'
import { useReview } from './use-review'
import { useSample } from './use-sample'
import { useSearchPane } from './use-search-pane'
import { useSources } from './use-sources'
import { useWindowCommands } from './use-window-commands'
import './print.css'
import './window.css'

type Dialog = { readonly kind: 'keys' | 'palette' } | { readonly kind: 'paste'; readonly pasted: Pasted }

/** So many commands that were run from the palette stand first in it. */
const MOST_RECENT = 5

type Props = {
  readonly title: string
  readonly refusal: string | null
  /** A sentence for each file of the notebook that cannot be read. */
  readonly damaged: readonly string[]
  /** The page that stands over all of this, or does not. */
  readonly cover: Cover
}

/** What is open in the window, and the parts that belong to no single view. */
export function Views({ title, refusal, damaged, cover }: Props) {
  const status = useStatus()
  const attempt = useAttempt()
  const [tab, setTab] = useState<Tab>('read')
  const [source, setSource] = useState<SourceId | null>(null)
  const [chosen, setChosen] = useState<AnnotationId | null>(null)
  const [reveal, setReveal] = useState<Reveal | null>(null)
  const [toDecide, setToDecide] = useState<object | null>(null)
  const [comparing, setComparing] = useState<Comparing>(startComparing)
  const [arriving, setArriving] = useState(false)
  const [brief, setBrief] = useState<BriefId | null>(null)
  const [briefCounts, setBriefCounts] = useState<readonly string[]>([])
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const editor = useRef<BriefEditorHandle>(null)
  const [exports, countExport] = useReducer((count: number) => count + 1, 0)
  const exporting = useExport(async () => {
    await editor.current?.save()
  }, countExport)
  const [recent, setRecent] = useState<readonly CommandId[]>([])
  const { library, sources, hasTrash } = useSources()
  const lastRead = useLastRead()
  const wanted = source ?? lastRead // undefined while it is not known what was read last
  const open = sources.find(({ id }) => id === wanted)?.id ?? null

  const health = useHealthPage({
    ...cover,
    tab,
    onOpen: (place) => {
      if ('brief' in place) {
        flushSync(() => {
          changeTab('brief')
          showBrief(place.brief)
        })
        const own = document.getElementById(tabId('brief'))
        const part = place.kind === 'brief' ? 'main .brief-text' : 'main .brief-title .field'
        if (own !== null) leadTo(own, part)
      } else if ('annotation' in place) showPassage(place)
      else if ('source' in place) openToRead(place.source)
      else if (place.kind === 'paste') paste(nothingPasted)
      else goToSection(place.list)
    },
  })

  const openSource = (id: SourceId, passage: Reveal | null = null) => {
    health.giveWay()
    setTab('read')
    review.close()
    setSource(id)
    setChosen(passage?.annotation ?? null)
    setReveal(passage)
    setToDecide(null)
  }
  /** Opens it and gives the keys to its text, as soon as that is drawn. */
  const openToRead = (id: SourceId) => {
    flushSync(() => openSource(id)) // the text that was open goes first
    const own = document.getElementById(tabId('read'))
    if (own !== null) leadToText(own)
  }
  /** Opens what a part of a text became, if it is still there. */
  const openPart = (id: SourceId) => {
    if (sources.some((one) => one.id === id)) openToRead(id)
    else status.refuse('This article is not among the sources any more; it may be in the trash.')
  }
  const showPassage = ({ source: id, annotation }: Passage) => openSource(id, { annotation, focus: true })
  const openHit = (hit: SearchHit) => {
    if (hit.kind === 'annotation') showPassage(hit)
    else if (hit.kind === 'text') openSource(hit.source, { annotation: null, passage: hit, focus: true })
    else openSource(hit.source)
  }
  const openPassage = ({ id, target }: Annotation) => showPassage({ source: target.source, annotation: id })
  const removeSource = ({ id, title }: Pick<SourceSummary, 'id' | 'title'>) =>
    attempt('source.remove', { source: id }, () => {
      return `Moved “${shortened(title, 40)}” to the trash. ${shortcut('Z')} brings it back.`
    })

  const putCode = (annotation: AnnotationId, code: CodeId) =>
    attempt('annotation.bulk', {
      of: { by: 'id', annotations: [annotation] },
      change: { do: 'add-code', code },
    })

  const picker = useRef<HTMLInputElement>(null)
  const folderPicker = useRef<HTMLInputElement>(null)
  const review = useReview({
    sources,
    open,
    isShown: tab === 'read',
    onArrive: () => changeTab('read'),
    onRead: openToRead,
    onShow: (id, passage) => openSource(id, { annotation: null, passage, focus: true }),
    onDecide: (id) => {
      openSource(id)
      setToDecide({})
    },
  })
  const showFile = ({ key }: QueuedFile) => review.show({ kind: 'file', key })
  const imports = useImport({
    place: JSON.stringify([tab, source, review.reviewing, health.isShown]),
    // Who looks through what was read goes on with that.
    onImported: (id) => review.reviewing === null && openSource(id),
    onAsked: showFile,
    onReview: showFile,
    pick: (what) => (what === 'files' ? picker : folderPicker).current?.click(),
  })
  const [drawer, toLibrary] = useLibraryDrawer(imports.hasReport)
  const reviewing = tab === 'read' && review.reviewing !== null
  // While no text is open there is nothing to read, and a small window shows the library alone.
  const isChoosing =
    tab === 'read' && !reviewing && open === null && wanted !== undefined && sources.length > 0
  const leaveDrawer = () => {
    if (!drawer.open) return
    drawer.close()
    toLibrary.current?.focus()
  }
  const showBrief = (id: BriefId | null) => {
    setBrief(id)
    leaveDrawer()
  }
  const compare = (given: Partial<Comparing>) => setComparing((now) => ({ ...now, ...given }))
  const showSection = (section: Section) => {
    compare({ section, excerpts: null })
    leaveDrawer()
  }
  const goToSection = (section: Section) => {
    changeTab('compare')
    compare({ section, excerpts: null })
    setArriving(true)
  }
  const changeTab = (next: Tab) => {
    health.giveWay()
    if (next !== tab) {
      status.leaveView()
      setReveal(null) // it was shown; shown again, it would take the focus from what the person does next
    }
    setTab(next)
    drawer.close()
  }

  const dropping = useDrop((candidates) => {
    health.giveWay()
    void imports.add(candidates)
  })
  const newBrief = useNewBrief({ sources, onBegin: () => changeTab('brief'), onOpen: showBrief })
  const paste = (pasted: Pasted) => {
    if (refusal === null) setDialog({ kind: 'paste', pasted })
    else status.refuse(refusal)
  }
  usePaste((files) => void imports.addFiles(files), paste)

  const run = useWindowCommands({
    tab: health.isShown ? null : tab,
    onTab: changeTab,
    onSection: goToSection,
    open,
    onShow: ({ source: id, annotation }) =>
      openSource(id, annotation === null ? null : { annotation, focus: true }),
    refusal,
    onImport: () => void imports.choose('files'),
    onImportFolder: () => void imports.choose('folder'),
    onPaste: () => paste(nothingPasted),
    onExport: brief === null ? null : () => exporting.exportBrief(brief, 'markdown'),
    onKeys: () => setDialog({ kind: 'keys' }),
    onPalette: () => setDialog({ kind: 'palette' }),
    onHealth: health.isShown ? health.goBack : health.show,
    onBackUp: health.backUp,
    onRun: health.beforeRun,
  })
  useCommandSet({
    'new-brief': refusal === null ? newBrief.create : null,
    'new-brief-from': refusal === null ? newBrief.choose : null,
    ...Object.fromEntries(
      otherForms.map(({ command, format }) => [
        command,
        brief === null ? null : () => exporting.exportBrief(brief, format),
      ]),
    ),
  })
  /** Closes the palette first: what is run finds the focus and the selection where they were. */
  const fromPalette = (act: () => void) => {
    flushSync(() => setDialog(null))
    act()
  }
  usePreferenceCommands()
  const links = useLinkConfirmation()
  const alone = useFocusMode(tab === 'read' && !reviewing && open !== null)
  useKeepLastRead(open)
  useKeptFocus()
  useFocusOf(tab)
  useEffect(() => {
    document.title = `${title} · Sourcebook`
  }, [title])

  const report = imports.hasReport ? (
    <ImportReport
      imports={imports}
      chosen={reviewing ? review.file : null}
      full={reviewing}
      onReview={(file) => drawer.leaveFor(() => showFile(file))}
      onSeveral={() => drawer.leaveFor(() => review.show({ kind: 'several' }))}
      onLeave={review.close}
    />
  ) : null
  const search = useSearchPane({
    sources,
    onShow: () => {
      setTab('read')
      if (alone) run('focus-mode')
      drawer.show()
    },
    onOpenHit: (hit) => drawer.leaveFor(() => openHit(hit)),
  })
  const tour = useTour({
    tab,
    section: comparing.section,
    query: search.query,
    sources,
    source: open,
    chosen,
    brief,
    exports,
  })
  const sample = useSample(({ start, brief: finished }) => {
    openToRead(start)
    setBrief(finished)
    tour.offer()
  })
  const addSample = refusal === null && library.value !== null && sources.length === 0 ? sample.add : null
  useCommand('sample', addSample)
  const libraryPane = search.pane ?? (
    <section className="pane lib" aria-label="Library">
      <Library
        sources={sources}
        open={open}
        onOpen={(id) => drawer.leaveFor(() => openSource(id))}
        onRead={() => {
          drawer.close()
          if (tab === 'read') leadToTab('read')
          else if (open !== null) openSource(open)
        }}
        onRemove={(one) => void removeSource(one)}
        onShow={() => {
          if (alone) run('focus-mode')
          drawer.show()
        }}
      />
      {report}
      <CodeShelf
        onShowExcerpts={(filter) => {
          changeTab('compare')
          compare({ section: 'excerpts', excerpts: filter })
        }}
        onApply={
          tab !== 'read' || chosen === null || refusal !== null ? null : (code) => void putCode(chosen, code)
        }
      />
    </section>
  )

  // Without a text the library has its trash, from which one can be brought back.
  const hasLibrary = report !== null || hasTrash

  return (
    <CodebookProvider>
      <div
        className="win"
        data-alone={alone || undefined}
        data-library={isChoosing ? 'all' : drawer.open ? 'open' : 'closed'}
      >
        <TitleBar
          title={title}
          isLibraryOpen={(isChoosing || drawer.open) && search.pane === null}
          onLibrary={() => {
            health.giveWay()
            search.giveWay()
            if (search.pane === null) drawer.toggle()
            else drawer.show()
          }}
          libraryButton={toLibrary}
          tab={tab}
          isCovered={health.isShown}
          onTab={changeTab}
          onSearch={() => run('palette')}
          onImport={() => {
            health.giveWay()
            void imports.choose('files')
          }}
        />
        <Notices refusal={refusal} damaged={damaged} />
        <main className="main">
          {health.page}
          <div
            className="panel"
            role="tabpanel"
            id={PANEL_ID}
            aria-labelledby={tabId(tab)}
            inert={health.isShown}
          >
            {reviewing ? (
              <div className="cols two reviewing">
                {report === null || search.pane !== null ? (
                  libraryPane
                ) : (
                  <section className="pane lib" aria-label="Library">
                    {report}
                  </section>
                )}
                {review.page(imports)}
              </div>
            ) : tab === 'compare' ? (
              <CompareView
                sources={sources}
                comparing={comparing}
                onComparing={compare}
                onSection={showSection}
                report={report}
                onOpen={openPassage}
                onOpenPassage={showPassage}
                arriving={arriving}
                onArrived={() => setArriving(false)}
              />
            ) : tab === 'brief' ? (
              <BriefView
                sources={sources}
                open={brief}
                report={report}
                newBrief={newBrief}
                editor={editor}
                onOpen={showBrief}
                onOpenPassage={openPassage}
                onLink={links.ask}
                onExport={exporting.exportBrief}
                onUpdateFile={exporting.updateFile}
                onCounts={setBriefCounts}
              />
            ) : library.value === null ? (
              <section className="page" aria-label="Reader">
                <p className="empty centre">{library.failure === refusal ? null : library.failure}</p>
              </section>
            ) : sources.length === 0 ? (
              <div className={hasLibrary ? 'cols two' : 'cols alone'}>
                {hasLibrary ? libraryPane : null}
                <StartScreen
                  refusal={refusal}
                  onChooseFiles={() => void imports.choose('files')}
                  onChooseFolder={() => void imports.choose('folder')}
                  onPaste={() => paste(nothingPasted)}
                  onSample={sample.add}
                  progress={sample.progress}
                />
              </div>
            ) : wanted === undefined ? (
              <div className="cols two">
                {libraryPane}
                <section className="page" aria-label="Reader" />
              </div>
            ) : (
              <ReadView
                source={open}
                chosen={chosen}
                reveal={reveal}
                library={libraryPane}
                alone={alone}
                onChoose={setChosen}
                onReveal={setReveal}
                toDecide={toDecide}
                onDeciding={() => setToDecide(null)}
                onLink={links.ask}
                onOpenSource={openPart}
                onRemoveSource={(one) => void removeSource(one)}
              />
            )}
          </div>
        </main>
        {tour.card}
        <StatusBar
          counts={tab === 'brief' && brief !== null ? briefCounts : countsOf(sources)}
          wanted={health.wanted}
          onHealth={health.show}
          onKeys={() => run('keys')}
        />

        <FileInputs
          files={picker}
          folder={folderPicker}
          onChosen={(files) => void imports.addFiles(files)}
          isDropping={dropping}
        />
        {dialog?.kind === 'keys' ? (
          <KeysDialog
            onClose={() => setDialog(null)}
            onTour={sources.length === 0 ? null : () => fromPalette(() => run('tour'))}
          />
        ) : null}
        {dialog?.kind === 'palette' ? (
          <Palette
            sources={sources}
            recent={recent}
            onRun={(command) => {
              setRecent([command, ...recent.filter((one) => one !== command)].slice(0, MOST_RECENT))
              fromPalette(() => run(command))
            }}
            onOpenSource={(id) => fromPalette(() => openToRead(id))}
            onOpenPassage={(annotation) => fromPalette(() => openPassage(annotation))}
            onClose={() => setDialog(null)}
          />
        ) : null}
        {links.question}
        {newBrief.question}
        {exporting.question}
        {dialog?.kind === 'paste' ? (
          <PasteDialog
            pasted={dialog.pasted}
            onClose={() => setDialog(null)}
            onImport={async (file) => {
              setDialog(null)
              const batch = await imports.addFiles([file])
              return batch !== null && batch.first !== null
            }}
          />
        ) : null}
      </div>
    </CodebookProvider>
  )
}
