import type { DragEvent } from 'react'
import type { Entry } from '../../shared/model/codebook'

/** What a dragged code is carried as: its id. The Inspector takes it, and whatever else codes can be put on. */
export const CODE_TYPE = 'application/x-sourcebook-code'

/** Lets an entry be carried away: by its name, and a code by its id too. */
export function carry({ dataTransfer }: DragEvent, { kind, id, name }: Entry): void {
  dataTransfer.effectAllowed = kind === 'code' ? 'copyMove' : 'move'
  dataTransfer.setData('text/plain', name)
  if (kind === 'code') dataTransfer.setData(CODE_TYPE, id)
}
