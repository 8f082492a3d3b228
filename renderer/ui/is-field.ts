/**
 * True for what is typed into, and so has an undo of its own: a list of choices or a box to tick has not. The text of a
 * source is no field: nothing can be written there.
 */
export function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(FIELDS) !== null
}

const FIELDS =
  'input:not([type=file], [type=checkbox], [type=radio]), textarea, [contenteditable=true]:not([aria-readonly=true])'
