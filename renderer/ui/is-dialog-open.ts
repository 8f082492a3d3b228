/** True while a modal dialog is open: what lies behind it is out of reach, for keys and the menu as for the pointer. */
export function isDialogOpen(): boolean {
  return document.querySelector('dialog[open]') !== null
}
