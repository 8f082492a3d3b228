/** The label of the footnote that a chunk defines; null for any other chunk. */
export function definedLabel(text: string): string | null {
  return /^ {0,3}\[\^([^\]\s]+)\]:/.exec(text)?.[1] ?? null
}

/** The labels of the footnotes that some words refer to or define. */
export function labelsIn(text: string): Set<string> {
  const labels = new Set<string>()
  mapLabels(text, (label) => {
    labels.add(label)
    return label
  })
  return labels
}

/** The words with other labels on their footnotes. What is escaped or stands in code is no footnote. */
export function mapLabels(text: string, to: (label: string) => string): string {
  return text.replaceAll(
    /\\[^]|(`+)(?!`)[^]*?(?<!`)\1(?!`)|\[\^([^\]\s]+)\]/g,
    (all, _ticks: string | undefined, label: string | undefined) =>
      label === undefined ? all : `[^${to(label)}]`,
  )
}
