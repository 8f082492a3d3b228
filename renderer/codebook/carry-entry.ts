import type { DragEvent } from 'react'
import type { Entry } from '../../shared/model/codebook'
import { CODE_DRAG } from '../ui/code-drag'

/** Lets an entry be carried away: by its name, and a code by its id too. */
export function carryEntry({ dataTransfer }: DragEvent, { kind, id, name }: Entry): void {
  dataTransfer.effectAllowed = kind === 'code' ? 'copyMove' : 'move'
  dataTransfer.setData('text/plain', name)
  if (kind === 'code') dataTransfer.setData(CODE_DRAG, id)
}
