import { type ComponentProps, type RefObject, useEffectEvent, useLayoutEffect, useRef } from 'react'
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
  /** Told when the title of a new one is drawn; answers what was typed for it before, null for nothing. */
  readonly onShown: () => string | null
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
    const typed = onShown()
    if (typed === null) return
    const [title = '', ...text] = typed.split('\n')
    if (title.trim() !== '') {
      // As if it were typed here, so that it is saved as such.
      field?.setRangeText(title, 0, field.value.length, 'end')
      field?.dispatchEvent(new InputEvent('input', { bubbles: true }))
    }
    // The field has to have heard of it before it is left.
    if (text.length > 0) queueMicrotask(() => ref.current?.begin(text))
  })
  // Before the next key: what was typed until now is in a field that has gone.
  useLayoutEffect(() => {
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
        onEnter={() => ref.current?.begin([])}
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
