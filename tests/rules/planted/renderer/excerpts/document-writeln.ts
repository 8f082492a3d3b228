// breaks house/no-html-sinks

export const draw = (text: string) => window.document.writeln(text)
