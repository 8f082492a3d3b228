// breaks house/no-html-sinks

export const draw = (text: string) => document.write(text)
