/** Where a document of a brief keeps words: of its own, of a footnote, of a passage, and what stands above a table. */
const spoken = new Set(['text', 'words', 'exact', 'caption', 'content'])

/** The words of what may be no document at all, a line for each thing that holds some. Whatever else there is counts for nothing. */
export function wordsIn(document: unknown): string[] {
  const lines: string[] = []
  let line = ''
  const end = () => {
    if (line.trim() !== '') lines.push(line)
    line = ''
  }
  // From the last to the first, since a stack gives back what came last; no function calls itself, however deep it goes.
  const stack: unknown[] = [document]
  while (stack.length > 0) {
    const next = stack.pop()
    if (next === end) end()
    else if (typeof next === 'string') line += next
    else if (Array.isArray(next)) for (let at = next.length - 1; at >= 0; at -= 1) stack.push(next[at])
    else if (typeof next === 'object' && next !== null) {
      const isBlock = !('text' in next) && !('type' in next && next.type === 'footnote')
      if (isBlock) stack.push(end)
      for (const [name, value] of Object.entries(next).toReversed())
        if (typeof value === 'object' || spoken.has(name)) stack.push(value)
      if (isBlock) stack.push(end)
    }
  }
  end()
  return lines
}
