// breaks house/no-html-sinks

export const mark = (box: HTMLElement, name: string) => box.setAttribute(name, 'x')
