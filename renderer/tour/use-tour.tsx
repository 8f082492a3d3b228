import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { passagesOf } from '../../shared/briefing/walk-brief'
import type { AnnotationKind } from '../../shared/model/annotation'
import { BriefDocument } from '../../shared/model/brief'
import type { AnnotationId, BriefId, SourceId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'
import { useCommand } from '../state/commands'
import { usePreferences } from '../state/preferences'
import { useStatus } from '../state/status'
import { useAnswer } from '../state/use-answer'
import { rememberFocus } from '../ui/remember-focus'
import type { Sight } from './sight'
import { type CardAction, TourCard } from './TourCard'
import { EXAMPLE, type TourStep, tourSteps } from './tour-steps'

/** Where the person is in the window. */
type Where = Pick<Sight, 'tab' | 'section' | 'query' | 'exports'> & {
  readonly sources: readonly SourceSummary[]
  readonly source: SourceId | null
  readonly chosen: AnnotationId | null
  readonly brief: BriefId | null
}

type Stage =
  | { readonly at: 'closed' | 'offered' | 'ended' }
  | {
      readonly at: 'step'
      /** Counted from 0. */
      readonly step: number
      /** What there was to be seen when the step began. */
      readonly start: Sight
      /** The step before was done, not passed over. */
      readonly done: boolean
    }

type Tour = {
  /** To be drawn in the window, between what is worked in and the status bar. */
  readonly card: ReactNode
  /** Offers the tour, to whoever has not been through it. */
  readonly offer: () => void
}

/** The tour through the app. It watches what the person does and goes on by itself; it changes nothing. */
export function useTour(where: Where): Tour {
  const { preferences, change } = usePreferences()
  const status = useStatus()
  const { leftAt, done: wasDone } = preferences.tour
  const [stage, setStage] = useState<Stage>({ at: 'closed' })
  const [wayBack] = useState(createWayBack)
  const sight = useSight(where, stage.at === 'step')
  const inSample = where.sources.some(({ title }) => title === EXAMPLE)

  // Which passages the brief names is known a moment after it was opened.
  if (stage.at === 'step' && stage.start.passages === null && sight.passages !== null)
    setStage({ ...stage, start: { ...stage.start, passages: sight.passages } })

  // The sample was taken away under it.
  const hasTexts = where.sources.length > 0
  if (stage.at === 'step' && !hasTexts) setStage({ at: 'closed' })

  const stageAt = (step: number, done = false): Stage =>
    step < tourSteps.length ? { at: 'step', step, start: sight, done } : { at: 'ended' }
  const goTo = (step: number) => setStage(stageAt(step))
  const goBack = (from: number) => {
    // The first step has no button that leads back, so the focus would go with it.
    if (from === 1) focusCard()
    goTo(from - 1)
  }
  const close = () => {
    const hadFocus = cardNow()?.contains(document.activeElement) === true
    setStage({ at: 'closed' })
    if (hadFocus) leaveCard(wayBack.go)
  }
  const leave = () => {
    if (stage.at === 'step')
      status.say(`The tour was left at step ${stage.step + 1}. The palette goes on with it from there.`)
    close()
  }

  const step = stage.at === 'step' ? tourSteps[stage.step] : undefined
  if (stage.at === 'step' && step?.isDone(sight, stage.start) === true)
    setStage(stageAt(stage.step + 1, true))

  const reached = stage.at === 'step' ? stage.step + 1 : null
  const isEnded = stage.at === 'ended'
  const keep = useEffectEvent((leftAt: number | null) =>
    change({ tour: { leftAt, done: wasDone || leftAt === null } }),
  )
  useEffect(() => {
    if (reached !== null || isEnded) keep(reached)
  }, [reached, isEnded])

  const toCard = () => {
    if (cardNow()?.contains(document.activeElement) === true) {
      leaveCard(wayBack.go)
      return
    }
    wayBack.remember()
    focusCard()
  }
  const isOpen = stage.at !== 'closed' && hasTexts
  const begin = () => goTo((leftAt ?? 1) - 1)
  useCommand(
    'tour',
    isOpen ? toCard : hasTexts ? begin : null,
    isOpen
      ? 'Tour: to its card, and back'
      : leftAt === null
        ? undefined
        : `Go on with the tour: step ${leftAt} of ${tourSteps.length}`,
  )

  const drawn = (parts: { title: string; words: string; actions: CardAction[] }, of?: TourStep) => (
    <TourCard
      {...parts}
      progress={stage.at === 'step' ? `${stage.step + 1} of ${tourSteps.length}` : null}
      point={() => (stage.at === 'step' && of !== undefined ? of.point(sight, stage.start) : null)}
      sides={of?.sides ?? []}
      onEscape={leave}
    />
  )
  const drawing = () => {
    switch (stage.at) {
      case 'closed':
        return null
      case 'offered':
        return drawn({
          title: 'Look round, or take the tour',
          words: OFFER,
          actions: [
            { label: 'Not now', run: close },
            { label: 'Start the tour', run: () => goTo(0), main: true },
          ],
        })
      case 'ended':
        return drawn({
          title: 'That is the whole way',
          words: END,
          actions: [{ label: 'Close the tour', run: close, main: true }],
        })
      case 'step':
        return step === undefined
          ? null
          : drawn(
              {
                title: step.title,
                words: step.words(inSample),
                actions: [
                  { label: 'Leave', run: leave },
                  ...(stage.step === 0 ? [] : [{ label: 'Back', run: () => goBack(stage.step) }]),
                  { label: 'Next', run: () => goTo(stage.step + 1), main: true },
                ],
              },
              step,
            )
    }
  }
  const said = !hasTexts
    ? ''
    : stage.at === 'step' && step !== undefined
      ? `${stage.done ? 'Done. ' : ''}Tour, step ${stage.step + 1} of ${tourSteps.length}: ${step.title}. ${step.words(inSample)}`
      : stage.at === 'offered'
        ? OFFER
        : stage.at === 'ended'
          ? END
          : ''

  return {
    card: (
      <>
        {/* Always there: a region that comes with its words is not read out. */}
        <p className="sr" aria-live="polite">
          {said}
        </p>
        {hasTexts ? drawing() : null}
      </>
    ),
    offer: () => {
      if (!wasDone) setStage({ at: 'offered' })
    },
  }
}

const OFFER =
  'Six texts about one harbour, read and tagged, with a finished brief. Ten steps lead from a text to an exported brief; all of it is done by you.'
const END =
  'From a text to an exported brief. What you did can be undone act by act, and the sample last of all. Every command stands in the palette, every key under the question mark.'

const cardNow = () => document.querySelector<HTMLElement>('.tour')
const focusCard = () => cardNow()?.querySelector<HTMLElement>('.go')?.focus()

/** Where the focus was before it went to the card. */
function createWayBack() {
  let go: (() => void) | null = null
  return {
    remember: () => {
      go = rememberFocus()
    },
    go: () => go?.(),
  }
}

/** Back to where the person was; to the text or the tab that is open, where that has gone. */
function leaveCard(giveBack: () => void): void {
  const before = document.activeElement
  giveBack()
  if (document.activeElement !== before) return
  document.querySelector<HTMLElement>('main .article, [role=tab][aria-selected=true]')?.focus()
}

function useSight(where: Where, isWatching: boolean): Sight {
  const { sources, source: open, chosen, brief: openBrief, ...rest } = where
  const { value: annotations } = useAnswer(
    'annotation.list',
    isWatching && open !== null && chosen !== null ? { source: open, kind: null } : null,
    (event) => event.kind === 'codebook' || (event.kind === 'annotations' && event.source === open),
  )
  const { value: brief } = useAnswer(
    'brief.get',
    isWatching && openBrief !== null ? { brief: openBrief } : null,
    ({ kind }) => kind === 'briefs',
  )
  const source = sources.find(({ id }) => id === open) ?? null
  const sumOf = (kind: AnnotationKind) => sources.reduce((sum, { counts }) => sum + counts[kind], 0)
  return {
    ...rest,
    source,
    counts: { claim: sumOf('claim'), figure: sumOf('figure'), position: sumOf('position') },
    chosen: annotations?.find(({ id }) => id === chosen)?.body ?? null,
    // One that this version does not know is shown without its passages.
    passages:
      brief !== null && BriefDocument.safeParse(brief.document).success
        ? passagesOf(brief.document).length
        : null,
  }
}
