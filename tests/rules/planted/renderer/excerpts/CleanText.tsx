export function CleanText({ text, mark }: { text: string; mark: (box: HTMLElement) => void }) {
  return (
    <p
      ref={(box) => {
        box?.setAttribute('data-kind', text)
        if (box) mark(box)
      }}
    >
      {text}
    </p>
  )
}
