/** Words that look like words, the same ones for the same seed; about one in five is a common one. */
export function generatedWords(count: number, seed: number): string[] {
  let state = seed
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const syllable = () => `${'bdfgklmnprstv'.charAt(next(13))}${'aeiou'.charAt(next(5))}`
  return Array.from({ length: count }, () =>
    next(5) === 0
      ? (common[next(common.length)] ?? 'the')
      : syllable() + syllable() + (next(2) === 0 ? syllable() : ''),
  )
}

const common = ['the', 'of', 'to', 'and', 'in', 'a', 'that', 'said']
