type NamedBytes = { readonly name: string; readonly bytes: Uint8Array }

/** What means something to one parser or another. */
const pieces = [
  '<',
  '>',
  '</',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '&',
  '&#0;',
  '&#xD800;',
  '"',
  "'",
  '`',
  '=',
  '/',
  '\u0000',
  '\u001b',
  '<svg>',
  '</svg>',
  '<math>',
  '<mtext>',
  '<table>',
  '<tr>',
  '<select>',
  '<template>',
  '<noscript>',
  '<plaintext>',
  '<p>',
  '</p>',
  '<style>',
  '<script>',
  '</script>',
  '<meta charset=utf-16>',
  '<base href=x:>',
  '[',
  '](',
  '![',
  '[^a]',
  '[^a]: ',
  '[a]: x',
  '**',
  '> ',
  '- ',
  '1. ',
  '    ',
  '\t',
  '\n',
  '\n\n',
  '\r',
  '| - |',
  '---\n',
  '```',
  '\ufeff',
  '\u202e',
  '\u2028',
  '__proto__',
  '*a',
  '&a ',
]

/** `count` changed files, the same for the same seed: parts doubled, dropped, moved between files, cut, and overwritten. */
export function* mutations(files: readonly NamedBytes[], count: number, seed: number): Generator<NamedBytes> {
  const random = randomFrom(seed)
  const below = (most: number) => Math.floor(random() * most)
  const pick = <One>(all: readonly One[]) => all[below(all.length)] as One // asked of lists that hold something
  const part = (text: string) => {
    const start = below(text.length + 1)
    return text.slice(start, start + below(60))
  }
  for (let made = 0; made < count; made += 1) {
    const { name, bytes } = pick(files)
    // Each byte a character, so that half of one can be changed.
    let text = Buffer.from(bytes).toString('latin1')
    for (let step = below(4); step >= 0; step -= 1) {
      const at = below(text.length + 1)
      const [before, after] = [text.slice(0, at), text.slice(at)]
      text = pick([
        () => before + Buffer.from(pick(pieces)).toString('latin1') + after,
        () => before + part(text) + after,
        () => before + part(Buffer.from(pick(files).bytes).toString('latin1')) + after,
        () => before + after.slice(below(40)),
        () => before + String.fromCharCode(below(256)) + after.slice(1),
        () => before,
        () => before + pick(pieces).repeat(below(200)) + after,
      ])()
    }
    yield { name, bytes: Buffer.from(text, 'latin1') }
  }
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
