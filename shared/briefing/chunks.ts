/** A stretch of text without an empty line in it, and what stands between it and the one before. */
export type Chunk = { readonly gap: string; readonly text: string }

/** A text as its chunks, and what stands after the last: joined, they are the text to the letter. */
export type Chunked = { readonly chunks: readonly Chunk[]; readonly tail: string }

/** Cut a text at its empty lines; a line of spaces counts as empty. */
export function splitChunks(text: string): Chunked {
  const chunks: Chunk[] = []
  let gap = ''
  let words = ''
  for (const line of text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? []) {
    if (!/^[ \t]*[\r\n]*$/.test(line)) {
      words += line
      continue
    }
    if (words !== '') {
      const bare = words.replace(/[\r\n]+$/, '')
      chunks.push({ gap, text: bare })
      gap = words.slice(bare.length)
      words = ''
    }
    gap += line
  }
  if (words === '') return { chunks, tail: gap }
  const bare = words.replace(/[\r\n]+$/, '')
  return { chunks: [...chunks, { gap, text: bare }], tail: words.slice(bare.length) }
}

/** Put the chunks of a text together again. */
export function joinChunks({ chunks, tail }: Chunked): string {
  return chunks.map(({ gap, text }) => gap + text).join('') + tail
}
