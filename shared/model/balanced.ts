/**
 * The words with every control of direction that they leave open closed at the end of its line, so that what stands behind
 * them on it keeps its order. They are as they were otherwise. A closer without an opener turns nothing and stays.
 */
export function balanced(words: string): string {
  return anyOpener.test(words) ? words.replaceAll(/[^\n\r\u0085\u2029]+/g, closed) : words
}

/** A sentence of ours, in which what stands between quotation marks is of others. */
export function withBalancedQuotes(sentence: string): string {
  return anyOpener.test(sentence) ? sentence.replaceAll(/(?<=“)[^“”]+(?=”)/g, balanced) : sentence
}

const anyOpener = /[\u202a\u202b\u202d\u202e\u2066-\u2068]/
const POP_FORMATTING = '\u202c'
const POP_ISOLATE = '\u2069'

/** White space at the end stays there: whoever trims the line finds it. */
function closed(line: string): string {
  const open: string[] = []
  for (const sign of line) {
    if (/[\u2066-\u2068]/.test(sign)) open.push(POP_ISOLATE)
    else if (anyOpener.test(sign)) open.push(POP_FORMATTING)
    else if (sign === POP_FORMATTING && open.at(-1) === POP_FORMATTING) open.pop()
    // The end of an isolate ends what was opened within it, and no end within an isolate leads out of it.
    else if (sign === POP_ISOLATE && open.includes(POP_ISOLATE)) open.length = open.lastIndexOf(POP_ISOLATE)
  }
  const words = line.trimEnd()
  return words + open.toReversed().join('') + line.slice(words.length)
}
