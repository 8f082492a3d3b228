import { type ReactNode, useState } from 'react'
import { blankBrief } from '../../../shared/briefing/edit-brief'
import type { BriefId } from '../../../shared/model/ids'
import type { SourceSummary } from '../../../shared/model/notebook'
import { useAttempt } from '../../state/use-attempt'
import { type Drafted, TemplateDialog } from './TemplateDialog'

export type NewBrief = {
  /** Begins a blank brief and opens it. */
  readonly create: () => void
  /** Asks what to begin it with. */
  readonly choose: () => void
  /** The one that was made and has not been shown yet: its title is to be given first. Null for none. */
  readonly made: BriefId | null
  /** It is shown, and its title has the focus. */
  readonly onShown: () => void
  /** To be drawn over the window; null while nothing is asked. */
  readonly question: ReactNode
}

/** The ways to a new brief; `onOpen` is told which was made. */
export function useNewBrief(sources: readonly SourceSummary[], onOpen: (brief: BriefId) => void): NewBrief {
  const attempt = useAttempt()
  const [isChoosing, setChoosing] = useState(false)
  const [made, setMade] = useState<BriefId | null>(null)
  const show = (brief: BriefId) => {
    setMade(brief)
    onOpen(brief)
  }
  const create = async () => {
    const answer = await attempt(
      'brief.create',
      blankBrief('Untitled brief'),
      () => 'New brief: give it a title.',
    )
    if (answer.ok) show(answer.value.id)
  }
  const draft = async ({ template, name, filter }: Drafted) => {
    const answer = await attempt(
      'brief.create',
      { title: name, template, filter },
      () => `Drafted: ${name}. Give it a title of its own.`,
    )
    if (answer.ok) show(answer.value.id)
  }
  return {
    create: () => void create(),
    choose: () => setChoosing(true),
    made,
    onShown: () => setMade(null),
    question: isChoosing ? (
      <TemplateDialog
        sources={sources}
        onClose={() => setChoosing(false)}
        onCreate={(drafted) => {
          setChoosing(false)
          void draft(drafted)
        }}
      />
    ) : null,
  }
}
