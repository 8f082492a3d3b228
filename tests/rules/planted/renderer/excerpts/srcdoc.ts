// breaks house/no-html-sinks

export const draw = (frame: HTMLIFrameElement, text: string) => {
  frame.srcdoc = text
}
