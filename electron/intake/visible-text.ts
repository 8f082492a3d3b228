/** A block longer than this is cut at white space, so that a page of it can still be drawn and selected. */
const LONGEST_BLOCK = 20_000

/**
 * C0 control characters other than white space become the visible signs that Unicode has for them (U+2400 and on),
 * one for one. Says how many there were.
 */
export function showControls(text: string): { visible: string; controls: number } {
  if (!anyControl.test(text)) return { visible: text, controls: 0 }
  let controls = 0
  const visible = text.replaceAll(/[\u0000-\u0008\u000e-\u001f]/g, (character) => {
    controls += 1
    return String.fromCharCode(0x2400 + character.charCodeAt(0))
  })
  return { visible, controls }
}

const anyControl = /[\u0000-\u0008\u000e-\u001f]/

/** The sentence that tells of control characters that became visible; none where there were none. */
export function controlNotices(controls: number): string[] {
  if (controls === 0) return []
  return [`${controls} control ${controls === 1 ? 'character is' : 'characters are'} shown as visible signs.`]
}

/** The ranges into which a text is cut so that each can be drawn: one for most texts. No range is blank. */
export function drawableRanges(text: string): { start: number; end: number }[] {
  const ranges: { start: number; end: number }[] = []
  let start = text.length - text.trimStart().length
  const end = text.trimEnd().length
  while (end - start > LONGEST_BLOCK) {
    const part = text.slice(start, start + LONGEST_BLOCK)
    const space = part.search(/\s\S*$/)
    const cut = start + (space > 0 ? space : wholeCharacters(part))
    ranges.push({ start, end: start + text.slice(start, cut).trimEnd().length })
    start = end - text.slice(cut, end).trimStart().length
  }
  if (start < end) ranges.push({ start, end })
  return ranges
}

/** The length of `text` without half a surrogate pair at its end. */
function wholeCharacters(text: string): number {
  const unit = text.charCodeAt(text.length - 1)
  return unit >= 0xd800 && unit <= 0xdbff ? text.length - 1 : text.length
}
