import { type ComponentProps, type RefObject, useEffect, useEffectEvent, useRef } from 'react'
import { BriefTitle } from '../../shared/model/brief'
import { useRefusal, useTypingRefusal } from '../state/host-context'
import { useKeptTexts } from '../state/use-kept-texts'
import { TextField } from '../ui/TextField'
import { briefLine } from './brief-line'
import { BriefEditor } from './editor/BriefEditor'
import type { BriefEditorHandle } from './editor/editor-props'
import { CitationView } from './live/CitationView'
import { ExcerptView } from './live/ExcerptView'
import { LiveView } from './live/LiveView'
import { useRename } from './use-rename'

type Props = Omit<ComponentProps<typeof BriefEditor>, 'views' | 'ref'> & {
  readonly ref: RefObject<BriefEditorHandle | null>
  /** It was made just now: its title is given first. */
  readonly isNew: boolean
  /** Told when the title of a new one has the focus. */
  readonly onShown: () => void
}

const views = { ExcerptView, CitationView, LiveView }

/** A brief as it will read: its title, what it rests on, and the text that is written in it. */
export function BriefPage({ isNew, onShown, ...props }: Props) {
  const { brief, sources, ref } = props
  const rename = useRename()
  const refusal = useRefusal()
  const isReadOnly = useTypingRefusal() !== null
  const kept = useKeptTexts('line')
  const page = useRef<HTMLElement>(null)
  const askForTitle = useEffectEvent(() => {
    const field = page.current?.querySelector<HTMLTextAreaElement>('.brief-title .field')
    field?.focus({ preventScroll: true })
    field?.select()
    onShown()
  })
  useEffect(() => {
    if (isNew) askForTitle()
  }, [isNew])
  return (
    <article ref={page} className="doc">
      <h1 className="sr">{brief.title}</h1>
      <TextField
        key={brief.id}
        className="brief-title"
        label="Title of the brief"
        hideLabel
        multiline
        value={brief.title}
        revision={brief.revision}
        check={(draft) =>
          BriefTitle.safeParse(draft).success ? null : 'A brief needs a title, of 500 characters at most.'
        }
        onSave={(title, isAgain) => rename(brief, title, isAgain)}
        onEnter={() => ref.current?.focus()}
        kept={kept(brief.id)}
        disabled={isReadOnly}
        isAway={refusal !== null}
      />
      <p className="sub">
        {briefLine(brief.document, sources) ?? 'No excerpts yet: drag them here, or add them all at once.'}
      </p>
      <BriefEditor {...props} views={views} />
    </article>
  )
}
