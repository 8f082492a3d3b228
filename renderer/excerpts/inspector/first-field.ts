/** Selects what can be filled in or pressed; the first one stands for the whole of a form or a row. */
export const FIELD = ':is(input, textarea, select, button, [contenteditable=true]):not(:disabled)'

/** Gives the focus to the field that the offer was for: the button that took it goes away. */
export function focusFieldOf(button: Element, around: '.form-row' | '.insp-form'): void {
  button.closest(around)?.querySelector<HTMLElement>(FIELD)?.focus()
}
