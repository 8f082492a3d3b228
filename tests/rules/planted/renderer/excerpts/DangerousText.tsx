// breaks house/no-html-sinks react/no-danger

export function DangerousText({ text }: { text: string }) {
  return <p dangerouslySetInnerHTML={{ __html: text }} />
}
