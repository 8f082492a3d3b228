import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { type Annotation, excerptOf } from '../../shared/model/annotation'
import type { AnnotationId, SourceId } from '../../shared/model/ids'
import { shortened } from '../../shared/model/shortened'
import { currentVersion, type Source } from '../../shared/model/source'
import type { Version } from '../../shared/model/version'
import { Reader, type Reveal } from '../reader/Reader'
import { useCommand, useRun } from '../state/commands'
import { sentenceOf } from '../state/host'
import { useHost, useRefusal } from '../state/host-context'
import { useStatus } from '../state/status'
import { useAnswer } from '../state/use-answer'
import { useAttempt } from '../state/use-attempt'
import { kindWords } from '../ui/kinds'
import { shortcut } from '../ui/shortcut'
import { Inspector } from './Inspector'
import { ReadingTools } from './ReadingTools'
import { useDrawer } from './use-drawer'

type Props = {
  readonly source: SourceId | null
  readonly chosen: AnnotationId | null
  readonly reveal: Reveal | null
  readonly library: ReactNode
  /** In focus mode the text stands alone. */
  readonly alone: boolean
  readonly onChoose: (annotation: AnnotationId | null) => void
  readonly onReveal: (reveal: Reveal) => void
  /** A link of the text was followed. */
  readonly onLink: (url: string) => void
  readonly onRemoveSource: (source: { readonly id: SourceId; readonly title: string }) => void
}

const noAnnotations: readonly Annotation[] = []

/** The library, the open source and what is known about it. */
export function ReadView({ source: id, chosen, reveal, library, alone, ...props }: Props) {
  const { onChoose, onReveal, onRemoveSource, onLink } = props
  const attempt = useAttempt()
  const run = useRun()
  const refusal = useRefusal()
  const drawer = useDrawer('inspector', !alone)
  const { value: source, failure } = useAnswer(
    'source.get',
    id === null ? null : { source: id },
    (event) => event.kind === 'source' && event.source === id,
  )
  const number = source === null ? null : currentVersion(source).number
  const answered = useAnswer(
    'version.get',
    id === null || number === null ? null : { source: id, version: number },
    () => false, // a version never changes
  )
  const version = useFirstOfSame(answered.value)
  const listed = useAnswer(
    'annotation.list',
    id === null ? null : { source: id, kind: null },
    (event) => event.kind === 'codebook' || (event.kind === 'annotations' && event.source === id),
  )
  const annotations = listed.value ?? noAnnotations // none are drawn while none are known
  useReadingStatus(source)

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

  if (source === null || version === null) {
    return (
      <div className="cols two">
        {library}
        <section className="page" aria-label="Reader">
          <div className="empty centre">{wordsFor(id, failure ?? answered.failure)}</div>
        </section>
      </div>
    )
  }

  return (
    <div className="cols three" data-drawer={drawer.open ? 'open' : 'closed'}>
      {library}
      <Reader
        key={`${source.id}/${version.number}`}
        source={source}
        version={version}
        annotations={annotations}
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
          />
        }
      />
      <Inspector
        source={source}
        version={version}
        annotations={listed.value}
        failure={listed.failure}
        chosen={chosen}
        entering={opening}
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
    </div>
  )
}

/** The version as it was first answered: for another object with the same text the article would be made anew. */
function useFirstOfSame(version: Version | null): Version | null {
  const [first, setFirst] = useState(version)
  if (version === first) return first
  if (version?.source === first?.source && version?.number === first?.number) return first
  setFirst(version)
  return version
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
