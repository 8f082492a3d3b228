/** What a file of the notebook is, for a sentence that begins with it: “The codebook (codebook.json)”. */
export function fileInWords(name: string): string {
  const kind = kinds.find(([pattern]) => pattern.test(name))?.[1] ?? 'A file'
  return `${kind} (${name})`
}

const kinds: readonly [RegExp, string][] = [
  [/^notebook\.json$/, 'The title page of the notebook'],
  [/^codebook\.json$/, 'The codebook'],
  [/^actors\.json$/, 'The list of actors'],
  [/^views\.json$/, 'The list of saved views'],
  [/\/annotations\/[^/]+$/, 'A file of annotations'],
  [/\/source\.json$/, 'The file with the details of a source'],
  [/\/v\d+\.json$/, 'The text of a source'],
  [/\/v\d+\.[a-z0-9]+$/, 'The original file of a source'],
  [/(^|\/)b-[^/]+\.json$/, 'A brief'],
]
