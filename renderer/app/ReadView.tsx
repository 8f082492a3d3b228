import { type ReactNode, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { blockIndexAt, projectText } from '../../shared/anchoring/text-projection'
import { type Annotation, excerptOf } from '../../shared/model/annotation'
import { annotationsIn, openDecisions } from '../../shared/model/annotations-in'
import type { AnnotationId, SourceId } from '../../shared/model/ids'
import { shortened } from '../../shared/model/shortened'
import type { Source } from '../../shared/model/source'
import type { Version } from '../../shared/model/version'
import type { Stretch } from '../reader/article'
import { Reader, type Reveal } from '../reader/Reader'
import { useCommand, useCommandSet, useRun } from '../state/commands'
import { sentenceOf } from '../state/host'
import { useHost, useRefusal } from '../state/host-context'
import { keyOf } from '../state/keys'
import { useStatus } from '../state/status'
import { useAnswer } from '../state/use-answer'
import { useAttempt } from '../state/use-attempt'
import { kindWords } from '../ui/kinds'
import { shortcut } from '../ui/shortcut'
import { Changes } from '../versions/Changes'
import { CorrectText } from '../versions/CorrectText'
import { Decisions } from '../versions/Decisions'
import { useCorrections } from '../versions/use-corrections'
import { useVersion } from '../versions/use-version'
import { useVersionView } from '../versions/use-version-view'
import { VersionMenu } from '../versions/VersionMenu'
import { VersionNotices } from '../versions/VersionNotices'
import { Inspector } from './Inspector'
import { ReadingTools } from './ReadingTools'
import { tabId } from './tabs'
import { useDrawer } from './use-drawer'
import { leadToTab, leadToText } from './use-focus-of'
import { useOtherCopy } from './use-other-copy'

type Props = {
  readonly source: SourceId | null
  readonly chosen: AnnotationId | null
  readonly reveal: Reveal | null
  readonly library: ReactNode
  /** In focus mode the text stands alone. */
  readonly alone: boolean
  readonly onChoose: (annotation: AnnotationId | null) => void
  readonly onReveal: (reveal: Reveal) => void
  /** A wish to decide about what newer versions changed, and what is to be told once it is granted. */
  readonly toDecide: object | null
  readonly onDeciding: () => void
  /** A link of the text was followed. */
  readonly onLink: (url: string) => void
  /** Opens another source, which a part of this one became. */
  readonly onOpenSource: (source: SourceId) => void
  readonly onRemoveSource: (source: { readonly id: SourceId; readonly title: string }) => void
}

const noAnnotations: readonly Annotation[] = []

/** The library, the open source and what is known about it. */
export function ReadView({ source: id, chosen, reveal, library, alone, ...props }: Props) {
  const { onChoose, onReveal, onOpenSource, onRemoveSource, onLink } = props
  const attempt = useAttempt()
  const run = useRun()
  const status = useStatus()
  const refusal = useRefusal()
  const drawer = useDrawer('inspector', !alone)
  const { value: source, failure } = useAnswer(
    'source.get',
    id === null ? null : { source: id },
    (event) => event.kind === 'source' && event.source === id,
  )
  const view = useVersionView(source)
  const number = view.shown
  const { value: version, failure: unread } = useVersion(source, number)
  useTextKeepsFocus(version)
  const listed = useAnswer(
    'annotation.list',
    id === null ? null : { source: id, kind: null },
    (event) => event.kind === 'codebook' || (event.kind === 'annotations' && event.source === id),
  )
  const all = listed.value ?? noAnnotations // none are drawn while none are known
  const shown = useMemo(() => (number === null ? [] : annotationsIn(all, number)), [all, number])
  const annotations = useMemo(() => shown.map(({ annotation }) => annotation), [shown])
  const fixed = useMemo(
    () => new Set(shown.flatMap(({ annotation, isEarlier }) => (isEarlier ? [annotation.id] : []))),
    [shown],
  )
  const open = openDecisions(all)
  const [corrections, setCorrections] = useCorrections(id)
  const [selection, setSelection] = useState<Stretch | null>(null)
  const [read, setRead] = useState<{ readonly in: Version; readonly offset: number } | null>(null)
  /** Reads a version at a passage of it. */
  const showIn = (version: number, passage: Stretch) => {
    view.read(version)
    onReveal({ annotation: null, passage, focus: true })
  }
  const [followed, setFollowed] = useState<Reveal | null>(null)
  // What stands in another version is shown there, once for each wish.
  if (reveal !== null && reveal !== followed && listed.value !== null) {
    setFollowed(reveal)
    const wanted = all.find(({ id: one }) => one === reveal.annotation)
    if (wanted !== undefined && annotations.every(({ id: one }) => one !== wanted.id))
      view.read(wanted.target.version)
  }
  useReadingStatus(source)
  const overlay = source?.structures.find((one) => one.version === version?.number) ?? null
  const otherCopy = useOtherCopy({
    version,
    structure: overlay,
    annotations,
    chosen,
    onShow: (annotation) => {
      onChoose(annotation)
      onReveal({ annotation, focus: true })
    },
  })
  const isThere = source !== null
  const { toDecide } = props
  const decide = () => {
    view.decide(true)
    drawer.show()
  }
  const grantDecide = useEffectEvent(() => {
    decide()
    props.onDeciding()
  })
  useEffect(() => {
    if (toDecide !== null && isThere) grantDecide()
  }, [toDecide, isThere])
  const compare = source !== null && source.versions.length > 1 ? () => view.show('changes') : null
  const correct = source !== null && refusal === null ? view.correct : null
  useCommandSet({
    'decide-carried': open.length === 0 ? null : decide,
    'what-changed': compare,
    'correct-text': correct,
  })

  const removeSource =
    source === null ? null : () => onRemoveSource({ id: source.id, title: source.details.title })
  useCommand('remove-source', refusal === null ? removeSource : null)

  const [opening, setOpening] = useState<{ readonly annotation: AnnotationId } | null>(null)
  // Let go of, it is not being filled in any more: chosen again, it leaves the keys to the text.
  if (opening !== null && opening.annotation !== chosen) setOpening(null)
  const openInInspector = (annotation: AnnotationId) => {
    if (alone) run('focus-mode') // where there is no Inspector
    onChoose(annotation)
    drawer.show()
    setOpening({ annotation })
  }
  const remove = ({ id: annotation, target, body }: Annotation) =>
    attempt('annotation.remove', { source: target.source, annotation }, () => {
      const words = shortened(excerptOf(target), 40)
      return `Deleted the ${kindWords[body.kind].one.toLowerCase()} “${words}”. ${shortcut('Z')} brings it back.`
    })

  if (source === null || (version === null && view.deciding === null)) {
    return (
      <div className="cols two">
        {library}
        <section className="page" aria-label="Reader">
          <div className="empty centre">{wordsFor(id, failure ?? unread)}</div>
        </section>
      </div>
    )
  }

  const toText = () => {
    flushSync(() => view.show('text')) // what had the focus goes first
    leadToTab('read')
  }
  if (view.page === 'changes') {
    return (
      <div className="cols two">
        {library}
        <Changes
          source={source}
          onClose={toText}
          onShow={(wanted, passage) => {
            showIn(wanted, passage)
            status.say(`What changed is in the menu of versions, ${keyOf('versions')}.`, () =>
              view.show('changes'),
            )
          }}
        />
      </div>
    )
  }
  if (view.page === 'correct' && version !== null) {
    const at = selection ?? (read?.in === version ? { start: read.offset } : null)
    return (
      <div className="cols two">
        {library}
        <CorrectText
          source={source}
          version={version}
          start={Math.max(
            0,
            blockIndexAt(projectText(version.blocks), at?.start ?? source.place?.offset ?? 0),
          )}
          corrections={corrections}
          onCorrections={setCorrections}
          onClose={toText}
        />
      </div>
    )
  }
  const isNewest = view.shown === view.newest

  return (
    <div className="cols three" data-drawer={drawer.open ? 'open' : 'closed'}>
      {library}
      {version === null ? (
        <section className="page" aria-label="Reader">
          <p className="empty centre">{unread}</p>
        </section>
      ) : (
        <Reader
          key={`${source.id}/${version.number}/${version.created}`}
          source={source}
          version={version}
          annotations={annotations}
          fixed={fixed}
          chosen={chosen}
          reveal={reveal}
          onChoose={onChoose}
          onRemove={(annotation) => void remove(annotation)}
          onOpen={openInInspector}
          onLink={onLink}
          tools={
            <ReadingTools
              source={source}
              version={version}
              alone={alone}
              drawerOpen={drawer.open}
              onDrawer={drawer.toggle}
              versions={
                <VersionMenu
                  source={source}
                  shown={version.number}
                  open={view.menu}
                  onOpen={view.openMenu}
                  onRead={view.read}
                  onChanges={compare}
                  onCorrect={correct}
                />
              }
            />
          }
          notices={
            <VersionNotices
              shown={version.number}
              newest={view.newest ?? version.number}
              onNewest={() => view.read(view.newest ?? version.number)}
              open={open.length}
              onDecide={view.deciding === null ? decide : null}
              unsaved={corrections.length}
              onCorrect={correct}
            />
          }
          onSelect={setSelection}
          onPlace={(offset) => setRead({ in: version, offset })}
          onOpenSource={onOpenSource}
        />
      )}
      {view.deciding !== null ? (
        <Decisions
          open={open}
          wish={view.deciding}
          selection={isNewest && selection !== null && selection.start < selection.end ? selection : null}
          onShow={(wanted, passage) => {
            showIn(wanted, passage)
            drawer.close() // where it lies over the text
          }}
          onRemove={(annotation) => void remove(annotation)}
          onBack={() => {
            drawer.close()
            leadToTab('read')
          }}
          onClose={() => {
            flushSync(() => view.decide(false))
            drawer.close()
            leadToTab('read')
          }}
        />
      ) : version === null ? null : (
        <Inspector
          source={source}
          version={version}
          annotations={listed.value === null ? null : annotations}
          failure={listed.failure}
          chosen={chosen}
          entering={opening}
          otherCopy={otherCopy}
          onChoose={(annotation) => {
            onChoose(annotation)
            if (annotation !== null) onReveal({ annotation, focus: false })
          }}
          onRemove={(annotation) => void remove(annotation)}
          onRemoveSource={() => removeSource?.()}
          onClose={drawer.close}
          onBack={(annotation) => {
            drawer.close()
            onReveal({ annotation, focus: true })
          }}
        />
      )}
    </div>
  )
}

/** Where another version takes the place of the one that had the focus, its text has it. */
function useTextKeepsFocus(version: Version | null): void {
  const last = useRef(version)
  useEffect(() => {
    const before = last.current
    if (version === null) return undefined
    last.current = version
    if (before === null || before === version || before.source !== version.source) return undefined
    const stop = document.getElementById(tabId('read'))
    return document.activeElement === document.body && stop !== null ? leadToText(stop) : undefined
  }, [version])
}

function wordsFor(id: SourceId | null, failure: string | null): ReactNode {
  if (failure !== null) return failure
  if (id !== null) return null
  return (
    <>
      <h1>Choose a source in the library</h1>
      Then select words and press 1, 2 or 3 to tag them as a claim, a figure or a position.
    </>
  )
}

/** A source that is opened for the first time is being read from then on. */
function useReadingStatus(source: Source | null): void {
  const host = useHost()
  const status = useStatus()
  const refusal = useRefusal()
  const id = source?.id ?? null
  const begin = useEffectEvent(() => {
    if (source?.status !== 'unread' || refusal !== null) return
    host
      .call('source.update', { source: source.id, revision: source.revision, status: 'reading' })
      .catch((error: unknown) => status.refuse(sentenceOf(error)))
  })
  useEffect(() => {
    if (id !== null) begin()
  }, [id])
}
