import { type ReactNode, useRef, useState } from 'react'
import { blankBrief } from '../../../shared/briefing/edit-brief'
import type { Input } from '../../../shared/contract/calls'
import type { BriefId } from '../../../shared/model/ids'
import type { SourceSummary } from '../../../shared/model/notebook'
import { useAttempt } from '../../state/use-attempt'
import { TemplateDialog } from './TemplateDialog'

export type NewBrief = {
  /** Begins a blank brief and opens it. */
  readonly create: () => void
  /** Asks what to begin it with. */
  readonly choose: () => void
  /** The one that was made and has not been shown yet: its title is to be given first. Null for none. */
  readonly made: BriefId | null
  /** The title with which one is being made; null while none is, and once it is shown. */
  readonly title: string | null
  /** How often one was asked for: each time the title that is being given has the focus again. */
  readonly asked: number
  /** What has been typed for the title until now, and in further lines for the text; null for nothing. */
  readonly typed: string | null
  readonly onType: (typed: string) => void
  /** Its own title has the focus: takes what was typed until then. */
  readonly onShown: () => string | null
  /** It cannot be shown. */
  readonly onFailed: () => void
  /** To be drawn over the window; null while nothing is asked. */
  readonly question: ReactNode
}

type Given = {
  readonly sources: readonly SourceSummary[]
  /** One is to be made: its title can be typed at once. */
  readonly onBegin: () => void
  readonly onOpen: (brief: BriefId) => void
}

/** The ways to a new brief. While one is on its way there is no second one. */
export function useNewBrief({ sources, onBegin, onOpen }: Given): NewBrief {
  const attempt = useAttempt()
  const [isChoosing, setChoosing] = useState(false)
  const [made, setMade] = useState<BriefId | null>(null)
  const [title, setTitle] = useState<string | null>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const [asked, setAsked] = useState(0)
  /** Two presses may come before anything is drawn. */
  const isMaking = useRef(false)
  const end = () => {
    isMaking.current = false
    setTitle(null)
    setMade(null)
  }
  const make = async (input: Input<'brief.create'>, words: string) => {
    onBegin()
    setAsked((times) => times + 1)
    if (made !== null) return onOpen(made)
    if (isMaking.current) return
    isMaking.current = true
    setTitle(input.title)
    const answer = await attempt('brief.create', input, () => words)
    if (!answer.ok) return end() // what was typed is there for the next try
    setMade(answer.value.id)
    onOpen(answer.value.id)
  }
  return {
    create: () => void make(blankBrief('Untitled brief'), 'New brief: give it a title.'),
    choose: () => setChoosing(true),
    made,
    title,
    asked,
    typed,
    onType: setTyped,
    onShown: () => {
      end()
      setTyped(null)
      return typed
    },
    onFailed: end,
    question: isChoosing ? (
      <TemplateDialog
        sources={sources}
        onClose={() => setChoosing(false)}
        onCreate={({ template, name, filter }) => {
          setChoosing(false)
          void make({ title: name, template, filter }, `Drafted: ${name}. Give it a title of its own.`)
        }}
      />
    ) : null,
  }
}
