import { useMemo } from 'react'
import { copiesOf, type PassageCopy } from '../../shared/anchoring/copies-of'
import { projectText } from '../../shared/anchoring/text-projection'
import type { GivenBody } from '../../shared/contract/calls'
import { type Annotation, excerptOf } from '../../shared/model/annotation'
import type { AnnotationId } from '../../shared/model/ids'
import { shortened } from '../../shared/model/shortened'
import type { Structure } from '../../shared/model/structure'
import type { Version } from '../../shared/model/version'
import { useCommand } from '../state/commands'
import { useRefusal } from '../state/host-context'
import { useStatus } from '../state/status'
import { useAttempt } from '../state/use-attempt'
import { shortcut } from '../ui/shortcut'

type Given = {
  readonly version: Version | null
  readonly structure: Structure | null
  /** Those that the version shows. */
  readonly annotations: readonly Annotation[]
  readonly chosen: AnnotationId | null
  /** Chooses an annotation and brings it into view. */
  readonly onShow: (annotation: AnnotationId) => void
}

/** What can be done about the other copy of the chosen passage, where the text says it twice. */
export type OtherCopy = { readonly words: string; readonly act: () => void }

/** Offers to mark the other copy of the chosen annotation, or leads to it where it is marked; null where there is none. */
export function useOtherCopy({ version, structure, annotations, chosen, onShow }: Given): OtherCopy | null {
  const attempt = useAttempt()
  const status = useStatus()
  const refusal = useRefusal()
  const annotation = annotations.find(({ id }) => id === chosen) ?? null
  const copies = useMemo(() => {
    const marks = structure?.marks.filter(({ kind }) => kind === 'repeat') ?? []
    if (annotation === null || version === null || marks.length === 0) return []
    return copiesOf(version.blocks, projectText(version.blocks), marks, annotation.target.ranges)
  }, [annotation, version, structure])
  const markOf = ({ passages }: PassageCopy) =>
    annotations.find(
      (one) => passages !== null && one.body.kind === annotation?.body.kind && standsOn(one, passages),
    )
  const unmarked = copies.find((copy) => markOf(copy) === undefined)
  const marked = copies.map(markOf).find((one) => one !== undefined)

  const mark = async (copy: PassageCopy) => {
    if (annotation === null || version === null) return
    if (copy.passages === null) {
      status.say('The other copy leaves these words out.')
      return
    }
    const answer = await attempt('annotation.create', {
      source: version.source,
      version: version.number,
      place: { by: 'position', ranges: [...copy.passages] },
      body: bodyFor(annotation, copy.sameWords),
      codes: annotation.codes,
      memo: annotation.memo,
    })
    if (!answer.ok) return
    const { id, target } = answer.value
    const words = copy.sameWords
      ? 'Marked in the other copy too.'
      : `Marked in the other copy, which says “${shortened(excerptOf(target), 60)}”.`
    status.say(`${words} ${shortcut('Z')} takes it back.`, () => onShow(id))
  }
  const offer: OtherCopy | null =
    unmarked !== undefined && refusal === null
      ? { words: 'Mark the other copy', act: () => void mark(unmarked) }
      : marked === undefined
        ? null
        : { words: 'Go to the other copy', act: () => onShow(marked.id) }
  useCommand('other-copy', offer === null ? null : offer.act)
  return offer
}

function standsOn({ target }: Annotation, passages: NonNullable<PassageCopy['passages']>): boolean {
  return (
    target.ranges.length === passages.length &&
    target.ranges.every(
      ({ position: { start, end } }, index) =>
        start === passages[index]?.start && end === passages[index]?.end,
    )
  )
}

/** The same body. A figure that is written otherwise there is not the same number: that has to be read anew. */
function bodyFor({ body, target }: Annotation, sameWords: boolean): GivenBody {
  if (body.kind !== 'figure' || sameWords) return body
  const { asWritten, ...rest } = body
  return { ...rest, quantity: null, ...(asWritten !== excerptOf(target) && { asWritten }) }
}
