/** What a file of the notebook is, by its path: “The codebook”; null for what has no name that a person knows. */
export function kindOfFile(path: string): string | null {
  return kinds.find(([pattern]) => pattern.test(path))?.[1] ?? null
}

const kinds: readonly (readonly [RegExp, string])[] = [
  [/(^|[\\/])notebook\.json$/, 'The title page of the notebook'],
  [/(^|[\\/])codebook\.json$/, 'The codebook'],
  [/(^|[\\/])actors\.json$/, 'The list of actors'],
  [/(^|[\\/])views\.json$/, 'The list of saved views'],
  [/[\\/]annotations[\\/][^\\/]+$/, 'A file of annotations'],
  [/[\\/]source\.json$/, 'The file with the details of a source'],
  [/[\\/]v\d+\.json$/, 'The text of a source'],
  [/[\\/]v\d+\.[a-z0-9]+$/, 'The original file of a source'],
  [/(^|[\\/])b-[^\\/]+\.json$/, 'A brief'],
]
