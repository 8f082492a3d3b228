import { type CommandId, commandIds, commandTable, type Key } from './command-table'

export const onMac = /mac|iphone|ipad/i.test(navigator.platform)

type Pressed = Pick<
  KeyboardEvent,
  'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing' | 'getModifierState'
>

/**
 * True when the event is this key. What the key writes decides where that is a Latin letter, a digit or a sign of the
 * command table; on other keyboard layouts its place does, so that Cyrillic letters and a French row of digits work
 * too. Nothing is pressed while an input method composes. On a Mac, Ctrl with a letter belongs to the system.
 */
export function matchesKey(event: Pressed, key: Key, mac = onMac): boolean {
  const { sign, command = false, alt = false, shift = false } = key
  if (event.isComposing) return false
  // On a Mac there is none, yet Firefox calls Option so too.
  const altGraph = !mac && event.getModifierState('AltGraph')
  // Held to write a sign, as a German keyboard needs AltGr and a Mac Option for brackets, and so for no command.
  const third = altGraph || (mac && event.altKey && !event.ctrlKey && !event.metaKey)
  if (third && !alt && !command && isPunctuation(sign) && event.key === sign) return true
  if (altGraph || (mac ? event.ctrlKey : event.metaKey)) return false
  if ((mac ? event.metaKey : event.ctrlKey) !== command || event.altKey !== alt) return false
  if (pressedSign(event) !== sign) return false
  // Shift may be what it takes to write a digit, or a sign as the question mark.
  return event.shiftKey === shift || (event.shiftKey && !/^[A-Z]/.test(sign) && writtenBy(event) === sign)
}

/** The command of this reach that the event is a key of; null for none. */
export function commandOfEvent(event: Pressed, reach: 'text' | 'window', mac = onMac): CommandId | null {
  const isKeyOf = (id: CommandId) => {
    const entry = commandTable[id]
    return entry.reach === reach && entry.keys.some((key) => matchesKey(event, key, mac))
  }
  return commandIds.find(isKeyOf) ?? null
}

/** How a key is written for a person: `Ctrl+Shift+Z`, on a Mac `⌘⇧Z`. */
export function keyWords({ sign, command, alt, shift }: Key, mac = onMac): string {
  const held = mac ? { command: '⌘', alt: '⌥', shift: '⇧' } : { command: 'Ctrl', alt: 'Alt', shift: 'Shift' }
  const parts = [
    command === true ? held.command : null,
    alt === true ? held.alt : null,
    shift === true ? held.shift : null,
    signWords[sign] ?? sign,
  ]
  return parts.filter((part) => part !== null).join(mac ? '' : '+')
}

const signWords: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  Escape: 'Esc',
  ' ': 'Space',
}

const punctuationAt: Readonly<Record<string, string>> = {
  BracketLeft: '[',
  BracketRight: ']',
  Comma: ',',
  Period: '.',
}

const isPunctuation = (sign: string) => /^[^A-Z0-9]$/.test(sign)

const writtenInTable = new Set(
  commandIds.flatMap((id) => commandTable[id].keys.map(({ sign }) => sign)).filter(isPunctuation),
)

/** The sign that a key writes, Latin letters in capitals and the question mark as one; or its name. */
function writtenBy({ key }: Pressed): string {
  if (key === '؟') return '?'
  return /^[a-z]$/.test(key) ? key.toUpperCase() : key
}

/** What was pressed, as the command table writes it; null for what no command is about. */
function pressedSign(event: Pressed): string | null {
  const { key, code } = event
  const written = writtenBy(event)
  if (key.length > 1 || /^[A-Z0-9]$/.test(written) || writtenInTable.has(written)) return written
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1]
  // A sign of ASCII at the place of a letter, as on Dvorak, is no letter of another alphabet.
  const letter = key > '\u007f' ? /^Key([A-Z])$/.exec(code)?.[1] : undefined
  return digit ?? letter ?? punctuationAt[code] ?? null
}

/** The first key of a command in words; null where it has none. */
export function keyOf(id: CommandId): string | null {
  const [key] = commandTable[id].keys
  return key === undefined ? null : keyWords(key)
}
