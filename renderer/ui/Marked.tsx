import { matchedIn } from '../../shared/model/rank'

/** A text with the letters underlined that answer a query. */
export function Marked({ text, tokens }: { text: string; tokens: readonly string[] }) {
  const ranges = matchedIn(text, tokens)
  return (
    <>
      {ranges.map(({ start, end }, index) => (
        <span key={start}>
          {text.slice(ranges[index - 1]?.end ?? 0, start)}
          <u>{text.slice(start, end)}</u>
        </span>
      ))}
      {text.slice(ranges.at(-1)?.end ?? 0)}
    </>
  )
}
