import type { ComponentProps } from 'react'
import { BriefTitle } from '../../shared/model/brief'
import { useRefusal, useTypingRefusal } from '../state/host-context'
import { useKeptTexts } from '../state/use-kept-texts'
import { TextField } from '../ui/TextField'
import { briefLine } from './brief-line'
import { BriefEditor } from './editor/BriefEditor'
import { CitationView } from './live/CitationView'
import { ExcerptView } from './live/ExcerptView'
import { LiveView } from './live/LiveView'
import { useRename } from './use-rename'

type Props = Omit<ComponentProps<typeof BriefEditor>, 'views'>

const views = { ExcerptView, CitationView, LiveView }

/** A brief as it will read: its title, what it rests on, and the text that is written in it. */
export function BriefPage(props: Props) {
  const { brief, sources } = props
  const rename = useRename()
  const refusal = useRefusal()
  const isReadOnly = useTypingRefusal() !== null
  const kept = useKeptTexts('line')
  return (
    <article className="doc">
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
