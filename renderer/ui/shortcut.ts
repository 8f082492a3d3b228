const mac = /mac|iphone|ipad/i.test(navigator.platform)

/** A shortcut with the platform's own command key: `Ctrl+Z`, on a Mac `⌘Z`. */
export function shortcut(key: string): string {
  if (!mac) return `Ctrl+${key}`
  return `⌘${key.replace('Shift+', '⇧')}`
}

/** True when the platform's command key is held: Ctrl, on a Mac Cmd. */
export function holdsCommand(event: { readonly ctrlKey: boolean; readonly metaKey: boolean }): boolean {
  return mac ? event.metaKey : event.ctrlKey
}
