import type { RefObject } from 'react'
import { type TextProjection, trimRange } from '../../shared/anchoring/text-projection'
import type { Annotation, AnnotationKind } from '../../shared/model/annotation'
import { useStatus } from '../state/status'
import type { Article, Stretch } from './article'
import { joinPassage, samePassages } from './extents'
import type { Moves } from './moves'
import { useParts } from './use-parts'

type Given = {
  /** The element of the text, and its article while that is open. */
  readonly text: RefObject<HTMLElement | null>
  readonly opened: RefObject<Article | null>
  readonly projection: TextProjection
  readonly moves: Moves
  /** A passage without what is folded away in it. */
  readonly visibleIn: (passage: Stretch) => readonly Stretch[]
  readonly chosen: Annotation | null
  /** The passages of the chosen annotation as they are drawn. */
  readonly places: readonly Stretch[]
  /** Why nothing may be changed; null when it may. */
  readonly refusal: string | null
  /** Answers false when the host refused. */
  readonly onTag: (kind: AnnotationKind, passages: readonly Stretch[]) => Promise<boolean>
  readonly onMove: (annotation: Annotation, passages: readonly Stretch[]) => void
  readonly onLetGo: () => void
}

/**
 * What a selection becomes: the passages of a new annotation, one more of the chosen one, or a part that is kept until
 * the rest is selected. Nothing that is folded away is ever quoted.
 */
export function usePassages(given: Given) {
  const { text, opened, projection, moves, visibleIn, chosen, places, refusal } = given
  const { onTag, onMove, onLetGo } = given
  const status = useStatus()

  /** The words that are selected now: whole characters, without white space around them; null for none. */
  const selection = (): Stretch | null =>
    opened.current === null ? null : passageOf(projection, moves, opened.current.selection())

  const caretTo = (offset: number) => opened.current?.select(offset, offset, { focus: true })

  /** The passages as they are quoted, in order and apart. */
  const quoted = (passages: readonly Stretch[]): readonly Stretch[] =>
    passages.flatMap(visibleIn).reduce<readonly Stretch[]>(joinPassage, [])

  /** Gives the annotation these passages. */
  const put = (annotation: Annotation, passages: readonly Stretch[]) => {
    const wanted = quoted(passages)
    if (refusal !== null) status.refuse(refusal)
    else if (wanted.length > 0) onMove(annotation, wanted)
  }
  const joinToChosen = (added: Stretch | null) => {
    if (added === null || chosen === null) return
    caretTo(added.end)
    put(chosen, [...places, added])
  }
  const { parts, keep, drop, keepAgain } = useParts(text, selection, () => joinToChosen(selection()))

  /** Selects once more what is selected now, unless the person has moved the caret away from `caret` or the text is another. */
  const selectingAgain = (caret: number) => {
    const article = opened.current
    const before = article?.selection()
    return () => {
      if (article === null || before === undefined || opened.current !== article) return
      const { anchor, head } = article.selection()
      if (anchor !== caret || head !== caret) return
      article.select(before.anchor, before.head)
      keepAgain(parts)
    }
  }

  return {
    selection,
    parts,
    put,
    /** What is seen of the selection and of the parts kept for it; null where that is the selection as it is. */
    seen: (): readonly Stretch[] | null => {
      const selected = selection()
      if (selected === null) return parts.length === 0 ? null : quoted(parts)
      const all = quoted([...parts, selected])
      return samePassages(all, [selected]) ? null : all
    },
    tag: (kind: AnnotationKind) => {
      const selected = selection()
      const passages = quoted(selected === null ? parts : [...parts, selected])
      const last = passages.at(-1)
      if (last === undefined) {
        status.say('Select the words first, then press 1, 2 or 3.')
        return
      }
      const selectAgain = selectingAgain(last.end)
      caretTo(last.end)
      drop()
      void onTag(kind, passages).then((made) => (made ? undefined : selectAgain()))
    },
    /** One more passage of the chosen annotation; with none chosen it is kept as a part of the next one. */
    join: () => {
      const added = selection()
      if (added === null) status.say('Select the words first, then press J.')
      else if (chosen !== null) joinToChosen(added)
      else {
        caretTo(added.end)
        for (const part of quoted([added])) keep(part)
        status.say('Kept as a part: select the next one, then press 1, 2 or 3 for all of them.')
      }
    },
    /** Lets go of the selection and the parts kept for it first, then of the chosen annotation. */
    letGo: () => {
      if (opened.current === null) return
      const { anchor, head } = opened.current.selection()
      if (anchor !== head) caretTo(Math.max(anchor, head))
      else if (parts.length === 0) onLetGo()
      drop()
    },
  }
}

/** The words between the ends of a selection: whole characters, without white space around them; null for none. */
export function passageOf(
  { text }: TextProjection,
  { whole }: Moves,
  { anchor, head }: { readonly anchor: number; readonly head: number },
): Stretch | null {
  if (anchor === head) return null
  const { start, end } = whole({ start: Math.min(anchor, head), end: Math.max(anchor, head) })
  return trimRange(text, start, end)
}
