import type { CommandId } from '../state/command-table'
import { useCommandSet } from '../state/commands'
import { commandOfEvent } from '../state/keys'
import type { Article } from './article'
import type { Direction, Moves, Unit } from './moves'

const moving = {
  'next-sentence': ['sentence', 'forward'],
  'previous-sentence': ['sentence', 'backward'],
  'next-paragraph': ['paragraph', 'forward'],
  'previous-paragraph': ['paragraph', 'backward'],
  'next-post': ['post', 'forward'],
  'previous-post': ['post', 'backward'],
} as const satisfies Readonly<Partial<Record<CommandId, readonly [Unit, Direction]>>>

type Moving = keyof typeof moving
type Pressed = Parameters<typeof commandOfEvent>[0]

/**
 * Moves the caret by sentence, paragraph and post, past what `visible` says is folded away. With Shift held the same
 * keys extend the selection: the function that is returned does so, and is true, for such a key.
 */
export function useMoving(
  article: Article | null,
  moves: Moves,
  visible: (offset: number, direction: Direction) => number | null,
): (event: Pressed) => boolean {
  const go = (command: Moving, extend: boolean) => {
    if (article === null) return
    const [unit, direction] = moving[command]
    const { anchor, head } = article.selection()
    const wanted = moves[extend ? 'extend' : 'move'](unit, head, direction)
    const seen = visible(wanted, direction) ?? head
    // Back over what is folded away one comes to the end of the unit before it, of which a move wants the start.
    const isAtEnd = direction === 'backward' && !extend && seen !== wanted && seen !== head
    const start = isAtEnd ? moves.move(unit, seen, direction) : seen
    const to = visible(start, direction) === start ? start : seen
    article.select(extend ? anchor : to, to, { scroll: true, focus: true })
  }
  const ready = (command: Moving) => (article === null ? null : () => go(command, false))
  useCommandSet({
    'next-sentence': ready('next-sentence'),
    'previous-sentence': ready('previous-sentence'),
    'next-paragraph': ready('next-paragraph'),
    'previous-paragraph': ready('previous-paragraph'),
    'next-post': ready('next-post'),
    'previous-post': ready('previous-post'),
  })
  return (event) => {
    if (!event.shiftKey) return false
    const command = commandOfEvent(withoutShift(event), 'text')
    if (command === null || !isMoving(command)) return false
    go(command, true)
    return true
  }
}

function withoutShift(event: Pressed): Pressed {
  const { key, code, altKey, ctrlKey, metaKey, isComposing } = event
  const getModifierState = (name: string) => name !== 'Shift' && event.getModifierState(name)
  return { key, code, altKey, ctrlKey, metaKey, isComposing, shiftKey: false, getModifierState }
}

function isMoving(command: CommandId): command is Moving {
  return Object.hasOwn(moving, command)
}
