import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Annotation } from '../../shared/model/annotation'
import type { AnnotationId, BriefId, SourceId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'
import { shortened } from '../../shared/model/shortened'
import { useExport } from '../brief/use-export'
import { ImportReport } from '../library/ImportReport'
import { Library } from '../library/Library'
import { PasteDialog } from '../library/PasteDialog'
import { StartScreen } from '../library/StartScreen'
import { useDrop } from '../library/use-drop'
import type { Reveal } from '../reader/Reader'
import { useRun } from '../state/commands'
import { useHost } from '../state/host-context'
import { useStatus } from '../state/status'
import { useAnswer } from '../state/use-answer'
import { useAttempt } from '../state/use-attempt'
import { Icon } from '../ui/Icon'
import { isField } from '../ui/is-field'
import { shortcut } from '../ui/shortcut'
import { BriefView } from './BriefView'
import { CompareView } from './CompareView'
import { countsOf } from './counts'
import { KeysDialog } from './KeysDialog'
import { ReadView } from './ReadView'
import { StatusBar } from './StatusBar'
import { TitleBar } from './TitleBar'
import { PANEL_ID, type Tab, tabId } from './tabs'
import { useHistory } from './use-history'
import { useImport } from './use-import'
import { useKeptFocus } from './use-kept-focus'
import { usePaste } from './use-paste'
import { type Command, useShortcuts } from './use-shortcuts'
import './window.css'

type Dialog = { readonly kind: 'keys' } | { readonly kind: 'paste'; readonly text: string }

type Props = {
  readonly title: string
  readonly refusal: string | null
  /** A sentence for each file of the notebook that cannot be read. */
  readonly damaged: readonly string[]
}

/** What is open in the window, and the parts that belong to no single view. */
export function Views({ title, refusal, damaged }: Props) {
  const host = useHost()
  const status = useStatus()
  const attempt = useAttempt()
  const runCommand = useRun()
  const history = useHistory()
  const exportBrief = useExport()
  const [tab, setTab] = useState<Tab>('read')
  const [source, setSource] = useState<SourceId | null>(null)
  const [chosen, setChosen] = useState<AnnotationId | null>(null)
  const [reveal, setReveal] = useState<Reveal | null>(null)
  const [brief, setBrief] = useState<BriefId | null>(null)
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const library = useAnswer('library.list', {}, ({ kind }) => kind !== 'briefs' && kind !== 'command')
  const sources = library.value ?? []
  const open = sources.some(({ id }) => id === source) ? source : null

  const openSource = (id: SourceId, passage: Reveal | null = null) => {
    setTab('read')
    setSource(id)
    setChosen(passage?.annotation ?? null)
    setReveal(passage)
  }
  const openPassage = ({ id, target }: Annotation) =>
    openSource(target.source, { annotation: id, focus: true })
  const removeSource = ({ id, title }: Pick<SourceSummary, 'id' | 'title'>) =>
    attempt('source.remove', { source: id }, () => {
      return `Moved “${shortened(title, 40)}” to the trash. ${shortcut('Z')} brings it back.`
    })

  const picker = useRef<HTMLInputElement>(null)
  const imports = useImport(openSource, () => picker.current?.click())
  const dropping = useDrop((candidates) => void imports.add(candidates))
  const paste = (text: string) => {
    if (refusal === null) setDialog({ kind: 'paste', text })
    else status.refuse(refusal)
  }
  usePaste((files) => void imports.addFiles(files), paste)

  const run = (command: Command) => {
    switch (command) {
      case 'import':
        return void imports.choose()
      case 'export':
        if (brief === null) return status.say('Open a brief first, then export it.')
        return void exportBrief(brief)
      case 'undo':
        return void history.undo()
      case 'redo':
        return void history.redo()
      case 'keys':
        return setDialog({ kind: 'keys' })
      case 'find':
      case 'palette':
        return void runCommand(command)
    }
  }
  useShortcuts(run, setTab)
  useKeptFocus()
  useEffect(() => {
    document.title = `${title} · Sourcebook`
  }, [title])
  const told = useEffectEvent((command: Command) => {
    // A text field keeps its own undo. From outside its keys there is no other way to it than this old one.
    if ((command === 'undo' || command === 'redo') && isField(document.activeElement)) {
      // oxlint-disable-next-line typescript/no-deprecated
      document.execCommand(command)
    } else run(command)
  })
  useEffect(() => host.onEvent((event) => event.kind === 'command' && told(event.command)), [host])

  const report =
    imports.files.length === 0 ? null : (
      <ImportReport files={imports.files} onCancel={imports.cancel} onDone={imports.dismiss} />
    )
  const libraryPane = (
    <section className="pane lib" aria-label="Library">
      <Library sources={sources} open={open} onOpen={openSource} onRemove={(one) => void removeSource(one)} />
      {report}
    </section>
  )

  return (
    <div className="win">
      <TitleBar title={title} tab={tab} onTab={setTab} onImport={() => void imports.choose()} />
      {refusal === null && damaged.length === 0 ? null : (
        <section className="banner" aria-label="Notice">
          {refusal === null ? null : (
            <p>
              <Icon name="lock" size={14} />
              {refusal}
            </p>
          )}
          {damaged.map((sentence) => (
            <p key={sentence}>
              <Icon name="warn" size={14} />
              {sentence}
            </p>
          ))}
        </section>
      )}
      <main className="main">
        <div className="panel" role="tabpanel" id={PANEL_ID} aria-labelledby={tabId(tab)}>
          {tab === 'compare' ? (
            <CompareView sources={sources} library={libraryPane} onOpen={openPassage} />
          ) : tab === 'brief' ? (
            <BriefView
              sources={sources}
              open={brief}
              report={report}
              onOpen={setBrief}
              onOpenPassage={openPassage}
              onExport={(id) => void exportBrief(id)}
            />
          ) : library.value === null ? (
            <section className="page" aria-label="Reader">
              <p className="empty centre">{library.failure}</p>
            </section>
          ) : sources.length === 0 ? (
            <div className={report === null ? 'cols alone' : 'cols two'}>
              {report === null ? null : libraryPane}
              <StartScreen
                refusal={refusal}
                onChooseFiles={() => void imports.choose()}
                onPaste={() => paste('')}
              />
            </div>
          ) : (
            <ReadView
              source={open}
              chosen={chosen}
              reveal={reveal}
              library={libraryPane}
              onChoose={setChosen}
              onReveal={setReveal}
              onRemoveSource={(one) => void removeSource(one)}
            />
          )}
        </div>
      </main>
      <StatusBar counts={countsOf(sources)} onKeys={() => run('keys')} />

      <input
        ref={picker}
        type="file"
        hidden
        aria-label="Files to import"
        multiple
        accept=".txt,text/plain"
        onChange={({ target }) => {
          void imports.addFiles(Array.from(target.files ?? []))
          target.value = '' // so that the same file can be chosen again
        }}
      />
      {dropping ? (
        <div className="dropping">
          <div>
            <Icon name="import" size={20} />
            <b>Drop to import</b>
            <span>Plain text files, .txt</span>
          </div>
        </div>
      ) : null}
      {dialog?.kind === 'keys' ? <KeysDialog onClose={() => setDialog(null)} /> : null}
      {dialog?.kind === 'paste' ? (
        <PasteDialog
          text={dialog.text}
          onClose={() => setDialog(null)}
          onImport={(file) => {
            setDialog(null)
            void imports.addFiles([file])
          }}
        />
      ) : null}
    </div>
  )
}
