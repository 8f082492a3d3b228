// breaks eslint/no-eval house/no-html-sinks

export const run = (text: string): unknown => eval(text)
