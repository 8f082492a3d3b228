import { type ReactNode, useState } from 'react'
import type { Annotation } from '../../shared/model/annotation'
import type { CodeId } from '../../shared/model/ids'
import { useCodebook } from '../state/codebook'
import { useStatus } from '../state/status'
import { useAttempt } from '../state/use-attempt'
import { kindWords } from '../ui/kinds'
import { CodePicker } from './CodePicker'

type Given = {
  readonly chosen: Annotation | null
  /** Why nothing may be changed; null when it may. */
  readonly refusal: string | null
  /** The line of the caret in the window; null while it is not in view. */
  readonly lineAtCaret: () => DOMRect | null
  /** Gives the text the focus again, with what is selected in it. */
  readonly onBack: () => void
}

type Picking = { readonly at: DOMRect; readonly on: Annotation | null }

/**
 * Puts codes on annotations. A code needs an annotation: on words that are only selected it is kept until they are
 * tagged as a claim, a figure or a position, and goes with that.
 */
export function useCoding({ chosen, refusal, lineAtCaret, onBack }: Given) {
  const attempt = useAttempt()
  const status = useStatus()
  const { nameOf } = useCodebook()
  const [picking, setPicking] = useState<Picking | null>(null)
  const [kept, setKept] = useState<readonly CodeId[]>([])

  const pick = async (code: CodeId, { on }: Picking) => {
    onBack()
    if (on === null) {
      // Another one may have been made while this one was.
      setKept((codes) => [...codes, code])
      status.say('The tag gets this code: press 1, 2 or 3 for a claim, a figure or a position.')
      return
    }
    await attempt(
      'annotation.bulk',
      { of: { by: 'id', annotations: [on.id] }, change: { do: 'add-code', code } },
      ({ changed }) =>
        changed === 0
          ? `The ${nameOfKind(on)} has this code already.`
          : `Put a code on the ${nameOfKind(on)}.`,
    )
  }
  const on = picking?.on ?? null
  const label = on === null ? 'Code for the next tag' : `Code for the ${nameOfKind(on)}`
  const field: ReactNode =
    picking === null ? null : (
      <CodePicker
        at={picking.at}
        label={label}
        without={on?.codes ?? kept}
        onPick={(code) => void pick(code, picking)}
        onLeave={onBack}
        onClose={() => setPicking(null)}
      />
    )
  return {
    /** The codes that the next tag gets. */
    kept,
    names: kept.map((code) => nameOf(code) ?? '…'),
    forget: () => {
      if (kept.length > 0) setKept([])
    },
    /** `isSelecting` when words are selected, or kept as parts of the next annotation. */
    start: (isSelecting: boolean) => {
      const at = lineAtCaret()
      if (refusal !== null) status.refuse(refusal)
      else if (!isSelecting && chosen === null)
        status.say('Select words or choose an annotation first, then press 4.')
      else if (at !== null) setPicking({ at, on: isSelecting ? null : chosen })
    },
    field,
  }
}

function nameOfKind({ body }: Annotation): string {
  return kindWords[body.kind].one.toLowerCase()
}
