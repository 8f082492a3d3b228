import type { KeyboardEvent } from 'react'
import { type Annotation, type AnnotationKind, excerptOf, extentOf } from '../../shared/model/annotation'
import type { AnnotationId } from '../../shared/model/ids'
import { shortened } from '../../shared/model/shortened'
import { useCommandSet, useRun } from '../state/commands'
import { commandOfEvent } from '../state/keys'
import { useStatus } from '../state/status'
import { kindWords } from '../ui/kinds'
import type { Article } from './article'
import { annotationsAt, neighbourOf, nextOf } from './choosing'
import type { Direction, Moves } from './moves'
import { useMoving } from './use-moving'

type Given = {
  readonly article: Article | null
  readonly moves: Moves
  readonly visible: (offset: number, direction: Direction) => number | null
  /** In reading order. */
  readonly annotations: readonly Annotation[]
  readonly chosen: AnnotationId | null
  readonly caret: number
  readonly isSelecting: boolean
  readonly onTag: (kind: AnnotationKind) => void
  readonly onJoin: () => void
  readonly onChoose: (annotation: AnnotationId | null) => void
  /** Shows a place and puts the caret there. */
  readonly onGoTo: (offset: number) => void
  /** Null while there is nothing to open. */
  readonly onOpen: (() => void) | null
  readonly onRemove: (annotation: Annotation) => void
  readonly onList: (annotations: readonly Annotation[]) => void
  readonly onLetGo: () => void
  /** Goes where the words at the caret lead; null where they lead nowhere. */
  readonly onFollow: (() => void) | null
}

/**
 * What the keys do while the text has the focus, offered as commands to the palette too. The function that is returned
 * hears the keys: it is true for one that did something.
 */
export function useTextCommands(given: Given): (event: KeyboardEvent, inText: boolean) => boolean {
  const { article, moves, annotations, chosen, caret, isSelecting } = given
  const { onTag, onJoin, onChoose, onGoTo, onOpen, onRemove, onList, onLetGo, onFollow } = given
  const status = useStatus()
  const run = useRun()
  const annotation = annotations.find(({ id }) => id === chosen) ?? null
  const extend = useMoving(article, moves, given.visible)

  const choose = (next: Annotation) => {
    onChoose(next.id)
    const { one } = kindWords[next.body.kind]
    const place = `${annotations.indexOf(next) + 1} of ${annotations.length}`
    status.say(`${one} ${place}: “${shortened(excerptOf(next.target), 80)}”`)
  }
  const walk = (direction: 'next' | 'previous') => {
    const neighbour = neighbourOf(annotations, chosen, caret, direction)
    if (neighbour === null) {
      status.say('This text has no annotations yet.')
      return
    }
    onGoTo(extentOf(neighbour.target).start)
    choose(neighbour)
  }
  const here = () => annotationsAt(annotations, caret)
  const cycle = () => {
    const next = nextOf(here(), chosen)
    if (next === null) status.say('No annotation lies at the caret.')
    else choose(next)
  }
  const list = () => {
    const there = here()
    if (there.length === 0) status.say('No annotation lies at the caret.')
    else onList(there)
  }
  const remove = () => {
    const atCaret = annotation !== null && !isSelecting && annotationsAt([annotation], caret).length > 0
    if (atCaret) onRemove(annotation)
    else status.say('Choose an annotation first, and put the caret in it: click it, or press ].')
  }

  useCommandSet({
    'tag-claim': () => onTag('claim'),
    'tag-figure': () => onTag('figure'),
    'tag-position': () => onTag('position'),
    'follow-link': onFollow,
    'join-passage': onJoin,
    'open-card': onOpen,
    'cycle-here': cycle,
    'list-here': list,
    'remove-annotation': remove,
    'let-go': isSelecting || annotation !== null ? onLetGo : null,
    'next-annotation': () => walk('next'),
    'previous-annotation': () => walk('previous'),
  })

  return ({ nativeEvent }, inText) => {
    const command = commandOfEvent(nativeEvent, 'text')
    // The bar below a selection has keys of its own for its buttons, yet it tags by the same keys as the text.
    if (command !== null && (inText || command.startsWith('tag-')) && run(command)) return true
    return inText && extend(nativeEvent)
  }
}
