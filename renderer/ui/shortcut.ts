import { keyWords } from '../state/keys'

/** A letter with the platform's own command key: `Ctrl+Z`, on a Mac `⌘Z`. */
export function shortcut(sign: string): string {
  return keyWords({ sign, command: true })
}
