/** True when every word of `filter` occurs somewhere in `texts`, whatever its case. */
export function matches(filter: string, texts: readonly string[]): boolean {
  const text = texts.join('\n').toLocaleLowerCase()
  return filter
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
